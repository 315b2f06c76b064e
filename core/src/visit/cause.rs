//! What a notice is about, and its words: what happened, what was not changed, what to do. Every cause has its own.

use super::{
    pin::tries_notice,
    view::{Field, Tone},
};
use crate::{
    card::{CardFault, LinkError},
    eligibility::{Problem, ProblemKind, ServiceFault},
    text::{say, say_of},
};

/// Why a notice is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Cause {
    /// The tap failed.
    Card(CardFault),
    /// A call before the registration failed.
    Service(ServiceFault),
    /// The registration failed, and nothing was stored.
    Registration(ServiceFault),
    /// The registration may or may not have been stored: 未確認.
    Unconfirmed,
    /// The clinic has switched neither mode on.
    NoModeInUse,
    /// The visit was cancelled.
    Cancelled,
    /// The visit was ended although a registration is in doubt.
    LeftUnconfirmed {
        /// The statement's digest, to find it by.
        digest: String,
    },
}

/// The words of a cause.
pub(super) struct Words {
    pub(super) tone: Tone,
    pub(super) heading: String,
    pub(super) happened: String,
    pub(super) unchanged: String,
    pub(super) to_do: String,
    pub(super) details: Vec<Field>,
}

impl Cause {
    pub(super) fn words(&self) -> Words {
        let (tone, key) = self.tone_and_key();
        let unchanged = match self {
            Self::Card(fault) => say("unchanged-consent") + &tries_notice(fault.tries()),
            Self::Service(_) | Self::NoModeInUse => say("unchanged-consent"),
            Self::Registration(_) => say("unchanged-registration"),
            Self::Unconfirmed | Self::LeftUnconfirmed { .. } => say("unchanged-unknown"),
            Self::Cancelled => say("unchanged-cancelled"),
        };
        Words {
            tone,
            heading: say_of(key, "heading", &[]),
            happened: say_of(key, "happened", &self.arguments()),
            unchanged,
            to_do: say_of(key, "to-do", &[]),
            details: self.details(),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, fluent_bundle::FluentValue<'static>)> {
        match self {
            Self::Card(CardFault::WrongPin { left }) => vec![("left", (*left).into())],
            _ => Vec::new(),
        }
    }

    fn tone_and_key(&self) -> (Tone, &'static str) {
        match self {
            Self::Card(fault) => card_key(*fault),
            Self::Service(fault) => (Tone::Caution, service_key(fault)),
            Self::Registration(fault) => registration_key(fault),
            Self::Unconfirmed => (Tone::Alarm, "notice-unconfirmed"),
            Self::NoModeInUse => (Tone::Caution, "notice-no-mode"),
            Self::Cancelled => (Tone::Plain, "notice-cancelled"),
            Self::LeftUnconfirmed { .. } => (Tone::Alarm, "notice-left-unconfirmed"),
        }
    }

    /// What a support report needs: the problem's name and number, or the card's status word.
    fn details(&self) -> Vec<Field> {
        let field = |key: &str, value: String| Field {
            label: say(key),
            value,
            note: None,
        };
        match self {
            Self::Service(ServiceFault::Refused(problem))
            | Self::Registration(ServiceFault::Refused(problem)) => {
                let number = problem
                    .instance
                    .clone()
                    .map(|number| field("detail-number", number));
                std::iter::once(field("detail-reason", reason(problem)))
                    .chain(number)
                    .collect()
            }
            Self::Card(CardFault::Refused { status, .. }) => {
                vec![field("detail-status", format!("{status:04X}"))]
            }
            Self::LeftUnconfirmed { digest } => vec![super::confirm::reference(digest)],
            Self::Card(_)
            | Self::Service(_)
            | Self::Registration(_)
            | Self::Unconfirmed
            | Self::NoModeInUse
            | Self::Cancelled => Vec::new(),
        }
    }
}

/// The problem's name if we know it, else its status: a foreign `type` could say anything.
fn reason(problem: &Problem) -> String {
    match problem.kind() {
        Some(kind) => kind.name().to_owned(),
        None => format!("HTTP {}", problem.status),
    }
}

fn card_key(fault: CardFault) -> (Tone, &'static str) {
    match fault {
        CardFault::NoCardInTime => (Tone::Caution, "card-no-card"),
        CardFault::PinIncomplete => (Tone::Caution, "card-pin-incomplete"),
        CardFault::Reader(error) => (Tone::Caution, reader_key(error)),
        CardFault::NotMyNumberCard => (Tone::Caution, "card-not-my-number"),
        CardFault::LastTryNotAgreed => (Tone::Alarm, "card-last-try"),
        CardFault::WrongPin { left: 0 } => (Tone::Alarm, "card-just-blocked"),
        CardFault::WrongPin { .. } => (Tone::Caution, "card-wrong-pin"),
        CardFault::Blocked => (Tone::Alarm, "card-blocked"),
        CardFault::Lost { .. } => (Tone::Caution, "card-lost"),
        CardFault::LostDuringVerify => (Tone::Alarm, "card-lost-during-verify"),
        CardFault::Silent { .. } => (Tone::Caution, "card-silent"),
        CardFault::NoCertificate => (Tone::Caution, "card-no-certificate"),
        CardFault::Refused { .. } | CardFault::Malformed { .. } => (Tone::Caution, "card-unreadable"),
    }
}

fn reader_key(error: LinkError) -> &'static str {
    match error {
        LinkError::NoReader => "reader-none",
        LinkError::ReaderGone => "reader-gone",
        LinkError::Busy => "reader-busy",
        LinkError::NoService => "reader-no-service",
        LinkError::Mute => "card-silent",
        LinkError::CardGone | LinkError::Failed => "reader-failed",
    }
}

