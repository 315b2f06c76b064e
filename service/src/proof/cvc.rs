//! The card-verifiable certificate of the key that signed a card's surface record, from EF 0004 of the surface
//! application. Its form is myna-card's account of it [S: myna-card 3.3.4]:
//!
//! ```text
//! 7F21 (
//!   5F4E  297 bytes: key id of the issuer (証明者鍵ID), key id of the subject (被証明者鍵ID), 16 bytes each; the key
//!   5F37  256 bytes: the issuer's signature over those 297
//! )
//! ```

use super::{surface_key::SurfaceKey, tlv};

/// What names a key: 16 bytes.
pub type KeyId = [u8; 16];

/// A card-verifiable certificate, as it stands; that its issuer is trusted is another matter.
pub(crate) struct Cvc<'a> {
    /// Which key signed it.
    pub(crate) issuer: &'a KeyId,
    /// The key that it is about.
    pub(crate) key: SurfaceKey<'a>,
    body: &'a [u8],
    signature: &'a [u8],
}

impl<'a> Cvc<'a> {
    /// Reads one; none if there is anything else before, between or behind.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let contents = tlv::only(&[0x7F, 0x21], bytes)?;
        let (body, rest) = tlv::first(&[0x5F, 0x4E], contents)?;
        let signature = tlv::only(&[0x5F, 0x37], rest)?;
        let (issuer, subject_and_key) = body.split_first_chunk()?;
        let (_subject, key) = subject_and_key.split_first_chunk::<16>()?;
        Some(Self {
            issuer,
            key: SurfaceKey::read(key)?,
            body,
            signature,
        })
    }

    /// Whether this key signed it.
    pub(crate) fn is_signed_by(&self, issuer: SurfaceKey<'_>) -> bool {
        issuer.signed(self.body, self.signature)
    }
}
