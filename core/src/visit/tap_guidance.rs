//! What the tap's screen says to the hand that holds the card: where the reader feels it, by its antenna; to try somewhere
//! else after it was lost twice; how far the tap is, by what it is for; and for how long a card is waited for.

use crate::{
    card::{Antenna, Limits, Phase, Secret},
    text::{say, say_with},
};

/// What a tap is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    WithPin,
    WithoutPin,
    Asking,
}

impl Kind {
    /// The phases in which a card must not be moved, in order; for the bar.
    fn phases(self) -> &'static [Phase] {
        match self {
            Self::WithPin => &[
                Phase::Select,
                Phase::TriesLeft,
                Phase::Verify,
                Phase::ReadCertificate,
                Phase::Sign,
            ],
            Self::WithoutPin => &[
                Phase::Select,
                Phase::TriesLeft,
                Phase::Verify,
                Phase::ReadSurface,
                Phase::SignSurface,
                Phase::ReadCertificate,
            ],
            Self::Asking => &[Phase::Select, Phase::TriesLeft],
        }
    }

    /// Steps of the bar.
    pub(super) fn steps(self) -> u32 {
        self.phases().len() as u32
    }

    /// Steps that are done when a phase begins; none for one that this tap does not have.
    pub(super) fn done(self, phase: Phase) -> u32 {
        let before = self.phases().iter().position(|step| *step == phase);
        before.unwrap_or(0) as u32
    }

    pub(super) fn heading(self) -> String {
        match self {
            Self::WithPin | Self::WithoutPin => say("tap-heading"),
            Self::Asking => say("tap-heading-asking"),
        }
    }
}

/// What to do with the card while it is waited for.
pub(super) fn lead(antenna: Antenna) -> String {
    match antenna {
        Antenna::Reader | Antenna::Unknown => say("tap-lead"),
        Antenna::UpperEdge | Antenna::Middle => say("tap-lead-phone"),
    }
}

/// What to do with it while it is read.
pub(super) fn hold() -> String {
    say("tap-hold")
}

/// Where to hold it; somewhere else after it was lost where one holds it first.
pub(super) fn position(antenna: Antenna, another: bool) -> String {
    match (antenna, another) {
        (Antenna::Reader, false) => say("tap-position-reader"),
        (Antenna::Reader, true) => say("tap-position-reader-other"),
        (Antenna::UpperEdge, false) => say("tap-position-upper-edge"),
        (Antenna::UpperEdge, true) => say("tap-position-upper-edge-other"),
        (Antenna::Middle, false) => say("tap-position-middle"),
        (Antenna::Middle, true) => say("tap-position-middle-other"),
        (Antenna::Unknown, false) => say("tap-position-unknown"),
        (Antenna::Unknown, true) => say("tap-position-unknown-other"),
    }
}

/// For how long a card is waited for.
pub(super) fn limit() -> String {
    let seconds = Limits::default().card.as_secs();
    say_with("tap-limit", &[("seconds", (seconds as i64).into())])
}

/// Advice for a card that does not answer.
pub(super) fn advice(another: bool) -> String {
    if another {
        say("tap-advice-other")
    } else {
        say("tap-advice")
    }
}

/// How far the tap is.
pub(super) fn progress(phase: Phase, secret: Secret) -> String {
    match phase {
        Phase::Waiting => say("tap-waiting"),
        Phase::Select | Phase::TriesLeft => say("tap-found"),
        Phase::IdentifyCard => say("tap-identifying"),
        Phase::Verify => match secret {
            Secret::Pin => say("tap-verifying"),
            Secret::MatchingNumberB => say("tap-verifying-number"),
        },
        Phase::ReadSurface => say("tap-reading-surface"),
        Phase::ReadCertificate => say("tap-reading"),
        Phase::Sign | Phase::SignSurface => say("tap-signing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_two_losses_every_antenna_has_another_position() {
        for antenna in [
            Antenna::Reader,
            Antenna::UpperEdge,
            Antenna::Middle,
            Antenna::Unknown,
        ] {
            assert_ne!(position(antenna, false), position(antenna, true));
        }
    }

    #[test]
    fn the_time_that_is_said_is_the_time_that_a_card_is_waited_for() {
        assert_eq!(limit(), "カードを待つのは60秒までです。");
    }

    #[test]
    fn each_kind_of_tap_has_a_bar_of_its_own() {
        assert_eq!(
            [Kind::WithPin, Kind::WithoutPin, Kind::Asking].map(Kind::steps),
            [5, 6, 2]
        );
        assert_eq!(Kind::WithoutPin.done(Phase::ReadCertificate), 5);
        assert_eq!(Kind::WithPin.done(Phase::IdentifyCard), 0);
    }
}
