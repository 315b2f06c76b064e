//! The requests and answers of the first half of a visit, up to the eligibility. The second half, the
//! registration, is in [`crate::consent`]. All are JSON; `docs/protocol.md` has the whole picture.

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::date::Date;
use crate::{
    card::{CardProof, CertificateHead, CertificateRead, SurfaceProof},
    consent::{Question, RevocationRequest},
    visit::CareMode,
};

/// Header that carries an [`IdempotencyKey`].
pub const IDEMPOTENCY_HEADER: &str = "idempotency-key";

/// `POST /v1/challenges`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChallengeRequest {
    /// The mode the visit is in; the challenge is good for no other.
    pub mode: CareMode,
}

/// The answer: a challenge for one card proof.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenge {
    /// Its number.
    pub challenge: String,
    /// 32 random bytes, standard base64 with padding.
    pub nonce: String,
    /// Seconds from the answer until it expires.
    pub expires_in: u32,
    /// The day, in Japan: by it a card's own expiry is judged, not by the phone's clock.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub today: Date,
}

/// `POST /v1/certificate-lookups`: whether the service has a certificate, so that the card need not be asked for all of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LookupRequest {
    /// [`Challenge::challenge`]: one that was given to this clinic and is still open.
    pub challenge: String,
    /// [`CertificateHead::to_hex`].
    pub head: String,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lookup {
    /// Whether there is exactly one that begins so.
    pub known: bool,
}

/// `POST /v1/eligibility-checks`, with an [`IDEMPOTENCY_HEADER`].
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    /// [`Challenge::challenge`].
    pub challenge: String,
    /// The user-authentication certificate.
    pub certificate: SentCertificate,
    /// How it was made sure that the card's holder is there (本人確認の方法).
    pub identity: Identity,
}

/// The user-authentication certificate, or what names it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SentCertificate {
    /// DER, standard base64.
    Whole(String),
    /// [`CertificateHead::to_hex`] of one that the service has.
    Known(String),
}

/// How it was made sure that the card's holder is there.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Identity {
    /// By the PIN (暗証番号): the key that it unlocks signed.
    Pin(PinProof),
    /// By staff, who compared the holder with the portrait (目視): the card's surface key signed.
    Visual(VisualProof),
}

/// What the card signed after the PIN.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PinProof {
    /// The signature over [`crate::card::ChallengeMessage::new`] by the certificate's key: standard base64.
    pub signature: String,
}

/// What the card showed and signed without the PIN. See [`SurfaceProof`], of which each field is the same here, in base64
/// or, the digests, in lower-case hexadecimal.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VisualProof {
    /// [`SurfaceProof::holder`]
    pub holder: String,
    /// [`SurfaceProof::images_digest`]
    pub images_digest: String,
    /// [`SurfaceProof::portrait_digest`]
    pub portrait_digest: String,
    /// [`SurfaceProof::record_signature`]
    pub record_signature: String,
    /// [`SurfaceProof::issuer_certificate`]
    pub issuer_certificate: String,
    /// [`SurfaceProof::signature`], over [`crate::card::ChallengeMessage::without_pin`].
    pub signature: String,
}

impl LookupRequest {
    /// The question that belongs to a challenge.
    pub fn new(challenge: &Challenge, head: CertificateHead) -> Self {
        Self {
            challenge: challenge.challenge.clone(),
            head: head.to_hex(),
        }
    }
}

impl CheckRequest {
    /// The request that carries a card's proof for a challenge.
    pub fn new(challenge: &Challenge, proof: &CardProof) -> Self {
        Self {
            challenge: challenge.challenge.clone(),
            certificate: match &proof.certificate {
                CertificateRead::Whole(der) => SentCertificate::Whole(BASE64.encode(der)),
                CertificateRead::Known(head) => SentCertificate::Known(head.to_hex()),
            },
            identity: Identity::Pin(PinProof {
                signature: BASE64.encode(&proof.signature),
            }),
        }
    }

