//! Where a visit stood when a notice came: what it needs to go on from there, and the buttons that lead on.

use super::{
    carried::{Check, Found, Stored, Storing, Visiting},
    event::{Event, NoticeEvent},
    pads::{AnyPad, Typed},
    parts::Button,
};
use crate::{
    card::{Secret, session::LastTry},
    eligibility::Challenge,
    text::say,
};

/// Where the visit stood, and so where it can go on.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Resume {
    /// Nowhere: a new visit.
    Start,
    /// Before the first screen: the clinic's settings are to be asked for again.
    Settings,
    /// On a pad, as it was left.
    Pad(AnyPad),
    /// Before a tap for which there is no challenge yet, and whether somebody said that the last try may be spent.
    Prepare(Typed, LastTry),
    /// Before a tap.
    Tap(Typed),
    /// The same, and only one try is left.
    LastTry(Typed),
    /// After something was presented, or a proof refused: a new tap with something typed anew, from this pad.
    Type(AnyPad),
    /// After a tap of which it is not known whether it spent a try: the card can be asked, or this pad opened.
    AskTries(AnyPad),
    /// After the one way to make sure of the person has come to its end: the other, from this pad.
    OtherWay(AnyPad),
    /// After a portrait by which nothing could be told: either way, with the challenge while it is good for a tap.
    EitherWay(Visiting, Option<Challenge>),
    /// The eligibility check is to be asked again.
    Check(Check),
    /// The form is to be drawn anew; the visit still has the settings as they were.
    Form(Found),
    /// A registration or a revocation is to be asked again.
    Store(Storing),
}

impl Resume {
    /// The visit, if the notice stands in one.
    pub(super) fn visiting(&self) -> Option<&Visiting> {
        match self {
            Self::Start | Self::Settings => None,
            Self::Pad(pad) | Self::Type(pad) | Self::AskTries(pad) | Self::OtherWay(pad) => {
                Some(pad.visiting())
            }
            Self::Prepare(typed, _) | Self::Tap(typed) | Self::LastTry(typed) => Some(&typed.visiting),
            Self::EitherWay(visiting, _) => Some(visiting),
            Self::Check(check) => Some(&check.visiting),
            Self::Form(found) => Some(&found.visiting),
            Self::Store(storing) => Some(&storing.found().visiting),
        }
    }

    /// The pad that waits behind the notice, if one does.
    pub(super) fn pad(&self) -> Option<&AnyPad> {
        match self {
            Self::Pad(pad) | Self::Type(pad) | Self::AskTries(pad) | Self::OtherWay(pad) => Some(pad),
            Self::Start
            | Self::Settings
            | Self::Prepare(..)
            | Self::Tap(_)
            | Self::LastTry(_)
            | Self::EitherWay(..)
            | Self::Check(_)
            | Self::Form(_)
            | Self::Store(_) => None,
        }
    }

    /// The registration or revocation whose outcome is not known, if there is one.
    pub(super) fn in_doubt(&self) -> Option<&Storing> {
        match self {
            Self::Store(storing) if storing.in_doubt => Some(storing),
            Self::Start
            | Self::Settings
            | Self::Pad(_)
            | Self::Prepare(..)
            | Self::Tap(_)
            | Self::LastTry(_)
            | Self::Type(_)
            | Self::AskTries(_)
            | Self::OtherWay(_)
            | Self::EitherWay(..)
            | Self::Check(_)
            | Self::Form(_)
            | Self::Store(_) => None,
        }
    }

    /// What must reach somebody even if the app is ended now.
    pub(super) fn last_words(&self) -> Option<String> {
        self.in_doubt().map(Storing::last_words)
    }

    /// Whether the visit has come to an end here, unless somebody chooses another way.
    pub(super) fn ends(&self) -> bool {
        match self {
            Self::Start | Self::OtherWay(_) | Self::EitherWay(..) => true,
            Self::Settings
            | Self::Pad(_)
            | Self::Prepare(..)
            | Self::Tap(_)
            | Self::LastTry(_)
            | Self::Type(_)
            | Self::AskTries(_)
            | Self::Check(_)
            | Self::Form(_)
            | Self::Store(_) => false,
        }
    }

