//! The idempotency key of a request that stores.

use axum::{extract::FromRequestParts, http::request::Parts};
use kyotaku_core::eligibility::{ProblemKind, exchange::IDEMPOTENCY_HEADER};
use sha2::{Digest, Sha256};

use super::{Refusal, caller::the_one};
use crate::ports::hex;

/// A key: 16 to 64 letters, digits, hyphens and underscores.
#[derive(Clone, Debug)]
pub(crate) struct Key(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Key {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        if !parts.headers.contains_key(IDEMPOTENCY_HEADER) {
            return Err(Refusal::new(
                ProblemKind::IdempotencyKeyMissing,
                "An operation that stores needs an idempotency-key header.",
            ));
        }
        the_one(&parts.headers, IDEMPOTENCY_HEADER)
            .filter(|key| (16..=64).contains(&key.len()))
            .filter(|key| {
                key.bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
            })
            .map(|key| Self(key.to_owned()))
            .ok_or_else(|| Refusal::malformed("The idempotency key is not 16 to 64 letters and digits."))
    }
}

/// Refuses a key that was used for another request. Both are a [`request_sha256`].
pub(crate) fn same_request(earlier: &str, sent: &str) -> Result<(), Refusal> {
    if earlier == sent {
        return Ok(());
    }
    let detail = "The key belongs to another request of this call.";
    Err(Refusal::new(ProblemKind::IdempotencyKeyReused, detail))
}

/// What tells one request from another under the same key: SHA-256 over its parts, each with its length before it.
pub(crate) fn request_sha256(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    async fn outcome(keys: &[&str]) -> Result<String, ProblemKind> {
        let mut request = Request::builder();
        for key in keys {
            request = request.header(IDEMPOTENCY_HEADER, *key);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        let read = Key::from_request_parts(&mut parts, &()).await;
        read.map(|key| key.0).map_err(|refusal| refusal.kind)
    }

    #[tokio::test]
    async fn a_key_is_16_to_64_plain_characters_and_stands_once() {
        let key = "0123456789abcdef0123456789abcdef";
        assert_eq!(outcome(&[key]).await.as_deref(), Ok(key));
        assert_eq!(outcome(&[]).await, Err(ProblemKind::IdempotencyKeyMissing));
        let long = "a".repeat(65);
        for wrong in [
            &[""][..],
            &["short"],
            &[&long],
            &["0123456789abcdef 0"],
            &[key, key],
        ] {
            assert_eq!(
                outcome(wrong).await,
                Err(ProblemKind::MalformedRequest),
                "{wrong:?}"
            );
        }
    }

    #[test]
    fn parts_that_run_together_are_told_apart() {
        assert_ne!(request_sha256(&["ab", "c"]), request_sha256(&["a", "bc"]));
    }
}
