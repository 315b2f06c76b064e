//! Putting a certificate together and signing it: sha256WithRSAEncryption.

use rsa::{
    RsaPrivateKey, RsaPublicKey,
    pkcs1v15::SigningKey,
    signature::{SignatureEncoding, Signer},
};
use sha2::Sha256;
use x509_cert::{
    Certificate, TbsCertificate, Version,
    der::{
        self, Encode,
        asn1::{Any, BitString, ObjectIdentifier},
    },
    ext::Extensions,
    name::Name,
    spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned},
};

use super::{Serial, Validity};

const SHA256_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");

/// Why a certificate could not be made.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// The dates cannot stand in a certificate.
    #[error(transparent)]
    Validity(#[from] super::validity::NoSuchValidity),
    /// A part could not be encoded.
    #[error("the certificate could not be encoded")]
    Encoding(#[from] der::Error),
    /// The key could not be encoded.
    #[error("the public key could not be encoded")]
    Key(#[from] x509_cert::spki::Error),
    /// The root's key could not sign.
    #[error("the certificate could not be signed")]
    Signing(#[from] rsa::signature::Error),
}

/// Everything that is signed.
pub(super) struct Content {
    pub(super) serial: Serial,
    pub(super) issuer: Name,
    pub(super) subject: Name,
    pub(super) validity: Validity,
    pub(super) key: SubjectPublicKeyInfoOwned,
    pub(super) extensions: Extensions,
}

/// The certificate, DER. The same content and key give the same bytes.
pub(super) fn sign(content: Content, root_key: &RsaPrivateKey) -> Result<Vec<u8>, IssueError> {
    let algorithm = AlgorithmIdentifierOwned {
        oid: SHA256_WITH_RSA,
        parameters: Some(Any::null()),
    };
    let certificate = TbsCertificate {
        version: Version::V3,
        serial_number: content.serial.to_x509(),
        signature: algorithm.clone(),
        issuer: content.issuer,
        validity: content.validity.to_x509()?,
        subject: content.subject,
        subject_public_key_info: content.key,
        issuer_unique_id: None,
        subject_unique_id: None,
        extensions: Some(content.extensions),
    };
    let signature = SigningKey::<Sha256>::new(root_key.clone()).try_sign(&certificate.to_der()?)?;
    let certificate = Certificate {
        tbs_certificate: certificate,
        signature_algorithm: algorithm,
        signature: BitString::from_bytes(&signature.to_vec())?,
    };
    Ok(certificate.to_der()?)
}

/// A public key as certificates carry it.
pub(super) fn public_key_info(key: &RsaPublicKey) -> Result<SubjectPublicKeyInfoOwned, IssueError> {
    Ok(SubjectPublicKeyInfoOwned::from_key(key.clone())?)
}
