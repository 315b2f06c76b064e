//! A notice: something happened that a person must read and act on. It says what happened, what was not changed (or
//! that this is not known yet), and what to do; its buttons lead on from where the visit stood.

pub use super::event::NoticeEvent;
use super::{
    cause::Cause,
    confirm::ConfirmScreen,
    effect::{Call, Effect},
    face::Face,
    input::InputScreen,
    mode::ModeScreen,
    model::{Stage, Turn, Visiting},
    parts::{Audience, Button, Field, Tone},
    pin::PinPad,
    registering::Registering,
    resume::Resume,
    tap::TapScreen,
    words::reference,
};
use crate::card::{Tries, session::LastTry};

/// The state.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Notice {
    cause: Cause,
    resume: Resume,
}

/// Something a person must read: what happened, what was not changed, what to do.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
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

    /// The visit was cancelled, after a tap that did this to the tries.
    pub(super) fn cancelled(tries: Option<Tries>) -> Turn {
        Self::turn(Cause::Cancelled(tries), Resume::Start)
    }

    /// A typed PIN, or the pad for it, was left alone for too long: nothing of it is left.
    pub(super) fn forgotten(visiting: Visiting, tries: Option<Tries>) -> Turn {
        let resume = Resume::TypePin {
            visiting,
            challenge: None,
            tries,
        };
        Self::turn(Cause::LeftAlone, resume)
    }

    /// A press.
    pub(super) fn press(self, event: NoticeEvent) -> Turn {
        use NoticeEvent as On;
        match (event, self.resume) {
            (On::Finish, Resume::Start) => ModeScreen::start().and(Effect::Stop(Call::ChallengeWatch)),
            (On::AskAgain, Resume::Settings) => ModeScreen::start(),
            (On::AskAgain, Resume::Pin(pad)) => pad.shown(),
            (
                On::AskAgain,
                Resume::Prepare {
                    visiting,
                    pin,
                    last_try,
                },
            ) => TapScreen::start(visiting, None, pin, last_try),
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
            (On::LeaveUnconfirmed, Resume::Register(registering)) if registering.in_doubt => {
                let digest = registering.confirm.confirmed.digest().to_owned();
                Self::turn(Cause::LeftUnconfirmed { digest }, Resume::Start)
            }
            (
                On::Finish
                | On::LeaveUnconfirmed
                | On::AskAgain
                | On::TapAgain
                | On::SpendLastTry
                | On::TypePin
                | On::DrawForm,
                resume,
            ) => Turn::OutOfPlace(Stage::Notice(Box::new(Self { resume, ..self }))),
        }
    }

    /// 戻る: to the screen before, where that can be left as it was.
    pub(super) fn back(self) -> Turn {
        match self.resume {
            Resume::Pin(pad) => pad.back(),
            Resume::Prepare { visiting, .. } => PinPad::open(visiting, None, None),
            Resume::Tap {
                visiting, challenge, ..
            }
            | Resume::LastTry {
                visiting, challenge, ..
            } => PinPad::open(visiting, challenge, None),
            Resume::TypePin {
                visiting,
                challenge,
                tries,
            } => PinPad::open(visiting, challenge, tries),
            Resume::Check(checking) => checking.back(),
            Resume::Register(registering) if !registering.in_doubt => {
                let ConfirmScreen { filling, confirmed } = registering.confirm;
                ConfirmScreen::open(filling, confirmed)
            }
            resume @ (Resume::Start | Resume::Settings | Resume::Form { .. } | Resume::Register(_)) => {
                Turn::OutOfPlace(Stage::Notice(Box::new(Self { resume, ..self })))
            }
        }
    }

    /// 中止する: the visit ends. Not while a registration is in doubt: that has a way out of its own, which says so.
    pub(super) fn cancel(self) -> Turn {
        match self.resume {
            Resume::Start | Resume::Settings => Turn::OutOfPlace(Stage::Notice(Box::new(self))),
            Resume::Register(ref registering) if registering.in_doubt => {
                Turn::OutOfPlace(Stage::Notice(Box::new(self)))
            }
            Resume::TypePin { tries, .. } => Self::cancelled(tries),
            Resume::Pin(pad) => Self::cancelled(pad.tries),
            Resume::Prepare { .. }
            | Resume::Tap { .. }
            | Resume::LastTry { .. }
            | Resume::Check(_)
            | Resume::Form { .. }
            | Resume::Register(_) => Self::cancelled(None),
        }
    }

    /// Nobody went on for as long as a challenge lives: a PIN that waits here is wiped, and the notice says so. A notice
    /// that has none only forgets the challenge.
    pub(super) fn challenge_expiring(self) -> Turn {
        match self.resume {
            Resume::Pin(pad) => pad.left_alone(),
            Resume::Prepare { visiting, .. }
            | Resume::Tap { visiting, .. }
            | Resume::LastTry { visiting, .. } => Self::forgotten(visiting, None),
            Resume::TypePin { visiting, tries, .. } => Self::turn(
                self.cause,
                Resume::TypePin {
                    visiting,
                    challenge: None,
                    tries,
                },
            ),
            resume @ (Resume::Start
            | Resume::Settings
            | Resume::Check(_)
            | Resume::Form { .. }
            | Resume::Register(_)) => Turn::Stale(Stage::Notice(Box::new(Self { resume, ..self }))),
        }
    }

    pub(super) fn visiting(&self) -> Option<&Visiting> {
        self.resume.visiting()
    }

    /// What must reach somebody even if the app is ended now.
    pub(super) fn last_words(&self) -> Option<String> {
        self.resume.in_doubt().map(Registering::last_words)
    }

    pub(super) fn face(&self) -> Face<NoticeView> {
        let words = self.cause.words();
        let mut details = words.details;
        if let Resume::Register(registering) = &self.resume {
            details.push(reference(registering.confirm.confirmed.digest()));
        }
        let in_doubt = self.resume.in_doubt().is_some();
        let nothing_behind = matches!(self.resume, Resume::Start | Resume::Settings);
        Face {
            heading: words.heading,
            audience: Audience::Staff,
            step: None,
            view: NoticeView {
                tone: words.tone,
                happened: words.happened,
                unchanged: words.unchanged,
                to_do: words.to_do,
                details,
                buttons: self.resume.buttons(),
            },
            back: !nothing_behind && !in_doubt && !matches!(self.resume, Resume::Form { .. }),
            cancel: !nothing_behind && !in_doubt,
        }
    }
}
