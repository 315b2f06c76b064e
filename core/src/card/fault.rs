//! Every way a tap can fail. Each variant knows what it did to the tries of the secret that the tap presents, the PIN
//! or 照合番号B, because that is what the person who holds the card needs to know next.

use super::{LinkError, Phase};
use crate::eligibility::date::Date;

/// What a card is that is no My Number card, as far as its answers tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OtherCard {
    /// It did not say.
    Unknown,
    /// 在留カード or 特別永住者証明書, which have the same applications.
    ResidenceCard,
    /// IC運転免許証.
    DrivingLicence,
    /// A card of another technology than a My Number card's (FeliCa): in Japan most are 交通系ICカード. A FeliCa card of
    /// another kind, for electronic money or of a company's staff, shows in the same way.
    TransitCard,
}

/// What a tap did to the try counter of its secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tries {
    /// Nothing was presented: the counter is as before.
    Untouched,
    /// The secret was accepted: the counter is full again.
    Full,
    /// A wrong one was presented: so many tries are left.
    Left(u8),
    /// The card left while the secret was being presented: the try may or may not have counted.
    Unknown,
}

/// Why a tap did not yield what it was for. "The secret" is the PIN or, in a tap without the PIN, 照合番号B.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CardFault {
    /// Fewer than four digits were handed over. No card was waited for.
    #[error("the PIN is not complete")]
    PinIncomplete,
    /// Digits of 照合番号B were missing. No card was waited for.
    #[error("the matching number is not complete")]
    NumberIncomplete,
    /// No card came within the time limit.
    #[error("no card was presented in time")]
    NoCardInTime,
    /// The reader or its service failed before a card was there.
    #[error("the card reader cannot be used: {0}")]
    Reader(LinkError),
    /// More than one card lay in the field. None was spoken to.
    #[error("more than one card is in the field")]
    Collision,
    /// The card does not have the JPKI application, or is of another technology: it is another kind of card.
    #[error("this is not a My Number card: {card:?}")]
    NotMyNumberCard {
        /// What it is instead.
        card: OtherCard,
    },
    /// A certificate in a phone (スマホ用電子証明書) was presented to a tap without the PIN: a phone has no surface application.
    #[error("the certificate is in a phone, which has to be read with the PIN")]
    PhoneNeedsPin,
    /// The card itself has expired, whatever its certificate says.
    #[error("the card expired on {on}")]
    CardExpired {
        /// The last day on which it was good.
        on: Date,
    },
    /// One try is left and nobody has said yet that it may be spent. The secret was not presented.
    #[error("only one try is left; it was not spent")]
    LastTryNotAgreed,
    /// The secret was wrong; `left` tries remain (0: this try blocked it).
    #[error("the secret was wrong; {left} tries are left")]
    WrongPin {
        /// Tries that remain.
        left: u8,
    },
    /// The secret was blocked already (63C0 to the question, 6983 or 6984). It was not presented, or not looked
    /// at.
    #[error("the secret is blocked")]
    Blocked,
    /// The card left, or the link failed, outside VERIFY.
    #[error("the card was lost during {phase:?}")]
    Lost {
        /// Where.
        phase: Phase,
    },
    /// The card left, fell silent or answered rubbish after VERIFY was sent: the try may have counted.
    #[error("the card was lost while the secret was being presented")]
    LostDuringVerify,
    /// The card did not answer within the time limit, outside VERIFY. In [`Phase::Waiting`]: a card lies
    /// there, but it does not start up.
    #[error("the card fell silent during {phase:?}")]
    Silent {
        /// Where.
        phase: Phase,
    },
    /// The card has no user-authentication certificate. Who has a card without one, our sources do not say `[?]`.
    #[error("the card has no user-authentication certificate")]
    NoCertificate,
    /// The card refused with a status word that has no meaning of its own here.
    #[error("the card refused during {phase:?} with {status:04X}")]
    Refused {
        /// Where.
        phase: Phase,
        /// The status word.
        status: u16,
    },
    /// The answer was not of the form it must have.
    #[error("the card's answer during {phase:?} was malformed")]
    Malformed {
        /// Where.
        phase: Phase,
    },
}

impl CardFault {
    /// What this tap did to the tries of its secret.
    pub fn tries(self) -> Tries {
        match self {
            Self::PinIncomplete
            | Self::NumberIncomplete
            | Self::NoCardInTime
            | Self::Reader(_)
            | Self::Collision
            | Self::NotMyNumberCard { .. }
            | Self::PhoneNeedsPin
            | Self::LastTryNotAgreed
            | Self::Blocked => Tries::Untouched,
            Self::WrongPin { left } => Tries::Left(left),
            Self::LostDuringVerify => Tries::Unknown,
            Self::NoCertificate | Self::CardExpired { .. } => Tries::Full,
            Self::Lost { phase }
            | Self::Silent { phase }
            | Self::Refused { phase, .. }
            | Self::Malformed { phase } => match phase {
                Phase::Waiting | Phase::Select | Phase::IdentifyCard | Phase::TriesLeft => Tries::Untouched,
                // A refusal of VERIFY that names no count: it cannot be known whether a try was counted.
                Phase::Verify => Tries::Unknown,
                Phase::ReadSurface | Phase::SignSurface | Phase::ReadCertificate | Phase::Sign => Tries::Full,
            },
        }
    }
}
