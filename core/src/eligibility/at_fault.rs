//! What a refusal lies at, and so what is left to do: the many kinds of problem in the few groups that a visit tells
//! apart. A new kind has to be put into one here; everything else follows.

use super::{Problem, ProblemKind};

/// What a refusal lies at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AtFault {
    /// The request is not one that this app should have sent.
    Request,
    /// The device is not enrolled.
    Device,
    /// The device is enrolled with another clinic than it was.
    AnotherClinic,
    /// The clinic does not use the mode.
    Mode,
    /// The challenge is too old, used or unknown.
    Challenge,
    /// The card's signature does not fit.
    Signature,
    /// The certificate is not one that the service trusts for this.
    CertificateUntrusted,
    /// The certificate is not valid yet.
    CertificateNotYetValid,
    /// The certificate has expired.
    CertificateExpired,
    /// The card is a test card.
    TestCard,
    /// The certificate was revoked.
    CertificateRevoked,
    /// The service does not have the certificate that was named: a new tap has to read it whole.
    CertificateUnknown,
    /// The card's surface record is not genuine.
    Record,
    /// The surface record is of another person than the certificate.
    RecordOfAnother,
    /// The eligibility check is too old, unknown, or made by another channel.
    Check,
    /// Something was registered under the eligibility check already.
    CheckUsed,
    /// The person is not eligible.
    Eligibility,
    /// The clinic's settings changed.
    Settings,
    /// The guard refused what the statement says.
    Statement,
    /// What stands of the patient's consent does not allow it.
    Consent,
    /// Nothing of the patient's consent that it is about is in force.
    NotInForce,
    /// The service itself.
    Service,
}

impl ProblemKind {
    /// What it lies at.
    pub fn at_fault(self) -> AtFault {
        match self {
            Self::MalformedRequest
            | Self::BodyTooLarge
            | Self::UnsupportedMediaType
            | Self::OriginMissing
            | Self::IdempotencyKeyMissing
            | Self::IdempotencyKeyReused
            | Self::NotFound
            | Self::MethodNotAllowed
            | Self::IdentityNotOfChannel => AtFault::Request,
            Self::Unauthorized | Self::OriginOfAnotherChannel => AtFault::Device,
            Self::ChallengeOfAnotherClinic | Self::CheckOfAnotherClinic => AtFault::AnotherClinic,
            Self::ModeNotEnabled | Self::ModeNotOfChannel => AtFault::Mode,
            Self::ChallengeUnknown | Self::ChallengeExpired | Self::ChallengeUsed => AtFault::Challenge,
            Self::SignatureInvalid => AtFault::Signature,
            Self::CertificateMalformed | Self::CertificateUntrusted | Self::CertificateForAnotherPurpose => {
                AtFault::CertificateUntrusted
            }
            Self::CertificateNotYetValid => AtFault::CertificateNotYetValid,
            Self::CertificateExpired => AtFault::CertificateExpired,
            Self::TestCard => AtFault::TestCard,
            Self::CertificateRevoked => AtFault::CertificateRevoked,
            Self::CertificateUnknown => AtFault::CertificateUnknown,
            Self::RecordUntrusted => AtFault::Record,
            Self::RecordOfAnotherPerson => AtFault::RecordOfAnother,
            Self::CheckUnknown | Self::CheckExpired | Self::CheckOfAnotherChannel => AtFault::Check,
            Self::CheckUsed => AtFault::CheckUsed,
            Self::NotEligible => AtFault::Eligibility,
            Self::SettingsChanged => AtFault::Settings,
            Self::StatementForAnotherCheck
            | Self::AnswerMissing
            | Self::NotAsked
            | Self::LinkedItemsDiffer
            | Self::ItemsDoNotFollow
            | Self::PrescriptionFormNotAllowed
            | Self::DigestMismatch => AtFault::Statement,
            Self::ItemNotEnabled
            | Self::ConsentContradictory
            | Self::CheckOfAnotherPerson
            | Self::NoContinuingRelationship => AtFault::Consent,
            Self::NotConsented | Self::ConsentExpired | Self::ConsentRevoked | Self::NothingToRevoke => {
                AtFault::NotInForce
            }
            Self::StorageUnavailable | Self::TookTooLong | Self::Internal => AtFault::Service,
        }
    }
}

impl Problem {
    /// What it lies at. A type that this version does not know lies at the service, if its status says so, else at the
    /// request.
    pub fn at_fault(&self) -> AtFault {
        match self.kind() {
            Some(kind) => kind.at_fault(),
            None if self.status >= 500 => AtFault::Service,
            None => AtFault::Request,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_at_the_service_is_what_may_have_been_stored() {
        for &kind in ProblemKind::ALL {
            assert_eq!(
                kind.at_fault() == AtFault::Service,
                kind.status() >= 500,
                "{}",
                kind.name()
            );
        }
    }
}
