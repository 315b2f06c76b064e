//! What a visit carries from screen to screen. A notice keeps of these what the screen that it came over was about, so
//! that the visit can go on as it stood.

use std::sync::Arc;

use super::{
    care_mode::CareMode,
    effect::{TypedSecret, Wanted},
    words::reference,
};
use crate::{
    card::{CardFault, MatchingNumberB, Pin, Secret, SurfaceReading, Tries},
    consent::{Confirmed, Form, Sheet},
    eligibility::{Challenge, CheckRequest, ClinicSettings, Eligibility, Identity, SentCertificate},
    text::say_with,
};

/// The clinic's settings as they were when the visit began, its mode, and what its taps have taught by now.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Visiting {
    pub(super) settings: Arc<ClinicSettings>,
    pub(super) mode: CareMode,
    /// How many taps in a row the card was lost in.
    pub(super) losses: Losses,
    /// How much of a certificate the next tap reads.
    pub(super) certificate: Wanted,
}

/// A count of lost cards that goes no further than it matters.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Losses(u8);

/// A pad on which something is typed for the card, as it opens or as it was left. `Clone` and no `Debug`, for the sake of
/// what is typed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Pad<S> {
    pub(super) visiting: Visiting,
    /// If `None`, the pad asks for one when it opens.
    pub(super) challenge: Option<Challenge>,
    pub(super) secret: S,
    /// What the tap before did to the tries, or how many it found.
    pub(super) tries: Option<Tries>,
    /// Whether somebody tried to go on before it was complete.
    pub(super) incomplete: bool,
}

/// The PIN pad.
pub(super) type PinPad = Pad<Pin>;
/// The fields of 照合番号B.
pub(super) type NumberPad = Pad<MatchingNumberB>;

/// Either pad.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum AnyPad {
    Pin(PinPad),
    Number(NumberPad),
}

/// What was typed for a card and was not presented.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Typed {
    pub(super) visiting: Visiting,
    /// The challenge, while it is good for another tap.
    pub(super) challenge: Option<Challenge>,
    pub(super) secret: TypedSecret,
}

/// What a card showed without the PIN, for staff to compare.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Comparing {
    pub(super) visiting: Visiting,
    /// What the card signed.
    pub(super) challenge: Challenge,
    /// Whether the challenge would be too old for another tap.
    pub(super) expiring: bool,
    pub(super) reading: SurfaceReading,
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

impl Visiting {
    /// A visit before its first tap.
    pub(super) fn new(settings: Arc<ClinicSettings>, mode: CareMode) -> Self {
        Self {
            settings,
            mode,
            losses: Losses::default(),
            certificate: Wanted::IfUnknown,
        }
    }

    /// After a tap that failed.
    pub(super) fn after(mut self, fault: CardFault) -> Self {
        self.losses.count(fault);
        self
    }

    /// After a tap that went well.
    pub(super) fn after_success(mut self) -> Self {
        self.losses = Losses::default();
        self
    }
}

impl Losses {
    /// From so many on, another position is advised.
    const ENOUGH: u8 = 2;

    /// Counts a card that was lost, or fell silent, which half in the field it does too.
    fn count(&mut self, fault: CardFault) {
        let lost = match fault {
            CardFault::Lost { .. } | CardFault::LostDuringVerify | CardFault::Silent { .. } => true,
            CardFault::PinIncomplete
            | CardFault::NumberIncomplete
            | CardFault::NoCardInTime
            | CardFault::Reader(_)
            | CardFault::Collision
            | CardFault::NotMyNumberCard { .. }
            | CardFault::PhoneNeedsPin
            | CardFault::CardExpired { .. }
            | CardFault::LastTryNotAgreed
            | CardFault::WrongPin { .. }
            | CardFault::Blocked
            | CardFault::NoCertificate
            | CardFault::Refused { .. }
            | CardFault::Malformed { .. } => false,
        };
        if lost {
            self.0 = (self.0 + 1).min(Self::ENOUGH);
        }
    }

