//! The JSON of a card file. Format 2; files of format 1, which knew no surface application and no other cards, are not
//! read: a test card is made anew.

use base64::{Engine, engine::general_purpose::STANDARD};
use rsa::{
    RsaPrivateKey,
    pkcs8::{DecodePrivateKey, EncodePrivateKey, LineEnding},
    traits::PublicKeyParts,
};
use serde::{Deserialize, Serialize};
use x509_cert::{Certificate, der::Decode};

use super::CardFileError;
use crate::{
    contents::{Applications, Carrier, Contents, KeyPair, MyNumber},
    secret::Secret,
    soft_card::{Atr, Blocked, OtherKind},
    surface::{Files, Surface},
};

/// What the file says it is. A later layout says another number.
const FORMAT: &str = "kyotaku software card 2, TEST-ONLY";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    format: String,
    atr: Atr,
    blocked_status: Blocked,
    card: CardRecord,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum CardRecord {
    MyNumber(Box<MyNumberRecord>),
    Other(OtherKind),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MyNumberRecord {
    carrier: Carrier,
    authentication: KeyRecord,
    signature: KeyRecord,
    surface: Option<SurfaceRecord>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyRecord {
    /// PKCS #8, PEM.
    private_key: String,
    /// DER in base64, if it was issued.
    certificate: Option<String>,
    secret: SecretRecord,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SurfaceRecord {
    /// PKCS #8, PEM.
    private_key: String,
    /// EF 0001 to 0005, base64.
    files: [String; 5],
    birth_date: SecretRecord,
    number_b: SecretRecord,
    number_a: SecretRecord,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SecretRecord {
    /// The PIN, password or number.
    value: String,
    tries_left: u8,
    /// Tries of a full counter, 1 to 15.
    tries: u8,
}

pub(super) fn to_json(contents: &Contents) -> Result<Vec<u8>, CardFileError> {
    let record = Record {
        format: FORMAT.to_owned(),
        atr: contents.atr,
        blocked_status: contents.blocked,
        card: match &contents.applications {
            Applications::MyNumber(card) => CardRecord::MyNumber(Box::new(MyNumberRecord::of(card)?)),
            Applications::Other(kind) => CardRecord::Other(*kind),
        },
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
        atr: record.atr,
        blocked: record.blocked_status,
        applications: match record.card {
            CardRecord::MyNumber(card) => Applications::MyNumber(Box::new(card.into_card()?)),
            CardRecord::Other(kind) => Applications::Other(kind),
        },
    })
}

impl MyNumberRecord {
    fn of(card: &MyNumber) -> Result<Self, CardFileError> {
        Ok(Self {
            carrier: card.carrier,
            authentication: KeyRecord::of(&card.authentication)?,
            signature: KeyRecord::of(&card.signature)?,
            surface: card.surface.as_ref().map(SurfaceRecord::of).transpose()?,
        })
    }

    fn into_card(self) -> Result<MyNumber, CardFileError> {
        Ok(MyNumber {
            carrier: self.carrier,
            authentication: self.authentication.into_pair()?,
            signature: self.signature.into_pair()?,
            surface: self.surface.map(SurfaceRecord::into_surface).transpose()?,
        })
    }
}

impl KeyRecord {
    fn of(pair: &KeyPair) -> Result<Self, CardFileError> {
        Ok(Self {
            private_key: pem_of(&pair.key)?,
            certificate: pair.certificate.as_ref().map(|der| STANDARD.encode(der)),
            secret: SecretRecord::of(&pair.secret),
        })
    }

    fn into_pair(self) -> Result<KeyPair, CardFileError> {
        let certificate = self.certificate.as_deref().map(from_base64).transpose()?;
        if certificate
            .as_deref()
            .is_some_and(|der| Certificate::from_der(der).is_err())
        {
            return Err(CardFileError::Malformed);
        }
        Ok(KeyPair {
            key: key_of(&self.private_key)?,
            certificate,
            secret: self.secret.into_secret()?,
        })
    }
}

impl SurfaceRecord {
    fn of(surface: &Surface) -> Result<Self, CardFileError> {
        let Files {
            age_record,
            face,
            basic_data,
            issuer_certificate,
            number_image,
        } = &surface.files;
        Ok(Self {
            private_key: pem_of(&surface.key)?,
            files: [age_record, face, basic_data, issuer_certificate, number_image]
                .map(|file| STANDARD.encode(file)),
            birth_date: SecretRecord::of(&surface.birth_date),
            number_b: SecretRecord::of(&surface.number_b),
            number_a: SecretRecord::of(&surface.number_a),
        })
    }

    fn into_surface(self) -> Result<Surface, CardFileError> {
        let [age_record, face, basic_data, issuer_certificate, number_image] = self.files;
        Ok(Surface {
            key: key_of(&self.private_key)?,
            files: Files {
                age_record: from_base64(&age_record)?,
                face: from_base64(&face)?,
                basic_data: from_base64(&basic_data)?,
                issuer_certificate: from_base64(&issuer_certificate)?,
                number_image: from_base64(&number_image)?,
            },
            birth_date: self.birth_date.into_secret()?,
            number_b: self.number_b.into_secret()?,
            number_a: self.number_a.into_secret()?,
        })
    }
}

impl SecretRecord {
    fn of(secret: &Secret) -> Self {
        Self {
            value: secret.reveal().to_owned(),
            tries_left: secret.tries_left(),
            tries: secret.tries(),
        }
    }

    fn into_secret(self) -> Result<Secret, CardFileError> {
        if self.value.is_empty() || self.tries_left > self.tries || !(1..=15).contains(&self.tries) {
            return Err(CardFileError::Malformed);
        }
        Ok(Secret::new(&self.value, self.tries_left, self.tries))
    }
}

fn pem_of(key: &RsaPrivateKey) -> Result<String, CardFileError> {
    let pem = key
        .to_pkcs8_pem(LineEnding::LF)
        .map_err(|_| CardFileError::Malformed)?;
    Ok(pem.to_string())
}

fn key_of(pem: &str) -> Result<RsaPrivateKey, CardFileError> {
    let key = RsaPrivateKey::from_pkcs8_pem(pem).map_err(|_| CardFileError::Malformed)?;
    if key.size() == 256 {
        Ok(key)
    } else {
        Err(CardFileError::Malformed)
    }
}

fn from_base64(text: &str) -> Result<Vec<u8>, CardFileError> {
    STANDARD.decode(text).map_err(|_| CardFileError::Malformed)
}
