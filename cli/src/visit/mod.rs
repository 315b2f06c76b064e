//! `kyotaku visit`: the terminal as a shell. It draws the core's view and hands back the event of the control that
//! was pressed; of what the words mean it knows nothing.
//!
//! - [`keys`]: what a key does.
//! - [`viewport`]: what is seen of a tall screen, and where the focus is.
//! - [`readers`]: the list of readers, before the first screen.
//! - [`input`]: keys, signals and changes, in one queue.
//! - [`terminal`]: raw mode, the alternate screen, painting.

mod input;
mod keys;
mod readers;
mod terminal;
mod viewport;

use std::{
    io::{self, Write},
    sync::Arc,
    time::Duration,
};

use kyotaku_core::{
    card::{
        CardReader,
        pcsc::{PcscReader, list_readers},
    },
    eligibility::EligibilityService,
    origin::Origin,
    visit::{Kyotaku, Screen, View},
};

use self::{
    input::{Input, Inputs},
    keys::{Action, action, cancels, movement},
    readers::Readers,
    terminal::Terminal,
    viewport::Viewport,
};
use crate::{
    draw::{Drawing, NARROWEST, Palette, draw},
    words,
};

/// How often the list of readers is looked at while there is none, or several.
const LOOK_FOR_READERS: Duration = Duration::from_secs(1);

/// Where the card is.
pub(crate) enum Source {
    /// In this program.
    InProcess(Arc<dyn CardReader>),
    /// On a reader of the machine: the one whose name contains this, or any.
    Pcsc(Option<String>),
}

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Somebody left the program.
    Left,
    /// A signal stopped it.
    Stopped,
}

/// Visits on this terminal, one after another, until somebody leaves.
pub(crate) async fn run(
    origin: Origin,
    service: Arc<dyn EligibilityService>,
    source: Source,
    palette: Palette,
) -> io::Result<End> {
    let mut terminal = Terminal::enter()?;
    let mut inputs = Inputs::start()?;
    let reader = match source {
        Source::InProcess(reader) => reader,
        Source::Pcsc(wanted) => {
            match choose_reader(&mut terminal, &mut inputs, wanted.as_deref(), palette).await? {
                Ok(reader) => reader,
                Err(end) => return Ok(end),
            }
        }
    };
    let observer = Arc::new(inputs.observer());
    let kyotaku = Kyotaku::start(
        origin,
        reader,
        service,
        observer,
        None,
        tokio::runtime::Handle::current(),
    );
    let end = visits(&mut terminal, &mut inputs, &kyotaku, palette).await;
    let last_words = kyotaku.last_words();
    kyotaku.close();
    // The screen goes with the terminal's other page; what must not be lost is said after it.
    drop(terminal);
    if let Some(words) = last_words {
        writeln!(io::stderr(), "{words}")?;
    }
    end
}

async fn visits(
    terminal: &mut Terminal,
    inputs: &mut Inputs,
    kyotaku: &Kyotaku,
    palette: Palette,
) -> io::Result<End> {
    let mut viewport = Viewport::default();
    let mut leaving = false;
    loop {
        let view = kyotaku.view();
        let (width, rows) = terminal.space()?;
        viewport.show(name_of(&view), &draw(&view, width, None, palette), rows);
        let drawing = draw(&view, width, viewport.focus(), palette);
        paint(terminal, &viewport, &drawing, &keys_of(&view), leaving)?;
        match inputs.next().await {
            Input::Changed => {}
            Input::Resized => terminal.resized(),
            Input::Stopped => return Ok(End::Stopped),
            Input::Key(key) => {
                let was_leaving = std::mem::take(&mut leaving);
                // What was pressed was pressed on the view that was drawn. If another took its place meanwhile, the
                // core ignores an event that the new one does not have.
                match action(&key, &view, viewport.seen_focus(&drawing)) {
                    Action::Press(event) => drop(kyotaku.dispatch(event)),
                    Action::Move(to) => viewport.go(to, &drawing),
                    Action::Leave if was_leaving => return Ok(End::Left),
                    Action::Leave => leaving = true,
                    Action::Nothing => {}
                }
            }
        }
    }
}

