//! BER objects, written: a tag, a length, a value.

use rsa::{RsaPublicKey, traits::PublicKeyParts};

/// An object. Lengths up to 127 take one byte, longer ones two after `82`, as the cards write them \[S\].
pub(crate) fn object(tag: u16, value: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(value.len() + 5);
    match tag.to_be_bytes() {
        [0, short] => bytes.push(short),
        long => bytes.extend(long),
    }
    match value.len() {
        short @ 0..0x80 => bytes.push(short as u8),
        long => {
            bytes.push(0x82);
            // A file of a card has less than 64 KiB; the pictures in it are of the tree.
            bytes.extend((long as u16).to_be_bytes());
        }
    }
    bytes.extend(value);
    bytes
}

/// How long the head of an object with so long a value is, for a tag of two bytes.
pub(super) fn head_length(value: usize) -> usize {
    if value < 0x80 { 3 } else { 5 }
}

/// A public key: `90` the exponent, `91` the modulus; 265 bytes for RSA-2048.
pub(crate) fn public_key(key: &RsaPublicKey) -> Vec<u8> {
    [
        object(0x90, &key.e().to_bytes_be()),
        object(0x91, &key.n().to_bytes_be()),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{TestKey, test_key};

    #[test]
    fn short_and_long_values_have_short_and_long_heads() {
        assert_eq!(object(0xDF23, b"2"), [0xDF, 0x23, 0x01, b'2']);
        assert_eq!(object(0x90, &[1, 0, 1]), [0x90, 0x03, 1, 0, 1]);
        assert_eq!(object(0xDF28, &[7; 256])[..6], [0xDF, 0x28, 0x82, 0x01, 0x00, 7]);
        for length in [0, 1, 127, 128, 256] {
            assert_eq!(
                object(0xDF27, &vec![0; length]).len(),
                head_length(length) + length
            );
        }
    }

    #[test]
    fn a_public_key_takes_265_bytes() {
        let key = public_key(&test_key(TestKey::Card(0)).to_public_key());
        assert_eq!(key.len(), 265);
        assert_eq!(key[..9], [0x90, 0x03, 0x01, 0x00, 0x01, 0x91, 0x82, 0x01, 0x00]);
    }
}
