//! A notice: something happened that a person must read and act on. It says what happened, what was not changed (or
//! that this is not known yet), and what to do; its buttons lead on from where the visit stood.

use std::sync::Arc;

use super::{
    Event,
    cause::Cause,
    checking::Checking,
    confirm::ConfirmScreen,
    effect::{Call, Effect},
    frame::Face,
    input::InputScreen,
    mode::ModeScreen,
    model::{Stage, Turn, Visiting},
    pin::PinPad,
    registering::Registering,
    tap::TapScreen,
    view::{Audience, Button, Field, Screen, Tone},
};
use crate::{
    card::{Pin, Tries, session::LastTry},
    eligibility::{Challenge, Eligibility},
    text::say,
};

/// A press on a notice.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeEvent {
    /// The call that failed is made again; a registration with the same idempotency key.
    AskAgain,
    /// The card is presented again, with the PIN that was typed.
    TapAgain,
    /// The last PIN try may be spent, with the PIN that was typed.
    SpendLastTry,
    /// The PIN is typed anew.
    TypePin,
    /// The form is drawn anew from the settings as they are now.
    DrawForm,
    /// The visit ends; the next begins.
    Finish,
}

/// The state.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Notice {
    cause: Cause,
    resume: Resume,
}

/// Where the visit stood, and so where it can go on.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Resume {
    /// Nowhere: a new visit.
    Start,
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

/// Something a person must read: what happened, what was not changed, what to do.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct NoticeView {
    /// How strongly.
    pub tone: Tone,
    /// What happened.
    pub happened: String,
    /// What was not changed; or that it is not known yet.
    pub unchanged: String,
    /// What to do next.
    pub to_do: String,
    /// Details for a support report, for example a problem's number; never personal data.
    pub details: Vec<Field>,
    /// The ways on.
    pub buttons: Vec<Button>,
}

impl Notice {
    /// Shows a notice.
    pub(super) fn turn(cause: Cause, resume: Resume) -> Turn {
        Turn::to(Stage::Notice(Box::new(Self { cause, resume })))
    }

    /// A press.
    pub(super) fn press(self, event: NoticeEvent) -> Turn {
        use NoticeEvent as On;
        match (event, self.resume) {
            (On::Finish, Resume::Start) => ModeScreen::start().and(Effect::Stop(Call::ChallengeWatch)),
            (On::AskAgain, Resume::Pin(pad)) => pad.shown(),
            (
                On::TapAgain,
                Resume::Tap {
                    visiting,
                    challenge,
                    pin,
                },
            ) => TapScreen::start(visiting, challenge, pin, LastTry::Ask),
            (
                On::SpendLastTry,
                Resume::LastTry {
                    visiting,
                    challenge,
                    pin,
                },
            ) => TapScreen::start(visiting, challenge, pin, LastTry::Agreed),
            (
                On::TypePin,
                Resume::Tap {
                    visiting, challenge, ..
                }
                | Resume::LastTry {
                    visiting, challenge, ..
                },
            ) => PinPad::open(visiting, challenge, None),
            (
                On::TypePin,
                Resume::TypePin {
                    visiting,
                    challenge,
                    tries,
                },
            ) => PinPad::open(visiting, challenge, tries),
            (On::AskAgain, Resume::Check(checking)) => checking.ask(),
            (
                On::DrawForm,
                Resume::Form {
                    visiting,
                    eligibility,
                },
            ) => InputScreen::redraw(visiting, eligibility),
            (On::AskAgain, Resume::Register(registering)) => registering.ask(),
            (
                On::Finish | On::AskAgain | On::TapAgain | On::SpendLastTry | On::TypePin | On::DrawForm,
                resume,
            ) => Turn::OutOfPlace(Stage::Notice(Box::new(Self { resume, ..self }))),
        }
    }

    /// 戻る: to the screen before, where that can be left as it was.
    pub(super) fn back(self) -> Turn {
        match self.resume {
            Resume::Pin(pad) => pad.back(),
            Resume::Tap {
                visiting, challenge, ..
            }
            | Resume::LastTry {
                visiting, challenge, ..
            }
            | Resume::TypePin {
                visiting, challenge, ..
            } => PinPad::open(visiting, challenge, None),
            Resume::Check(checking) => checking.back(),
            Resume::Register(registering) if !registering.in_doubt => {
                let ConfirmScreen { filling, confirmed } = registering.confirm;
                ConfirmScreen::open(filling, confirmed)
            }
            resume @ (Resume::Start | Resume::Form { .. } | Resume::Register(_)) => {
                Turn::OutOfPlace(Stage::Notice(Box::new(Self { resume, ..self })))
            }
        }
    }

