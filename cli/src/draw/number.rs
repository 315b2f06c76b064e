//! 照合番号B: a box for each field, with its digits; the one that the next digit goes to is marked, and not only by colour.

use kyotaku_core::visit::{NumberField, NumberView};

use super::{
    block::Block,
    control::{Controls, Label, Look},
    drawing::{Ink, Style},
    frame::Air,
    keypad::{foot, head},
};

/// Columns that a field's digits need beside its box: four places that are still empty, and the marks.
const DIGITS: usize = 12;

pub(super) fn body(view: &NumberView, width: usize, air: Air, controls: &mut Controls) -> Block {
    let mut body = head(view.notice.as_deref(), &view.lead, width, air);
    for field in &view.fields {
        body.add(drawn(field, width, controls));
    }
    if let Some(selected) = view.fields.iter().find(|field| field.selected) {
        body.add_text(&selected.spoken, Style::ink(Ink::Quiet));
    }
    body.add_blank(air.between);
    let ways = (&view.delete, &view.next);
    body.add(foot(&view.digits, ways, view.hint.as_deref(), width, controls));
    body
}

/// The field's control, and its digits beside it.
fn drawn(field: &NumberField, width: usize, controls: &mut Controls) -> Block {
    let control = Label {
        text: &field.choose.label,
        look: Look::Choice {
            selected: field.selected,
        },
        control: controls.take(),
    };
    let mut digits = Block::new(DIGITS);
    digits.add_blank(1);
    let shown = if field.selected {
        format!("【{}】", field.shown)
    } else {
        format!("　{}", field.shown)
    };
    digits.add_text(&shown, Style::default().bold());
    let box_width = (width - DIGITS - 1).min(32);
    Block::beside(vec![control.draw(box_width, 1), digits], 1)
}
