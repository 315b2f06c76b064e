//! What a card shows and signs without the PIN, made here from keys of the tree, as an issuer and a card would: the
//! service is to judge what it is sent, not what a software card of the same hands sends.

use std::sync::LazyLock;

use base64::{Engine, engine::general_purpose::STANDARD};
use kyotaku_core::{
    card::{ChallengeMessage, SurfaceProof},
    eligibility::{Challenge, CheckRequest},
};
use kyotaku_service::proof::{KeyId, SurfaceAuthority};
use rsa::{Pkcs1v15Sign, RsaPrivateKey, pkcs8::DecodePrivateKey, traits::PublicKeyParts};
use sha2::{Digest, Sha256};

use crate::stage::{Stage, certificate};

/// The name of the made-up authority's key.
pub(crate) const AUTHORITY: KeyId = *b"TESTONLY-KEY-001";
const ISSUER: KeyId = *b"TESTONLY-KEY-002";

macro_rules! key {
    ($name:literal) => {
        LazyLock::new(|| {
            let pem = include_str!(concat!("../../../card/keys/TEST-ONLY-", $name, ".pem"));
            RsaPrivateKey::from_pkcs8_pem(pem).unwrap()
        })
    };
}

/// The authority's, the issuer's and the card's.
pub(crate) static AUTHORITY_KEY: LazyLock<RsaPrivateKey> = key!("signature-root");
pub(crate) static ISSUER_KEY: LazyLock<RsaPrivateKey> = key!("card-4");
pub(crate) static CARD_KEY: LazyLock<RsaPrivateKey> = key!("card-3");

/// The authority that the tests' service trusts.
pub(crate) fn authority() -> SurfaceAuthority {
    SurfaceAuthority {
        key_id: AUTHORITY,
        key: key_objects(&AUTHORITY_KEY),
    }
}

/// What a genuine card of this person shows.
#[derive(Clone)]
pub(crate) struct SurfaceCard {
    pub(crate) holder: Vec<u8>,
    pub(crate) issuer_certificate: Vec<u8>,
}

impl SurfaceCard {
    /// Birth date (`YYYYMMDD`) and sex (one digit).
    pub(crate) fn of(birth_date: &str, sex: &str) -> Self {
        Self {
            holder: [
                object(&[0xDF, 0x22], birth_date.as_bytes()),
                object(&[0xDF, 0x23], sex.as_bytes()),
                object(&[0xDF, 0x24], &key_objects(&CARD_KEY)),
            ]
            .concat(),
            issuer_certificate: issuer_certificate(AUTHORITY, &AUTHORITY_KEY),
        }
    }

    /// The proof that it gives for a message, with its certificate.
    pub(crate) fn proof(&self, slug: &str, message: &ChallengeMessage) -> SurfaceProof {
        let (images, portrait) = (Sha256::digest("images"), Sha256::digest("portrait"));
        let digests = [Sha256::digest(&self.holder), images, portrait].concat();
        SurfaceProof {
            certificate: certificate(slug),
            holder: self.holder.clone(),
            images_digest: images.into(),
            portrait_digest: portrait.into(),
            record_signature: sign_digest_info(&ISSUER_KEY, &digests),
            issuer_certificate: self.issuer_certificate.clone(),
            signature: sign(&CARD_KEY, message.as_bytes()),
        }
    }
}

/// The request that carries a proof for the challenge of this number.
pub(crate) fn request(challenge: &str, proof: &SurfaceProof) -> CheckRequest {
    let challenge = Challenge {
        challenge: challenge.to_owned(),
        nonce: String::new(),
        expires_in: 0,
        today: jiff::civil::date(2026, 11, 22),
    };
    CheckRequest::without_pin(&challenge, proof)
}

impl Stage {
    /// A check request of this person's card without the PIN.
    pub(crate) async fn visual(&self, slug: &str, card: &SurfaceCard) -> CheckRequest {
        let mode = kyotaku_core::visit::CareMode::HomeVisit;
        let (challenge, nonce) = self.challenge(mode).await;
        let clinic = kyotaku_service::sample::CLINIC.parse().unwrap();
        let message = ChallengeMessage::without_pin(&clinic, mode, &nonce);
        request(&challenge, &card.proof(slug, &message))
    }
}

/// The certificate of the issuer's key, by an authority of this name and key.
pub(crate) fn issuer_certificate(name: KeyId, authority: &RsaPrivateKey) -> Vec<u8> {
    let body = [&name[..], &ISSUER, &key_objects(&ISSUER_KEY)].concat();
    assert_eq!(body.len(), 297);
    let signature = sign(authority, &body);
    let contents = [object(&[0x5F, 0x4E], &body), object(&[0x5F, 0x37], &signature)].concat();
    object(&[0x7F, 0x21], &contents)
}

/// The objects 90 and 91.
pub(crate) fn key_objects(key: &RsaPrivateKey) -> Vec<u8> {
    let objects = [
        object(&[0x90], &key.e().to_bytes_be()),
        object(&[0x91], &key.n().to_bytes_be()),
    ];
    objects.concat()
}

/// An object of this tag.
pub(crate) fn object(tag: &[u8], value: &[u8]) -> Vec<u8> {
    let [high, low] = u16::try_from(value.len()).unwrap().to_be_bytes();
    let length = match value.len() {
        0..0x80 => vec![low],
        0x80..0x100 => vec![0x81, low],
        _ => vec![0x82, high, low],
    };
    [tag, &length, value].concat()
}

/// An ordinary signature: PKCS #1 v1.5 with SHA-256.
pub(crate) fn sign(key: &RsaPrivateKey, message: &[u8]) -> Vec<u8> {
    key.sign(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(message))
        .unwrap()
}

/// A signature as a record's is: a DigestInfo for SHA-256 with all of these bytes as its digest.
pub(crate) fn sign_digest_info(key: &RsaPrivateKey, digests: &[u8]) -> Vec<u8> {
    let algorithm = b"\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00";
    let contents = [&algorithm[..], &object(&[0x04], digests)].concat();
    key.sign(Pkcs1v15Sign::new_unprefixed(), &object(&[0x30], &contents))
        .unwrap()
}

/// Base64 with one octet changed.
pub(crate) fn twisted(base64: &str, place: usize) -> String {
    let mut bytes = STANDARD.decode(base64).unwrap();
    bytes[place] ^= 1;
    STANDARD.encode(bytes)
}
