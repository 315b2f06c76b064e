//! The authority of the surface records: a root, whose key signs card-verifiable certificates, and one such certificate
//! (EF 0004), whose key signs the records. Layout and lengths: myna-card 3.3.4, `src/data.rs` \[S\]. Both keys stand in
//! the tree, in files named TEST-ONLY: nothing but a test may trust them.

use std::sync::LazyLock;

use rsa::{Pkcs1v15Sign, RsaPrivateKey, traits::PublicKeyParts};
use sha2::{Digest, Sha256};

use crate::{
    keys::{TestKey, test_key},
    surface::{object, public_key},
};

/// Names the root: seven digits, `08 05`, three digits, four zeros. Real ones begin with 5, J-LIS's test ones with 6.
const ROOT_ID: [u8; 16] = *b"9000023\x08\x05001\0\0\0\0";
/// Names the key that signs the records: the made-up municipality's.
const ISSUER_ID: [u8; 16] = *b"9099999\x08\x05001\0\0\0\0";

/// The authority of the surface records (券面事項確認APの証明者): what a service that takes these cards trusts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SurfaceRoot {
    /// 証明者鍵ID: the first 16 bytes of a certificate that it signed.
    pub key_id: [u8; 16],
    /// The RSA-2048 modulus, 256 bytes, big-endian.
    pub modulus: Vec<u8>,
    /// The public exponent, `01 00 01`.
    pub exponent: Vec<u8>,
}

impl SurfaceRoot {
    /// Its public key as cards and certificates have one: the objects 90 (exponent) and 91 (modulus), 265 bytes.
    pub fn key(&self) -> Vec<u8> {
        [object(0x90, &self.exponent), object(0x91, &self.modulus)].concat()
    }
}

static ROOT: LazyLock<SurfaceRoot> = LazyLock::new(|| {
    let key = test_key(TestKey::SurfaceRoot);
    SurfaceRoot {
        key_id: ROOT_ID,
        modulus: key.n().to_bytes_be(),
        exponent: key.e().to_bytes_be(),
    }
});
static ISSUER: LazyLock<RsaPrivateKey> = LazyLock::new(|| test_key(TestKey::SurfaceIssuer));
static CERTIFICATE: LazyLock<Vec<u8>> =
    LazyLock::new(|| certify().expect("the committed key signs a digest; a test does it"));

/// The authority that a service trusts.
pub fn surface_root() -> &'static SurfaceRoot {
    &ROOT
}

/// EF 0004: `7F21 { 5F4E 証明者鍵ID, 被証明者鍵ID, public key; 5F37 signature over what is in 5F4E }`.
pub fn surface_certificate() -> &'static [u8] {
    &CERTIFICATE
}

/// The key that signs the records.
pub(crate) fn surface_issuer_key() -> &'static RsaPrivateKey {
    &ISSUER
}

fn certify() -> Result<Vec<u8>, rsa::Error> {
    let body = [&ROOT_ID[..], &ISSUER_ID, &public_key(&ISSUER.to_public_key())].concat();
    let root = test_key(TestKey::SurfaceRoot);
    let signature = root.sign(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(&body))?;
    Ok(object(
        0x7F21,
        &[object(0x5F4E, &body), object(0x5F37, &signature)].concat(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_always_the_same() {
        // A service keeps it in its store of trust: a change here is a change of trust.
        let root = surface_root();
        assert_eq!((root.modulus.len(), &root.exponent[..]), (256, &[1, 0, 1][..]));
        assert_eq!(
            root.key(),
            public_key(&test_key(TestKey::SurfaceRoot).to_public_key())
        );
        assert_eq!(Sha256::digest(&root.modulus)[..4], [0xEB, 0x16, 0x2B, 0x95]);
    }

    #[test]
    fn the_certificate_has_the_lengths_of_a_card() {
        let certificate = surface_certificate();
        assert_eq!(
            certificate[..10],
            [0x7F, 0x21, 0x82, 0x02, 0x33, 0x5F, 0x4E, 0x82, 0x01, 0x29]
        );
        assert_eq!(certificate.len(), 5 + 0x233);
    }
}
