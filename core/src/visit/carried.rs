//! What a visit carries from screen to screen. A notice keeps of these what the screen that it came over was about, so
//! that the visit can go on as it stood.

use std::sync::Arc;

use super::{care_mode::CareMode, words::reference};
use crate::{
    card::{Pin, Tries},
    consent::{Confirmed, Form, Sheet},
    eligibility::{Challenge, CheckRequest, ClinicSettings, Eligibility},
    text::say_with,
};

/// The clinic's settings as they were when the visit began, and its mode.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Visiting {
    pub(super) settings: Arc<ClinicSettings>,
    pub(super) mode: CareMode,
}

/// The PIN pad, as it opens or as it was left. `Clone` and no `Debug`, for the sake of the PIN.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct PinPad {
    pub(super) visiting: Visiting,
    /// If `None`, the pad asks for one when it opens.
    pub(super) challenge: Option<Challenge>,
    pub(super) pin: Pin,
    /// What the tap before did to the tries.
    pub(super) tries: Option<Tries>,
    /// Whether somebody tried to go on with fewer than four digits.
    pub(super) incomplete: bool,
}

/// A PIN that was typed and not presented.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct TypedPin {
    pub(super) visiting: Visiting,
    /// The challenge, while it is good for another tap.
    pub(super) challenge: Option<Challenge>,
    pub(super) pin: Pin,
}

/// An eligibility check that is asked for.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Check {
    pub(super) visiting: Visiting,
    pub(super) request: CheckRequest,
}

/// The eligibility that was found.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Found {
    pub(super) visiting: Visiting,
    pub(super) eligibility: Arc<Eligibility>,
}

/// A consent form that is being filled in: what the steps 1 and 2 hold in common.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Filling {
    pub(super) found: Found,
    pub(super) sheet: Sheet,
}

/// The sheet, and the statement that it was confirmed as.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Confirming {
    pub(super) filling: Filling,
    pub(super) confirmed: Confirmed,
}

/// A registration that is asked for.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Registration {
    pub(super) confirming: Confirming,
    /// Whether an earlier request of this registration may have been stored.
    pub(super) in_doubt: bool,
}

impl PinPad {
    /// A pad with nothing typed.
    pub(super) fn new(visiting: Visiting, challenge: Option<Challenge>, tries: Option<Tries>) -> Self {
        Self {
            visiting,
            challenge,
            pin: Pin::default(),
            tries,
            incomplete: false,
        }
    }

    /// What was typed on it, for a tap.
    pub(super) fn typed(self) -> TypedPin {
        TypedPin {
            visiting: self.visiting,
            challenge: self.challenge,
            pin: self.pin,
        }
    }
}

impl TypedPin {
    /// The pad for another PIN; this one is gone.
    pub(super) fn another(self) -> PinPad {
        PinPad::new(self.visiting, self.challenge, None)
    }
}

impl Found {
    /// Whether there is a consent form for it.
    pub(super) fn has_form(&self) -> bool {
        self.eligibility.allows_registration() && !Form::of(&self.visiting.settings).is_empty()
    }
}

impl Filling {
    /// With the answers given so far; else a form with none.
    pub(super) fn new(found: Found, sheet: Option<Sheet>) -> Self {
        let sheet = sheet.unwrap_or_else(|| Sheet::new(&found.visiting.settings));
        Self { found, sheet }
    }
}

impl Registration {
    /// The words that must reach somebody even if the app is ended now.
    pub(super) fn last_words(&self) -> String {
        let reference = reference(self.confirming.confirmed.digest()).value;
        say_with("last-words", &[("reference", reference.into())])
    }
}
