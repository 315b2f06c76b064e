//! The two roots, one for each kind of certificate, as JPKI has them. Their keys stand in the tree, in files
//! named TEST-ONLY: anyone can issue under them, so nothing but a test may trust them.

use std::sync::LazyLock;

use jiff::{Timestamp, civil::date};
use rsa::RsaPrivateKey;
use x509_cert::{
    der::pem::{LineEnding, encode_string},
    spki::SubjectPublicKeyInfoOwned,
};

use super::{
    Purpose, Serial, Validity, extension, name,
    sign::{Content, IssueError, public_key_info, sign},
};
use crate::keys::{self, TestKey};

/// A root, ready to issue.
pub(super) struct Root {
    pub(super) key: RsaPrivateKey,
    pub(super) key_info: SubjectPublicKeyInfoOwned,
    pub(super) serial: Serial,
    der: Vec<u8>,
    pem: String,
}

static AUTHENTICATION: LazyLock<Root> = LazyLock::new(|| {
    make(Purpose::Authentication, TestKey::AuthenticationRoot, 0x0A_0001)
        .expect("the committed key and the fixed dates make a root; a test does it")
});
static SIGNATURE: LazyLock<Root> = LazyLock::new(|| {
    make(Purpose::Signature, TestKey::SignatureRoot, 0x0A_0002)
        .expect("the committed key and the fixed dates make a root; a test does it")
});

/// The root of the user-authentication certificates, DER: what a service that takes these cards trusts.
pub fn auth_root_der() -> &'static [u8] {
    &of(Purpose::Authentication).der
}

/// The same in PEM.
pub fn auth_root_pem() -> &'static str {
    &of(Purpose::Authentication).pem
}

/// The root of the signature certificates, DER.
pub fn signature_root_der() -> &'static [u8] {
    &of(Purpose::Signature).der
}

/// The same in PEM.
pub fn signature_root_pem() -> &'static str {
    &of(Purpose::Signature).pem
}

pub(super) fn of(purpose: Purpose) -> &'static Root {
    match purpose {
        Purpose::Authentication => &AUTHENTICATION,
        Purpose::Signature => &SIGNATURE,
    }
}

fn make(purpose: Purpose, key: TestKey, serial: u32) -> Result<Root, IssueError> {
    let key = keys::test_key(key);
    let key_info = public_key_info(&key.to_public_key())?;
    let serial = Serial::new(serial).ok_or(super::validity::NoSuchValidity)?;
    // 1 April 2023, 00:00 UTC, to the end of 31 March 2043 in Japan.
    let issued = Timestamp::from_second(1_680_307_200).map_err(|_| super::validity::NoSuchValidity)?;
    let der = sign(
        Content {
            serial,
            issuer: name::issuer(purpose)?,
            subject: name::issuer(purpose)?,
            validity: Validity::until_day(issued, date(2043, 3, 31))?,
            extensions: extension::of_root(purpose, &key_info)?,
            key: key_info.clone(),
        },
        &key,
    )?;
    let pem = encode_string("CERTIFICATE", LineEnding::LF, &der).map_err(x509_cert::der::Error::from)?;
    Ok(Root {
        key,
        key_info,
        serial,
        der,
        pem,
    })
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn the_roots_are_always_the_same_bytes() {
        // A service keeps these roots in its store of trust: a change here is a change of trust.
        let digest = |der: &[u8]| {
            Sha256::digest(der)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
        };
        assert_eq!(
            digest(auth_root_der()),
            "8397f75c14175ce76f79a431cafba87f17a0b90e201f054fd214dbde662de15e"
        );
        assert_eq!(
            digest(signature_root_der()),
            "5ce0c3215385f7e697c9a74b295fda12f7885900e15b681347b7a0699072fc96"
        );
        assert!(auth_root_pem().starts_with("-----BEGIN CERTIFICATE-----\n"));
    }
}
