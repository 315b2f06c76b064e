//! What is to be revoked, and why: each question with its choices, then why it did not go on.

use kyotaku_core::visit::{RevokeView, Tone};

use super::{
    block::Block,
    control::{Controls, row_of},
    drawing::Style,
    frame::{Air, toned},
    input::of_question,
    label,
};

pub(super) fn body(view: &RevokeView, width: usize, air: Air, controls: &mut Controls) -> Block {
    let mut body = Block::new(width);
    body.add_text(&view.lead, Style::default());
    for question in &view.questions {
        body.add_blank(1);
        body.add(of_question(question, width, controls));
    }
    body.add_blank(air.between);
    if let Some(hint) = &view.hint {
        body.add(toned(width, Tone::Caution, hint));
    }
    body.add(row_of(width, &[label(&view.next, controls)]));
    body
}
