//! The PIN of the user-authentication key: typed on a terminal, where only how many digits there are is shown, or the first line
//! of standard input. It goes digit by digit into the core's own [`Pin`].

use std::io::{self, IsTerminal, Write};

use crossterm::{
    event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, read},
    terminal::{disable_raw_mode, enable_raw_mode},
};
use kyotaku_core::card::{Digit, Pin, pin::PIN_LENGTH};

use crate::{card_command::pin_from_stdin, failure::Failure};

/// Asks for the PIN.
pub(super) async fn ask(from_stdin: bool) -> Result<Pin, Failure> {
    if from_stdin {
        return of_line(&pin_from_stdin()?);
    }
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Failure::new(
            "the PIN is typed on a terminal",
            "Run it on one, or give the PIN on standard input with --pin-stdin.",
        ));
    }
    // Reading keys blocks.
    tokio::task::spawn_blocking(typed).await.map_err(|error| {
        Failure::new(
            format_args!("asking for the PIN broke off: {error}"),
            "Try again.",
        )
    })?
}

/// Says something to the person beside what is printed. If nobody reads it, the work goes on.
pub(super) fn tell(words: &str) {
    let _ = writeln!(io::stderr().lock(), "{words}");
}

fn of_line(line: &str) -> Result<Pin, Failure> {
    let mut pin = Pin::default();
    let digits = line.chars().map(digit);
    for digit in digits {
        match digit {
            Some(digit) if pin.len() < PIN_LENGTH => pin.push(digit),
            Some(_) | None => return Err(not_a_pin()),
        }
    }
    if pin.len() == PIN_LENGTH {
        Ok(pin)
    } else {
        Err(not_a_pin())
    }
}

fn not_a_pin() -> Failure {
    Failure::new(
        "what was given is no PIN",
        "The PIN of the user-authentication certificate has four digits.",
    )
}

/// A digit, of either width.
fn digit(character: char) -> Option<Digit> {
    let value = match character {
        '０'..='９' => u32::from(character) - u32::from('０'),
        other => other.to_digit(10)?,
    };
    Digit::new(u8::try_from(value).ok()?)
}

/// What a key means while the PIN is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pressed {
    Digit(Digit),
    Delete,
    Done,
    Leave,
    Nothing,
}

fn pressed(key: &KeyEvent) -> Pressed {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        _ if key.kind == KeyEventKind::Release => Pressed::Nothing,
        KeyCode::Char('c' | 'd') if control => Pressed::Leave,
        KeyCode::Esc => Pressed::Leave,
        KeyCode::Enter => Pressed::Done,
        KeyCode::Backspace | KeyCode::Delete => Pressed::Delete,
        KeyCode::Char(character) => digit(character).map_or(Pressed::Nothing, Pressed::Digit),
        _ => Pressed::Nothing,
    }
}

/// Keys without their echo, until it is dropped.
struct Unseen;

impl Unseen {
    fn begin() -> io::Result<Self> {
        enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for Unseen {
    fn drop(&mut self) {
        // Nobody is left to be told if this fails.
        let _ = disable_raw_mode();
        let _ = writeln!(io::stderr().lock());
    }
}

fn typed() -> Result<Pin, Failure> {
    let failed = |error: io::Error| Failure::output(&error);
    let unseen = Unseen::begin().map_err(failed)?;
    let mut pin = Pin::default();
    loop {
        let count = pin.len();
        let mut stderr = io::stderr().lock();
        write!(
            stderr,
            "\r\u{1b}[K暗証番号（数字4桁、画面には出ません）: {count} 桁入力済み"
        )
        .and_then(|()| stderr.flush())
        .map_err(failed)?;
        drop(stderr);
        let Event::Key(key) = read().map_err(failed)? else {
            continue;
        };
        match pressed(&key) {
            Pressed::Digit(digit) => pin.push(digit),
            Pressed::Delete => pin.pop(),
            Pressed::Done if pin.len() == PIN_LENGTH => break,
            Pressed::Done | Pressed::Nothing => {}
            Pressed::Leave => {
                return Err(Failure::new("no PIN was given", "The card was not read."));
            }
        }
    }
    drop(unseen);
    Ok(pin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_four_digits_are_a_pin_and_what_was_given_is_not_repeated() {
        for right in ["1234", "１２３４"] {
            assert_eq!(of_line(right).ok().map(|pin| pin.len()), Some(4), "{right}");
        }
        for wrong in ["", "123", "12345", "12a4", "-123", " 1234"] {
            let failure = of_line(wrong).err().unwrap().to_string();
            assert!(wrong.is_empty() || !failure.contains(wrong), "{failure}");
        }
    }

    #[test]
    fn a_key_types_takes_back_ends_or_leaves() {
        let key = |code| KeyEvent::new(code, KeyModifiers::NONE);
        assert_eq!(
            pressed(&key(KeyCode::Char('7'))),
            Pressed::Digit(Digit::new(7).unwrap())
        );
        assert_eq!(pressed(&key(KeyCode::Char('x'))), Pressed::Nothing);
        assert_eq!(pressed(&key(KeyCode::Backspace)), Pressed::Delete);
        assert_eq!(pressed(&key(KeyCode::Enter)), Pressed::Done);
        let interrupt = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        assert_eq!(pressed(&interrupt), Pressed::Leave);
    }
}
