//! What one tap yields: the user-authentication certificate, and a signature of a challenge by its key; or, without the
//! PIN, what proves that a genuine card was there.

use async_trait::async_trait;
use sha2::{Digest, Sha256};

use super::Portrait;
use crate::{
    eligibility::{InstitutionCode, date::Date, hex},
    visit::CareMode,
};

/// The bytes that the card's key signs: the service's challenge, bound to the clinic and the mode it was
/// given for, so that a signature made for one cannot be used by another. Layout, in UTF-8:
///
/// ```text
/// kyotaku challenge 1\n
/// institution <10 digits>\n
/// mode <home-visit | online-outpatient>\n
/// nonce <base64 of the service's random bytes, standard alphabet, padded>\n
/// ```
///
/// The card signs its SHA-256 (PKCS#1 v1.5). The stand-in's own choice: the real protocol is not public.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ChallengeMessage(Vec<u8>);

impl ChallengeMessage {
    /// The message for a nonce that the service gave to this clinic and mode, to be signed after the PIN.
    pub fn new(institution: &InstitutionCode, mode: CareMode, nonce_base64: &str) -> Self {
        Self(
            format!(
                "kyotaku challenge 1\ninstitution {}\nmode {}\nnonce {nonce_base64}\n",
                institution.as_str(),
                mode.wire_name(),
            )
            .into_bytes(),
        )
    }

    /// The same, to be signed by the surface application without the PIN: with one more line,
    /// `identity visual\n`, so that a signature of the one kind is none of the other.
    pub fn without_pin(institution: &InstitutionCode, mode: CareMode, nonce_base64: &str) -> Self {
        let mut message = Self::new(institution, mode, nonce_base64);
        message.0.extend(b"identity visual\n");
        message
    }

    /// The message for a nonce that the service gave to a patient who reads and takes back by themselves. It names no clinic
    /// and begins otherwise, so that a signature of the one kind is none of the other:
    ///
    /// ```text
    /// kyotaku holder challenge 1\n
    /// nonce <base64 of 32 bytes, standard alphabet, padded>\n
    /// ```
    pub fn of_holder(nonce_base64: &str) -> Self {
        Self(format!("kyotaku holder challenge 1\nnonce {nonce_base64}\n").into_bytes())
    }

    /// The bytes to hash and sign.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The user-authentication certificate (利用者証明用電子証明書), as much of it as a tap had to read.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum CertificateRead {
    /// All of it, DER.
    Whole(Vec<u8>),
    /// Its beginning, by which the service found it among those it has.
    Known(CertificateHead),
}

/// SHA-256 of the first [`CertificateHead::READ`] bytes of a certificate: serial number, issuer, validity and, as far
/// as they reach, the subject. It names the certificate, and with it a card.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct CertificateHead([u8; 32]);

impl CertificateHead {
    /// How many bytes are hashed: what one answer to a short READ BINARY holds.
    pub const READ: usize = 256;

    /// Of a certificate of which at least [`Self::READ`] bytes are there; a shorter one is no certificate.
    pub fn of(certificate: &[u8]) -> Option<Self> {
        let head = certificate.get(..Self::READ)?;
        Some(Self(Sha256::digest(head).into()))
    }

    /// On the wire: 64 lower-case hexadecimal digits.
    pub fn to_hex(self) -> String {
        hex(&self.0)
    }
}

/// Asks whether the service has a certificate. Asked in the middle of a tap, while the card signs: it must give up by
/// itself, soon, and then say no. The certificate is read whole then.
#[async_trait]
pub trait KnownCertificates: Send + Sync {
    /// Whether the service has exactly one certificate that begins so.
    async fn knows(&self, head: CertificateHead) -> bool;
}

/// No certificate is known: each is read whole.
pub struct NoneKnown;

#[async_trait]
impl KnownCertificates for NoneKnown {
    async fn knows(&self, _head: CertificateHead) -> bool {
        false
    }
}

/// The card's answer to one tap with the PIN.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CardProof {
    /// The certificate.
    pub certificate: CertificateRead,
    /// RSASSA-PKCS1-v1_5 with SHA-256 over [`ChallengeMessage::as_bytes`], 256 bytes for RSA-2048.
    pub signature: Vec<u8>,
}

/// The card's answer to one tap without the PIN (目視): that a genuine card was there, whose record was written by the
/// issuer, and whose own key signed the challenge. It holds neither the portrait nor the images of name and address,
/// only their digests; the issuer signed those.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SurfaceProof {
    /// The user-authentication certificate, read without the PIN.
    pub certificate: Vec<u8>,
    /// The objects DF22 (birth date), DF23 (sex) and DF24 (the card's public key) of the surface record, as they
    /// stand there.
    pub holder: Vec<u8>,
    /// SHA-256 of the objects DF25 and DF26, the images of name and address, as they stand there.
    pub images_digest: [u8; 32],
    /// SHA-256 of the object DF27, the portrait, as it stands there.
    pub portrait_digest: [u8; 32],
    /// DF28: the issuer's signature over the digests of these three groups.
    pub record_signature: Vec<u8>,
    /// EF 0004: the card-verifiable certificate of the key that signed the record.
    pub issuer_certificate: Vec<u8>,
    /// RSASSA-PKCS1-v1_5 with SHA-256 over [`ChallengeMessage::as_bytes`], by the key in DF24.
    pub signature: Vec<u8>,
}

/// What a tap without the PIN yields.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SurfaceReading {
    /// For staff to compare with the person. Never stored and never sent.
    pub portrait: Portrait,
    /// The last day on which the card is good (DF29). The issuer's signature does not cover it (read in myna-card's
    /// source): it guards against an old card, not against a forged one.
    pub expires_on: Date,
    /// What the service judges.
    pub proof: SurfaceProof,
}

/// A certificate names a person's card, and a record a person: what is printed of them is their type's name.
macro_rules! debug_by_name {
    ($($type:ident),+) => {$(
        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($type))
            }
        }
    )+};
}

debug_by_name!(
    CertificateRead,
    CertificateHead,
    CardProof,
    SurfaceProof,
    SurfaceReading
);
