//! The surface application (券面事項確認AP): what is printed on the card, signed by its issuer, behind three keys.
//!
//! What its files hold, and which key opens which, is read in myna-card 3.3.4 (`src/ap/surface.rs`, `src/data.rs`), whose
//! author read it from test cards \[S\]:
//!
//! | file | holds | opened by |
//! |---|---|---|
//! | 0001 | birth date, public key, signature | 0011 |
//! | 0002 | birth date, sex, public key, name and address as pictures, portrait, signature; expiry, security code as a picture | 0012 or 0013 |
//! | 0003 | version, key identifier, municipality, an opaque block | nothing |
//! | 0004 | card-verifiable certificate of the issuer's key | nothing |
//! | 0005 | individual number as a picture, public key, signature | 0013 |
//!
//! How many tries the three keys have is not settled: a remark in myna-card speaks of ten, others of three. It is data of
//! the card here, three unless a card is made otherwise \[?\].
//!
//! - [`holder`]: whose card it is, and the numbers printed on it.
//! - `record`: the files.
//! - `picture`: made-up pictures.
//! - `tlv`: BER objects.

pub mod holder;
mod picture;
mod record;
mod tlv;

use rsa::RsaPrivateKey;

pub use holder::{Holder, Portrait};
pub(crate) use tlv::{object, public_key};

use crate::{files::SurfaceFile, secret::Secret};

/// Tries of each of the three keys \[?\].
pub(crate) const TRIES: u8 = 3;

/// The application's memory.
#[derive(Clone)]
pub(crate) struct Surface {
    /// The application's own key: it signs what it is given, without any credential.
    pub(crate) key: RsaPrivateKey,
    pub(crate) files: Files,
    pub(crate) birth_date: Secret,
    pub(crate) number_b: Secret,
    pub(crate) number_a: Secret,
}

/// What can be read.
#[derive(Clone)]
pub(crate) struct Files {
    /// EF 0001.
    pub(crate) age_record: Vec<u8>,
    /// EF 0002.
    pub(crate) face: Vec<u8>,
    /// EF 0003.
    pub(crate) basic_data: Vec<u8>,
    /// EF 0004.
    pub(crate) issuer_certificate: Vec<u8>,
    /// EF 0005.
    pub(crate) number_image: Vec<u8>,
}

impl std::fmt::Debug for Surface {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Surface")
            .field("birth_date", &self.birth_date)
            .field("number_b", &self.number_b)
            .field("number_a", &self.number_a)
            .finish_non_exhaustive()
    }
}

/// What has to be presented for a file: any one of these.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Opened {
    Freely,
    ByBirthDate,
    ByEitherNumber,
    ByNumberA,
}

impl Surface {
    /// The application of a card of this holder, whose number is `number_a`, with this key.
    pub(crate) fn issue(holder: &Holder, number_a: &str, key: RsaPrivateKey) -> Result<Self, rsa::Error> {
        Ok(Self {
            files: record::write(holder, &key.to_public_key())?,
            key,
            birth_date: Secret::new(&holder.birth_key(), TRIES, TRIES),
            number_b: Secret::new(&holder.matching_number(), TRIES, TRIES),
            number_a: Secret::new(number_a, TRIES, TRIES),
        })
    }

    /// What is in a file, and what opens it; none for one that holds a key.
    pub(crate) fn contents_of(&self, file: SurfaceFile) -> Option<(&[u8], Opened)> {
        Some(match file {
            SurfaceFile::AgeRecord => (&self.files.age_record, Opened::ByBirthDate),
            SurfaceFile::Face => (&self.files.face, Opened::ByEitherNumber),
            SurfaceFile::BasicData => (&self.files.basic_data, Opened::Freely),
            SurfaceFile::IssuerCertificate => (&self.files.issuer_certificate, Opened::Freely),
            SurfaceFile::NumberImage => (&self.files.number_image, Opened::ByNumberA),
            SurfaceFile::BirthDate | SurfaceFile::NumberB | SurfaceFile::NumberA => return None,
        })
    }
}
