//! The PIN pad: how many digits were typed, never which, and the keys as on a telephone.

use kyotaku_core::visit::{PinView, Tone};

use super::{
    block::{Block, Frame},
    control::{Controls, Label, Look, row_of},
    drawing::{Ink, Style},
    frame::{Air, toned},
    label,
};

/// Columns of a key, and between two keys.
const KEY_WIDTH: usize = 9;
const KEY_GAP: usize = 2;
const KEYS_IN_A_ROW: usize = 3;

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
    body.add(keys(view, width, controls));
    let delete = label(&view.delete, controls);
    let next = label(&view.next, controls);
    body.add_blank(1);
    if let Some(hint) = &view.hint {
        body.add(toned(width, Tone::Caution, hint));
    }
    body.add(row_of(width, &[delete, next]));
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

/// The keys in rows of three; the last one, if it is alone, in the middle. On a telephone that is the 0, which is the
/// first of the view's digits.
fn keys(view: &PinView, width: usize, controls: &mut Controls) -> Block {
    let mut keys: Vec<_> = view
        .digits
        .iter()
        .map(|key| Label {
            text: &key.label,
            look: Look::Secondary,
            control: controls.take(),
        })
        .collect();
    if keys.first().is_some_and(|key| key.text == "0") {
        keys.rotate_left(1);
    }
    let row_width = KEYS_IN_A_ROW * KEY_WIDTH + (KEYS_IN_A_ROW - 1) * KEY_GAP;
    let mut block = Block::new(width);
    for row in keys.chunks(KEYS_IN_A_ROW) {
        let cells: Vec<_> = row.iter().map(|key| key.draw(KEY_WIDTH, 1)).collect();
        let row = Block::beside(cells, KEY_GAP).centre(row_width);
        block.add(row.centre(width));
    }
    block
}
