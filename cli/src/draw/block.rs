//! The pieces that screens are put together from: blocks of lines, one beside or below another.

use super::{
    drawing::{Line, Place, Style},
    wrap::wrap,
};

/// Lines of at most `width` columns, and the controls in them.
pub(crate) struct Block {
    pub(crate) width: usize,
    pub(crate) lines: Vec<Line>,
    pub(crate) places: Vec<Place>,
}

impl Block {
    /// No lines yet.
    pub(crate) fn new(width: usize) -> Self {
        Self {
            width,
            lines: Vec::new(),
            places: Vec::new(),
        }
    }

    /// A text, broken into as many lines as it needs.
    pub(crate) fn text(width: usize, text: &str, style: Style) -> Self {
        let lines = wrap(text, width);
        Self {
            lines: lines.into_iter().map(|line| Line::new(line, style)).collect(),
            ..Self::new(width)
        }
    }

    /// Appends a block.
    pub(crate) fn add(&mut self, block: Self) {
        let above = self.lines.len();
        self.lines.extend(block.lines);
        self.places.extend(block.places.into_iter().map(|place| Place {
            line: place.line + above,
            ..place
        }));
    }

    /// Appends a text.
    pub(crate) fn add_text(&mut self, text: &str, style: Style) {
        self.add(Self::text(self.width, text, style));
    }

    /// Appends empty lines.
    pub(crate) fn add_blank(&mut self, lines: usize) {
        self.lines.extend(std::iter::repeat_n(Line::default(), lines));
    }

    /// The same, moved to the right.
    pub(crate) fn indent(self, by: usize) -> Self {
        let mut row = Self::new(self.width + by);
        row.put(self, by);
        row
    }

    /// The same in the middle of a wider space; every line is moved alike.
    pub(crate) fn centre(self, width: usize) -> Self {
        let by = width.saturating_sub(self.width) / 2;
        Self {
            width,
            ..self.indent(by)
        }
    }

    /// Blocks side by side, their first lines on one height.
    pub(crate) fn beside(blocks: Vec<Self>, gap: usize) -> Self {
        let gaps = gap * blocks.len().saturating_sub(1);
        let mut row = Self::new(blocks.iter().map(|block| block.width).sum::<usize>() + gaps);
        let mut column = 0;
        for block in blocks {
            let width = block.width;
            row.put(block, column);
            column += width + gap;
        }
        row
    }

    /// Writes a block from this column on, where nothing stands yet.
    fn put(&mut self, block: Self, column: usize) {
        if self.lines.len() < block.lines.len() {
            self.lines.resize(block.lines.len(), Line::default());
        }
        for (line, added) in self.lines.iter_mut().zip(block.lines) {
            line.pad_to(column);
            line.append(added);
        }
        self.places.extend(block.places.into_iter().map(|place| Place {
            column: place.column + column,
            ..place
        }));
    }

    /// The same within a frame, which takes four columns and two lines.
    pub(crate) fn boxed(self, frame: Frame, style: Style) -> Self {
        let [top_left, top_right, bottom_left, bottom_right, across, down] = frame.glyphs();
        let inner = self.width + 2;
        let mut boxed = Self::new(inner + 2);
        let edge = |left: char, right: char| {
            let across = String::from(across).repeat(inner);
            Line::new(format!("{left}{across}{right}"), style)
        };
        boxed.lines.push(edge(top_left, top_right));
        for content in self.lines {
            let mut line = Line::new(down.to_string(), style);
            line.push(" ", Style::default());
            line.append(content);
            line.pad_to(inner + 1);
            line.push(down.to_string(), style);
            boxed.lines.push(line);
        }
        boxed.lines.push(edge(bottom_left, bottom_right));
        boxed.places = self
            .places
            .into_iter()
            .map(|place| Place {
                line: place.line + 1,
                column: place.column + 2,
                ..place
            })
            .collect();
        boxed
    }
}

/// The lines of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    Light,
    Heavy,
    Double,
}

impl Frame {
    fn glyphs(self) -> [char; 6] {
        match self {
            Self::Light => ['┌', '┐', '└', '┘', '─', '│'],
            Self::Heavy => ['┏', '┓', '┗', '┛', '━', '┃'],
            Self::Double => ['╔', '╗', '╚', '╝', '═', '║'],
        }
    }
}
