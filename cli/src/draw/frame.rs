//! What stands around every screen: its heading, the three steps, 戻る and 中止する, and where it came from.

use kyotaku_core::visit::{Audience, Footer, Steps, View};

use super::{
    block::{Block, Frame},
    control::{Controls, Label, Look, row_of},
    drawing::{Drawing, Ink, Line, Palette, Place, Style},
    wrap::columns,
};

/// Space around the content, by who reads it: the patient's screens are airier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Air {
    /// Columns left and right of the content.
    side: usize,
    /// Empty lines between two parts of a screen.
    pub(crate) between: usize,
}

impl Air {
    /// The air of a screen of this width for this reader.
    pub(crate) fn of(audience: Audience, width: usize) -> Self {
        match audience {
            Audience::Staff => Self { side: 1, between: 1 },
            Audience::Patient if width < 60 => Self { side: 1, between: 1 },
            Audience::Patient => Self { side: 4, between: 2 },
        }
    }

    /// Columns that are left for the content on a screen of this width.
    pub(crate) fn content_width(self, width: usize) -> usize {
        width - 2 * (self.side + 1)
    }
}

/// Draws the frame around the body of a view. `controls` has handed out the body's controls; back and cancel follow.
pub(crate) fn frame(
    view: &View,
    body: Block,
    width: usize,
    air: Air,
    controls: &mut Controls,
    palette: Palette,
) -> Drawing {
    let inner = air.content_width(width);
    let mut heading = Block::text(inner, &view.heading, Style::default().bold());
    if let Some(steps) = &view.steps {
        heading.add_blank(1);
        heading.add(steps_line(inner, steps));
    }
    let mut middle = Block::new(inner);
    middle.add_blank(air.between);
    middle.add(body);
    middle.add_blank(air.between);
    let mut parts = vec![heading, middle];
    let ways_out: Vec<_> = view
        .back
        .iter()
        .chain(&view.cancel)
        .map(|button| Label {
            text: &button.label,
            look: Look::Secondary,
            control: controls.take(),
        })
        .collect();
    if !ways_out.is_empty() {
        parts.push(row_of(inner, &ways_out));
    }
    parts.push(footer(inner, &view.footer));
    stack(parts, width, air, palette)
}

/// The parts one below another, ruled off from each other, in one light frame.
pub(crate) fn stack(parts: Vec<Block>, width: usize, air: Air, palette: Palette) -> Drawing {
    let style = Style::ink(Ink::Quiet);
    let rule = |left: char, right: char| Line::new(format!("{left}{}{right}", "─".repeat(width - 2)), style);
    let mut lines = vec![rule('┌', '┐')];
    let mut places: Vec<Place> = Vec::new();
    for (index, part) in parts.into_iter().enumerate() {
        if index > 0 {
            lines.push(rule('├', '┤'));
        }
        let above = lines.len();
        places.extend(part.places.into_iter().map(|place| Place {
            line: place.line + above,
            column: place.column + air.side + 1,
            ..place
        }));
        for content in part.lines {
            let mut line = Line::new("│", style);
            line.pad_to(air.side + 1);
            line.append(content);
            line.pad_to(width - 1);
            line.push("│", style);
            lines.push(line);
        }
    }
    lines.push(rule('└', '┘'));
    places.sort_by_key(|place| (place.line, place.column));
    Drawing {
        lines,
        places,
        palette,
    }
}

/// The three steps; the one that is now stands in brackets and bold.
fn steps_line(width: usize, steps: &Steps) -> Block {
    let current = usize::try_from(steps.current).unwrap_or(usize::MAX);
    let labels: Vec<_> = steps
        .labels
        .iter()
        .enumerate()
        .map(|(index, label)| {
            let label = format!("{} {label}", index + 1);
            if index == current {
                (format!("【{label}】"), Style::ink(Ink::Accent).bold())
            } else {
                (label, Style::default())
            }
        })
        .collect();
    let gaps = labels.len().saturating_sub(1);
    let words: usize = labels.iter().map(|(label, _)| columns(label)).sum();
    // A line of dashes between two steps, as long as there is room, and a space on both its sides.
    let dashes = width
        .saturating_sub(words + gaps * 2)
        .checked_div(gaps)
        .unwrap_or(0)
        .min(8);
    let mut line = Line::default();
    for (index, (label, style)) in labels.iter().enumerate() {
        if index > 0 {
            line.push(format!(" {} ", "─".repeat(dashes)), Style::ink(Ink::Quiet));
        }
        line.push(label.clone(), *style);
    }
    if dashes == 0 || line.width() > width {
        let mut block = Block::new(width);
        for (label, style) in &labels {
            block.add_text(label, *style);
        }
        return block;
    }
    let mut block = Block::new(line.width());
    block.lines.push(line);
    block.centre(width)
}

/// Channel, app and version; the clinic, once it is known.
pub(crate) fn footer(width: usize, footer: &Footer) -> Block {
    let parts: Vec<&str> = [
        Some(footer.channel.as_str()),
        Some(&footer.app),
        Some(&footer.device),
        footer.clinic.as_deref(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            // A part begins a new line rather than being broken.
            Some(line) if columns(line) + columns(part) + 3 <= width => *line = format!("{line} · {part}"),
            _ => lines.push(part.to_owned()),
        }
    }
    let mut block = Block::new(width);
    for line in lines {
        block.add_text(&line, Style::ink(Ink::Quiet));
    }
    block
}

/// A message in a frame of its own, with the sign and the word of its tone.
pub(crate) fn toned(width: usize, tone: kyotaku_core::visit::Tone, message: &str) -> Block {
    use kyotaku_core::visit::Tone;

    use crate::words::{ALARM, CAUTION};
    let (frame, ink, sign) = match tone {
        Tone::Plain => (Frame::Light, Ink::Plain, None),
        Tone::Good => (Frame::Light, Ink::Good, Some("✓ ".to_owned())),
        Tone::Caution => (Frame::Heavy, Ink::Caution, Some(format!("【{CAUTION}】"))),
        Tone::Alarm => (Frame::Double, Ink::Alarm, Some(format!("✕【{ALARM}】"))),
    };
    let style = Style::ink(ink).bold();
    let text = format!("{}{message}", sign.unwrap_or_default());
    Block::text(width - 4, &text, style).boxed(frame, style)
}