    /// The request that carries the proof of a card whose holder was compared with the portrait.
    pub fn without_pin(challenge: &Challenge, proof: &SurfaceProof) -> Self {
        Self {
            challenge: challenge.challenge.clone(),
            certificate: SentCertificate::Whole(BASE64.encode(&proof.certificate)),
            identity: Identity::Visual(VisualProof {
                holder: BASE64.encode(&proof.holder),
                images_digest: hex(&proof.images_digest),
                portrait_digest: hex(&proof.portrait_digest),
                record_signature: BASE64.encode(&proof.record_signature),
                issuer_certificate: BASE64.encode(&proof.issuer_certificate),
                signature: BASE64.encode(&proof.signature),
            }),
        }
    }
}

impl Identity {
    /// The signature of the challenge, which no other request has.
    pub fn signature(&self) -> &str {
        match self {
            Self::Pin(proof) => &proof.signature,
            Self::Visual(proof) => &proof.signature,
        }
    }
}

impl std::fmt::Debug for LookupRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LookupRequest")
    }
}

impl std::fmt::Debug for CheckRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CheckRequest")
    }
}

/// What makes a request that was sent twice one request. It is a function of what is asked, so that a request
/// asked again after a lost answer has the same key, and a different request never has.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The key of a check made with this challenge.
    pub fn of_check(request: &CheckRequest) -> Self {
        Self::of("check", &[&request.challenge, request.identity.signature()])
    }

    /// The key of a registration under this check of the statement with this digest.
    pub fn of_registration(check: &str, digest: &str) -> Self {
        Self::of("registration", &[check, digest])
    }

    /// The key of a revocation. What is revoked is not in force again, so the same revocation is never wanted twice.
    pub fn of_revocation(request: &RevocationRequest) -> Self {
        let question = request.question.map_or("", Question::wire_name);
        let check = request.check.as_deref().unwrap_or_default();
        let reason = request.reason.code();
        Self::of("revocation", &[&request.registration, question, reason, check])
    }

    /// The key of a re-inquiry about this patient. One that is made later has to be another, so `asked` says when the
    /// first try was made, as exactly as the machine knows.
    pub fn of_re_inquiry(patient: &str, asked: &str) -> Self {
        Self::of("re-inquiry", &[patient, asked])
    }

    fn of(purpose: &str, parts: &[&str]) -> Self {
        let mut hash = Sha256::new_with_prefix(purpose);
        for part in parts {
            hash.update([0]);
            hash.update(part);
        }
        Self(hex(&hash.finalize()[..16]))
    }

    /// The key on the wire: 32 lower-case hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consent::RevocationReason;

    #[test]
    fn the_same_registration_has_the_same_key_and_another_has_another() {
        let key = IdempotencyKey::of_registration("check-1", "aa");
        assert_eq!(key, IdempotencyKey::of_registration("check-1", "aa"));
        assert_ne!(key, IdempotencyKey::of_registration("check-1", "ab"));
        assert_ne!(key, IdempotencyKey::of_registration("check-2", "aa"));
        assert_eq!(key.as_str().len(), 32);
    }

    #[test]
    fn a_revocations_key_is_its_own_for_each_thing_that_it_says() {
        let all = RevocationRequest {
            registration: "registration-1".into(),
            question: None,
            reason: RevocationReason::ByClinic,
            check: None,
        };
        let mut keys = vec![IdempotencyKey::of_revocation(&all)];
        assert_eq!(keys[0], IdempotencyKey::of_revocation(&all.clone()));
        let others = [
            RevocationRequest {
                registration: "registration-2".into(),
                ..all.clone()
            },
            RevocationRequest {
                question: Some(Question::Surgery),
                ..all.clone()
            },
            RevocationRequest {
                reason: RevocationReason::Other,
                ..all.clone()
            },
            RevocationRequest {
                check: Some("check-1".into()),
                ..all
            },
        ];
        keys.extend(others.iter().map(IdempotencyKey::of_revocation));
        keys.push(IdempotencyKey::of_re_inquiry("registration-1", "1"));
        keys.push(IdempotencyKey::of_re_inquiry("registration-1", "2"));
        for (place, key) in keys.iter().enumerate() {
            assert!(!keys[..place].contains(key), "{place}");
        }
    }
}
