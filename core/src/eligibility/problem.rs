//! Why the service refused: RFC 9457 problem details, one `type` for each reason. With a 4xx nothing
//! was stored; after a 5xx the same request is asked again with the same idempotency key.

use serde::{Deserialize, Serialize};

/// What `type` starts with; the rest is the kind's name.
pub const TYPE_PREFIX: &str = "urn:kyotaku:problem:";

/// Content type of a problem.
pub const CONTENT_TYPE: &str = "application/problem+json";

/// An RFC 9457 problem. No member holds personal data.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// [`TYPE_PREFIX`] and the kind's name.
    pub r#type: String,
    /// The kind in one English sentence; the same for each problem of the kind.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What was wrong with this request, for whoever reads a support report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The number under which the service logged it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
}

impl Problem {
    /// A problem of this kind.
    pub fn new(kind: ProblemKind) -> Self {
        Self {
            r#type: format!("{TYPE_PREFIX}{}", kind.name()),
            title: kind.title().to_owned(),
            status: kind.status(),
            detail: None,
            instance: None,
        }
    }

    /// Its kind; `None` for a type this version does not know.
    pub fn kind(&self) -> Option<ProblemKind> {
        let name = self.r#type.strip_prefix(TYPE_PREFIX)?;
        ProblemKind::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

/// Defines the kinds: name on the wire, HTTP status, title.
macro_rules! problem_kinds {
    ($($(#[$meta:meta])* $variant:ident = $name:literal, $status:literal, $title:literal;)+) => {
        /// Every reason for a refusal.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ProblemKind {
            $($(#[$meta])* $variant,)+
        }

        impl ProblemKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name within the `type`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The HTTP status it comes with.
            pub fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)+ }
            }

            /// The RFC 9457 title.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }
        }
    };
}

problem_kinds! {
    /// The body or a parameter is not of the form the operation takes.
    MalformedRequest = "malformed-request", 400, "The request is malformed.";
    /// The body is longer than the service reads.
    BodyTooLarge = "body-too-large", 413, "The request's body is too large.";
    /// The body is not said to be JSON.
    UnsupportedMediaType = "unsupported-media-type", 415, "The request's body is not JSON.";
    /// One of the four origin headers is missing or unusable.
    OriginMissing = "origin-missing", 400, "The request does not say which channel, app, version and device sent it.";
    /// An operation that stores came without an idempotency key.
    IdempotencyKeyMissing = "idempotency-key-missing", 400, "The request has no idempotency key.";
    /// No credential, or one that no device has.
    Unauthorized = "unauthorized", 401, "The device is not enrolled with any clinic.";
    /// No such resource, or one of another clinic.
    NotFound = "not-found", 404, "There is no such thing here.";
    /// The path is there, the method is not.
    MethodNotAllowed = "method-not-allowed", 405, "The method is not allowed here.";
    /// The device was enrolled for another channel than the request says.
    OriginOfAnotherChannel = "origin-of-another-channel", 403, "The device is enrolled for another channel.";
    /// The channel does not serve this mode.
    ModeNotOfChannel = "mode-not-of-channel", 403, "The channel does not serve this mode.";
    /// The channel does not allow this way of making sure that the card's holder is there.
    IdentityNotOfChannel = "identity-not-of-channel", 403, "The channel does not allow this identification.";
    /// The clinic has not switched this mode on.
    ModeNotEnabled = "mode-not-enabled", 403, "The clinic does not use this mode.";
    /// No such challenge.
    ChallengeUnknown = "challenge-unknown", 409, "There is no such challenge.";
    /// The challenge is too old.
    ChallengeExpired = "challenge-expired", 409, "The challenge has expired.";
    /// The challenge was used by another check.
    ChallengeUsed = "challenge-used", 409, "The challenge was used already.";
    /// The challenge was given to another clinic.
    ChallengeOfAnotherClinic = "challenge-of-another-clinic", 403, "The challenge was given to another clinic.";
    /// The certificate cannot be read.
    CertificateMalformed = "certificate-malformed", 422, "The certificate cannot be read.";
    /// No trusted root signed the certificate.
    CertificateUntrusted = "certificate-untrusted", 422, "No trusted authority issued the certificate.";
    /// The certificate is not for user authentication.
    CertificateForAnotherPurpose = "certificate-for-another-purpose", 422, "The certificate is not for user authentication.";
    /// The certificate is not valid yet.
    CertificateNotYetValid = "certificate-not-yet-valid", 422, "The certificate is not valid yet.";
    /// The certificate expired: longer ago than eligibility tolerates, or at all where a consent is to be registered.
    CertificateExpired = "certificate-expired", 422, "The certificate has expired.";
    /// The certificate is one of a test card, and the service takes none.
    TestCard = "test-card", 422, "The card is a test card.";
    /// The certificate was revoked before it expired (失効).
    CertificateRevoked = "certificate-revoked", 422, "The certificate was revoked.";
    /// No certificate is known under the name that was sent in its place: it is to be read and sent whole.
    CertificateUnknown = "certificate-unknown", 422, "No certificate is known by this name.";
    /// The surface record, or the certificate of the key that signed it, is not genuine or not well formed.
    RecordUntrusted = "record-untrusted", 422, "The card's surface record is not one that a trusted issuer signed.";
    /// Birth date or sex of the surface record is not the insured person's.
    RecordOfAnotherPerson = "record-of-another-person", 422, "The card's surface record is of another person than its certificate.";
    /// The signature does not fit certificate, challenge, clinic and mode.
    SignatureInvalid = "signature-invalid", 422, "The card's signature does not fit the challenge.";
    /// The key was used for another request.
    IdempotencyKeyReused = "idempotency-key-reused", 422, "The idempotency key was used for another request.";
    /// No such eligibility check.
    CheckUnknown = "check-unknown", 409, "There is no such eligibility check.";
    /// The check is too old to register under.
    CheckExpired = "check-expired", 409, "The eligibility check has expired.";
    /// The check is another clinic's.
    CheckOfAnotherClinic = "check-of-another-clinic", 403, "The eligibility check was made by another clinic.";
    /// The check was made by another channel than the one that would register under it.
    CheckOfAnotherChannel = "check-of-another-channel", 403, "The eligibility check was made by another channel.";
    /// A registration was made under the check already.
    CheckUsed = "check-used", 409, "A registration was made under this eligibility check already.";
    /// The check found no valid eligibility, so there is nobody to register a consent for.
    NotEligible = "not-eligible", 422, "The eligibility check found no valid eligibility.";
    /// The clinic's settings changed after the form was drawn.
    SettingsChanged = "settings-changed", 409, "The clinic's settings changed since the form was drawn.";
    /// The statement names another clinic or mode than the check.
    StatementForAnotherCheck = "statement-for-another-check", 422, "The statement does not belong to the eligibility check.";
    /// A question that the settings ask has no answer.
    AnswerMissing = "answer-missing", 422, "A question was not answered.";
    /// An answer or an item that the settings do not ask for, or one that stands twice.
    NotAsked = "not-asked", 422, "The statement has something that was not asked.";
    /// Items of one question differ: the fault of October 2024.
    LinkedItemsDiffer = "linked-items-differ", 422, "Items that one question decides differ.";
    /// An item does not say what its question's answer says, or is missing.
    ItemsDoNotFollow = "items-do-not-follow", 422, "The items do not follow from the answers.";
    /// The prescription form is not one the settings allow.
    PrescriptionFormNotAllowed = "prescription-form-not-allowed", 422, "The prescription form is not one that was offered.";
    /// The digest is not the statement's.
    DigestMismatch = "digest-mismatch", 422, "The digest does not fit the statement.";
    /// The clinic has not switched this information on (設定なし).
    ItemNotEnabled = "item-not-enabled", 403, "The clinic does not use this information.";
    /// No consent covers it: never asked, or declined (未同意).
    NotConsented = "not-consented", 403, "There is no consent.";
    /// The consent is over (期限切れ).
    ConsentExpired = "consent-expired", 403, "The consent has expired.";
    /// The consent was revoked (取消済).
    ConsentRevoked = "consent-revoked", 403, "The consent was revoked.";
    /// What is stored of the consent contradicts itself. Nothing is given out, and an alarm is raised.
    ConsentContradictory = "consent-contradictory", 409, "What is stored of the consent contradicts itself.";
    /// Nothing of what was to be revoked is in force.
    NothingToRevoke = "nothing-to-revoke", 409, "Nothing of it is in force.";
    /// The check that is to show that the patient is there is another person's.
    CheckOfAnotherPerson = "check-of-another-person", 403, "The eligibility check was made for another person.";
    /// Asking again without the card (再照会) needs a consent of 訪問診療等 in force.
    NoContinuingRelationship = "no-continuing-relationship", 403, "There is no continuing relationship with the patient.";
    /// The service cannot reach or write its database.
    StorageUnavailable = "storage-unavailable", 503, "The service cannot store at the moment.";
    /// The service took longer than it allows itself; whether the request was stored is not known.
    TookTooLong = "took-too-long", 503, "The service did not finish in time.";
    /// A fault of the service's own.
    Internal = "internal", 500, "The service failed.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_found_again_by_its_type_and_no_two_share_a_name() {
        let mut names: Vec<_> = ProblemKind::ALL.iter().map(|kind| kind.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ProblemKind::ALL.len());
        for &kind in ProblemKind::ALL {
            assert_eq!(Problem::new(kind).kind(), Some(kind));
        }
        let unknown = Problem {
            r#type: "about:blank".into(),
            ..Problem::new(ProblemKind::NotFound)
        };
        assert_eq!(unknown.kind(), None);
    }
}
