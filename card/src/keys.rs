//! RSA-2048 keys: the TEST-ONLY ones of the tree, and fresh ones.

use rsa::{RsaPrivateKey, pkcs8::DecodePrivateKey, rand_core::OsRng};

/// A key that stands in the tree, so that no test waits for a key to be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TestKey {
    /// The root of the authentication certificates.
    AuthenticationRoot,
    /// The root of the signature certificates.
    SignatureRoot,
    /// The authority of the surface records.
    SurfaceRoot,
    /// The key that signs them.
    SurfaceIssuer,
    /// One of four card keys, counted modulo four.
    Card(usize),
}

/// How many card keys there are.
pub(crate) const CARD_KEYS: usize = 4;

pub(crate) fn test_key(key: TestKey) -> RsaPrivateKey {
    let pem = match key {
        TestKey::AuthenticationRoot => include_str!("../keys/TEST-ONLY-authentication-root.pem"),
        TestKey::SignatureRoot => include_str!("../keys/TEST-ONLY-signature-root.pem"),
        TestKey::SurfaceRoot => include_str!("../keys/TEST-ONLY-surface-root.pem"),
        TestKey::SurfaceIssuer => include_str!("../keys/TEST-ONLY-surface-issuer.pem"),
        TestKey::Card(index) => match index % CARD_KEYS {
            0 => include_str!("../keys/TEST-ONLY-card-1.pem"),
            1 => include_str!("../keys/TEST-ONLY-card-2.pem"),
            2 => include_str!("../keys/TEST-ONLY-card-3.pem"),
            _ => include_str!("../keys/TEST-ONLY-card-4.pem"),
        },
    };
    RsaPrivateKey::from_pkcs8_pem(pem).expect("the committed keys are PKCS #8; a test reads each")
}

/// A fresh key, from the operating system's randomness. Takes a second or so.
pub(crate) fn fresh() -> Result<RsaPrivateKey, rsa::Error> {
    RsaPrivateKey::new(&mut OsRng, 2048)
}

#[cfg(test)]
mod tests {
    use rsa::traits::PublicKeyParts;

    use super::*;

    #[test]
    fn every_committed_key_is_an_rsa_2048_key() {
        let roots = [
            TestKey::AuthenticationRoot,
            TestKey::SignatureRoot,
            TestKey::SurfaceRoot,
            TestKey::SurfaceIssuer,
        ];
        for key in roots.into_iter().chain((0..CARD_KEYS).map(TestKey::Card)) {
            assert_eq!(test_key(key).size(), 256, "{key:?}");
        }
    }
}
