//! Every way in which a tap can go on and end.

use kyotaku_core::{
    card::{CardFault, Digit, LinkError, OtherCard, Phase, Pin, Tries},
    visit::effect::{Outcome, Tap},
};

use crate::world::proof;

const LINK_ERRORS: [LinkError; 7] = [
    LinkError::NoReader,
    LinkError::ReaderGone,
    LinkError::CardGone,
    LinkError::Busy,
    LinkError::NoService,
    LinkError::Mute,
    LinkError::Failed,
];

/// Each phase, each fault with what it leaves of the PIN, and the proof.
pub(crate) fn taps() -> Vec<Outcome> {
    const PHASES: [Phase; 6] = [
        Phase::Waiting,
        Phase::Select,
        Phase::TriesLeft,
        Phase::Verify,
        Phase::ReadCertificate,
        Phase::Sign,
    ];
    let mut faults = vec![
        CardFault::NoCardInTime,
        CardFault::PinIncomplete,
        CardFault::NotMyNumberCard {
            card: OtherCard::Unknown,
        },
        CardFault::LastTryNotAgreed,
        CardFault::WrongPin { left: 2 },
        CardFault::WrongPin { left: 1 },
        CardFault::WrongPin { left: 0 },
        CardFault::Blocked,
        CardFault::LostDuringVerify,
        CardFault::NoCertificate,
    ];
    faults.extend(LINK_ERRORS.map(CardFault::Reader));
    for phase in PHASES {
        faults.extend([
            CardFault::Lost { phase },
            CardFault::Silent { phase },
            CardFault::Refused {
                phase,
                status: 0x6F00,
            },
            CardFault::Malformed { phase },
        ]);
    }
    let ended = faults.into_iter().map(|fault| match fault.tries() {
        Tries::Untouched => Tap::NotPresented(fault, pin()),
        _ => Tap::Failed(fault),
    });
    let ended = ended.chain([Tap::Proved(proof())]).map(Outcome::Card);
    PHASES.into_iter().map(Outcome::CardPhase).chain(ended).collect()
}

fn pin() -> Pin {
    let mut pin = Pin::default();
    for _ in 0..4 {
        pin.push(Digit::new(1).unwrap());
    }
    pin
}
