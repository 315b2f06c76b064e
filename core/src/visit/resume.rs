//! Where a visit stood when a notice came: what it needs to go on from there, and the buttons that lead on.

use super::{
    carried::{Check, Found, PinPad, Registration, TypedPin, Visiting},
    event::{Event, NoticeEvent},
    parts::Button,
};
use crate::{card::session::LastTry, text::say};

/// Where the visit stood, and so where it can go on.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Resume {
    /// Nowhere: a new visit.
    Start,
    /// Before the first screen: the clinic's settings are to be asked for again.
    Settings,
    /// On the PIN pad, as it was left.
    Pin(PinPad),
    /// Before a tap for which there is no challenge yet, and whether somebody said that the last try may be spent.
    Prepare(TypedPin, LastTry),
    /// Before a tap.
    Tap(TypedPin),
    /// The same, and only one try is left.
    LastTry(TypedPin),
    /// After a PIN was presented, or a proof refused: a new tap with a new PIN, from this pad.
    TypePin(PinPad),
    /// The eligibility check is to be asked again.
    Check(Check),
    /// The form is to be drawn anew; the visit still has the settings as they were.
    Form(Found),
    /// The registration is to be asked again.
    Register(Registration),
}

impl Resume {
    /// The visit, if the notice stands in one.
    pub(super) fn visiting(&self) -> Option<&Visiting> {
        match self {
            Self::Start | Self::Settings => None,
            Self::Pin(pad) | Self::TypePin(pad) => Some(&pad.visiting),
            Self::Prepare(typed, _) | Self::Tap(typed) | Self::LastTry(typed) => Some(&typed.visiting),
            Self::Check(check) => Some(&check.visiting),
            Self::Form(found) => Some(&found.visiting),
            Self::Register(registration) => Some(&registration.confirming.filling.found.visiting),
        }
    }

    /// The registration whose outcome is not known, if there is one.
    pub(super) fn in_doubt(&self) -> Option<&Registration> {
        match self {
            Self::Register(registration) if registration.in_doubt => Some(registration),
            Self::Start
            | Self::Settings
            | Self::Pin(_)
            | Self::Prepare(..)
            | Self::Tap(_)
            | Self::LastTry(_)
            | Self::TypePin(_)
            | Self::Check(_)
            | Self::Form(_)
            | Self::Register(_) => None,
        }
    }

    /// What must reach somebody even if the app is ended now.
    pub(super) fn last_words(&self) -> Option<String> {
        self.in_doubt().map(Registration::last_words)
    }

    /// The ways on from here.
    pub(super) fn buttons(&self) -> Vec<Button> {
        let primary = |key: &str, event| Button::primary(say(key), Event::Notice(event));
        let secondary = |key: &str, event| Button::secondary(say(key), Event::Notice(event));
        match self {
            Self::Start => vec![primary("notice-finish", NoticeEvent::Finish)],
            Self::Settings | Self::Pin(_) | Self::Prepare(..) | Self::Check(_) => {
                vec![primary("notice-ask-again", NoticeEvent::AskAgain)]
            }
            Self::Tap(_) => vec![
                primary("notice-tap-again", NoticeEvent::TapAgain),
                secondary("notice-type-pin-again", NoticeEvent::TypePin),
            ],
            // Neither way is the main one: spending the last try is for a person to weigh.
            Self::LastTry(_) => vec![
                secondary("notice-type-pin-again", NoticeEvent::TypePin),
                secondary("notice-spend-last-try", NoticeEvent::SpendLastTry),
            ],
            Self::TypePin(_) => vec![primary("notice-type-pin", NoticeEvent::TypePin)],
            Self::Form(_) => vec![primary("notice-draw-form", NoticeEvent::DrawForm)],
            Self::Register(registration) if registration.in_doubt => vec![
                primary("notice-ask-outcome", NoticeEvent::AskAgain),
                secondary("notice-leave-unconfirmed", NoticeEvent::LeaveUnconfirmed),
            ],
            Self::Register(_) => vec![primary("notice-register-again", NoticeEvent::AskAgain)],
        }
    }
}
