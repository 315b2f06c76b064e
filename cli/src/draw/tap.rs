//! Hold the card to the reader: what to do in large, how far it is as a bar and in words.

use kyotaku_core::visit::TapView;

use super::{
    block::{Block, Frame},
    drawing::{Ink, Line, Style},
    frame::Air,
};

pub(super) fn body(view: &TapView, width: usize, air: Air) -> Block {
    let mut body = Block::new(width);
    let lead = Block::text(width - 4, &view.lead, Style::default().bold());
    body.add(lead.boxed(Frame::Light, Style::default()));
    body.add_text(&view.position, Style::default());
    body.add_blank(air.between);
    body.lines.push(bar(view, width));
    body.add_text(&view.progress, Style::default().bold());
    if let Some(tries) = &view.tries {
        body.add_text(tries, Style::default());
    }
    body.add_blank(air.between);
    body.add_text(&view.limit, Style::ink(Ink::Quiet));
    body.add_text(&view.advice, Style::default());
    body
}

/// Filled up to the steps that are done.
fn bar(view: &TapView, width: usize) -> Line {
    let whole = u32::try_from(width.min(40)).unwrap_or(40);
    let done = view.done.min(view.steps);
    // As many as a step is wide, times the steps: no step looks longer than another.
    let step = whole.checked_div(view.steps).unwrap_or(0).max(1);
    let cells = |steps: u32| usize::try_from((steps * step).min(whole)).unwrap_or(0);
    let mut line = Line::default();
    line.push("━".repeat(cells(done)), Style::ink(Ink::Accent).bold());
    line.push(
        "─".repeat(cells(view.steps) - cells(done)),
        Style::ink(Ink::Quiet),
    );
    line
}
