//! Standard output. A reader that went away (`| head`) is no failure: nobody wants the rest.

use std::io::{self, ErrorKind, IsTerminal, Write};

use crate::{args::Color, draw::Palette, failure::Failure};

/// Writes one line and sends it off.
pub(crate) fn say(line: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    let written = writeln!(stdout, "{line}").and_then(|()| stdout.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::output(&error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Whether to draw in colour on standard output.
pub(crate) fn palette(color: Color) -> Palette {
    let terminal = io::stdout().is_terminal();
    palette_of(color, terminal, |name| {
        std::env::var(name).ok().filter(|value| !value.is_empty())
    })
}

fn palette_of(color: Color, terminal: bool, variable: impl Fn(&str) -> Option<String>) -> Palette {
    let wanted = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            terminal && variable("NO_COLOR").is_none() && variable("TERM").is_some_and(|term| term != "dumb")
        }
    };
    if wanted { Palette::Colour } else { Palette::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_for_a_terminal_unless_it_is_asked_for_or_declined() {
        let terminal = |name: &str| (name == "TERM").then(|| "xterm".to_owned());
        let no_color = |name: &str| (name == "TERM" || name == "NO_COLOR").then(|| "1".to_owned());
        assert_eq!(palette_of(Color::Auto, true, terminal), Palette::Colour);
        assert_eq!(palette_of(Color::Auto, false, terminal), Palette::Plain);
        assert_eq!(palette_of(Color::Auto, true, no_color), Palette::Plain);
        assert_eq!(palette_of(Color::Always, false, no_color), Palette::Colour);
        assert_eq!(palette_of(Color::Never, true, terminal), Palette::Plain);
    }
}
