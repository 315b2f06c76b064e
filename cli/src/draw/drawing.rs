//! What was drawn: lines of styled spans, and where each control stands.

use super::wrap::{columns, readable};

/// Whether colours may be used. Bold and reverse are no colours: they stay with [`Palette::Plain`], and a
/// [`Drawing::to_text`] has none of either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Palette {
    /// The terminal's own sixteen colours.
    Colour,
    /// No colour.
    Plain,
}

/// The colour of a span, by what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ink {
    /// As everything else.
    #[default]
    Plain,
    /// Frames and remarks: there, but behind.
    Quiet,
    /// The main way on, the step that is now, what is chosen.
    Accent,
    /// It went well.
    Good,
    /// Look before going on.
    Caution,
    /// It failed, or must not go on.
    Alarm,
}

/// How a span looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    /// Its colour.
    pub(crate) ink: Ink,
    /// Whether it is bold.
    pub(crate) bold: bool,
    /// Whether fore- and background change places.
    pub(crate) reverse: bool,
    /// Two pixels, instead of all that.
    pub(crate) greys: Option<Greys>,
}

/// Two grey pixels, one above the other, in one cell: 0 is black, 255 white.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Greys {
    pub(crate) upper: u8,
    pub(crate) lower: u8,
}

impl Greys {
    /// As a shade, for where there is no colour: full is white, for most terminals write light on dark.
    pub(crate) fn shade(self) -> &'static str {
        match (u16::from(self.upper) + u16::from(self.lower)) / 2 {
            0..=50 => " ",
            51..=101 => "░",
            102..=152 => "▒",
            153..=203 => "▓",
            _ => "█",
        }
    }

    /// As the upper half of the cell in one of the terminal's 24 greys (xterm's colours 232 to 255), the lower in another.
    fn to_ansi(self) -> String {
        let number = |grey: u8| 232 + u16::from(grey) * 23 / 255;
        let (upper, lower) = (number(self.upper), number(self.lower));
        format!("\x1b[38;5;{upper};48;5;{lower}m▀\x1b[0m")
    }
}

impl Style {
    /// A colour and nothing else.
    pub(crate) fn ink(ink: Ink) -> Self {
        Self {
            ink,
            ..Self::default()
        }
    }

    /// Two pixels.
    pub(crate) fn greys(greys: Greys) -> Self {
        Self {
            greys: Some(greys),
            ..Self::default()
        }
    }

    /// The same, bold.
    pub(crate) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same, reversed if `reverse`.
    pub(crate) fn reverse(self, reverse: bool) -> Self {
        Self { reverse, ..self }
    }

    /// The SGR parameters (ECMA-48 8.3.117), each after a semicolon; empty for plain text.
    fn sgr(self, palette: Palette) -> String {
        let colour = match (palette, self.ink) {
            (Palette::Plain, _) | (_, Ink::Plain) => "",
            (_, Ink::Quiet) => ";2",
            (_, Ink::Accent) => ";36",
            (_, Ink::Good) => ";32",
            (_, Ink::Caution) => ";33",
            (_, Ink::Alarm) => ";31",
        };
        let bold = if self.bold { ";1" } else { "" };
        let reverse = if self.reverse { ";7" } else { "" };
        [bold, reverse, colour].concat()
    }
}

/// A piece of a line in one style. Its text has no control characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// The text.
    pub(crate) text: String,
    /// Its style.
    pub(crate) style: Style,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its pieces, from left to right.
    pub(crate) spans: Vec<Span>,
}

impl Line {
    /// A line of one piece.
    pub(crate) fn new(text: impl AsRef<str>, style: Style) -> Self {
        let mut line = Self::default();
        line.push(text, style);
        line
    }

    /// Appends a piece; what would not be read but obeyed by the terminal is left out.
    pub(crate) fn push(&mut self, text: impl AsRef<str>, style: Style) {
        let text = readable(text.as_ref()).replace('\n', "");
        if !text.is_empty() {
            self.spans.push(Span { text, style });
        }
    }

    /// Appends another line's pieces.
    pub(crate) fn append(&mut self, line: Self) {
        self.spans.extend(line.spans);
    }

    /// Appends spaces up to `width` columns.
    pub(crate) fn pad_to(&mut self, width: usize) {
        let missing = width.saturating_sub(self.width());
        self.push(" ".repeat(missing), Style::default());
    }

    /// Its width in columns.
    pub(crate) fn width(&self) -> usize {
        self.spans.iter().map(|span| columns(&span.text)).sum()
    }

    /// Its characters, without trailing spaces.
    pub(crate) fn to_text(&self) -> String {
        let text: String = self.spans.iter().map(|span| span.text.as_str()).collect();
        text.trim_end().to_owned()
    }

    /// Its characters and the escape sequences of its styles; the style is plain again at the end.
    pub(crate) fn to_ansi(&self, palette: Palette) -> String {
        let mut ansi = String::new();
        for span in &self.spans {
            if let (Palette::Colour, Some(greys)) = (palette, span.style.greys) {
                ansi.push_str(&greys.to_ansi());
                continue;
            }
            let sgr = span.style.sgr(palette);
            match sgr.strip_prefix(';') {
                Some(sgr) => ansi.push_str(&format!("\x1b[{sgr}m{}\x1b[0m", span.text)),
                None => ansi.push_str(&span.text),
            }
        }
        ansi
    }
}

/// Where a control stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Its index in [`View::controls`](kyotaku_core::visit::View::controls).
    pub(crate) control: usize,
    /// Its first line, from 0.
    pub(crate) line: usize,
    /// Its first column, from 0.
    pub(crate) column: usize,
    /// Its width in columns.
    pub(crate) width: usize,
    /// Its height in lines.
    pub(crate) height: usize,
}

impl Place {
    /// Its middle column.
    pub(crate) fn middle(&self) -> usize {
        self.column + self.width / 2
    }
}

/// A drawn screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Drawing {
    /// Its lines; none is wider than the width it was drawn for.
    pub(crate) lines: Vec<Line>,
    /// Where each control stands, from the top left to the bottom right.
    pub(crate) places: Vec<Place>,
    /// What [`Drawing::to_ansi`] may use.
    pub(crate) palette: Palette,
}

impl Drawing {
    /// The place of the control with this index.
    pub(crate) fn place_of(&self, control: usize) -> Option<&Place> {
        self.places.iter().find(|place| place.control == control)
    }

    /// Text only: for a file or a pipe.
    pub(crate) fn to_text(&self) -> String {
        self.lines.iter().map(|line| line.to_text() + "\n").collect()
    }

    /// Text with escape sequences: for a terminal.
    pub(crate) fn to_ansi(&self) -> String {
        self.lines
            .iter()
            .map(|line| line.to_ansi(self.palette) + "\n")
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_palette_keeps_bold_and_reverse_and_drops_colour() {
        let line = Line::new("確認", Style::ink(Ink::Alarm).bold().reverse(true));
        assert_eq!(line.to_ansi(Palette::Colour), "\x1b[1;7;31m確認\x1b[0m");
        assert_eq!(line.to_ansi(Palette::Plain), "\x1b[1;7m確認\x1b[0m");
        assert_eq!(line.to_text(), "確認");
    }

    #[test]
    fn two_pixels_are_half_blocks_in_colour_and_a_shade_without() {
        let greys = Greys { upper: 0, lower: 255 };
        let line = Line::new(greys.shade(), Style::greys(greys));
        assert_eq!(line.to_ansi(Palette::Colour), "\x1b[38;5;232;48;5;255m▀\x1b[0m");
        assert_eq!(line.to_ansi(Palette::Plain), "▒");
    }
}
