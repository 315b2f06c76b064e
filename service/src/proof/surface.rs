//! The proof without the PIN (目視): that a genuine card was there. Its record's first group is sent, and of the others
//! (the images of name and address; the portrait) the digests alone, by which the issuer's signature can be verified.
//!
//! What is proved: a trusted authority issued the certificate of the key that signed the record; that key signed birth
//! date, sex, the card's own key and the digests; the card's own key signed our challenge for this clinic and mode. That
//! the portrait is the holder's face is what staff said who compared the two. DF29, the card's expiry, is not signed.

use kyotaku_core::{card::ChallengeMessage, eligibility::ProblemKind};
use sha2::{Digest, Sha256};

use super::{
    cvc::{Cvc, KeyId},
    holder::Holder,
    surface_key::SurfaceKey,
};
use crate::http::Refusal;

/// An authority that is trusted to certify the keys that sign surface records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurfaceAuthority {
    /// What certificates name it by (証明者鍵ID).
    pub key_id: KeyId,
    /// Its RSA-2048 public key: the objects 90 (exponent) and 91 (modulus), 265 bytes.
    pub key: Vec<u8>,
}

/// A configured authority's key is not an RSA-2048 key in the form of [`SurfaceAuthority::key`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the key of an authority for surface records cannot be read")]
pub struct AuthorityError;

/// What a card showed and signed without the PIN. No part is the portrait.
pub(crate) struct Shown {
    /// DF22, DF23 and DF24.
    pub(crate) holder: Vec<u8>,
    pub(crate) images_digest: [u8; 32],
    pub(crate) portrait_digest: [u8; 32],
    /// The value of DF28.
    pub(crate) record_signature: Vec<u8>,
    /// EF 0004.
    pub(crate) issuer_certificate: Vec<u8>,
    /// Over the challenge.
    pub(crate) signature: Vec<u8>,
}

impl SurfaceAuthority {
    /// Whether its key can be read.
    pub(super) fn check(&self) -> Result<(), AuthorityError> {
        SurfaceKey::read(&self.key).map(|_| ()).ok_or(AuthorityError)
    }
}

impl Shown {
    /// Whose card it was, if it was a genuine one that signed this message.
    pub(super) fn verify(
        &self,
        authorities: &[SurfaceAuthority],
        message: &ChallengeMessage,
    ) -> Result<Holder<'_>, Refusal> {
        let untrusted = |detail| Refusal::new(ProblemKind::RecordUntrusted, detail);
        let issuer = Cvc::read(&self.issuer_certificate)
            .ok_or_else(|| untrusted("The certificate of its issuer is not of the form that cards have."))?;
        let holder = Holder::read(&self.holder)
            .ok_or_else(|| untrusted("Birth date, sex and key are not of the form that cards have."))?;
        let is_trusted = authorities
            .iter()
            .filter(|authority| authority.key_id == *issuer.issuer)
            .filter_map(|authority| SurfaceKey::read(&authority.key))
            .any(|authority| issuer.is_signed_by(authority));
        if !is_trusted {
            return Err(untrusted("No configured authority certified its issuer's key."));
        }
        let digests = [
            Sha256::digest(&self.holder).into(),
            self.images_digest,
            self.portrait_digest,
        ];
        if !issuer.key.signed_three(&digests, &self.record_signature) {
            return Err(untrusted("Its issuer did not sign it as it was sent."));
        }
        if !holder.key.signed(message.as_bytes(), &self.signature) {
            return Err(Refusal::new(
                ProblemKind::SignatureInvalid,
                "It is not the surface key's signature over challenge, clinic, mode and identity.",
            ));
        }
        Ok(holder)
    }
}
