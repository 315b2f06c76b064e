//! The requests and answers of the first half of a visit, up to the eligibility. The second half, the
//! registration, is in [`crate::consent`]. All are JSON; `docs/protocol.md` has the whole picture.

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{card::CardProof, visit::CareMode};

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
}

/// `POST /v1/eligibility-checks`, with an [`IDEMPOTENCY_HEADER`].
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    /// [`Challenge::challenge`].
    pub challenge: String,
    /// The user-authentication certificate: DER, standard base64.
    pub certificate: String,
    /// The signature over [`crate::card::ChallengeMessage`]: standard base64.
    pub signature: String,
}

impl CheckRequest {
    /// The request that carries a card's proof for a challenge.
    pub fn new(challenge: &Challenge, proof: &CardProof) -> Self {
        Self {
            challenge: challenge.challenge.clone(),
            certificate: BASE64.encode(&proof.certificate),
            signature: BASE64.encode(&proof.signature),
        }
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
        Self::of("check", &[&request.challenge, &request.signature])
    }

    /// The key of a registration under this check of the statement with this digest.
    pub fn of_registration(check: &str, digest: &str) -> Self {
        Self::of("registration", &[check, digest])
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

    #[test]
    fn the_same_registration_has_the_same_key_and_another_has_another() {
        let key = IdempotencyKey::of_registration("check-1", "aa");
        assert_eq!(key, IdempotencyKey::of_registration("check-1", "aa"));
        assert_ne!(key, IdempotencyKey::of_registration("check-1", "ab"));
        assert_ne!(key, IdempotencyKey::of_registration("check-2", "aa"));
        assert_eq!(key.as_str().len(), 32);
    }
}
