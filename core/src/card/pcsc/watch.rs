//! Watching the readers until a card can be opened in one.
//!
//! A reader may be plugged in and out, and a card laid down and taken away, as often as one likes. What ends
//! the watch without a card: no reader within its limit, the last watched reader unplugged, the service gone,
//! or a card that is there and cannot be opened for [`PATIENCE`].

use std::{
    ffi::CString,
    time::{Duration, Instant},
};

use pcsc::{Card, Context, Error, PNP_NOTIFICATION, Protocols, ReaderState, ShareMode, State};
use tracing::debug;

use super::{LOOK_AGAIN, LinkError, link_error, reader_names};

/// How long a card may be there without being opened. A card that is being laid down is mute for a moment,
/// and other programs look at a new card for a moment.
const PATIENCE: Duration = Duration::from_secs(2);
/// The pause after a card could not be opened: its reader may report one change after the other.
const PAUSE: Duration = Duration::from_millis(100);

/// What a reader's state says of a card in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sight {
    /// The reader is gone.
    ReaderGone,
    /// No card, or not known yet.
    NoCard,
    /// A card, which may or may not answer.
    Card,
}

pub(super) struct Watch {
    context: Context,
    wanted: Option<CString>,
    /// The notification of readers coming and going, then the readers that are watched.
    states: Vec<ReaderState>,
    /// Until when a reader must have come; passed over once one was there.
    reader_due: Option<Instant>,
    /// The card that cannot be opened: why, and since when.
    trouble: Option<(LinkError, Instant)>,
}

impl Watch {
    pub(super) fn new(context: Context, wanted: Option<CString>, wait_for_reader: Duration) -> Self {
        Self {
            context,
            wanted,
            states: vec![ReaderState::new(PNP_NOTIFICATION(), State::UNAWARE)],
            reader_due: Instant::now().checked_add(wait_for_reader),
            trouble: None,
        }
    }

    /// Looks once, for at most [`LOOK_AGAIN`] and the time that opening a card takes.
    pub(super) fn look(&mut self) -> Result<Option<Card>, LinkError> {
        self.find_readers()?;
        for state in &mut self.states {
            state.sync_current_state();
        }
        match self.context.get_status_change(LOOK_AGAIN, &mut self.states) {
            Ok(()) | Err(Error::Timeout) => {}
            // A reader went between the listing and the wait: the next listing shows it.
            Err(Error::UnknownReader | Error::ReaderUnavailable) => std::thread::sleep(PAUSE),
            Err(error) => return Err(link_error(error)),
        }
        self.open()
    }

    /// Brings the watched readers up to date with those that are plugged in.
    fn find_readers(&mut self) -> Result<(), LinkError> {
        let names = reader_names(&self.context)?;
        let wanted = |name: &CString| self.wanted.as_ref().is_none_or(|wanted| wanted == name);
        let names: Vec<CString> = names.into_iter().filter(wanted).collect();
        let watched_before = self.states.len() > 1;
        self.states.retain(|state| {
            state.name() == PNP_NOTIFICATION()
                || (names.iter().any(|name| **name == *state.name())
                    && sight(state.event_state()) != Sight::ReaderGone)
        });
        for name in &names {
            if !self.states.iter().any(|state| *state.name() == **name) {
                debug!("a reader to watch");
                self.states.push(ReaderState::new(name.clone(), State::UNAWARE));
            }
        }
        if self.states.len() > 1 {
            return Ok(());
        }
        if watched_before {
            return Err(LinkError::ReaderGone);
        }
        match self.reader_due {
            Some(due) if Instant::now() >= due => Err(LinkError::NoReader),
            _ => Ok(()),
        }
    }

    /// Opens the first card that can be opened.
    fn open(&mut self) -> Result<Option<Card>, LinkError> {
        let mut trouble = None;
        for state in &self.states[1..] {
            if sight(state.event_state()) != Sight::Card {
                continue;
            }
            match self
                .context
                .connect(state.name(), ShareMode::Exclusive, Protocols::ANY)
            {
                Ok(card) => return Ok(Some(card)),
                Err(error) => trouble = trouble.or(cannot_open(error)?),
            }
        }
        let Some(trouble) = trouble else {
            self.trouble = None;
            return Ok(None);
        };
        let (_, since) = *self.trouble.get_or_insert((trouble, Instant::now()));
        if since.elapsed() >= PATIENCE {
            return Err(trouble);
        }
        std::thread::sleep(PAUSE);
        Ok(None)
    }
}

fn sight(state: State) -> Sight {
    if state.intersects(State::UNKNOWN | State::IGNORE) {
        Sight::ReaderGone
    } else if state.contains(State::PRESENT) {
        // A mute card too: opening it powers it up anew, which may wake one that lay badly.
        Sight::Card
    } else {
        Sight::NoCard
    }
}

/// What to make of a card that could not be opened: `Ok(None)` to look on as if it were not there, `Ok(Some)`
/// to give up if it stays so, `Err` to give up now.
fn cannot_open(error: Error) -> Result<Option<LinkError>, LinkError> {
    match error {
        // pcsc-lite says "unpowered" of a card that it could not power up.
        Error::UnpoweredCard => Ok(Some(LinkError::Mute)),
        _ => match link_error(error) {
            LinkError::CardGone | LinkError::ReaderGone | LinkError::NoReader => Ok(None),
            trouble @ (LinkError::Mute
            | LinkError::Busy
            | LinkError::Collision
            | LinkError::OtherTechnology
            | LinkError::Failed) => Ok(Some(trouble)),
            LinkError::NoService => Err(LinkError::NoService),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_shows_whether_or_not_it_answers_or_is_in_use() {
        for more in [
            State::empty(),
            State::MUTE,
            State::INUSE,
            State::EXCLUSIVE,
            State::CHANGED,
        ] {
            assert_eq!(sight(State::PRESENT | more), Sight::Card, "{more:?}");
        }
    }

    #[test]
    fn an_empty_reader_and_one_not_yet_asked_show_no_card() {
        assert_eq!(sight(State::EMPTY | State::CHANGED), Sight::NoCard);
        assert_eq!(sight(State::UNAWARE), Sight::NoCard);
        assert_eq!(sight(State::UNAVAILABLE), Sight::NoCard);
    }

    #[test]
    fn a_reader_that_the_service_does_not_know_is_gone() {
        assert_eq!(sight(State::UNKNOWN | State::CHANGED), Sight::ReaderGone);
        assert_eq!(sight(State::IGNORE), Sight::ReaderGone);
    }

    #[test]
    fn a_card_that_left_is_waited_for_again() {
        for error in [Error::NoSmartcard, Error::RemovedCard, Error::ResetCard] {
            assert_eq!(cannot_open(error), Ok(None), "{error:?}");
        }
    }

    #[test]
    fn a_card_that_is_mute_or_held_by_another_program_is_given_time() {
        assert_eq!(cannot_open(Error::UnresponsiveCard), Ok(Some(LinkError::Mute)));
        assert_eq!(cannot_open(Error::UnpoweredCard), Ok(Some(LinkError::Mute)));
        assert_eq!(cannot_open(Error::SharingViolation), Ok(Some(LinkError::Busy)));
    }

    #[test]
    fn without_the_service_there_is_nothing_to_wait_for() {
        assert_eq!(cannot_open(Error::ServiceStopped), Err(LinkError::NoService));
    }
}
