//! The eligibility: the status in a box, what it means, the person, each insurance, the ways on.

use kyotaku_core::visit::EligibilityView;

use super::{
    block::Block,
    control::{Controls, column_of},
    drawing::Style,
    frame::{Air, toned},
    labels, table,
};

pub(super) fn body(view: &EligibilityView, width: usize, air: Air, controls: &mut Controls) -> Block {
    let mut body = Block::new(width);
    body.add(toned(width, view.tone, &view.status));
    for explanation in &view.explanation {
        body.add_text(explanation, Style::default());
    }
    body.add_blank(air.between);
    body.add(table::fields(width, &view.person));
    for insurance in &view.insurances {
        body.add_blank(1);
        body.add(table::group(width, insurance));
    }
    body.add_blank(air.between);
    body.add(column_of(width, &labels(&view.buttons, controls)));
    body
}
