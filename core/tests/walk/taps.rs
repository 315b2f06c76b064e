//! Every way in which a tap can go on and end.

use kyotaku_core::{
    card::{CardFault, Digit, LinkError, MatchingNumberB, News, NumberPart, OtherCard, Phase, Pin, Tries},
    visit::{
        Screen, View,
        effect::{Outcome, Tap, TypedSecret},
    },
};

use crate::world::{proof, proof_by_name, surface};

const LINK_ERRORS: [LinkError; 9] = [
    LinkError::NoReader,
    LinkError::ReaderGone,
    LinkError::CardGone,
    LinkError::Busy,
    LinkError::NoService,
    LinkError::Mute,
    LinkError::Collision,
    LinkError::OtherTechnology,
    LinkError::Failed,
];

/// What a tap is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    WithPin,
    WithoutPin,
    Asking,
}

impl Kind {
    /// By what is shown of it.
    pub(crate) fn of(view: &View) -> Option<Self> {
        let Screen::Tap(tap) = &view.screen else {
            return None;
        };
        Some(match tap.steps {
            5 => Self::WithPin,
            6 => Self::WithoutPin,
            2 => Self::Asking,
            steps => panic!("a tap of {steps} steps"),
        })
    }

    fn phases(self) -> &'static [Phase] {
        match self {
            Self::WithPin => &[
                Phase::Waiting,
                Phase::Select,
                Phase::IdentifyCard,
                Phase::TriesLeft,
                Phase::Verify,
                Phase::ReadCertificate,
                Phase::Sign,
            ],
            Self::WithoutPin => &[
                Phase::Waiting,
                Phase::Select,
                Phase::IdentifyCard,
                Phase::TriesLeft,
                Phase::Verify,
                Phase::ReadSurface,
                Phase::SignSurface,
                Phase::ReadCertificate,
            ],
            Self::Asking => &[
                Phase::Waiting,
                Phase::Select,
                Phase::IdentifyCard,
                Phase::TriesLeft,
            ],
        }
    }
}

/// Each phase, the count, each fault with what it leaves of what was typed, and what a tap of this kind is for.
pub(crate) fn taps(kind: Kind) -> Vec<Outcome> {
    let news = kind.phases().iter().map(|&phase| News::Phase(phase));
    let news = news.chain([News::TriesLeft(2)]).map(Outcome::CardNews);
    let ended = faults(kind).into_iter().map(|fault| match (kind, fault.tries()) {
        (Kind::WithPin, Tries::Untouched) => Tap::NotPresented(fault, TypedSecret::Pin(pin())),
        (Kind::WithoutPin, Tries::Untouched) => Tap::NotPresented(fault, TypedSecret::Number(number())),
        (Kind::WithPin | Kind::WithoutPin | Kind::Asking, _) => Tap::Failed(fault),
    });
    let ended = ended.chain(match kind {
        Kind::WithPin => vec![Tap::Proved(proof()), Tap::Proved(proof_by_name())],
        Kind::WithoutPin => vec![Tap::Seen(Box::new(surface()))],
        Kind::Asking => [0, 1, 3].map(Tap::TriesLeft).to_vec(),
    });
    news.chain(ended.map(Outcome::Card)).collect()
}

fn faults(kind: Kind) -> Vec<CardFault> {
    let mut faults = vec![CardFault::NoCardInTime, CardFault::Collision, CardFault::Blocked];
    faults.extend(
        [
            OtherCard::Unknown,
            OtherCard::ResidenceCard,
            OtherCard::DrivingLicence,
            OtherCard::TransitCard,
        ]
        .map(|card| CardFault::NotMyNumberCard { card }),
    );
    faults.extend(LINK_ERRORS.map(CardFault::Reader));
    let presented = [
        CardFault::LastTryNotAgreed,
        CardFault::WrongPin { left: 2 },
        CardFault::WrongPin { left: 1 },
        CardFault::WrongPin { left: 0 },
        CardFault::LostDuringVerify,
        CardFault::NoCertificate,
    ];
    match kind {
        Kind::WithPin => {
            faults.extend(presented);
            faults.push(CardFault::PinIncomplete);
        }
        Kind::WithoutPin => {
            faults.extend(presented);
            faults.extend([
                CardFault::NumberIncomplete,
                CardFault::PhoneNeedsPin,
                CardFault::CardExpired {
                    on: "2026-05-12".parse().unwrap(),
                },
            ]);
        }
        Kind::Asking => faults.push(CardFault::PhoneNeedsPin),
    }
    for &phase in kind.phases() {
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
    faults
}

fn pin() -> Pin {
    let mut pin = Pin::default();
    for _ in 0..4 {
        pin.push(Digit::new(1).unwrap());
    }
    pin
}

/// 11.11.11, 2011, 1111: the digits that the walk types.
fn number() -> MatchingNumberB {
    let mut number = MatchingNumberB::default();
    for part in NumberPart::ALL {
        let digits: &[u8] = match part {
            NumberPart::ExpiryYear => &[2, 0, 1, 1],
            NumberPart::BirthYear
            | NumberPart::BirthMonth
            | NumberPart::BirthDay
            | NumberPart::SecurityCode => &[1; 4],
        };
        for &digit in digits {
            number.push(part, Digit::new(digit).unwrap());
        }
    }
    number
}
