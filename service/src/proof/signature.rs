//! The signature of a challenge by the key of the certificate.

use kyotaku_core::eligibility::ProblemKind;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use x509_parser::{oid_registry::OID_PKCS1_RSAENCRYPTION, x509::SubjectPublicKeyInfo};

use crate::http::Refusal;

/// The public key of a certificate.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Key(Vec<u8>);

impl Key {
    /// Of an algorithm that cards have. The next card is announced with ECDSA P-384: its algorithm is one more case here.
    pub(super) fn of(key: &SubjectPublicKeyInfo<'_>) -> Result<Self, Refusal> {
        if key.algorithm.algorithm == OID_PKCS1_RSAENCRYPTION {
            Ok(Self(key.subject_public_key.data.to_vec()))
        } else {
            Err(Refusal::new(
                ProblemKind::CertificateForAnotherPurpose,
                "Its key is of an algorithm that cards do not use.",
            ))
        }
    }

    /// Verifies that it signed the message.
    pub(super) fn signed(&self, message: &[u8], signature: &[u8]) -> Result<(), Refusal> {
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &self.0)
            .verify(message, signature)
            .map_err(|_| {
                Refusal::new(
                    ProblemKind::SignatureInvalid,
                    "It is not the key's signature over challenge, clinic and mode.",
                )
            })
    }
}
