//! What can be pressed: boxes with words in them, all of one size in a row or a column.

use super::{
    block::{Block, Frame},
    drawing::{Ink, Line, Place, Style},
    wrap::{columns, wrap},
};

/// Hands the controls of a view their indices, in the order of [`View::controls`](kyotaku_core::visit::View::controls).
pub(crate) struct Controls {
    next: usize,
    focus: Option<usize>,
}

/// One control to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Control {
    index: usize,
    focused: bool,
}

impl Controls {
    pub(crate) fn new(focus: Option<usize>) -> Self {
        Self { next: 0, focus }
    }

    /// The next one.
    pub(crate) fn take(&mut self) -> Control {
        let index = self.next;
        self.next += 1;
        Control {
            index,
            focused: self.focus == Some(index),
        }
    }
}

/// What a control looks like. Two controls of one look and row have the same size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// The main way on.
    Primary,
    /// Any other button.
    Secondary,
    /// One of several answers; the chosen one is marked by a filled circle, heavy lines and bold words.
    Choice { selected: bool },
}

/// A control with its words.
pub(crate) struct Label<'a> {
    pub(crate) text: &'a str,
    pub(crate) look: Look,
    pub(crate) control: Control,
}

impl Label<'_> {
    fn words(&self) -> String {
        match self.look {
            Look::Primary | Look::Secondary => self.text.to_owned(),
            Look::Choice { selected: true } => format!("● {}", self.text),
            Look::Choice { selected: false } => format!("○ {}", self.text),
        }
    }

    /// A box of this width and of as many lines of words as `height`, the words in its middle.
    pub(crate) fn draw(&self, width: usize, height: usize) -> Block {
        let (frame, style) = match self.look {
            Look::Primary => (Frame::Double, Style::ink(Ink::Accent).bold()),
            Look::Secondary => (Frame::Light, Style::default()),
            Look::Choice { selected: true } => (Frame::Heavy, Style::ink(Ink::Accent).bold()),
            Look::Choice { selected: false } => (Frame::Light, Style::default()),
        };
        let inner = width - 4;
        let words = wrap(&self.words(), inner);
        let above = height.saturating_sub(words.len()) / 2;
        let mut content = Block::new(inner);
        content.add_blank(above);
        for text in words {
            let mut line = Line::default();
            line.pad_to((inner - columns(&text).min(inner)) / 2);
            line.push(text, style.reverse(self.control.focused));
            content.lines.push(line);
        }
        content.add_blank(height - content.lines.len().min(height));
        let mut drawn = content.boxed(frame, style);
        if self.control.focused {
            point_at(&mut drawn, style);
        }
        drawn.places = vec![Place {
            control: self.control.index,
            line: 0,
            column: 0,
            width,
            height: drawn.lines.len(),
        }];
        drawn
    }
}

/// Marks the box that has the focus by a sign at both inner edges, beside the reversed words.
fn point_at(block: &mut Block, style: Style) {
    let middle = block.lines.len() / 2;
    let line = &mut block.lines[middle];
    // The frame left, a space, the words and spaces, the frame right.
    line.spans[1].text = "▸".to_owned();
    line.spans[1].style = style;
    let frame_right = line.spans.len() - 1;
    let before = &mut line.spans[frame_right - 1].text;
    if before.pop().is_some() {
        line.spans
            .insert(frame_right, Line::new("◂", style).spans.remove(0));
    }
}

/// Columns between two controls.
const GAP: usize = 2;
/// No control is wider than it needs to be seen and hit.
const WIDEST: usize = 44;

/// Controls side by side, all of one size; one below another where they would not hold their words in one line.
pub(crate) fn row_of(width: usize, labels: &[Label<'_>]) -> Block {
    if labels.is_empty() {
        return Block::new(width);
    }
    let widest_words = labels.iter().map(|label| columns(&label.words())).max();
    let needed = widest_words.unwrap_or(0) + 4;
    let side_by_side = (width - GAP * (labels.len() - 1)) / labels.len();
    if needed <= side_by_side {
        let cell = side_by_side.min(WIDEST);
        let cells = labels.iter().map(|label| label.draw(cell, 1)).collect();
        return Block::beside(cells, GAP).centre(width);
    }
    column_of(width, labels)
}

/// Controls one below another, all of one size.
pub(crate) fn column_of(width: usize, labels: &[Label<'_>]) -> Block {
    let widest_words = labels.iter().map(|label| columns(&label.words())).max();
    let cell = (widest_words.unwrap_or(0) + 4).max(WIDEST).min(width);
    let height = labels
        .iter()
        .map(|label| wrap(&label.words(), cell - 4).len())
        .max();
    let mut column = Block::new(width);
    for label in labels {
        column.add(label.draw(cell, height.unwrap_or(1)).centre(width));
    }
    column
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: usize, focus: Option<usize>, selected: Option<usize>) -> Block {
        let mut controls = Controls::new(focus);
        let labels: Vec<_> = ["同意する", "同意しない"]
            .into_iter()
            .enumerate()
            .map(|(index, text)| Label {
                text,
                look: Look::Choice {
                    selected: selected == Some(index),
                },
                control: controls.take(),
            })
            .collect();
        row_of(width, &labels)
    }

    fn text(block: &Block) -> Vec<String> {
        block.lines.iter().map(Line::to_text).collect()
    }

    #[test]
    fn two_answers_have_the_same_size_and_the_chosen_one_has_its_own_sign_and_lines() {
        let block = drawn(40, None, Some(1));
        assert_eq!(
            text(&block),
            [
                "┌─────────────────┐  ┏━━━━━━━━━━━━━━━━━┓",
                "│   ○ 同意する    │  ┃  ● 同意しない   ┃",
                "└─────────────────┘  ┗━━━━━━━━━━━━━━━━━┛",
            ]
        );
        let sizes: Vec<_> = block
            .places
            .iter()
            .map(|place| (place.width, place.height))
            .collect();
        assert_eq!(sizes, [(19, 3), (19, 3)]);
        assert_eq!(block.places[1].column, 21);
    }

    #[test]
    fn the_focus_is_marked_by_signs_and_changes_no_size() {
        let block = drawn(40, Some(0), None);
        assert_eq!(text(&block)[1], "│▸  ○ 同意する   ◂│  │  ○ 同意しない   │");
        assert_eq!(block.places, drawn(40, None, None).places);
    }

    #[test]
    fn answers_that_do_not_fit_beside_each_other_stand_one_below_another() {
        let block = drawn(30, None, None);
        let sizes: Vec<_> = block
            .places
            .iter()
            .map(|place| (place.line, place.width))
            .collect();
        assert_eq!(sizes, [(0, 30), (3, 30)]);
    }
}
