//! What a notice is about, and its words: what happened, what was not changed, what to do. Every cause has its own.

use super::{
    card_words::{card_key, phase_name},
    carried::Stored,
    keepsake::Interrupted,
    parts::{Field, Tone},
    storing_words::{
        interrupted_key, interrupted_unchanged, left_unconfirmed_key, storing_key, unchanged,
        unconfirmed_key, unknown,
    },
    words::tries_notice,
};
use crate::{
    card::{CardFault, Secret, Tries},
    eligibility::{AtFault, Problem, ServiceFault},
    text::{say, say_of},
};

/// Why a notice is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Cause {
    /// The tap failed, which presented this.
    Card(Secret, CardFault),
    /// A tap failed that only asked how many tries of this are left: what was not known of them still is not.
    AskedTries(Secret, CardFault),
    /// Staff said that the portrait shows somebody else.
    NotTheHolder,
    /// Staff could not tell whom the portrait shows.
    CannotTell,
    /// The clinic's settings could not be had, before a visit began.
    Settings(ServiceFault),
    /// A call between the choice of mode and the registration failed.
    Service(ServiceFault),
    /// The eligibility check failed, of a card that was presented this.
    Check(Secret, ServiceFault),
    /// The registration or the revocation failed, and nothing was stored.
    Storing(Stored, ServiceFault),
    /// It may or may not have been stored: 未確認. Why, unless somebody stopped waiting.
    Unconfirmed(Stored, Option<ServiceFault>),
    /// The clinic has switched neither mode on.
    NoModeInUse,
    /// Nobody went on for a while, and this was wiped.
    LeftAlone(Wiped),
    /// The visit was cancelled; what a tap had done to the tries by then.
    Cancelled(Option<(Secret, Tries)>),
    /// The visit was ended although a registration or a revocation is in doubt; by what it is found at the service.
    LeftUnconfirmed(Stored, Field),
    /// The app was ended under the visit before this one.
    Interrupted(Interrupted),
}

/// What is wiped when nobody goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Wiped {
    Pin,
    Number,
    Portrait,
}

impl Wiped {
    /// What was typed.
    pub(super) fn typed(secret: Secret) -> Self {
        match secret {
            Secret::Pin => Self::Pin,
            Secret::MatchingNumberB => Self::Number,
        }
    }
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
            Self::Card(_, CardFault::Blocked) | Self::AskedTries(_, CardFault::Blocked) => {
                say("unchanged-consent")
            }
            Self::Card(secret, fault) => say("unchanged-consent") + &tries_notice(*secret, fault.tries()),
            Self::AskedTries(secret, _) => say("unchanged-consent") + &tries_notice(*secret, Tries::Unknown),
            Self::NotTheHolder | Self::CannotTell => {
                say("unchanged-nothing-sent") + &say("unchanged-consent")
            }
            // A visit before this one may have registered something, or may be in doubt: nothing is said of that.
            Self::Settings(_) | Self::NoModeInUse => say("unchanged-start"),
            Self::Service(_) | Self::Check(..) | Self::LeftAlone(_) => say("unchanged-consent"),
            Self::Storing(what, _) => unchanged(*what),
            Self::Unconfirmed(what, _) | Self::LeftUnconfirmed(what, _) => unknown(*what),
            Self::Cancelled(tries) => say("unchanged-consent") + &tries_said(*tries),
            Self::Interrupted(before) => interrupted_unchanged(before),
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
            Self::Card(secret, fault) | Self::AskedTries(secret, fault) => card_key(*secret, *fault),
            Self::NotTheHolder => (Tone::Alarm, "compare-not-the-holder"),
            Self::CannotTell => (Tone::Caution, "compare-not-told"),
            Self::Settings(fault) | Self::Service(fault) => (Tone::Caution, service_key(Secret::Pin, fault)),
            Self::Check(secret, fault) => (Tone::Caution, service_key(*secret, fault)),
            Self::Storing(what, fault) => storing_key(*what, fault),
            Self::Unconfirmed(what, _) => (Tone::Alarm, unconfirmed_key(*what)),
            Self::NoModeInUse => (Tone::Caution, "notice-no-mode"),
            Self::LeftAlone(Wiped::Pin) => (Tone::Caution, "notice-left-alone"),
            Self::LeftAlone(Wiped::Number) => (Tone::Caution, "notice-left-alone-number"),
            Self::LeftAlone(Wiped::Portrait) => (Tone::Caution, "notice-left-alone-portrait"),
            Self::Cancelled(Some((_, Tries::Unknown))) => (Tone::Caution, "notice-cancelled"),
            Self::Cancelled(_) => (Tone::Plain, "notice-cancelled"),
            Self::LeftUnconfirmed(what, _) => (Tone::Alarm, left_unconfirmed_key(*what)),
            Self::Interrupted(before) => interrupted_key(before),
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
            Self::Settings(fault)
            | Self::Service(fault)
            | Self::Check(_, fault)
            | Self::Storing(_, fault) => of_problem(fault),
            Self::Unconfirmed(_, fault) => fault.as_ref().map(of_problem).unwrap_or_default(),
            Self::Card(_, CardFault::Refused { phase, status })
            | Self::AskedTries(_, CardFault::Refused { phase, status }) => {
                vec![field(
                    "detail-card",
                    format!("{} {status:04X}", phase_name(*phase)),
                )]
            }
            Self::Card(_, CardFault::Malformed { phase })
            | Self::AskedTries(_, CardFault::Malformed { phase }) => {
                vec![field("detail-card", phase_name(*phase).to_owned())]
            }
            Self::LeftUnconfirmed(_, reference) => vec![reference.clone()],
            Self::Interrupted(before) => before.reference().into_iter().collect(),
            Self::Card(..)
            | Self::AskedTries(..)
            | Self::NotTheHolder
            | Self::CannotTell
            | Self::NoModeInUse
            | Self::LeftAlone(_)
            | Self::Cancelled(_) => Vec::new(),
        }
    }
}

