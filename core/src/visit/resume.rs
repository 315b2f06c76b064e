//! Where a visit stood when a notice came: what it needs to go on from there, and the buttons that lead on.

use std::sync::Arc;

use super::{
    checking::Checking,
    event::{Event, NoticeEvent},
    model::Visiting,
    parts::Button,
    pin::PinPad,
    registering::Registering,
};
use crate::{
    card::{Pin, Tries, session::LastTry},
    eligibility::{Challenge, Eligibility},
    text::say,
};

/// Where the visit stood, and so where it can go on.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Resume {
    /// Nowhere: a new visit.
    Start,
    /// Before the first screen: the clinic's settings are to be asked for again.
    Settings,
    /// Before a tap for which there is no challenge yet: the PIN is typed.
    Prepare {
        /// The visit.
        visiting: Visiting,
        /// The PIN.
        pin: Pin,
        /// Whether somebody said that the last try may be spent.
        last_try: LastTry,
    },
    /// On the PIN pad, as it was left.
    Pin(Box<PinPad>),
    /// Before a tap: the PIN is typed and was not presented.
    Tap {
        /// The visit.
        visiting: Visiting,
        /// The challenge, while it is good for another tap.
        challenge: Option<Challenge>,
        /// The PIN.
        pin: Pin,
    },
    /// The same, and only one try is left.
    LastTry {
        /// The visit.
        visiting: Visiting,
        /// The challenge, while it is good for another tap.
        challenge: Option<Challenge>,
        /// The PIN.
        pin: Pin,
    },
    /// After a PIN was presented, or a proof refused: a new tap with a new PIN.
    TypePin {
        /// The visit.
        visiting: Visiting,
        /// The challenge, while it is good for another tap.
        challenge: Option<Challenge>,
        /// What the tap did to the tries.
        tries: Option<Tries>,
    },
    /// The eligibility check is to be asked again.
    Check(Box<Checking>),
    /// The form is to be drawn anew.
    Form {
        /// The visit, with the settings as they were.
        visiting: Visiting,
        /// The eligibility.
        eligibility: Arc<Eligibility>,
    },
    /// The registration is to be asked again.
    Register(Box<Registering>),
}

impl Resume {
    /// The visit, if the notice stands in one.
    pub(super) fn visiting(&self) -> Option<&Visiting> {
        match self {
            Self::Start | Self::Settings => None,
            Self::Pin(pad) => Some(&pad.visiting),
            Self::Prepare { visiting, .. }
            | Self::Tap { visiting, .. }
            | Self::LastTry { visiting, .. }
            | Self::TypePin { visiting, .. }
            | Self::Form { visiting, .. } => Some(visiting),
            Self::Check(checking) => Some(&checking.visiting),
            Self::Register(registering) => Some(&registering.confirm.filling.visiting),
        }
    }

    /// The registration whose outcome is not known, if there is one.
    pub(super) fn in_doubt(&self) -> Option<&Registering> {
        match self {
            Self::Register(registering) if registering.in_doubt => Some(registering),
            Self::Start
            | Self::Settings
            | Self::Pin(_)
            | Self::Prepare { .. }
            | Self::Tap { .. }
            | Self::LastTry { .. }
            | Self::TypePin { .. }
            | Self::Check(_)
            | Self::Form { .. }
            | Self::Register(_) => None,
        }
    }

    /// The ways on from here.
    pub(super) fn buttons(&self) -> Vec<Button> {
        let primary = |key: &str, event| Button::primary(say(key), Event::Notice(event));
        let secondary = |key: &str, event| Button::secondary(say(key), Event::Notice(event));
        match self {
            Self::Start => vec![primary("notice-finish", NoticeEvent::Finish)],
            Self::Settings | Self::Pin(_) | Self::Prepare { .. } | Self::Check(_) => {
                vec![primary("notice-ask-again", NoticeEvent::AskAgain)]
            }
            Self::Tap { .. } => vec![
                primary("notice-tap-again", NoticeEvent::TapAgain),
                secondary("notice-type-pin-again", NoticeEvent::TypePin),
            ],
            // Neither way is the main one: spending the last try is for a person to weigh.
            Self::LastTry { .. } => vec![
                secondary("notice-type-pin-again", NoticeEvent::TypePin),
                secondary("notice-spend-last-try", NoticeEvent::SpendLastTry),
            ],
            Self::TypePin { .. } => vec![primary("notice-type-pin", NoticeEvent::TypePin)],
            Self::Form { .. } => vec![primary("notice-draw-form", NoticeEvent::DrawForm)],
            Self::Register(registering) if registering.in_doubt => vec![
                primary("notice-ask-outcome", NoticeEvent::AskAgain),
                secondary("notice-leave-unconfirmed", NoticeEvent::LeaveUnconfirmed),
            ],
            Self::Register(_) => vec![primary("notice-register-again", NoticeEvent::AskAgain)],
        }
    }
}
