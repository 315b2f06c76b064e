//! What a tap shows to the hand that holds the card: where the reader feels it, by its antenna; to try somewhere else after
//! it was lost twice; how far the tap is, by what it is for; how many tries are left; and for how long a card is waited for.

use super::{carried::Visiting, face::Face, parts::Audience, words::tries_count};
use crate::{
    card::{Antenna, Limits, News, Phase, Secret},
    text::{say, say_with},
};

/// What a tap has told by now.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Heard {
    phase: Phase,
    /// Steps of the bar that are done. The certificate's rest is read after the signature: the bar does not go back.
    done: u32,
    /// How many tries the card said are left.
    left: Option<u8>,
}

/// Hold the card to the reader.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TapView {
    /// What to do with the card.
    pub lead: String,
    /// Where to hold it, by where this reader feels a card.
    pub position: String,
    /// How far it is, in words.
    pub progress: String,
    /// Steps done, for a bar; of [`TapView::steps`].
    pub done: u32,
    /// Steps in all.
    pub steps: u32,
    /// How many tries the card said are left, once it has and until it is satisfied.
    pub tries: Option<String>,
    /// How long there is for it.
    pub limit: String,
    /// Advice for a card that does not answer.
    pub advice: String,
}

impl Heard {
    /// Nothing yet.
    pub(super) fn nothing() -> Self {
        Self {
            phase: Phase::Waiting,
            done: 0,
            left: None,
        }
    }

    /// Something.
    pub(super) fn hear(&mut self, news: News, kind: Kind) {
        match news {
            News::Phase(phase) => {
                self.phase = phase;
                if phase == Phase::Waiting {
                    // Of a card that left, and perhaps of another than the one that comes.
                    self.left = None;
                }
                self.done = self.done.max(kind.done(phase));
            }
            News::TriesLeft(left) => self.left = Some(left),
        }
    }

    /// The phase that began last.
    pub(super) fn phase(self) -> Phase {
        self.phase
    }
}

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
    fn steps(self) -> u32 {
        self.phases().len() as u32
    }

    /// Steps that are done when a phase begins; none for one that this tap does not have.
    fn done(self, phase: Phase) -> u32 {
        let before = self.phases().iter().position(|step| *step == phase);
        before.unwrap_or(0) as u32
    }

    fn heading(self) -> String {
        match self {
            Self::WithPin | Self::WithoutPin => say("tap-heading"),
            Self::Asking => say("tap-heading-asking"),
        }
    }
}

/// The tap's whole face; before a challenge is there, nothing was heard.
pub(super) fn face(
    antenna: Antenna,
    visiting: &Visiting,
    kind: Kind,
    secret: Secret,
    heard: Option<Heard>,
) -> Face<TapView> {
    let another = visiting.losses.call_for_another_position();
    let (lead, progress) = match heard {
        None => (say("tap-preparing-lead"), say("tap-preparing")),
        Some(heard) if heard.phase == Phase::Waiting => (lead(antenna), progress(heard.phase, secret)),
        Some(heard) => (hold(), progress(heard.phase, secret)),
    };
    Face {
        heading: kind.heading(),
        audience: Audience::Staff,
        step: None,
        view: TapView {
            lead,
            position: position(antenna, another),
            progress,
            done: heard.map_or(0, |heard| heard.done),
            steps: kind.steps(),
            tries: heard.and_then(|heard| tries_said(heard, secret)),
            limit: limit(antenna),
            advice: advice(another),
        },
        back: true,
        cancel: true,
    }
}

/// The count that the card said, while it is the one that holds: an accepted PIN makes it full again.
fn tries_said(heard: Heard, secret: Secret) -> Option<String> {
    match heard.phase {
        Phase::Waiting | Phase::Select | Phase::IdentifyCard | Phase::TriesLeft | Phase::Verify => {
            heard.left.map(|left| tries_count(secret, left))
        }
        Phase::ReadSurface | Phase::SignSurface | Phase::ReadCertificate | Phase::Sign => None,
    }
}

/// What to do with the card while it is waited for.
fn lead(antenna: Antenna) -> String {
    match antenna {
        Antenna::Reader | Antenna::Unknown => say("tap-lead"),
        Antenna::UpperEdge | Antenna::IPhone | Antenna::Middle => say("tap-lead-phone"),
    }
}

/// What to do with it while it is read.
fn hold() -> String {
    say("tap-hold")
}

/// Where to hold it; somewhere else after it was lost where one holds it first.
fn position(antenna: Antenna, another: bool) -> String {
    match (antenna, another) {
        (Antenna::Reader, false) => say("tap-position-reader"),
        (Antenna::Reader, true) => say("tap-position-reader-other"),
        (Antenna::UpperEdge | Antenna::IPhone, false) => say("tap-position-upper-edge"),
        (Antenna::UpperEdge | Antenna::IPhone, true) => say("tap-position-upper-edge-other"),
        (Antenna::Middle, false) => say("tap-position-middle"),
        (Antenna::Middle, true) => say("tap-position-middle-other"),
        (Antenna::Unknown, false) => say("tap-position-unknown"),
        (Antenna::Unknown, true) => say("tap-position-unknown-other"),
    }
}

/// For how long a card is waited for.
fn limit(antenna: Antenna) -> String {
    let seconds = Limits::of(antenna).card.as_secs();
    say_with("tap-limit", &[("seconds", (seconds as i64).into())])
}

/// Advice for a card that does not answer.
fn advice(another: bool) -> String {
    if another {
        say("tap-advice-other")
    } else {
        say("tap-advice")
    }
}

/// How far the tap is.
fn progress(phase: Phase, secret: Secret) -> String {
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
            Antenna::IPhone,
            Antenna::Middle,
            Antenna::Unknown,
        ] {
            assert_ne!(position(antenna, false), position(antenna, true));
        }
    }

    #[test]
    fn the_time_that_is_said_is_the_time_that_a_card_is_waited_for() {
        assert_eq!(limit(Antenna::Middle), "カードを待つのは60秒までです。");
        assert_eq!(limit(Antenna::IPhone), "カードを待つのは20秒までです。");
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
