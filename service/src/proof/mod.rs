//! The card proof: that a genuine, unexpired user-authentication certificate is there, and that its key signed our
//! challenge for this clinic and this mode.
//!
//! - `root`: the roots that cards are trusted by.
//! - `certificate`: what a certificate must be.
//! - `expiry`: what holds after it expired.
//! - `signature`: the signature of the challenge.

mod certificate;
mod expiry;
mod root;
mod signature;

use std::fmt;

use jiff::{Timestamp, civil::Date};
use kyotaku_core::card::ChallengeMessage;

pub(crate) use root::Root;
pub use root::RootError;

use crate::http::Refusal;

/// What cards are trusted by.
#[derive(Clone)]
pub(crate) struct Trust {
    roots: Vec<Root>,
    accept_test_policy: bool,
}

/// A card that proved itself.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ProvenCard {
    /// [`Root::id`] of the root that signed the certificate.
    pub(crate) root: String,
    /// Upper-case hexadecimal without leading zeros.
    pub(crate) serial: String,
    pub(crate) not_after: Timestamp,
    /// The day, in Japan, on which the certificate expired, if it has.
    pub(crate) expired_on: Option<Date>,
}

/// The root, and never the serial number: by it the holder is found.
impl fmt::Debug for ProvenCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("ProvenCard");
        debug.field("root", &self.root).finish_non_exhaustive()
    }
}

impl Trust {
    /// Trusts these root certificates (DER).
    pub(crate) fn new(roots: &[Vec<u8>], accept_test_policy: bool) -> Result<Self, RootError> {
        Ok(Self {
            roots: roots
                .iter()
                .map(|der| Root::read(der))
                .collect::<Result<_, _>>()?,
            accept_test_policy,
        })
    }

    /// The numbers under which the database knows the roots.
    pub(crate) fn root_ids(&self) -> Vec<String> {
        self.roots.iter().map(|root| root.id.clone()).collect()
    }

    /// Verifies a proof: certificate (DER) and signature, over the message that was to be signed.
    pub(crate) fn verify(
        &self,
        certificate: &[u8],
        signature: &[u8],
        message: &ChallengeMessage,
        now: Timestamp,
    ) -> Result<ProvenCard, Refusal> {
        let certificate = certificate::read(certificate)?;
        let root = root::that_signed(&self.roots, &certificate)?;
        certificate::is_for_user_authentication(&certificate, self.accept_test_policy)?;
        let (not_after, expired_on) = expiry::judge(certificate.validity(), now)?;
        signature::verify(certificate.public_key(), message.as_bytes(), signature)?;
        Ok(ProvenCard {
            root: root.id.clone(),
            serial: certificate::serial_text(certificate.raw_serial()),
            not_after,
            expired_on,
        })
    }
}

#[cfg(test)]
mod tests;
