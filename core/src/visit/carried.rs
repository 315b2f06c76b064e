//! What a visit carries from screen to screen. A notice keeps of these what the screen that it came over was about, so
//! that the visit can go on as it stood.

use std::sync::Arc;

use super::{
    care_mode::CareMode, effect::Wanted, keepsake::Interrupted, pads::AnyPad, parts::Field,
    standing_words::registration_number, words::reference,
};
use crate::{
    card::{CardFault, Secret, SurfaceReading},
    consent::{Confirmed, Form, RevocationRequest, Sheet, StandingConsent},
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
    /// What was presented to the card for it.
    pub(super) secret: Secret,
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

/// A revocation (取消) of what stood when the eligibility was found.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Revocation {
    pub(super) found: Found,
    pub(super) request: RevocationRequest,
}

/// What the service is asked to store.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum ToStore {
    Registration(Confirming),
    Revocation(Revocation),
}

/// Which of the two it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Stored {
    Registration,
    Revocation,
}

/// Something that the service is asked to store, as far as is known of it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Storing {
    pub(super) what: ToStore,
    /// Whether an earlier request of it may have been stored.
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

    /// What stands of the patient's consent, if any of it is in force.
    pub(super) fn in_force(&self) -> Option<&StandingConsent> {
        let standing = self.eligibility.standing.as_deref();
        standing.filter(|standing| standing.is_in_force())
    }

    /// The pad from which another tap is made.
    pub(super) fn another(self) -> AnyPad {
        AnyPad::new(self.secret, self.visiting, None, None)
    }
}

impl Filling {
    /// With the answers given so far; else a form with none.
    pub(super) fn new(found: Found, sheet: Option<Sheet>) -> Self {
        let sheet = sheet.unwrap_or_else(|| Sheet::new(&found.visiting.settings));
        Self { found, sheet }
    }
}

impl Storing {
    /// What was not asked for before.
    pub(super) fn new(what: ToStore) -> Self {
        Self {
            what,
            in_doubt: false,
        }
    }

    /// The eligibility that it is asked for under.
    pub(super) fn found(&self) -> &Found {
        match &self.what {
            ToStore::Registration(confirming) => &confirming.filling.found,
            ToStore::Revocation(revocation) => &revocation.found,
        }
    }

    /// Which of the two it is.
    pub(super) fn kind(&self) -> Stored {
        match self.what {
            ToStore::Registration(_) => Stored::Registration,
            ToStore::Revocation(_) => Stored::Revocation,
        }
    }

    /// By what it is found at the service.
    pub(super) fn reference(&self) -> Field {
        match &self.what {
            ToStore::Registration(confirming) => reference(confirming.confirmed.digest()),
            ToStore::Revocation(revocation) => registration_number(&revocation.request.registration),
        }
    }

    /// What is left of it if the app ends while its outcome is not known.
    pub(super) fn interrupted(&self) -> Interrupted {
        Interrupted::InDoubt(self.kind(), self.reference().value)
    }

    /// The words that must reach somebody even if the app is ended now.
    pub(super) fn last_words(&self) -> String {
        let reference = ("reference", self.reference().value.into());
        match self.kind() {
            Stored::Registration => say_with("last-words", &[reference]),
            Stored::Revocation => say_with("last-words-revocation", &[reference]),
        }
    }
}