/// What a visit that was cancelled had done to the tries.
fn tries_said(tries: Option<(Secret, Tries)>) -> String {
    tries.map_or_else(String::new, |(secret, tries)| tries_notice(secret, tries))
}

/// The problem's name if we know it, else its status: a foreign `type` could say anything.
fn reason(problem: &Problem) -> String {
    match problem.kind() {
        Some(kind) => kind.name().to_owned(),
        None => format!("HTTP {}", problem.status),
    }
}

fn service_key(secret: Secret, fault: &ServiceFault) -> &'static str {
    let of_secret = |pin, number| match secret {
        Secret::Pin => pin,
        Secret::MatchingNumberB => number,
    };
    let problem = match fault {
        ServiceFault::Unreachable => return "service-unreachable",
        ServiceFault::NoAnswer => return "service-no-answer",
        ServiceFault::Garbled => return "service-garbled",
        ServiceFault::Refused(problem) => problem,
    };
    match problem.at_fault() {
        AtFault::Device | AtFault::AnotherClinic => "service-unauthorized",
        AtFault::Mode => "service-mode-not-enabled",
        AtFault::Challenge => of_secret("service-challenge", "service-challenge-number"),
        AtFault::CertificateExpired => "service-certificate-expired",
        AtFault::CertificateNotYetValid => "service-certificate-not-yet-valid",
        AtFault::CertificateUntrusted => "service-certificate-untrusted",
        AtFault::TestCard => "service-test-card",
        AtFault::CertificateRevoked => "service-certificate-revoked",
        AtFault::CertificateUnknown => "service-certificate-unknown",
        AtFault::Signature => of_secret("service-signature", "service-signature-number"),
        AtFault::Record => "service-record-untrusted",
        AtFault::RecordOfAnother => "service-record-of-another",
        AtFault::Service => "service-failed",
        AtFault::Request
        | AtFault::Check
        | AtFault::CheckUsed
        | AtFault::Eligibility
        | AtFault::Settings
        | AtFault::Statement
        | AtFault::Consent
        | AtFault::NotInForce => "service-refused",
    }
}
