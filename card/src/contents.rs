//! What a card keeps when power goes: two key pairs with their certificates, PIN and password.

use jiff::Timestamp;
use rsa::RsaPrivateKey;
use serde::Serialize;
use x509_cert::{Certificate, der::Decode};

use crate::{secret::Secret, soft_card::Blocked, store::CardFileError};

/// The whole memory of a card.
#[derive(Clone, Debug)]
pub(crate) struct Contents {
    pub(crate) authentication: KeyPair,
    pub(crate) signature: KeyPair,
    pub(crate) blocked: Blocked,
}

/// A private key, its certificate and what unlocks it.
#[derive(Clone)]
pub(crate) struct KeyPair {
    pub(crate) key: RsaPrivateKey,
    pub(crate) certificate: Vec<u8>,
    pub(crate) secret: Secret,
}

impl std::fmt::Debug for KeyPair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyPair")
            .field("secret", &self.secret)
            .finish_non_exhaustive()
    }
}

/// What can be shown of a card: no key, no PIN.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CardState {
    /// 利用者証明用.
    pub authentication: KeyState,
    /// 署名用.
    pub signature: KeyState,
}

/// What can be shown of a key pair.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct KeyState {
    /// The certificate's subject, RFC 4514. It names no person.
    pub subject: String,
    /// The certificate's serial number, upper-case hexadecimal.
    pub serial: String,
    /// First second of validity.
    pub not_before: Timestamp,
    /// Last second of validity.
    pub not_after: Timestamp,
    /// Tries left for its PIN or password.
    pub tries_left: u8,
    /// Tries of a full counter.
    pub tries: u8,
}

impl Contents {
    pub(crate) fn state(&self) -> Result<CardState, CardFileError> {
        Ok(CardState {
            authentication: self.authentication.state()?,
            signature: self.signature.state()?,
        })
    }
}

impl KeyPair {
    fn state(&self) -> Result<KeyState, CardFileError> {
        let certificate = Certificate::from_der(&self.certificate)
            .map_err(|_| CardFileError::Malformed)?
            .tbs_certificate;
        let seconds = |time: x509_cert::time::Time| {
            i64::try_from(time.to_unix_duration().as_secs())
                .ok()
                .and_then(|seconds| Timestamp::from_second(seconds).ok())
                .ok_or(CardFileError::Malformed)
        };
        let digits: String = certificate
            .serial_number
            .as_bytes()
            .iter()
            .map(|byte| format!("{byte:02X}"))
            .collect();
        Ok(KeyState {
            subject: certificate.subject.to_string(),
            serial: format!("{:0>6}", digits.trim_start_matches('0')),
            not_before: seconds(certificate.validity.not_before)?,
            not_after: seconds(certificate.validity.not_after)?,
            tries_left: self.secret.tries_left(),
            tries: self.secret.tries(),
        })
    }
}
