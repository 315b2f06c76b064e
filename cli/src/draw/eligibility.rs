//! The eligibility: the status in a box, what it means, the person, each insurance, what stands of the consent, the ways on.

use kyotaku_core::visit::{EligibilityView, StandingView};

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
    if let Some(standing) = &view.standing {
        body.add_blank(1);
        body.add(of_standing(standing, width));
    }
    body.add_blank(air.between);
    body.add(column_of(width, &labels(&view.buttons, controls)));
    body
}

/// Whether it holds, in a box of its own; then each answer, until when, and what becomes of it.
fn of_standing(view: &StandingView, width: usize) -> Block {
    let mut block = Block::new(width);
    block.add_text(&format!("■ {}", view.title), Style::default().bold());
    block.add(toned(width, view.tone, &view.status));
    block.add(table::rows(width, "", &view.rows));
    block.add(table::fields(width, &view.fields));
    if let Some(remark) = &view.remark {
        block.add_text(remark, Style::default());
    }
    block
}
