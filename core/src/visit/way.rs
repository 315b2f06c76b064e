//! What a screen says when something happened: that it stays, or where the visit goes on. Both are data; a screen opens
//! no other. [`super::stage::Stage::open`] does.

use std::sync::Arc;

use super::{
    carried::{Check, Comparing, Confirming, Filling, Found, Revocation, Storing},
    cause::{Cause, Wiped},
    effect::Effect,
    pads::{AnyPad, Typed},
    resume::Resume,
};
use crate::{
    card::{Secret, Tries, session::LastTry},
    consent::{Receipt, RevocationRequest, Sheet, StandingConsent},
    eligibility::ClinicSettings,
};

/// Where a visit goes on, and what the screen there starts with.
pub(super) enum Way {
    /// A new visit.
    Start,
    /// Back to the choice of mode, from these settings.
    Modes(Arc<ClinicSettings>),
    /// A pad for the PIN or 照合番号B; a challenge is asked for unless one is in hand.
    Pad(AnyPad),
    /// Such a pad; a challenge is in hand, or on its way already.
    PadAwaiting(AnyPad),
    /// A tap; a challenge is asked for unless one is in hand.
    Tap(Typed, LastTry),
    /// A tap; a challenge is on its way already.
    TapAwaiting(Typed),
    /// A tap that only asks how many tries are left; then this pad.
    AskTries(AnyPad),
    /// The portrait, to be compared.
    Compare(Comparing),
    /// The eligibility check is asked for, or asked again.
    Check(Check),
    /// The eligibility, and the answers given so far, if the patient went back from the form.
    Eligibility(Found, Option<Sheet>),
    /// 1 入力, with the answers it has.
    Form(Filling),
    /// 1 入力, drawn anew from the settings as they are now.
    NewForm(Found),
    /// 2 確認.
    Confirm(Confirming),
    /// What of the consent that stands is to be revoked and why, and what was chosen before.
    Revoke(Found, Option<RevocationRequest>),
    /// The revocation, to be confirmed.
    ConfirmRevocation(Revocation),
    /// The service is asked to store, or asked again.
    Store(Storing),
    /// 3 完了.
    Done(Confirming, Receipt),
    /// What stands after a revocation.
    Revoked(Revocation, StandingConsent),
    /// A notice.
    Notice(Cause, Resume),
}

/// What a screen of the type `S` does with what happened.
pub(super) enum Turn<S> {
    /// Stays, and what is to be done outside.
    Stay(S, Vec<Effect>),
    /// Leaves, and what is to be done outside after what the next screen asks for.
    Leave(Box<Way>, Vec<Effect>),
    /// Stays: the press does not belong here.
    OutOfPlace(S),
    /// Stays: the outcome is of a call that this screen does not wait for any more.
    Stale(S),
}

impl<S> Turn<S> {
    /// Stays, without anything to do outside.
    pub(super) fn stay(screen: S) -> Self {
        Self::Stay(screen, Vec::new())
    }

    /// Leaves, without anything to do outside.
    pub(super) fn to(way: Way) -> Self {
        Self::Leave(Box::new(way), Vec::new())
    }

    /// Leaves for a notice.
    pub(super) fn notice(cause: Cause, resume: Resume) -> Self {
        Self::to(Way::Notice(cause, resume))
    }

    /// The visit was cancelled, after a tap that did this to the tries.
    pub(super) fn cancelled(tries: Option<(Secret, Tries)>) -> Self {
        Self::notice(Cause::Cancelled(tries), Resume::Start)
    }

    /// What was typed, or the pad for it, was left alone for too long: nothing of it is left.
    pub(super) fn forgotten(pad: AnyPad) -> Self {
        let tries = pad.tries().map(|(_, tries)| tries);
        let pad = pad.without_challenge().emptied(tries);
        Self::notice(Cause::LeftAlone(Wiped::typed(pad.secret())), Resume::Type(pad))
    }

    /// The same, and one more thing to do outside.
    pub(super) fn and(mut self, effect: Effect) -> Self {
        if let Self::Stay(_, effects) | Self::Leave(_, effects) = &mut self {
            effects.push(effect);
        }
        self
    }

    /// The same turn, of a whole that the screen is part of.
    pub(super) fn on<T>(self, whole: impl FnOnce(S) -> T) -> Turn<T> {
        match self {
            Self::Stay(screen, effects) => Turn::Stay(whole(screen), effects),
            Self::Leave(way, effects) => Turn::Leave(way, effects),
            Self::OutOfPlace(screen) => Turn::OutOfPlace(whole(screen)),
            Self::Stale(screen) => Turn::Stale(whole(screen)),
        }
    }
}
