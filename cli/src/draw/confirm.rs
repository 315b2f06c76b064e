//! 2 確認, or the confirmation of a revocation: what would be stored, question by question and item by item, above the button
//! that has it stored.

use kyotaku_core::visit::ConfirmView;

use super::{
    block::Block,
    control::{Controls, column_of},
    drawing::Style,
    frame::Air,
    label, table,
};

pub(super) fn body(view: &ConfirmView, width: usize, air: Air, controls: &mut Controls) -> Block {
    let mut body = Block::new(width);
    body.add_text(&view.lead, Style::default());
    body.add_blank(air.between);
    body.add(table::rows(width, &view.rows_title, &view.rows));
    body.add(table::fields(width, std::slice::from_ref(&view.reference)));
    body.add_blank(air.between);
    let accept = label(&view.accept, controls);
    let change = label(&view.change, controls);
    body.add(column_of(width, &[accept, change]));
    body
}
