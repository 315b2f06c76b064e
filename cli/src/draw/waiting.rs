//! A call to the service is under way, and what can be done meanwhile.

use kyotaku_core::visit::WaitingView;

use super::{
    block::Block,
    control::{Controls, column_of},
    drawing::Style,
    frame::Air,
    labels,
};

pub(super) fn body(view: &WaitingView, width: usize, air: Air, controls: &mut Controls) -> Block {
    let mut body = Block::new(width);
    body.add_blank(1);
    body.add_text(&view.message, Style::default().bold());
    body.add_blank(1);
    if !view.buttons.is_empty() {
        body.add_blank(air.between);
        body.add(column_of(width, &labels(&view.buttons, controls)));
    }
    body
}