    /// Whether the card should be held somewhere else.
    pub(super) fn call_for_another_position(self) -> bool {
        self.0 >= Self::ENOUGH
    }
}

impl<S: Default> Pad<S> {
    /// A pad with nothing typed.
    pub(super) fn new(visiting: Visiting, challenge: Option<Challenge>, tries: Option<Tries>) -> Self {
        Self {
            visiting,
            challenge,
            secret: S::default(),
            tries,
            incomplete: false,
        }
    }
}

impl<S: Into<TypedSecret>> Pad<S> {
    /// What was typed on it, for a tap.
    pub(super) fn typed(self) -> Typed {
        Typed {
            visiting: self.visiting,
            challenge: self.challenge,
            secret: self.secret.into(),
        }
    }
}

impl AnyPad {
    /// The pad for this, with nothing typed.
    pub(super) fn new(
        secret: Secret,
        visiting: Visiting,
        challenge: Option<Challenge>,
        tries: Option<Tries>,
    ) -> Self {
        match secret {
            Secret::Pin => Self::Pin(Pad::new(visiting, challenge, tries)),
            Secret::MatchingNumberB => Self::Number(Pad::new(visiting, challenge, tries)),
        }
    }

    /// What is typed on it.
    pub(super) fn secret(&self) -> Secret {
        match self {
            Self::Pin(_) => Secret::Pin,
            Self::Number(_) => Secret::MatchingNumberB,
        }
    }

    pub(super) fn visiting(&self) -> &Visiting {
        match self {
            Self::Pin(pad) => &pad.visiting,
            Self::Number(pad) => &pad.visiting,
        }
    }

    /// What is said of the tries on it, with whose they are.
    pub(super) fn tries(&self) -> Option<(Secret, Tries)> {
        let tries = match self {
            Self::Pin(pad) => pad.tries,
            Self::Number(pad) => pad.tries,
        };
        tries.map(|tries| (self.secret(), tries))
    }

    /// The same with nothing typed, and these tries.
    pub(super) fn emptied(self, tries: Option<Tries>) -> Self {
        let secret = self.secret();
        let (visiting, challenge) = match self {
            Self::Pin(pad) => (pad.visiting, pad.challenge),
            Self::Number(pad) => (pad.visiting, pad.challenge),
        };
        Self::new(secret, visiting, challenge, tries)
    }

    /// The same in a visit that has learnt something.
    pub(super) fn revisited(mut self, change: impl FnOnce(Visiting) -> Visiting) -> Self {
        let visiting = match &mut self {
            Self::Pin(pad) => &mut pad.visiting,
            Self::Number(pad) => &mut pad.visiting,
        };
        *visiting = change(visiting.clone());
        self
    }

    /// The same without its challenge, which is too old.
    pub(super) fn without_challenge(mut self) -> Self {
        match &mut self {
            Self::Pin(pad) => pad.challenge = None,
            Self::Number(pad) => pad.challenge = None,
        }
        self
    }
}

impl Typed {
    /// The pad to type it anew; what was typed is gone.
    pub(super) fn another(self) -> AnyPad {
        AnyPad::new(self.secret.kind(), self.visiting, self.challenge, None)
    }
}

impl Check {
    /// What was presented to the card for it.
    pub(super) fn secret(&self) -> Secret {
        match self.request.identity {
            Identity::Pin(_) => Secret::Pin,
            Identity::Visual(_) => Secret::MatchingNumberB,
        }
    }

    /// Whether the certificate is only named in it.
    pub(super) fn names_the_certificate(&self) -> bool {
        match self.request.certificate {
            SentCertificate::Whole(_) => false,
            SentCertificate::Known(_) => true,
        }
    }

    /// The pad from which another tap is made.
    pub(super) fn another(self) -> AnyPad {
        AnyPad::new(self.secret(), self.visiting, None, None)
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
