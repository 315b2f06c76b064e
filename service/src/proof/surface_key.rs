//! The RSA keys of the surface application (券面事項確認AP), as its files have them.

use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use rsa::{BigUint, Pkcs1v15Sign, RsaPublicKey};

use super::tlv;

/// The exponent of every such key that the sources show [S: myna-card 3.3.4].
const EXPONENT: [u8; 3] = [0x01, 0x00, 0x01];
/// RSA-2048.
const MODULUS: usize = 256;

/// DigestInfo (RFC 8017) as far as the digests, of which there are three where the standard has one: the OCTET STRING is
/// 96 bytes long.
const DIGEST_INFO_OF_THREE: [u8; 19] = [
    0x30, 0x71, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x60,
];

/// An RSA-2048 public key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct SurfaceKey<'a> {
    modulus: &'a [u8; MODULUS],
}

impl<'a> SurfaceKey<'a> {
    /// Of the objects 90 (exponent) and 91 (modulus), 265 bytes.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let (exponent, rest) = tlv::first(&[0x90], bytes)?;
        let modulus: &[u8; MODULUS] = tlv::only(&[0x91], rest)?.try_into().ok()?;
        // 2048 bits means that the first is set; a product of two odd primes is odd.
        let is_whole = modulus[0] & 0x80 != 0 && modulus[MODULUS - 1] & 1 == 1;
        (exponent == EXPONENT && is_whole).then_some(Self { modulus })
    }

    /// Whether it signed the message: RSASSA-PKCS1-v1_5 with SHA-256.
    pub(crate) fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let key = RsaPublicKeyComponents {
            n: &self.modulus[..],
            e: &EXPONENT[..],
        };
        key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            .is_ok()
    }

    /// Whether it signed these three digests as a surface record's are: PKCS #1 v1.5 with all three in one DigestInfo,
    /// where the standard has the digest of them [S: myna-card 3.3.4, which verifies records of cards so].
    pub(crate) fn signed_three(&self, digests: &[[u8; 32]; 3], signature: &[u8]) -> bool {
        let Ok(key) = RsaPublicKey::new(
            BigUint::from_bytes_be(self.modulus),
            BigUint::from_bytes_be(&EXPONENT),
        ) else {
            return false;
        };
        let digest_info = [&DIGEST_INFO_OF_THREE[..], digests.as_flattened()].concat();
        key.verify(Pkcs1v15Sign::new_unprefixed(), &digest_info, signature)
            .is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(exponent: &[u8], modulus: &[u8]) -> Vec<u8> {
        let [high, low] = (modulus.len() as u16).to_be_bytes();
        [
            &[0x90, exponent.len() as u8],
            exponent,
            &[0x91, 0x82, high, low],
            modulus,
        ]
        .concat()
    }

    #[test]
    fn a_key_of_another_size_exponent_or_form_is_none() {
        let modulus = [0xC1; MODULUS];
        let good = key(&EXPONENT, &modulus);
        assert_eq!(good.len(), 265);
        assert!(SurfaceKey::read(&good).is_some());
        let (mut even, mut short) = (modulus, modulus);
        even[MODULUS - 1] = 0xC0;
        short[0] = 0x41;
        for wrong in [
            key(&[3], &modulus),
            key(&EXPONENT, &modulus[1..]),
            key(&EXPONENT, &even),
            key(&EXPONENT, &short),
            [&good[..], b"\0"].concat(),
        ] {
            assert!(SurfaceKey::read(&wrong).is_none());
        }
        for length in 0..good.len() {
            assert!(SurfaceKey::read(&good[..length]).is_none(), "{length}");
        }
    }
}
