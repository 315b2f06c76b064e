//! The words of a registration or a revocation that failed, or of which that is not known, or over which the app was ended:
//! which notice is shown, and what is said of what is stored.

use super::{carried::Stored, keepsake::Interrupted, parts::Tone, words::tries_notice};
use crate::{
    card::Tries,
    eligibility::{AtFault, ServiceFault},
    text::say,
};

/// That nothing was stored.
pub(super) fn unchanged(what: Stored) -> String {
    match what {
        Stored::Registration => say("unchanged-registration"),
        Stored::Revocation => say("unchanged-revocation"),
    }
}

/// That this is not known.
pub(super) fn unknown(what: Stored) -> String {
    match what {
        Stored::Registration => say("unchanged-unknown"),
        Stored::Revocation => say("unchanged-unknown-revocation"),
    }
}

/// The notice of an outcome that is not known.
pub(super) fn unconfirmed_key(what: Stored) -> &'static str {
    match what {
        Stored::Registration => "notice-unconfirmed",
        Stored::Revocation => "notice-unconfirmed-revocation",
    }
}

/// The notice of a visit that ended so.
pub(super) fn left_unconfirmed_key(what: Stored) -> &'static str {
    match what {
        Stored::Registration => "notice-left-unconfirmed",
        Stored::Revocation => "notice-left-unconfirmed-revocation",
    }
}

/// The notice of a visit that the app's end interrupted.
pub(super) fn interrupted_key(before: &Interrupted) -> (Tone, &'static str) {
    match before {
        Interrupted::NothingStored(_) => (Tone::Caution, "notice-interrupted"),
        Interrupted::InDoubt(Stored::Registration, _) => (Tone::Alarm, "notice-interrupted-registration"),
        Interrupted::InDoubt(Stored::Revocation, _) => (Tone::Alarm, "notice-interrupted-revocation"),
        Interrupted::Unreadable => (Tone::Alarm, "notice-interrupted-unreadable"),
    }
}

/// What such a visit stored, as far as is known.
pub(super) fn interrupted_unchanged(before: &Interrupted) -> String {
    match before {
        Interrupted::NothingStored(None) => say("unchanged-interrupted"),
        Interrupted::NothingStored(Some(secret)) => {
            say("unchanged-interrupted") + &tries_notice(*secret, Tries::Unknown)
        }
        Interrupted::InDoubt(Stored::Registration, _) => say("unchanged-interrupted-registration"),
        Interrupted::InDoubt(Stored::Revocation, _) => say("unchanged-interrupted-revocation"),
        Interrupted::Unreadable => say("unchanged-interrupted-unreadable"),
    }
}

/// The notice of a request after which nothing was stored.
pub(super) fn storing_key(what: Stored, fault: &ServiceFault) -> (Tone, &'static str) {
    match what {
        Stored::Registration => registration_key(fault),
        Stored::Revocation => revocation_key(fault),
    }
}

fn registration_key(fault: &ServiceFault) -> (Tone, &'static str) {
    let problem = match fault {
        ServiceFault::Unreachable => return (Tone::Caution, "registration-unreachable"),
        // These may have been stored, so they are shown as unconfirmed and do not come here.
        ServiceFault::NoAnswer | ServiceFault::Garbled => {
            return (Tone::Alarm, unconfirmed_key(Stored::Registration));
        }
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
        | AtFault::Consent
        | AtFault::NotInForce
        | AtFault::Service => (Tone::Alarm, "registration-refused"),
    }
}

fn revocation_key(fault: &ServiceFault) -> (Tone, &'static str) {
    let problem = match fault {
        ServiceFault::Unreachable => return (Tone::Caution, "revocation-unreachable"),
        // These may have been stored, so they are shown as unconfirmed and do not come here.
        ServiceFault::NoAnswer | ServiceFault::Garbled => {
            return (Tone::Alarm, unconfirmed_key(Stored::Revocation));
        }
        ServiceFault::Refused(problem) => problem,
    };
    match problem.at_fault() {
        AtFault::NotInForce => (Tone::Caution, "revocation-not-in-force"),
        AtFault::Check | AtFault::CheckUsed => (Tone::Caution, "revocation-check-expired"),
        AtFault::Device | AtFault::AnotherClinic => (Tone::Caution, "service-unauthorized"),
        AtFault::Mode => (Tone::Caution, "service-mode-not-enabled"),
        AtFault::Request
        | AtFault::Challenge
        | AtFault::Signature
        | AtFault::CertificateUntrusted
        | AtFault::CertificateNotYetValid
        | AtFault::CertificateExpired
        | AtFault::TestCard
        | AtFault::CertificateRevoked
        | AtFault::CertificateUnknown
        | AtFault::Record
        | AtFault::RecordOfAnother
        | AtFault::Eligibility
        | AtFault::Settings
        | AtFault::Statement
        | AtFault::Consent
        | AtFault::Service => (Tone::Alarm, "revocation-refused"),
    }
}
