//! Digit keys, as they stand on a telephone.

use kyotaku_core::visit::{Button, Key, Tone};

use super::{
    block::Block,
    control::{Controls, Label, Look, row_of},
    drawing::Style,
    frame::{Air, toned},
    label,
};

/// Columns of a key, and between two keys.
const KEY_WIDTH: usize = 9;
const KEY_GAP: usize = 2;
const KEYS_IN_A_ROW: usize = 3;

/// What stands above what is typed: what the tap before did, and what to do.
pub(super) fn head(notice: Option<&str>, lead: &str, width: usize, air: Air) -> Block {
    let mut head = Block::new(width);
    if let Some(notice) = notice {
        head.add(toned(width, Tone::Caution, notice));
        head.add_blank(air.between);
    }
    head.add_text(lead, Style::default());
    head.add_blank(air.between);
    head
}

/// What stands below it: the keys, why it did not go on, and the way back and on.
pub(super) fn foot(
    digits: &[Key],
    (delete, next): (&Button, &Button),
    hint: Option<&str>,
    width: usize,
    controls: &mut Controls,
) -> Block {
    let mut foot = keys(digits, width, controls);
    let ways = [label(delete, controls), label(next, controls)];
    foot.add_blank(1);
    if let Some(hint) = hint {
        foot.add(toned(width, Tone::Caution, hint));
    }
    foot.add(row_of(width, &ways));
    foot
}

/// The keys in rows of three; the last one, if it is alone, in the middle. On a telephone that is the 0, wherever it stands
/// among the view's digits.
fn keys(digits: &[Key], width: usize, controls: &mut Controls) -> Block {
    let mut keys: Vec<_> = digits
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
