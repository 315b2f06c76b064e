//! What one tap yields: the user-authentication certificate, and a signature of a challenge by its key.

use crate::{eligibility::InstitutionCode, visit::CareMode};

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
    /// The message for a nonce that the service gave to this clinic and mode.
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

    /// The bytes to hash and sign.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The card's answer to one tap. Its `Debug` gives lengths only: a certificate names a person's card.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CardProof {
    /// The user-authentication certificate (利用者証明用電子証明書), DER.
    pub certificate: Vec<u8>,
    /// RSASSA-PKCS1-v1_5 with SHA-256 over [`ChallengeMessage::as_bytes`], 256 bytes for RSA-2048.
    pub signature: Vec<u8>,
}

impl std::fmt::Debug for CardProof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "CardProof({} + {} bytes)",
            self.certificate.len(),
            self.signature.len()
        )
    }
}
