//! What a shell keeps of a visit that may be ended under it: a phone may end an app that is not in front at any moment, and
//! then nothing of the patient may be left, but the next start has to say that a visit was under way and what became of
//! it. A keepsake says only that: no name, no answer, no digit. What it turns into at the next start is a
//! cause (`cause.rs`) like any other.

use super::{
    carried::Stored, cause::Cause, model::Model, pads::AnyPad, parts::Field, resume::Resume, stage::Stage,
    standing_words::registration_number, words::reference,
};
use crate::card::{CardFault, Secret, Tries};

/// What a shell keeps while it may be ended, and hands in at its next start if it was.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Keepsake {
    /// Not for people to read. No personal data is in it.
    pub text: String,
    /// Whether something is in doubt, so that it must survive every end of the app, a crash and an empty battery too. Else
    /// it is enough if it lives as long as the app stands among those that the phone would show again.
    pub lasting: bool,
}

/// A visit that the end of the app interrupted, as far as a keepsake tells.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Interrupted {
    /// Nothing was stored by it. Of this secret it is not known whether the visit cost a try.
    NothingStored(Option<Secret>),
    /// Whether this was stored is not known; by what it is found at the service.
    InDoubt(Stored, String),
    /// What was kept cannot be read, so anything may have been stored.
    Unreadable,
}

/// Another way of writing it down gets another number. One that is not known cannot be read.
const VERSION: &str = "1";
/// A number at the service is no longer.
const LONGEST_NUMBER: usize = 64;

impl Interrupted {
    /// What a keepsake's text says.
    pub(super) fn read(text: &str) -> Self {
        let parts: Vec<&str> = text.splitn(3, ':').collect();
        match parts[..] {
            [VERSION, "visit"] => Self::NothingStored(None),
            [VERSION, "visit", "pin"] => Self::NothingStored(Some(Secret::Pin)),
            [VERSION, "visit", "number"] => Self::NothingStored(Some(Secret::MatchingNumberB)),
            [VERSION, "registration", number] if is_number(number) => {
                Self::InDoubt(Stored::Registration, number.to_owned())
            }
            [VERSION, "revocation", number] if is_number(number) => {
                Self::InDoubt(Stored::Revocation, number.to_owned())
            }
            _ => Self::Unreadable,
        }
    }

    /// By what it is found at the service.
    pub(super) fn reference(&self) -> Option<Field> {
        match self {
            Self::InDoubt(Stored::Registration, number) => Some(reference(number)),
            Self::InDoubt(Stored::Revocation, number) => Some(registration_number(number)),
            Self::NothingStored(_) | Self::Unreadable => None,
        }
    }

    fn keepsake(&self) -> Keepsake {
        let (words, lasting) = match self {
            Self::NothingStored(None) => ("visit".to_owned(), false),
            Self::NothingStored(Some(Secret::Pin)) => ("visit:pin".to_owned(), false),
            Self::NothingStored(Some(Secret::MatchingNumberB)) => ("visit:number".to_owned(), false),
            Self::InDoubt(Stored::Registration, number) => (format!("registration:{number}"), true),
            Self::InDoubt(Stored::Revocation, number) => (format!("revocation:{number}"), true),
            Self::Unreadable => ("unreadable".to_owned(), true),
        };
        Keepsake {
            text: format!("{VERSION}:{words}"),
            lasting,
        }
    }
}

/// Whether it can be a number of the service's, and can do no harm on a screen.
fn is_number(text: &str) -> bool {
    (1..=LONGEST_NUMBER).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

impl Model {
    /// What a shell is to keep from now on; nothing where nothing would be lost. What it says stays true until the next
    /// press: an outcome that comes meanwhile may settle what was in doubt, and puts nothing in doubt.
    pub fn keepsake(&self) -> Option<Keepsake> {
        self.stage.interrupted().map(|interrupted| interrupted.keepsake())
    }
}

impl Stage {
    /// What would have to be said if the app ended now.
    fn interrupted(&self) -> Option<Interrupted> {
        let open = |tries| Some(Interrupted::NothingStored(open_try(tries)));
        match self {
            Self::Mode(_) => None,
            Self::Pin(screen) => open(screen.pad.tries.map(|tries| (Secret::Pin, tries))),
            Self::Number(screen) => open(screen.pad.tries.map(|tries| (Secret::MatchingNumberB, tries))),
            // It goes on until the card is gone, so it may yet present what was typed.
            Self::Tap(screen) => Some(Interrupted::NothingStored(Some(screen.secret()))),
            Self::Asking(screen) => open(screen.pad.tries()),
            Self::Compare(_)
            | Self::Checking(_)
            | Self::Eligibility(_)
            | Self::Input(_)
            | Self::Confirm(_)
            | Self::Revoke(_)
            | Self::ConfirmRevocation(_) => open(None),
            Self::Storing(screen) => Some(screen.storing.interrupted()),
            // Somebody must hear of it, and may not have read it yet.
            Self::Done(screen) => screen
                .differs()
                .map(|number| Interrupted::InDoubt(Stored::Registration, number)),
            Self::Revoked(screen) => screen
                .differs()
                .map(|number| Interrupted::InDoubt(Stored::Revocation, number)),
            Self::Notice(screen) => of_notice(screen.cause(), screen.resume()),
        }
    }
}

/// What a notice leaves unsaid if it is not read to its end.
fn of_notice(cause: &Cause, resume: &Resume) -> Option<Interrupted> {
    if let Some(storing) = resume.in_doubt() {
        return Some(storing.interrupted());
    }
    match cause {
        Cause::LeftUnconfirmed(what, reference) => Some(Interrupted::InDoubt(*what, reference.value.clone())),
        Cause::Interrupted(before) => Some(before.clone()),
        // Nothing was begun.
        Cause::Settings(_) | Cause::NoModeInUse => None,
        Cause::Cancelled(tries) => open_try(*tries).map(|secret| Interrupted::NothingStored(Some(secret))),
        Cause::Card(secret, fault) => {
            let tries = Some((*secret, fault.tries()));
            Some(Interrupted::NothingStored(open_try(tries)))
        }
        Cause::AskedTries(_, CardFault::Blocked) => Some(Interrupted::NothingStored(None)),
        // What was not known before it still is not.
        Cause::AskedTries(secret, _) => Some(Interrupted::NothingStored(Some(*secret))),
        Cause::NotTheHolder
        | Cause::CannotTell
        | Cause::Service(_)
        | Cause::Check(..)
        | Cause::Storing(..)
        | Cause::Unconfirmed(..)
        | Cause::LeftAlone(_) => {
            let tries = resume.pad().and_then(AnyPad::tries);
            Some(Interrupted::NothingStored(open_try(tries)))
        }
    }
}

/// The secret of which it is not known whether a try is gone.
fn open_try(tries: Option<(Secret, Tries)>) -> Option<Secret> {
    let (secret, tries) = tries?;
    match tries {
        Tries::Unknown => Some(secret),
        Tries::Untouched | Tries::Full | Tries::Left(_) => None,
    }
}

#[cfg(test)]
mod tests;
