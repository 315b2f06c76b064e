//! A notice: something happened that a person must read and act on. It says what happened, what was not changed (or
//! that this is not known yet), and what to do; its buttons lead on from where the visit stood.

pub use super::event::NoticeEvent;
use super::{
    carried::{ToStore, Visiting},
    cause::Cause,
    effect::{Call, Effect},
    face::Face,
    pads::AnyPad,
    parts::{Audience, Button, Field, Tone},
    resume::Resume,
    way::{Turn, Way},
};
use crate::card::{Secret, session::LastTry};

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
    pub(super) fn open(cause: Cause, resume: Resume) -> Turn<Self> {
        Turn::stay(Self { cause, resume })
    }

    /// A press.
    pub(super) fn press(self, event: NoticeEvent) -> Turn<Self> {
        use NoticeEvent as On;
        match (event, self.resume) {
            (On::Finish, resume) if resume.ends() => {
                Turn::to(Way::Start).and(Effect::Stop(Call::ChallengeWatch))
            }
            (On::AskAgain, Resume::Settings) => Turn::to(Way::Start),
            (On::AskAgain, Resume::Pad(pad)) => Turn::to(Way::Pad(pad)),
            (On::AskAgain, Resume::Prepare(typed, last_try)) => Turn::to(Way::Tap(typed, last_try)),
            (On::TapAgain, Resume::Tap(typed)) => Turn::to(Way::Tap(typed, LastTry::Ask)),
            (On::SpendLastTry, Resume::LastTry(typed)) => Turn::to(Way::Tap(typed, LastTry::Agreed)),
            (On::AskTries, Resume::AskTries(pad)) => Turn::to(Way::AskTries(pad)),
            (On::TypePin | On::WithPin, resume) => match resume.pad_of(Secret::Pin, event) {
                Some(pad) => Turn::to(Way::Pad(pad)),
                None => Turn::OutOfPlace(Self { resume, ..self }),
            },
            (On::WithoutPin, resume) => match resume.pad_of(Secret::MatchingNumberB, event) {
                Some(pad) => Turn::to(Way::Pad(pad)),
                None => Turn::OutOfPlace(Self { resume, ..self }),
            },
            (On::AskAgain, Resume::Check(check)) => Turn::to(Way::Check(check)),
            (On::DrawForm, Resume::Form(found)) => Turn::to(Way::NewForm(found)),
            (On::AskAgain, Resume::Store(storing)) => Turn::to(Way::Store(storing)),
            (On::LeaveUnconfirmed, Resume::Store(storing)) if storing.in_doubt => {
                let left = Cause::LeftUnconfirmed(storing.kind(), storing.reference());
                Turn::notice(left, Resume::Start)
            }
            (
                On::Finish
                | On::LeaveUnconfirmed
                | On::AskAgain
                | On::TapAgain
                | On::SpendLastTry
                | On::AskTries
                | On::DrawForm,
                resume,
            ) => Turn::OutOfPlace(Self { resume, ..self }),
        }
    }

    /// 戻る: to the screen before, where that can be left as it was.
    pub(super) fn back(self) -> Turn<Self> {
        match self.resume {
            Resume::Pad(AnyPad::Pin(pad)) => Turn::to(Way::Modes(pad.visiting.settings)),
            Resume::Pad(AnyPad::Number(pad)) => {
                Turn::to(Way::Pad(AnyPad::new(Secret::Pin, pad.visiting, None, None)))
            }
            Resume::Prepare(typed, _) | Resume::Tap(typed) | Resume::LastTry(typed) => {
                Turn::to(Way::Pad(typed.another()))
            }
            Resume::Type(pad) | Resume::AskTries(pad) => Turn::to(Way::Pad(pad)),
            Resume::Check(check) => Turn::to(Way::Pad(check.another())).and(Effect::Stop(Call::Check)),
            Resume::Store(storing) if !storing.in_doubt => Turn::to(match storing.what {
                ToStore::Registration(confirming) => Way::Confirm(confirming),
                ToStore::Revocation(revocation) => Way::ConfirmRevocation(revocation),
            }),
            resume @ (Resume::Start
            | Resume::Settings
            | Resume::OtherWay(_)
            | Resume::EitherWay(..)
            | Resume::Form(_)
            | Resume::Store(_)) => Turn::OutOfPlace(Self { resume, ..self }),
        }
    }

    /// 中止する: the visit ends. Not while a registration or a revocation is in doubt: that has a way out of its own, which says so.
    pub(super) fn cancel(self) -> Turn<Self> {
        match &self.resume {
            Resume::Start | Resume::Settings | Resume::OtherWay(_) | Resume::EitherWay(..) => {
                Turn::OutOfPlace(self)
            }
            Resume::Store(storing) if storing.in_doubt => Turn::OutOfPlace(self),
            Resume::Pad(pad) | Resume::Type(pad) | Resume::AskTries(pad) => Turn::cancelled(pad.tries()),
            Resume::Prepare(..)
            | Resume::Tap(_)
            | Resume::LastTry(_)
            | Resume::Check(_)
            | Resume::Form(_)
            | Resume::Store(_) => Turn::cancelled(None),
        }
    }

    /// Nobody went on for as long as a challenge lives: what waits here typed is wiped, and the notice says so. A notice
    /// that has nothing typed only forgets the challenge.
    pub(super) fn challenge_expiring(self) -> Turn<Self> {
        let resume = match self.resume {
            Resume::Pad(pad) => return Turn::forgotten(pad),
            Resume::Prepare(typed, _) | Resume::Tap(typed) | Resume::LastTry(typed) => {
                return Turn::forgotten(typed.another());
            }
            Resume::Type(pad) => Resume::Type(pad.without_challenge()),
            Resume::AskTries(pad) => Resume::AskTries(pad.without_challenge()),
            Resume::OtherWay(pad) => Resume::OtherWay(pad.without_challenge()),
            Resume::EitherWay(visiting, _) => Resume::EitherWay(visiting, None),
            resume @ (Resume::Start
            | Resume::Settings
            | Resume::Check(_)
            | Resume::Form(_)
            | Resume::Store(_)) => return Turn::Stale(Self { resume, ..self }),
        };
        Turn::stay(Self { resume, ..self })
    }

    pub(super) fn cause(&self) -> &Cause {
        &self.cause
    }

    pub(super) fn resume(&self) -> &Resume {
        &self.resume
    }

    pub(super) fn visiting(&self) -> Option<&Visiting> {
        self.resume.visiting()
    }

    /// What must reach somebody even if the app is ended now.
    pub(super) fn last_words(&self) -> Option<String> {
        self.resume.last_words()
    }

    pub(super) fn face(&self) -> Face<NoticeView> {
        let words = self.cause.words();
        let mut details = words.details;
        if let Resume::Store(storing) = &self.resume {
            details.push(storing.reference());
        }
        let in_doubt = self.resume.in_doubt().is_some();
        let nothing_behind = self.resume.ends() || matches!(self.resume, Resume::Settings);
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
            back: !nothing_behind && !in_doubt && !matches!(self.resume, Resume::Form(_)),
            cancel: !nothing_behind && !in_doubt,
        }
    }
}
