//! Choose the mode: one button for each, one below another.

use kyotaku_core::visit::ModeView;

use super::{
    block::Block,
    control::{Controls, column_of},
    drawing::Style,
    frame::Air,
    labels,
};

pub(super) fn body(view: &ModeView, width: usize, air: Air, controls: &mut Controls) -> Block {
    let mut body = Block::new(width);
    body.add_text(&view.lead, Style::default());
    body.add_blank(air.between);
    body.add(column_of(width, &labels(&view.modes, controls)));
    body
}
