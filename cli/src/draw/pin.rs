//! The PIN pad: how many digits were typed, never which, and the keys as on a telephone.

use kyotaku_core::visit::{PinView, Tone};

use super::{
    block::{Block, Frame},
    control::{Controls, column_of, row_of},
    drawing::{Ink, Style},
    frame::{Air, toned},
    keypad::keys,
    label,
};

pub(super) fn body(view: &PinView, width: usize, air: Air, controls: &mut Controls) -> Block {
    let mut body = Block::new(width);
    if let Some(notice) = &view.notice {
        body.add(toned(width, Tone::Caution, notice));
        body.add_blank(air.between);
    }
    body.add_text(&view.lead, Style::default());
    body.add_blank(air.between);
    body.add(typed(view, width));
    body.add_text(&view.spoken, Style::ink(Ink::Quiet));
    body.add_blank(air.between);
    body.add(keys(&view.digits, width, controls));
    let delete = label(&view.delete, controls);
    let next = label(&view.next, controls);
    body.add_blank(1);
    if let Some(hint) = &view.hint {
        body.add(toned(width, Tone::Caution, hint));
    }
    body.add(row_of(width, &[delete, next]));
    let without_pin: Vec<_> = view
        .without_pin
        .iter()
        .map(|button| label(button, controls))
        .collect();
    body.add(column_of(width, &without_pin));
    body
}

/// A place for each digit, filled from the left.
fn typed(view: &PinView, width: usize) -> Block {
    let places = (0..view.length).map(|place| {
        let mut cell = Block::new(1);
        cell.add_text(
            if place < view.entered { "●" } else { " " },
            Style::default().bold(),
        );
        cell.boxed(Frame::Light, Style::default())
    });
    Block::beside(places.collect(), 1).centre(width)
}
