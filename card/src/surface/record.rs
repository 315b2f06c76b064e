//! The files of the surface application, signed as the issuer signs them.

use rsa::{Pkcs1v15Sign, RsaPublicKey};
use sha2::{Digest, Sha256};

use super::{Files, Holder, object, picture, public_key, tlv::head_length};
use crate::pki;

/// A DigestInfo of SHA-256 up to its first length; the digest's length follows wherever it is said.
const ALGORITHM: [u8; 15] = [
    0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
];
/// What a file is filled up with behind its object, to a length that is a multiple of this: files have a size of their
/// own on a card, and readers go by the object's length \[S\]. The size of real ones is not known \[?\].
const BLOCK: usize = 256;
const FILLER: u8 = 0xFF;

/// Writes all files for a card with this key.
pub(super) fn write(holder: &Holder, key: &RsaPublicKey) -> Result<Files, rsa::Error> {
    let key = public_key(key);
    Ok(Files {
        age_record: filled(age_record(holder, &key)?),
        face: filled(face(holder, &key)?),
        basic_data: filled(basic_data()),
        issuer_certificate: pki::surface_certificate().to_vec(),
        number_image: filled(number_image(&key)?),
    })
}

/// `FF10 { DF11 birth date, DF12 public key, DF13 signature over the two }`.
fn age_record(holder: &Holder, key: &[u8]) -> Result<Vec<u8>, rsa::Error> {
    let signed = [object(0xDF11, &holder.birth_digits()), object(0xDF12, key)].concat();
    let signature = sign(&Sha256::digest(&signed))?;
    Ok(object(0xFF10, &[signed, object(0xDF13, &signature)].concat()))
}

/// `FF20 { DF21 offsets, DF22 birth date, DF23 sex, DF24 public key, DF25 name, DF26 address, DF27 portrait,
/// DF28 signature, DF29 expiry, DF2A security code }`. The signature is over the digests of three groups, DF22 to DF24,
/// DF25 and DF26, DF27; what follows it is not signed.
fn face(holder: &Holder, key: &[u8]) -> Result<Vec<u8>, rsa::Error> {
    let who = [
        object(0xDF22, &holder.birth_digits()),
        object(0xDF23, &[holder.sex]),
        object(0xDF24, key),
    ];
    let images = [
        object(0xDF25, &picture::lines(240, 40, 1)),
        object(0xDF26, &picture::lines(320, 60, 2)),
    ];
    let portrait = object(0xDF27, holder.portrait.jpeg_2000());
    let digests = [&who.concat(), &images.concat(), &portrait]
        .map(Sha256::digest)
        .concat();
    let rest = [
        object(0xDF28, &sign(&digests)?),
        object(0xDF29, &holder.expiry_digits()),
        object(0xDF2A, &picture::lines(24, 12, 1)),
    ];
    let objects: Vec<Vec<u8>> = who
        .into_iter()
        .chain(images)
        .chain([portrait])
        .chain(rest)
        .collect();
    Ok(object(0xFF20, &[offsets(&objects), objects.concat()].concat()))
}

/// `DF21`: where each of the objects after it begins, counted from the first byte of the file, two bytes each.
fn offsets(objects: &[Vec<u8>]) -> Vec<u8> {
    let table = objects.len() * 2;
    let table_object = head_length(table) + table;
    let all = table_object + objects.iter().map(Vec::len).sum::<usize>();
    let mut at = head_length(all) + table_object;
    let mut written = Vec::with_capacity(table);
    for object in objects {
        written.extend((at as u16).to_be_bytes());
        at += object.len();
    }
    object(0xDF21, &written)
}

/// `FF30 { DF31 version and extended lengths, DF32 key identifier, DF33 version, DF34 municipality, DF35 key identifier
/// and 256 bytes of unknown meaning }`. `06 03 0E 01` is what the cards that were read say; the rest is made up, the
/// municipality one that there is not.
fn basic_data() -> Vec<u8> {
    let key_id = pki::surface_root().key_id;
    let objects = [
        object(0xDF31, &[0x06, 0x03, 0x0E, 0x01]),
        object(0xDF32, &key_id),
        object(0xDF33, &[0x01]),
        object(0xDF34, b"99999"),
        object(0xDF35, &[&key_id[..], &[0; 256]].concat()),
    ];
    object(0xFF30, &objects.concat())
}

/// `FF40 { DF41 picture, DF42 public key, DF43 signature over the two }`. The picture shows no number.
fn number_image(key: &[u8]) -> Result<Vec<u8>, rsa::Error> {
    let signed = [object(0xDF41, &picture::lines(72, 12, 1)), object(0xDF42, key)].concat();
    let signature = sign(&Sha256::digest(&signed))?;
    Ok(object(0xFF40, &[signed, object(0xDF43, &signature)].concat()))
}

/// The issuer's signature of one digest, or of several in one DigestInfo whose lengths say so.
fn sign(digests: &[u8]) -> Result<Vec<u8>, rsa::Error> {
    let length = |length: usize| u8::try_from(length).map_err(|_| rsa::Error::InputNotHashed);
    let mut info = vec![0x30, length(ALGORITHM.len() + 2 + digests.len())?];
    info.extend(ALGORITHM);
    info.extend([0x04, length(digests.len())?]);
    info.extend(digests);
    pki::surface_issuer_key().sign(Pkcs1v15Sign::new_unprefixed(), &info)
}

fn filled(mut file: Vec<u8>) -> Vec<u8> {
    file.resize(file.len().next_multiple_of(BLOCK), FILLER);
    file
}
