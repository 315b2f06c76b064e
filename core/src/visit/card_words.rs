//! Which words a card's fault has: its own for each, and where it matters others for the PIN than for 照合番号B.

use super::parts::Tone;
use crate::card::{CardFault, LinkError, OtherCard, Phase, Secret};

/// How strongly a fault of a tap that presented this speaks, and the key of its words.
pub(super) fn card_key(secret: Secret, fault: CardFault) -> (Tone, &'static str) {
    let of_secret = |pin, number| match secret {
        Secret::Pin => pin,
        Secret::MatchingNumberB => number,
    };
    match fault {
        CardFault::NoCardInTime => (Tone::Caution, "card-no-card"),
        CardFault::PinIncomplete => (Tone::Caution, "card-pin-incomplete"),
        CardFault::NumberIncomplete => (Tone::Caution, "card-number-incomplete"),
        CardFault::Reader(error) => (Tone::Caution, reader_key(error)),
        CardFault::Collision => (Tone::Caution, "card-collision"),
        CardFault::NotMyNumberCard { card } => (Tone::Caution, other_card_key(card)),
        CardFault::PhoneNeedsPin => (Tone::Caution, "card-phone-needs-pin"),
        CardFault::CardExpired { .. } => (Tone::Alarm, "card-expired"),
        CardFault::LastTryNotAgreed => (Tone::Alarm, of_secret("card-last-try", "card-number-last-try")),
        CardFault::WrongPin { left: 0 } => {
            // [?] That a blocked 照合番号B is reset where the PIN is, at the 窓口, no source says.
            let key = of_secret("card-just-blocked", "card-number-just-blocked");
            (Tone::Alarm, key)
        }
        CardFault::WrongPin { .. } => (Tone::Caution, of_secret("card-wrong-pin", "card-wrong-number")),
        CardFault::Blocked => (Tone::Alarm, of_secret("card-blocked", "card-number-blocked")),
        CardFault::Lost { .. } => (Tone::Caution, "card-lost"),
        CardFault::LostDuringVerify => {
            let key = of_secret("card-lost-during-verify", "card-number-lost-during-verify");
            (Tone::Alarm, key)
        }
        CardFault::Silent { .. } => (Tone::Caution, "card-silent"),
        CardFault::NoCertificate => (Tone::Caution, "card-no-certificate"),
        CardFault::Refused { .. } | CardFault::Malformed { .. } => (Tone::Caution, "card-unreadable"),
    }
}

fn other_card_key(card: OtherCard) -> &'static str {
    match card {
        OtherCard::Unknown => "card-not-my-number",
        OtherCard::ResidenceCard => "card-residence",
        OtherCard::DrivingLicence => "card-driving-licence",
        OtherCard::TransitCard => "card-transit",
    }
}

fn reader_key(error: LinkError) -> &'static str {
    match error {
        LinkError::NoReader => "reader-none",
        LinkError::ReaderGone => "reader-gone",
        LinkError::Busy => "reader-busy",
        LinkError::NoService => "reader-no-service",
        LinkError::Mute => "card-silent",
        LinkError::Collision => "card-collision",
        LinkError::OtherTechnology => "card-not-my-number",
        LinkError::CardGone | LinkError::Failed => "reader-failed",
    }
}

/// The command that the card was at, by the name that engineers know it by.
pub(super) fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Waiting => "CONNECT",
        Phase::Select => "SELECT",
        Phase::IdentifyCard => "SELECT?",
        Phase::TriesLeft => "VERIFY?",
        Phase::Verify => "VERIFY",
        Phase::ReadSurface | Phase::ReadCertificate => "READ BINARY",
        Phase::SignSurface | Phase::Sign => "SIGN",
    }
}
