//! A call to the service is under way.

use kyotaku_core::visit::WaitingView;

use super::{block::Block, drawing::Style};

pub(super) fn body(view: &WaitingView, width: usize) -> Block {
    let mut body = Block::new(width);
    body.add_blank(1);
    body.add_text(&view.message, Style::default().bold());
    body.add_blank(1);
    body
}