    /// The pad that a press leads to, if its button stands here: to type this for the card.
    pub(super) fn pad_of(&self, wanted: Secret, pressed: NoticeEvent) -> Option<AnyPad> {
        let event = Event::Notice(pressed);
        if !self.buttons().iter().any(|button| button.event == event) {
            return None;
        }
        match self {
            Self::Tap(typed) | Self::LastTry(typed) => {
                let (visiting, challenge) = (typed.visiting.clone(), typed.challenge.clone());
                Some(AnyPad::new(wanted, visiting, challenge, None))
            }
            Self::Type(pad) | Self::AskTries(pad) | Self::OtherWay(pad) => Some(pad.clone()),
            Self::EitherWay(visiting, challenge) => {
                Some(AnyPad::new(wanted, visiting.clone(), challenge.clone(), None))
            }
            Self::Start
            | Self::Settings
            | Self::Pad(_)
            | Self::Prepare(..)
            | Self::Check(_)
            | Self::Form(_)
            | Self::Store(_) => None,
        }
    }

    /// The ways on from here.
    pub(super) fn buttons(&self) -> Vec<Button> {
        let primary = |key: &str, event| Button::primary(say(key), Event::Notice(event));
        let secondary = |key: &str, event| Button::secondary(say(key), Event::Notice(event));
        let finish = || secondary("notice-finish", NoticeEvent::Finish);
        match self {
            Self::Start => vec![primary("notice-finish", NoticeEvent::Finish)],
            Self::Settings | Self::Pad(_) | Self::Prepare(..) | Self::Check(_) => {
                vec![primary("notice-ask-again", NoticeEvent::AskAgain)]
            }
            Self::Tap(typed) => {
                let again = primary("notice-tap-again", NoticeEvent::TapAgain);
                vec![again, type_again(typed.secret.kind())]
            }
            // Neither way is the main one: spending the last try is for a person to weigh.
            Self::LastTry(typed) => {
                let spend = secondary("notice-spend-last-try", NoticeEvent::SpendLastTry);
                let mut ways = vec![type_again(typed.secret.kind()), spend];
                if typed.secret.kind() == Secret::Pin {
                    ways.push(secondary("notice-without-pin", NoticeEvent::WithoutPin));
                }
                ways
            }
            Self::Type(pad) => vec![match pad.secret() {
                Secret::Pin => primary("notice-type-pin", NoticeEvent::TypePin),
                Secret::MatchingNumberB => primary("notice-type-number", NoticeEvent::WithoutPin),
            }],
            Self::AskTries(pad) => {
                let ask = primary("notice-ask-tries", NoticeEvent::AskTries);
                vec![ask, type_again(pad.secret())]
            }
            Self::OtherWay(pad) => match pad.secret() {
                Secret::Pin => vec![primary("notice-with-pin", NoticeEvent::WithPin), finish()],
                Secret::MatchingNumberB => {
                    vec![primary("notice-without-pin", NoticeEvent::WithoutPin), finish()]
                }
            },
            Self::EitherWay(..) => vec![
                secondary("notice-with-pin", NoticeEvent::WithPin),
                secondary("notice-compare-again", NoticeEvent::WithoutPin),
                finish(),
            ],
            Self::Form(_) => vec![primary("notice-draw-form", NoticeEvent::DrawForm)],
            Self::Store(storing) => {
                let (ask_outcome, ask_again) = match storing.kind() {
                    Stored::Registration => ("notice-ask-outcome", "notice-register-again"),
                    Stored::Revocation => ("notice-ask-revocation", "notice-revoke-again"),
                };
                if storing.in_doubt {
                    let leave = secondary("notice-leave-unconfirmed", NoticeEvent::LeaveUnconfirmed);
                    vec![primary(ask_outcome, NoticeEvent::AskAgain), leave]
                } else {
                    vec![primary(ask_again, NoticeEvent::AskAgain)]
                }
            }
        }
    }
}

/// To type anew what was typed before.
fn type_again(secret: Secret) -> Button {
    let (key, event) = match secret {
        Secret::Pin => ("notice-type-pin-again", NoticeEvent::TypePin),
        Secret::MatchingNumberB => ("notice-type-number-again", NoticeEvent::WithoutPin),
    };
    Button::secondary(say(key), Event::Notice(event))
}
