//! The card proof: that a genuine, unexpired user-authentication certificate is there, and that our challenge for this
//! clinic and this mode was signed: after the PIN by the certificate's key, without it by the key of the card's surface.
//!
//! - `sent`: the proof as a request has it.
//! - `root`: the roots that cards are trusted by.
//! - `certificate`: what a certificate must be.
//! - `expiry`: what holds after it expired.
//! - `signature`: the signature of the challenge after the PIN.
//! - `surface`: the proof without the PIN, of
//!   - `tlv`: the objects that a card's files are made of,
//!   - `surface_key`: the keys in them,
//!   - `cvc`: the certificate of the key that signed the record,
//!   - `holder`: birth date, sex and the card's own key.

pub(crate) mod certificate;
pub(crate) mod cvc;
mod expiry;
pub(crate) mod holder;
mod root;
pub(crate) mod sent;
mod signature;
mod surface;
mod surface_key;
pub(crate) mod tlv;

use std::fmt;

use jiff::{Timestamp, civil::Date};
use kyotaku_core::card::ChallengeMessage;

pub use cvc::KeyId;
pub(crate) use holder::Holder;
pub(crate) use root::Root;
pub use root::RootError;
pub(crate) use surface::Shown;
pub use surface::{AuthorityError, SurfaceAuthority};

use crate::http::Refusal;

/// What cards are trusted by.
#[derive(Clone)]
pub(crate) struct Trust {
    roots: Vec<Root>,
    surface_authorities: Vec<SurfaceAuthority>,
    accept_test_policy: bool,
}

/// A certificate that a trusted root issued for user authentication, and that eligibility can be checked by at the time.
/// That its card is there is not proved by it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct GenuineCertificate {
    /// [`Root::id`] of the root that signed the certificate.
    pub(crate) root: String,
    /// Upper-case hexadecimal without leading zeros.
    pub(crate) serial: String,
    pub(crate) not_after: Timestamp,
    /// The day, in Japan, on which the certificate expired, if it has.
    pub(crate) expired_on: Option<Date>,
    key: signature::Key,
}

/// The root, and never the serial number: by it the holder is found.
impl fmt::Debug for GenuineCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("GenuineCertificate");
        debug.field("root", &self.root).finish_non_exhaustive()
    }
}

impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Trust")
    }
}

impl Trust {
    /// Trusts these root certificates (DER), and no authority for surface records.
    pub(crate) fn new(roots: &[Vec<u8>], accept_test_policy: bool) -> Result<Self, RootError> {
        Ok(Self {
            roots: roots
                .iter()
                .map(|der| Root::read(der))
                .collect::<Result<_, _>>()?,
            surface_authorities: Vec::new(),
            accept_test_policy,
        })
    }

    /// Trusts these authorities for surface records, too.
    pub(crate) fn with_surfaces(self, authorities: &[SurfaceAuthority]) -> Result<Self, AuthorityError> {
        authorities.iter().try_for_each(SurfaceAuthority::check)?;
        Ok(Self {
            surface_authorities: authorities.to_vec(),
            ..self
        })
    }

    /// The numbers under which the database knows the roots.
    pub(crate) fn root_ids(&self) -> Vec<String> {
        self.roots.iter().map(|root| root.id.clone()).collect()
    }

    /// Judges a certificate (DER) as it stands at `now`. Whether it was revoked is the database's to say.
    pub(crate) fn certificate(&self, der: &[u8], now: Timestamp) -> Result<GenuineCertificate, Refusal> {
        let certificate = certificate::read(der)?;
        let root = root::that_signed(&self.roots, &certificate).map_err(|refusal| {
            // What is said of a test card needs no proof: it is refused either way.
            certificate::is_of_a_test_card(&certificate).unwrap_or(refusal)
        })?;
        certificate::is_for_user_authentication(&certificate, self.accept_test_policy)?;
        let (not_after, expired_on) = expiry::judge(certificate.validity(), now)?;
        Ok(GenuineCertificate {
            root: root.id.clone(),
            serial: certificate::serial_text(certificate.raw_serial()),
            not_after,
            expired_on,
            key: signature::Key::of(certificate.public_key())?,
        })
    }

    /// Whose card it was that showed its surface and signed this message.
    pub(crate) fn surface<'a>(
        &self,
        shown: &'a Shown,
        message: &ChallengeMessage,
    ) -> Result<Holder<'a>, Refusal> {
        shown.verify(&self.surface_authorities, message)
    }
}

impl GenuineCertificate {
    /// Verifies that the certificate's key signed this message.
    pub(crate) fn signed(&self, message: &ChallengeMessage, signature: &[u8]) -> Result<(), Refusal> {
        self.key.signed(message.as_bytes(), signature)
    }
}

#[cfg(test)]
mod tests;
