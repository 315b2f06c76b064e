//! Where a visit goes on after a tap that failed: with the PIN that was typed, if the card never saw it; else with a new
//! one; or not at all.

use super::{
    cause::Cause,
    effect::Effect,
    model::{Turn, Visiting},
    notice::Notice,
    resume::Resume,
};
use crate::{
    card::{CardFault, Pin},
    eligibility::Challenge,
};

/// After a tap that did not present the PIN: it is kept for another, for as long as a challenge would be.
pub(super) fn not_presented(
    fault: CardFault,
    pin: Pin,
    visiting: Visiting,
    challenge: Option<Challenge>,
) -> Turn {
    let watched = challenge.is_some();
    let resume = match fault {
        CardFault::Blocked => Resume::Start,
        CardFault::LastTryNotAgreed => Resume::LastTry {
            visiting,
            challenge,
            pin,
        },
        CardFault::PinIncomplete => Resume::TypePin {
            visiting,
            challenge,
            tries: None,
        },
        CardFault::NoCardInTime
        | CardFault::Reader(_)
        | CardFault::NotMyNumberCard
        | CardFault::WrongPin { .. }
        | CardFault::Lost { .. }
        | CardFault::LostDuringVerify
        | CardFault::Silent { .. }
        | CardFault::NoCertificate
        | CardFault::Refused { .. }
        | CardFault::Malformed { .. } => Resume::Tap {
            visiting,
            challenge,
            pin,
        },
    };
    let turn = Notice::turn(Cause::Card(fault), resume);
    if watched {
        turn
    } else {
        turn.and(Effect::watch_pin())
    }
}

/// Where to go on after a tap that presented the PIN, or may have. The PIN is gone and has to be typed again.
pub(super) fn presented(fault: CardFault, visiting: Visiting, challenge: Option<Challenge>) -> Resume {
    match fault {
        CardFault::WrongPin { left: 0 } | CardFault::Blocked | CardFault::NoCertificate => Resume::Start,
        CardFault::NoCardInTime
        | CardFault::PinIncomplete
        | CardFault::Reader(_)
        | CardFault::NotMyNumberCard
        | CardFault::LastTryNotAgreed
        | CardFault::WrongPin { .. }
        | CardFault::Lost { .. }
        | CardFault::LostDuringVerify
        | CardFault::Silent { .. }
        | CardFault::Refused { .. }
        | CardFault::Malformed { .. } => Resume::TypePin {
            visiting,
            challenge,
            tries: Some(fault.tries()),
        },
    }
}
