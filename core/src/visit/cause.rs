//! What a notice is about, and its words: what happened, what was not changed, what to do. Every cause has its own.

use super::{
    parts::{Field, Tone},
    words::{reference, tries_notice},
};
use crate::{
    card::{CardFault, LinkError, Phase, Tries},
    eligibility::{AtFault, Problem, ServiceFault},
    text::{say, say_of},
};

/// Why a notice is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Cause {
    /// The tap failed.
    Card(CardFault),
    /// The clinic's settings could not be had, before a visit began.
    Settings(ServiceFault),
    /// A call between the choice of mode and the registration failed.
    Service(ServiceFault),
    /// The registration failed, and nothing was stored.
    Registration(ServiceFault),
    /// The registration may or may not have been stored: 未確認. Why, unless somebody stopped waiting.
    Unconfirmed(Option<ServiceFault>),
    /// The clinic has switched neither mode on.
    NoModeInUse,
    /// Nobody went on for a while, and what was typed was wiped.
    LeftAlone,
    /// The visit was cancelled; what a tap had done to the tries by then.
    Cancelled(Option<Tries>),
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
            // Of a card that was blocked before, "no try was spent" would be true and no help.
            Self::Card(CardFault::Blocked) => say("unchanged-consent"),
            Self::Card(fault) => say("unchanged-consent") + &tries_notice(fault.tries()),
            // A visit before this one may have registered something, or may be in doubt: nothing is said of that.
            Self::Settings(_) | Self::NoModeInUse => say("unchanged-start"),
            Self::Service(_) | Self::LeftAlone => say("unchanged-consent"),
            Self::Registration(_) => say("unchanged-registration"),
            Self::Unconfirmed(_) | Self::LeftUnconfirmed { .. } => say("unchanged-unknown"),
            Self::Cancelled(tries) => say("unchanged-consent") + &tries.map(tries_notice).unwrap_or_default(),
        };
        Words {
            tone,
            heading: say_of(key, "heading"),
            happened: say_of(key, "happened"),
            unchanged,
            to_do: say_of(key, "to-do"),
            details: self.details(),
        }
    }

    fn tone_and_key(&self) -> (Tone, &'static str) {
        match self {
            Self::Card(fault) => card_key(*fault),
            Self::Settings(fault) | Self::Service(fault) => (Tone::Caution, service_key(fault)),
            Self::Registration(fault) => registration_key(fault),
            Self::Unconfirmed(_) => (Tone::Alarm, "notice-unconfirmed"),
            Self::NoModeInUse => (Tone::Caution, "notice-no-mode"),
            Self::LeftAlone => (Tone::Caution, "notice-left-alone"),
            Self::Cancelled(Some(Tries::Unknown)) => (Tone::Caution, "notice-cancelled"),
            Self::Cancelled(_) => (Tone::Plain, "notice-cancelled"),
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
        let of_problem = |fault: &ServiceFault| match fault {
            ServiceFault::Refused(problem) => {
                let number = problem
                    .instance
                    .clone()
                    .map(|number| field("detail-number", number));
                std::iter::once(field("detail-reason", reason(problem)))
                    .chain(number)
                    .collect()
            }
            ServiceFault::Unreachable | ServiceFault::NoAnswer | ServiceFault::Garbled => Vec::new(),
        };
        match self {
            Self::Settings(fault) | Self::Service(fault) | Self::Registration(fault) => of_problem(fault),
            Self::Unconfirmed(fault) => fault.as_ref().map(of_problem).unwrap_or_default(),
            Self::Card(CardFault::Refused { phase, status }) => {
                vec![field(
                    "detail-card",
                    format!("{} {status:04X}", phase_name(*phase)),
                )]
            }
            Self::Card(CardFault::Malformed { phase }) => {
                vec![field("detail-card", phase_name(*phase).to_owned())]
            }
            Self::LeftUnconfirmed { digest } => vec![reference(digest)],
            Self::Card(_) | Self::NoModeInUse | Self::LeftAlone | Self::Cancelled(_) => Vec::new(),
        }
    }
}

/// The command that the card was at, by the name that engineers know it by.
fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Waiting => "CONNECT",
        Phase::Select | Phase::IdentifyCard => "SELECT",
        Phase::TriesLeft => "VERIFY?",
        Phase::Verify => "VERIFY",
        Phase::ReadSurface | Phase::ReadCertificate => "READ BINARY",
        Phase::SignSurface | Phase::Sign => "SIGN",
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
        CardFault::Collision => (Tone::Caution, "card-collision"),
        CardFault::NotMyNumberCard { .. } => (Tone::Caution, "card-not-my-number"),
        // Of a tap without the PIN, which no screen starts yet.
        CardFault::NumberIncomplete | CardFault::PhoneNeedsPin | CardFault::CardExpired { .. } => {
            (Tone::Caution, "card-unreadable")
        }
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
        LinkError::Collision => "card-collision",
        LinkError::OtherTechnology => "card-not-my-number",
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
    match problem.at_fault() {
        AtFault::Device | AtFault::AnotherClinic => "service-unauthorized",
        AtFault::Mode => "service-mode-not-enabled",
        AtFault::Challenge => "service-challenge",
        AtFault::CertificateExpired => "service-certificate-expired",
        AtFault::CertificateNotYetValid => "service-certificate-not-yet-valid",
        AtFault::CertificateUntrusted => "service-certificate-untrusted",
        AtFault::TestCard | AtFault::CertificateRevoked => "service-certificate-untrusted",
        AtFault::CertificateUnknown | AtFault::Signature => "service-signature",
        AtFault::Record | AtFault::RecordOfAnother => "service-certificate-untrusted",
        AtFault::Service => "service-failed",
        AtFault::Request
        | AtFault::Check
        | AtFault::CheckUsed
        | AtFault::Eligibility
        | AtFault::Settings
        | AtFault::Statement => "service-refused",
    }
}

fn registration_key(fault: &ServiceFault) -> (Tone, &'static str) {
    let problem = match fault {
        ServiceFault::Unreachable => return (Tone::Caution, "registration-unreachable"),
        // These may have been stored, so they are shown as unconfirmed and do not come here.
        ServiceFault::NoAnswer | ServiceFault::Garbled => return (Tone::Alarm, "notice-unconfirmed"),
        ServiceFault::Refused(problem) => problem,
    };
    match problem.at_fault() {
        AtFault::Settings => (Tone::Caution, "registration-settings-changed"),
        AtFault::Check => (Tone::Caution, "registration-check-expired"),
        AtFault::CheckUsed => (Tone::Caution, "registration-check-used"),
        AtFault::CertificateExpired => (Tone::Caution, "registration-certificate-expired"),
        AtFault::Device | AtFault::AnotherClinic => (Tone::Caution, "service-unauthorized"),
        AtFault::Mode => (Tone::Caution, "service-mode-not-enabled"),
        AtFault::Request
        | AtFault::Challenge
        | AtFault::Signature
        | AtFault::CertificateUntrusted
        | AtFault::CertificateNotYetValid
        | AtFault::TestCard
        | AtFault::CertificateRevoked
        | AtFault::CertificateUnknown
        | AtFault::Record
        | AtFault::RecordOfAnother
        | AtFault::Eligibility
        | AtFault::Statement
        | AtFault::Service => (Tone::Alarm, "registration-refused"),
    }
}
