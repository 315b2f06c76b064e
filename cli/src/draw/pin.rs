//! The PIN pad: how many digits were typed, never which, and the keys as on a telephone.

use kyotaku_core::visit::PinView;

use super::{
    block::{Block, Frame},
    control::{Controls, column_of},
    drawing::{Ink, Style},
    frame::Air,
    keypad::{foot, head},
    label,
};

pub(super) fn body(view: &PinView, width: usize, air: Air, controls: &mut Controls) -> Block {
    let mut body = head(view.notice.as_deref(), &view.lead, width, air);
    body.add(typed(view, width));
    body.add_text(&view.spoken, Style::ink(Ink::Quiet));
    body.add_blank(air.between);
    let ways = (&view.delete, &view.next);
    body.add(foot(&view.digits, ways, view.hint.as_deref(), width, controls));
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
