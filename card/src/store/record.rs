//! The JSON of a card file.

use base64::{Engine, engine::general_purpose::STANDARD};
use rsa::{
    RsaPrivateKey,
    pkcs8::{DecodePrivateKey, EncodePrivateKey, LineEnding},
    traits::PublicKeyParts,
};
use serde::{Deserialize, Serialize};
use x509_cert::{Certificate, der::Decode};

use super::{
    CardFileError,
    new_card::{PASSWORD_TRIES, PIN_TRIES},
};
use crate::{
    contents::{Contents, KeyPair},
    secret::Secret,
    soft_card::Blocked,
};

/// What the file says it is. A later layout says another number.
const FORMAT: &str = "kyotaku software card 1, TEST-ONLY";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    format: String,
    blocked_status: Blocked,
    authentication: KeyRecord,
    signature: KeyRecord,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyRecord {
    /// PKCS #8, PEM.
    private_key: String,
    /// DER in base64.
    certificate: String,
    /// The PIN or password.
    secret: String,
    tries_left: u8,
}

pub(super) fn to_json(contents: &Contents) -> Result<Vec<u8>, CardFileError> {
    let record = Record {
        format: FORMAT.to_owned(),
        blocked_status: contents.blocked,
        authentication: KeyRecord::of(&contents.authentication)?,
        signature: KeyRecord::of(&contents.signature)?,
    };
    serde_json::to_vec_pretty(&record).map_err(|_| CardFileError::Malformed)
}

/// The parser's own message is dropped: it could quote the file.
pub(super) fn from_json(bytes: &[u8]) -> Result<Contents, CardFileError> {
    let record: Record = serde_json::from_slice(bytes).map_err(|_| CardFileError::Malformed)?;
    if record.format != FORMAT {
        return Err(CardFileError::Malformed);
    }
    Ok(Contents {
        authentication: record.authentication.into_pair(PIN_TRIES)?,
        signature: record.signature.into_pair(PASSWORD_TRIES)?,
        blocked: record.blocked_status,
    })
}

impl KeyRecord {
    fn of(pair: &KeyPair) -> Result<Self, CardFileError> {
        Ok(Self {
            private_key: pair
                .key
                .to_pkcs8_pem(LineEnding::LF)
                .map_err(|_| CardFileError::Malformed)?
                .to_string(),
            certificate: STANDARD.encode(&pair.certificate),
            secret: pair.secret.reveal().to_owned(),
            tries_left: pair.secret.tries_left(),
        })
    }

    fn into_pair(self, tries: u8) -> Result<KeyPair, CardFileError> {
        let key = RsaPrivateKey::from_pkcs8_pem(&self.private_key).map_err(|_| CardFileError::Malformed)?;
        let certificate = STANDARD
            .decode(&self.certificate)
            .map_err(|_| CardFileError::Malformed)?;
        let readable = Certificate::from_der(&certificate).is_ok();
        if key.size() != 256 || !readable || self.secret.is_empty() || self.tries_left > tries {
            return Err(CardFileError::Malformed);
        }
        Ok(KeyPair {
            key,
            certificate,
            secret: Secret::new(&self.secret, self.tries_left, tries),
        })
    }
}
