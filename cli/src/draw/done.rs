//! 3 完了, or after a revocation: what the service holds now.

use kyotaku_core::visit::DoneView;

use super::{
    block::Block,
    control::{Controls, row_of},
    drawing::Style,
    frame::{Air, toned},
    label, table,
};

pub(super) fn body(view: &DoneView, width: usize, air: Air, controls: &mut Controls) -> Block {
    let mut body = Block::new(width);
    body.add(toned(width, view.tone, &view.message));
    for explanation in &view.explanation {
        body.add_text(explanation, Style::default());
    }
    body.add_blank(air.between);
    body.add(table::rows(width, &view.rows_title, &view.rows));
    body.add_blank(1);
    body.add(table::fields(width, &view.receipt));
    body.add_blank(air.between);
    body.add(row_of(width, &[label(&view.finish, controls)]));
    body
}
