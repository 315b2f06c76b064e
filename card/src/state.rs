//! What can be shown of a card: no key, no PIN, no 照合番号, no person.

use jiff::Timestamp;
use serde::Serialize;
use x509_cert::{Certificate, der::Decode};

use crate::{
    contents::{Contents, KeyPair},
    secret::Secret,
    store::CardFileError,
    surface::Surface,
};

/// What can be shown of a My Number card.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CardState {
    /// 利用者証明用.
    pub authentication: KeyState,
    /// 署名用.
    pub signature: KeyState,
    /// 券面事項確認: the counters of its three keys; a phone has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surface: Option<SurfaceState>,
}

/// What can be shown of a key pair.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct KeyState {
    /// Its certificate, if it was issued.
    #[serde(flatten)]
    pub certificate: Option<CertificateState>,
    /// Tries left for its PIN or password.
    pub tries_left: u8,
    /// Tries of a full counter.
    pub tries: u8,
}

/// What can be shown of a certificate.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CertificateState {
    /// The certificate's subject, RFC 4514. It names no person.
    pub subject: String,
    /// The certificate's serial number, upper-case hexadecimal.
    pub serial: String,
    /// First second of validity.
    pub not_before: Timestamp,
    /// Last second of validity.
    pub not_after: Timestamp,
}

/// The counters of the surface application.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct SurfaceState {
    /// The birth date as a key.
    pub birth_date: Counter,
    /// 照合番号B.
    pub number_b: Counter,
    /// 照合番号A.
    pub number_a: Counter,
}

/// A try counter.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Counter {
    /// Tries left.
    pub tries_left: u8,
    /// Tries of a full counter.
    pub tries: u8,
}

impl Contents {
    pub(crate) fn state(&self) -> Result<CardState, CardFileError> {
        let card = self.my_number().ok_or(CardFileError::OtherCard)?;
        Ok(CardState {
            authentication: card.authentication.state()?,
            signature: card.signature.state()?,
            surface: card.surface.as_ref().map(Surface::state),
        })
    }
}

impl KeyPair {
    fn state(&self) -> Result<KeyState, CardFileError> {
        Ok(KeyState {
            certificate: self.certificate.as_deref().map(certificate_state).transpose()?,
            tries_left: self.secret.tries_left(),
            tries: self.secret.tries(),
        })
    }
}

impl Surface {
    fn state(&self) -> SurfaceState {
        let counter = |secret: &Secret| Counter {
            tries_left: secret.tries_left(),
            tries: secret.tries(),
        };
        SurfaceState {
            birth_date: counter(&self.birth_date),
            number_b: counter(&self.number_b),
            number_a: counter(&self.number_a),
        }
    }
}

fn certificate_state(der: &[u8]) -> Result<CertificateState, CardFileError> {
    let certificate = Certificate::from_der(der)
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
    Ok(CertificateState {
        subject: certificate.subject.to_string(),
        serial: format!("{:0>6}", digits.trim_start_matches('0')),
        not_before: seconds(certificate.validity.not_before)?,
        not_after: seconds(certificate.validity.not_after)?,
    })
}