/// The reader, or how the program ended before there was one.
async fn choose_reader(
    terminal: &mut Terminal,
    inputs: &mut Inputs,
    wanted: Option<&str>,
    palette: Palette,
) -> io::Result<Result<Arc<dyn CardReader>, End>> {
    let mut viewport = Viewport::default();
    let mut leaving = false;
    let mut look = tokio::time::interval(LOOK_FOR_READERS);
    look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    look.tick().await;
    let mut readers = Readers::of(list_readers().await, wanted);
    loop {
        if let Readers::One(name) = &readers {
            // Unless a certain one was asked for, a reader that is plugged in again under another name will do.
            let reader = match wanted {
                None => PcscReader::any(),
                Some(_) => PcscReader::named(name),
            };
            return Ok(Ok(Arc::new(reader)));
        }
        let (width, rows) = terminal.space()?;
        viewport.show(
            readers.choices().join("\n"),
            &readers.draw(width, None, palette),
            rows,
        );
        let drawing = readers.draw(width, viewport.focus(), palette);
        let keys = format!("{}　q {}", words::KEYS, words::LEAVE);
        paint(terminal, &viewport, &drawing, &keys, leaving)?;
        let input = tokio::select! {
            input = inputs.next() => input,
            _ = look.tick() => {
                readers = Readers::of(list_readers().await, wanted);
                continue;
            }
        };
        match input {
            Input::Changed => {}
            Input::Resized => terminal.resized(),
            Input::Stopped => return Ok(Err(End::Stopped)),
            Input::Key(key) => {
                let was_leaving = std::mem::take(&mut leaving);
                if let Some(to) = movement(&key) {
                    viewport.go(to, &drawing);
                } else if cancels(&key) {
                    if was_leaving {
                        return Ok(Err(End::Left));
                    }
                    leaving = true;
                } else if presses(&key)
                    && let Some(name) = viewport
                        .seen_focus(&drawing)
                        .and_then(|focus| readers.choices().get(focus))
                {
                    return Ok(Ok(Arc::new(PcscReader::named(name))));
                }
            }
        }
    }
}

fn paint(
    terminal: &mut Terminal,
    viewport: &Viewport,
    drawing: &Drawing,
    keys: &str,
    leaving: bool,
) -> io::Result<()> {
    let more = match viewport.more(drawing) {
        (false, false) => "",
        (false, true) => words::MORE_BELOW,
        (true, false) => words::MORE_ABOVE,
        (true, true) => words::MORE_BOTH,
    };
    let (width, _) = terminal.space()?;
    let status = match leaving {
        true => words::LEAVE_AGAIN.to_owned(),
        false if width < NARROWEST => words::TOO_NARROW.to_owned(),
        false => format!("{more}{keys}"),
    };
    terminal.paint(viewport.lines(drawing), &status, drawing.palette)
}

/// The keys that do something on this view.
fn keys_of(view: &View) -> String {
    let keys = match view.screen {
        Screen::Pin(_) | Screen::Number(_) => words::PIN_KEYS,
        Screen::Mode(_)
        | Screen::Compare(_)
        | Screen::Tap(_)
        | Screen::Waiting(_)
        | Screen::Eligibility(_)
        | Screen::Input(_)
        | Screen::Confirm(_)
        | Screen::Done(_)
        | Screen::Revoke(_)
        | Screen::Notice(_) => words::KEYS,
    };
    let back = view.back.as_ref().map(|back| format!("　Esc {}", back.label));
    let cancel = view.cancel.as_ref().map_or(words::LEAVE, |cancel| &cancel.label);
    format!("{keys}{}　q {cancel}", back.unwrap_or_default())
}

/// What tells one screen from another: another heading or other controls are another screen. An answer given on the
/// form is not.
fn name_of(view: &View) -> String {
    let labels = view.controls().into_iter().map(|(label, _)| label);
    std::iter::once(view.heading.as_str())
        .chain(labels)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Whether a key presses what has the focus.
fn presses(key: &crossterm::event::KeyEvent) -> bool {
    use crossterm::event::KeyCode;
    matches!(key.code, KeyCode::Enter | KeyCode::Char(' ' | '\u{3000}'))
}

#[cfg(test)]
mod tests {
    use kyotaku_core::consent::Decision;

    use super::*;
    use crate::draw::samples;

    #[test]
    fn the_last_line_names_only_keys_that_do_something() {
        assert_eq!(keys_of(&samples::mode()), "矢印・Tab 移動　Enter 決定　q 終了");
        assert_eq!(
            keys_of(&samples::pin(0)),
            "数字 入力　Backspace 消す　Enter 次へ　Esc 戻る　q 中止する"
        );
    }

    #[test]
    fn an_answer_leaves_the_screen_as_it_is_and_the_next_step_does_not() {
        let unanswered = name_of(&samples::input(None, false));
        assert_eq!(unanswered, name_of(&samples::input(Some(Decision::Agree), true)));
        assert_ne!(unanswered, name_of(&samples::confirm()));
    }
}
