//! The terminal while it is drawn on: raw mode and the alternate screen, which leaves nothing behind. Both end when
//! the [`Terminal`] is dropped, and on a panic.

use std::{
    io::{self, Write},
    sync::Once,
};

use crossterm::{
    cursor::{Hide, MoveTo, Show},
    execute, queue,
    style::Print,
    terminal::{
        BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
        LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
    },
};

use crate::draw::{
    Palette,
    drawing::{Line, Style},
};

/// The widest that a screen is drawn; longer lines are harder to read.
const WIDEST: u16 = 88;

/// A terminal in raw mode, on its alternate screen.
pub(crate) struct Terminal {
    /// What was painted last.
    painted: Vec<u8>,
}

impl Terminal {
    /// Takes the terminal over.
    pub(crate) fn enter() -> io::Result<Self> {
        restore_on_panic();
        enable_raw_mode()?;
        let terminal = Self { painted: Vec::new() };
        execute!(io::stdout(), EnterAlternateScreen, Hide, Clear(ClearType::All))?;
        Ok(terminal)
    }

    /// The width to draw a screen for, and the lines there are for it above the status line.
    pub(crate) fn space(&self) -> io::Result<(u16, usize)> {
        let (columns, rows) = size()?;
        Ok((columns.min(WIDEST), usize::from(rows.saturating_sub(1)).max(1)))
    }

    /// Forgets what was painted: the terminal has another size, and its lines may have moved.
    pub(crate) fn resized(&mut self) {
        self.painted.clear();
    }

    /// Draws the lines in the middle of the terminal, and the status on its last line. What does not fit is cut. What
    /// is there already is not painted again.
    pub(crate) fn paint(&mut self, lines: &[Line], status: &str, palette: Palette) -> io::Result<()> {
        let (columns, rows) = size()?;
        let mut frame = Vec::new();
        queue!(frame, BeginSynchronizedUpdate)?;
        for row in 0..rows.saturating_sub(1) {
            queue!(frame, MoveTo(0, row), Clear(ClearType::CurrentLine))?;
            if let Some(line) = lines.get(usize::from(row)) {
                let width = u16::try_from(line.width()).unwrap_or(u16::MAX);
                let left = columns.saturating_sub(width) / 2;
                queue!(
                    frame,
                    MoveTo(left, row),
                    Print(fitted(line, columns).to_ansi(palette))
                )?;
            }
        }
        let status = fitted(&Line::new(status, Style::default().reverse(true)), columns);
        queue!(
            frame,
            MoveTo(0, rows.saturating_sub(1)),
            Clear(ClearType::CurrentLine),
            Print(status.to_ansi(palette)),
            EndSynchronizedUpdate
        )?;
        if frame != self.painted {
            let mut stdout = io::stdout().lock();
            stdout.write_all(&frame)?;
            stdout.flush()?;
            self.painted = frame;
        }
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

/// The line, cut to this width: a terminal narrower than the narrowest screen must not break lines by itself.
fn fitted(line: &Line, columns: u16) -> Line {
    let mut room = usize::from(columns);
    let mut fitted = Line::default();
    for span in &line.spans {
        let piece = crate::draw::wrap::head(&span.text, room);
        room -= crate::draw::wrap::columns(piece);
        fitted.push(piece, span.style);
        if piece.len() < span.text.len() {
            break;
        }
    }
    fitted
}

fn restore() {
    // Nobody is left to be told if this fails.
    let _ = execute!(io::stdout(), LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// A panic of the drawing thread is shown on the terminal as it was before. One on a thread of the runtime is caught
/// there; it goes to the log, by its place only, and not onto the screen that is drawn on.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let drawing_thread = std::thread::current().id();
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().id() == drawing_thread {
                restore();
                usual(panic);
            } else {
                tracing::error!(at = panic.location().map(tracing::field::display), "panic");
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_wider_than_the_terminal_is_cut_between_characters() {
        let line = Line::new("│ 同意する │", Style::default());
        assert_eq!(fitted(&line, 7).to_text(), "│ 同意");
        assert_eq!(fitted(&line, 40), line);
    }
}
