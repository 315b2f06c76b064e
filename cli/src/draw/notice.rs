//! Something a person must read: what happened, what was not changed, what to do, in this order.

use kyotaku_core::visit::NoticeView;

use super::{
    block::Block,
    control::{Controls, column_of},
    drawing::Style,
    frame::{Air, toned},
    labels, table,
};

pub(super) fn body(view: &NoticeView, width: usize, air: Air, controls: &mut Controls) -> Block {
    let mut body = Block::new(width);
    body.add(toned(width, view.tone, &view.happened));
    body.add_blank(air.between);
    body.add_text(&view.unchanged, Style::default().bold());
    body.add_blank(1);
    let arrow = Block::text(3, "→", Style::default().bold());
    let to_do = Block::text(width - 3, &view.to_do, Style::default());
    body.add(Block::beside(vec![arrow, to_do], 0));
    if !view.details.is_empty() {
        body.add_blank(1);
        body.add(table::fields(width, &view.details));
    }
    body.add_blank(air.between);
    body.add(column_of(width, &labels(&view.buttons, controls)));
    body
}
