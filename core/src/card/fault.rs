//! Every way a tap can fail. Each variant knows what it did to the PIN tries, because that is what the person
//! who holds the card needs to know next.

use super::LinkError;

/// Where in the tap the session was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Waiting for a card.
    Waiting,
    /// Selecting the JPKI application.
    Select,
    /// Asking how many tries are left.
    TriesLeft,
    /// Presenting the PIN.
    Verify,
    /// Reading the certificate.
    ReadCertificate,
    /// Signing the challenge.
    Sign,
}

/// What a tap did to the PIN's try counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tries {
    /// No PIN was presented: the counter is as before.
    Untouched,
    /// The PIN was accepted: the counter is full again.
    Full,
    /// A wrong PIN was presented: so many tries are left.
    Left(u8),
    /// The card left while the PIN was being presented: the try may or may not have counted.
    Unknown,
}

/// Why a tap did not yield a [`super::CardProof`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CardFault {
    /// Fewer than four digits were handed over. No card was waited for.
    #[error("the PIN is not complete")]
    PinIncomplete,
    /// No card came within the time limit.
    #[error("no card was presented in time")]
    NoCardInTime,
    /// The reader or its service failed before a card was there.
    #[error("the card reader cannot be used: {0}")]
    Reader(LinkError),
    /// The card does not have the JPKI application: it is another kind of card.
    #[error("this is not a My Number card")]
    NotMyNumberCard,
    /// One try is left and nobody has said yet that it may be spent. The PIN was not presented.
    #[error("only one PIN try is left; it was not spent")]
    LastTryNotAgreed,
    /// The PIN was wrong; `left` tries remain (0: this try blocked it).
    #[error("the PIN was wrong; {left} tries are left")]
    WrongPin {
        /// Tries that remain.
        left: u8,
    },
    /// The PIN was blocked already (63C0 to the question, 6983 or 6984). It was not presented, or not looked
    /// at.
    #[error("the PIN is blocked")]
    Blocked,
    /// The card left, or the link failed, outside VERIFY.
    #[error("the card was lost during {phase:?}")]
    Lost {
        /// Where.
        phase: Phase,
    },
    /// The card left, fell silent or answered rubbish after VERIFY was sent: the try may have counted.
    #[error("the card was lost while the PIN was being presented")]
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
    /// What this tap did to the PIN's tries.
    pub fn tries(self) -> Tries {
        match self {
            Self::PinIncomplete
            | Self::NoCardInTime
            | Self::Reader(_)
            | Self::NotMyNumberCard
            | Self::LastTryNotAgreed
            | Self::Blocked => Tries::Untouched,
            Self::WrongPin { left } => Tries::Left(left),
            Self::LostDuringVerify => Tries::Unknown,
            Self::NoCertificate => Tries::Full,
            Self::Lost { phase }
            | Self::Silent { phase }
            | Self::Refused { phase, .. }
            | Self::Malformed { phase } => match phase {
                Phase::Waiting | Phase::Select | Phase::TriesLeft => Tries::Untouched,
                // A refusal of VERIFY that names no count: it cannot be known whether a try was counted.
                Phase::Verify => Tries::Unknown,
                Phase::ReadCertificate | Phase::Sign => Tries::Full,
            },
        }
    }
}
