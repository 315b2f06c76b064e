//! The signature of a challenge by the card's key.

use kyotaku_core::eligibility::ProblemKind;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey, VerificationAlgorithm};
use x509_parser::{oid_registry::OID_PKCS1_RSAENCRYPTION, x509::SubjectPublicKeyInfo};

use crate::http::Refusal;

/// Verifies a signature by the algorithm that goes with the key. The next card is announced with ECDSA P-384: its
/// algorithm is one more arm here.
pub(super) fn verify(
    key: &SubjectPublicKeyInfo<'_>,
    message: &[u8],
    signature: &[u8],
) -> Result<(), Refusal> {
    let algorithm: &'static dyn VerificationAlgorithm = if key.algorithm.algorithm == OID_PKCS1_RSAENCRYPTION
    {
        &RSA_PKCS1_2048_8192_SHA256
    } else {
        return Err(Refusal::new(
            ProblemKind::CertificateForAnotherPurpose,
            "Its key is of an algorithm that cards do not use.",
        ));
    };
    UnparsedPublicKey::new(algorithm, &key.subject_public_key.data)
        .verify(message, signature)
        .map_err(|_| {
            Refusal::new(
                ProblemKind::SignatureInvalid,
                "It is not the key's signature over challenge, clinic and mode.",
            )
        })
}
