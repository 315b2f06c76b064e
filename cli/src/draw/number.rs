//! 照合番号B: a box for each field, with its digits; the one that the next digit goes to is marked, and not only by colour.

use kyotaku_core::visit::{NumberField, NumberView, Tone};

use super::{
    block::Block,
    control::{Controls, Label, Look, row_of},
    drawing::{Ink, Style},
    frame::{Air, toned},
    keypad::keys,
    label,
};

/// Columns that a field's digits need beside its box: four places that are still empty, and the marks.
const DIGITS: usize = 12;

pub(super) fn body(view: &NumberView, width: usize, air: Air, controls: &mut Controls) -> Block {
    let mut body = Block::new(width);
    if let Some(notice) = &view.notice {
        body.add(toned(width, Tone::Caution, notice));
        body.add_blank(air.between);
    }
    body.add_text(&view.lead, Style::default());
    body.add_blank(air.between);
    for field in &view.fields {
        body.add(drawn(field, width, controls));
    }
    if let Some(selected) = view.fields.iter().find(|field| field.selected) {
        body.add_text(&selected.spoken, Style::ink(Ink::Quiet));
    }
    body.add_blank(air.between);
    body.add(keys(&view.digits, width, controls));
    let delete = label(&view.delete, controls);
    let next = label(&view.next, controls);
    body.add_blank(1);
    if let Some(hint) = &view.hint {
        body.add(toned(width, Tone::Caution, hint));
    }
    body.add(row_of(width, &[delete, next]));
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
