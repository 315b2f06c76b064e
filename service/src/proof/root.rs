//! The roots that cards are trusted by. Several generations of the JPKI root share one name and differ in their
//! keys; so the root of a certificate is the one whose key verifies its signature.

use kyotaku_core::eligibility::ProblemKind;
use sha2::{Digest, Sha256};
use x509_parser::{
    certificate::X509Certificate,
    oid_registry::{OID_PKCS1_SHA256WITHRSA, OID_PKCS1_SHA384WITHRSA, OID_PKCS1_SHA512WITHRSA},
    prelude::FromDer,
};

use crate::http::Refusal;

/// A root as it is configured. That it is trusted is the configuration's word: its validity is not judged.
#[derive(Clone)]
pub(crate) struct Root {
    der: Vec<u8>,
    /// SHA-256 of its public key (SubjectPublicKeyInfo, DER), lower-case hexadecimal.
    pub(crate) id: String,
}

/// A configured root cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RootError {
    /// It is not one X.509 certificate in DER.
    #[error("a root certificate cannot be read: it must be one certificate in DER")]
    Malformed,
    /// It is not a certification authority's own certificate.
    #[error("a root certificate is not that of a certification authority")]
    NotAnAuthority,
}

impl Root {
    /// Reads a root certificate (DER).
    pub(crate) fn read(der: &[u8]) -> Result<Self, RootError> {
        let (rest, certificate) = X509Certificate::from_der(der).map_err(|_| RootError::Malformed)?;
        if !rest.is_empty() {
            return Err(RootError::Malformed);
        }
        if !certificate.is_ca() || !is_signed_by(&certificate, &certificate) {
            return Err(RootError::NotAnAuthority);
        }
        Ok(Self {
            der: der.to_owned(),
            id: crate::ports::hex(&Sha256::digest(certificate.public_key().raw)),
        })
    }
}

/// The root that signed a certificate.
pub(super) fn that_signed<'a>(
    roots: &'a [Root],
    certificate: &X509Certificate<'_>,
) -> Result<&'a Root, Refusal> {
    let signed = |root: &&Root| {
        X509Certificate::from_der(&root.der).is_ok_and(|(_, root)| {
            root.subject().as_raw() == certificate.issuer().as_raw() && is_signed_by(certificate, &root)
        })
    };
    roots.iter().find(signed).ok_or_else(|| {
        Refusal::new(
            ProblemKind::CertificateUntrusted,
            "No configured root's key signed the certificate.",
        )
    })
}

/// Whether `signer`'s key signed `certificate`, by RSA with SHA-2. SHA-1 would be verified too, were it not kept out
/// here.
fn is_signed_by(certificate: &X509Certificate<'_>, signer: &X509Certificate<'_>) -> bool {
    let algorithm = &certificate.signature_algorithm;
    let accepted = [
        OID_PKCS1_SHA256WITHRSA,
        OID_PKCS1_SHA384WITHRSA,
        OID_PKCS1_SHA512WITHRSA,
    ];
    accepted.contains(&algorithm.algorithm)
        && certificate.tbs_certificate.signature == *algorithm
        && certificate.verify_signature(Some(signer.public_key())).is_ok()
}
