//! Where a visit goes on after a tap that failed: with the PIN that was typed, if the card never saw it; else with a new
//! one; or not at all.

use super::{
    carried::{PinPad, TypedPin, Visiting},
    resume::Resume,
};
use crate::{card::CardFault, eligibility::Challenge};

/// After a tap that did not present the PIN: it is kept for another.
pub(super) fn not_presented(fault: CardFault, typed: TypedPin) -> Resume {
    match fault {
        CardFault::Blocked => Resume::Start,
        CardFault::LastTryNotAgreed => Resume::LastTry(typed),
        CardFault::PinIncomplete | CardFault::NumberIncomplete => Resume::TypePin(typed.another()),
        CardFault::NoCardInTime
        | CardFault::Reader(_)
        | CardFault::Collision
        | CardFault::NotMyNumberCard { .. }
        | CardFault::PhoneNeedsPin
        | CardFault::CardExpired { .. }
        | CardFault::WrongPin { .. }
        | CardFault::Lost { .. }
        | CardFault::LostDuringVerify
        | CardFault::Silent { .. }
        | CardFault::NoCertificate
        | CardFault::Refused { .. }
        | CardFault::Malformed { .. } => Resume::Tap(typed),
    }
}

/// After a tap that presented the PIN, or may have. The PIN is gone and has to be typed again.
pub(super) fn presented(fault: CardFault, visiting: Visiting, challenge: Option<Challenge>) -> Resume {
    match fault {
        CardFault::WrongPin { left: 0 } | CardFault::Blocked | CardFault::NoCertificate => Resume::Start,
        CardFault::NoCardInTime
        | CardFault::PinIncomplete
        | CardFault::NumberIncomplete
        | CardFault::Reader(_)
        | CardFault::Collision
        | CardFault::NotMyNumberCard { .. }
        | CardFault::PhoneNeedsPin
        | CardFault::CardExpired { .. }
        | CardFault::LastTryNotAgreed
        | CardFault::WrongPin { .. }
        | CardFault::Lost { .. }
        | CardFault::LostDuringVerify
        | CardFault::Silent { .. }
        | CardFault::Refused { .. }
        | CardFault::Malformed { .. } => {
            Resume::TypePin(PinPad::new(visiting, challenge, Some(fault.tries())))
        }
    }
}