fn service_key(fault: &ServiceFault) -> &'static str {
    let problem = match fault {
        ServiceFault::Unreachable => return "service-unreachable",
        ServiceFault::NoAnswer => return "service-no-answer",
        ServiceFault::Garbled => return "service-garbled",
        ServiceFault::Refused(problem) => problem,
    };
    match problem.kind() {
        Some(ProblemKind::Unauthorized) => "service-unauthorized",
        Some(ProblemKind::ModeNotEnabled) => "service-mode-not-enabled",
        Some(ProblemKind::ChallengeUnknown | ProblemKind::ChallengeExpired | ProblemKind::ChallengeUsed) => {
            "service-challenge"
        }
        Some(ProblemKind::CertificateExpired) => "service-certificate-expired",
        Some(ProblemKind::CertificateNotYetValid) => "service-certificate-not-yet-valid",
        Some(
            ProblemKind::CertificateMalformed
            | ProblemKind::CertificateUntrusted
            | ProblemKind::CertificateForAnotherPurpose,
        ) => "service-certificate-untrusted",
        Some(ProblemKind::SignatureInvalid) => "service-signature",
        Some(ProblemKind::StorageUnavailable | ProblemKind::TookTooLong | ProblemKind::Internal) => {
            "service-failed"
        }
        _ => "service-refused",
    }
}

fn registration_key(fault: &ServiceFault) -> (Tone, &'static str) {
    let problem = match fault {
        ServiceFault::Unreachable => return (Tone::Caution, "registration-unreachable"),
        // These may have been stored, so they are shown as unconfirmed and do not come here.
        ServiceFault::NoAnswer | ServiceFault::Garbled => return (Tone::Alarm, "notice-unconfirmed"),
        ServiceFault::Refused(problem) => problem,
    };
    match problem.kind() {
        Some(ProblemKind::SettingsChanged) => (Tone::Caution, "registration-settings-changed"),
        Some(ProblemKind::CheckExpired | ProblemKind::CheckUsed | ProblemKind::CheckUnknown) => {
            (Tone::Caution, "registration-check-expired")
        }
        Some(ProblemKind::CertificateExpired) => (Tone::Caution, "registration-certificate-expired"),
        Some(ProblemKind::Unauthorized) => (Tone::Caution, "service-unauthorized"),
        Some(ProblemKind::ModeNotEnabled) => (Tone::Caution, "service-mode-not-enabled"),
        _ => (Tone::Alarm, "registration-refused"),
    }
}
