//! Digit keys, as they stand on a telephone.

use kyotaku_core::visit::Key;

use super::{
    block::Block,
    control::{Controls, Label, Look},
};

/// Columns of a key, and between two keys.
const KEY_WIDTH: usize = 9;
const KEY_GAP: usize = 2;
const KEYS_IN_A_ROW: usize = 3;

/// The keys in rows of three; the last one, if it is alone, in the middle. On a telephone that is the 0, wherever it stands
/// among the view's digits.
pub(super) fn keys(digits: &[Key], width: usize, controls: &mut Controls) -> Block {
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