    /// 中止する: the visit ends. Where a registration is in doubt, that is what the last notice says.
    pub(super) fn cancel(self) -> Turn {
        match self.resume {
            Resume::Start => Turn::OutOfPlace(Stage::Notice(Box::new(self))),
            Resume::Register(registering) if registering.in_doubt => {
                let reference = registering.confirm.confirmed.digest().to_owned();
                Self::turn(Cause::LeftUnconfirmed { digest: reference }, Resume::Start)
            }
            _ => Self::turn(Cause::Cancelled, Resume::Start),
        }
    }

    /// The challenge is too old for another tap: the next one starts by fetching a new one.
    pub(super) fn challenge_expiring(mut self) -> Turn {
        match &mut self.resume {
            Resume::Tap { challenge, .. }
            | Resume::LastTry { challenge, .. }
            | Resume::TypePin { challenge, .. } => {
                *challenge = None;
                Turn::to(Stage::Notice(Box::new(self)))
            }
            Resume::Start | Resume::Pin(_) | Resume::Check(_) | Resume::Form { .. } | Resume::Register(_) => {
                Turn::Stale(Stage::Notice(Box::new(self)))
            }
        }
    }

    pub(super) fn visiting(&self) -> Option<&Visiting> {
        match &self.resume {
            Resume::Start => None,
            Resume::Pin(pad) => Some(&pad.visiting),
            Resume::Tap { visiting, .. }
            | Resume::LastTry { visiting, .. }
            | Resume::TypePin { visiting, .. }
            | Resume::Form { visiting, .. } => Some(visiting),
            Resume::Check(checking) => Some(&checking.visiting),
            Resume::Register(registering) => Some(&registering.confirm.filling.visiting),
        }
    }

    pub(super) fn face(&self) -> Face {
        let in_doubt = matches!(&self.resume, Resume::Register(registering) if registering.in_doubt);
        let at_start = matches!(self.resume, Resume::Start);
        let no_way_back = at_start || in_doubt || matches!(self.resume, Resume::Form { .. });
        let words = self.cause.words();
        let mut details = words.details;
        if let Resume::Register(registering) = &self.resume {
            details.push(super::confirm::reference(registering.confirm.confirmed.digest()));
        }
        Face {
            heading: words.heading,
            audience: Audience::Staff,
            step: None,
            screen: Screen::Notice(NoticeView {
                tone: words.tone,
                happened: words.happened,
                unchanged: words.unchanged,
                to_do: words.to_do,
                details,
                buttons: self.buttons(),
            }),
            back: !no_way_back,
            cancel: !at_start,
        }
    }

    fn buttons(&self) -> Vec<Button> {
        let primary = |key: &str, event| Button::primary(say(key), Event::Notice(event));
        let secondary = |key: &str, event| Button::secondary(say(key), Event::Notice(event));
        match &self.resume {
            Resume::Start => vec![primary("notice-finish", NoticeEvent::Finish)],
            Resume::Pin(_) | Resume::Check(_) => vec![primary("notice-ask-again", NoticeEvent::AskAgain)],
            Resume::Tap { .. } => vec![
                primary("notice-tap-again", NoticeEvent::TapAgain),
                secondary("notice-type-pin-again", NoticeEvent::TypePin),
            ],
            // Neither way is the main one: spending the last try is for a person to weigh.
            Resume::LastTry { .. } => vec![
                secondary("notice-type-pin-again", NoticeEvent::TypePin),
                secondary("notice-spend-last-try", NoticeEvent::SpendLastTry),
            ],
            Resume::TypePin { .. } => vec![primary("notice-type-pin", NoticeEvent::TypePin)],
            Resume::Form { .. } => vec![primary("notice-draw-form", NoticeEvent::DrawForm)],
            Resume::Register(registering) if registering.in_doubt => {
                vec![primary("notice-ask-outcome", NoticeEvent::AskAgain)]
            }
            Resume::Register(_) => vec![primary("notice-register-again", NoticeEvent::AskAgain)],
        }
    }
}
