//! Where a visit goes on after a tap that failed: with what was typed, if the card never saw it; else with something new;
//! or the other way, if this one has come to its end; or not at all.

use super::{
    carried::Visiting,
    pads::{AnyPad, Typed},
    resume::Resume,
};
use crate::{
    card::{CardFault, Secret, Tries},
    eligibility::Challenge,
};

/// After a tap that presented nothing: what was typed is kept for another.
pub(super) fn not_presented(fault: CardFault, typed: Typed) -> Resume {
    match fault {
        CardFault::Blocked => blocked(typed.secret.kind(), typed.visiting, typed.challenge),
        CardFault::PhoneNeedsPin => {
            Resume::OtherWay(AnyPad::new(Secret::Pin, typed.visiting, typed.challenge, None))
        }
        CardFault::LastTryNotAgreed => Resume::LastTry(typed),
        CardFault::PinIncomplete | CardFault::NumberIncomplete => Resume::Type(typed.another()),
        CardFault::NoCardInTime
        | CardFault::Reader(_)
        | CardFault::Collision
        | CardFault::NotMyNumberCard { .. }
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

/// After a tap that presented what was typed, or may have. It is gone and has to be typed again.
pub(super) fn presented(
    fault: CardFault,
    secret: Secret,
    visiting: Visiting,
    challenge: Option<Challenge>,
) -> Resume {
    match fault {
        CardFault::WrongPin { left: 0 } | CardFault::Blocked => blocked(secret, visiting, challenge),
        // [?] Whether an expired card may still show who somebody is, no source says: in doubt it may not.
        CardFault::NoCertificate | CardFault::CardExpired { .. } => Resume::Start,
        CardFault::NoCardInTime
        | CardFault::PinIncomplete
        | CardFault::NumberIncomplete
        | CardFault::Reader(_)
        | CardFault::Collision
        | CardFault::NotMyNumberCard { .. }
        | CardFault::PhoneNeedsPin
        | CardFault::LastTryNotAgreed
        | CardFault::WrongPin { .. }
        | CardFault::Lost { .. }
        | CardFault::LostDuringVerify
        | CardFault::Silent { .. }
        | CardFault::Refused { .. }
        | CardFault::Malformed { .. } => {
            let tries = fault.tries();
            let pad = AnyPad::new(secret, visiting, challenge, Some(tries));
            match tries {
                Tries::Unknown => Resume::AskTries(pad),
                Tries::Untouched | Tries::Full | Tries::Left(_) => Resume::Type(pad),
            }
        }
    }
}

/// After a tap that only asked how many tries are left, and was not told.
pub(super) fn not_told(fault: CardFault, pad: AnyPad) -> Resume {
    match fault {
        CardFault::Blocked => asked_and_blocked(pad),
        CardFault::PhoneNeedsPin => Resume::OtherWay(other(pad)),
        CardFault::NoCardInTime
        | CardFault::PinIncomplete
        | CardFault::NumberIncomplete
        | CardFault::Reader(_)
        | CardFault::Collision
        | CardFault::NotMyNumberCard { .. }
        | CardFault::CardExpired { .. }
        | CardFault::LastTryNotAgreed
        | CardFault::WrongPin { .. }
        | CardFault::Lost { .. }
        | CardFault::LostDuringVerify
        | CardFault::Silent { .. }
        | CardFault::NoCertificate
        | CardFault::Refused { .. }
        | CardFault::Malformed { .. } => Resume::AskTries(pad),
    }
}

/// After a card said, when it was asked, that there is no try left.
pub(super) fn asked_and_blocked(pad: AnyPad) -> Resume {
    Resume::OtherWay(other(pad))
}

fn blocked(secret: Secret, visiting: Visiting, challenge: Option<Challenge>) -> Resume {
    Resume::OtherWay(AnyPad::new(other_than(secret), visiting, challenge, None))
}

/// The pad of the other secret, empty, in the same visit.
fn other(pad: AnyPad) -> AnyPad {
    let secret = other_than(pad.secret());
    let (visiting, challenge) = match pad {
        AnyPad::Pin(pad) => (pad.visiting, pad.challenge),
        AnyPad::Number(pad) => (pad.visiting, pad.challenge),
    };
    AnyPad::new(secret, visiting, challenge, None)
}

fn other_than(secret: Secret) -> Secret {
    match secret {
        Secret::Pin => Secret::MatchingNumberB,
        Secret::MatchingNumberB => Secret::Pin,
    }
}
