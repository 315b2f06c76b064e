//! The crates `myna-card` and `jpki`, called as their own examples call them.

use std::rc::Rc;

use ::jpki::{
    Card as JpkiCard,
    ap::{CryptoAp, crypto::CertType},
    pcsc::Context as JpkiContext,
};
use kyotaku_card::sample;
use myna_card::{
    Pin,
    ap::{
        jpki::{JpkiAp, SignatureScheme},
        surface::{SurfaceAp, ef::CODE_B},
    },
    transport::pcsc::{Sharing, connect},
};
use sha2::{Digest, Sha256};

use crate::{
    Failure,
    contender::{Brought, Place},
};

/// DigestInfo of SHA-256 (RFC 8017, 9.2 note 1), before the hash.
const SHA_256: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

pub(crate) fn myna_card(place: &Place) -> Result<Brought, Failure> {
    let mut card = connect(&place.reader, Sharing::Exclusive)?;
    let mut jpki = JpkiAp::select(&mut card)?;
    if jpki.auth_pin_retries()?.count() != Some(3) {
        return Err("the tries left are not three".into());
    }
    jpki.verify_auth_pin(&Pin::numeric(sample::PIN)?)?;
    let certificate = jpki.read_auth_certificate_der()?;
    let signature = jpki.sign_with_auth_key(SignatureScheme::Verbatim, &digest_info(place))?;
    Ok(Brought {
        certificate: Some(certificate),
        signature,
    })
}

/// Its accessors for the surface application, and then the certificate.
pub(crate) fn myna_card_visual(place: &Place) -> Result<Brought, Failure> {
    let mut card = connect(&place.reader, Sharing::Exclusive)?;
    let mut surface = SurfaceAp::select(&mut card)?;
    if surface.retries(CODE_B)?.count() != Some(3) {
        return Err("the tries left are not three".into());
    }
    surface.verify_code_b(&Pin::numeric(&place.number)?)?;
    surface.read_card_face()?;
    surface.read_certificate()?;
    let signature = surface.sign(place.message.as_bytes())?;
    let certificate = JpkiAp::select(&mut card)?.read_auth_certificate_der()?;
    Ok(Brought {
        certificate: Some(certificate),
        signature,
    })
}

/// jpki connects to the first reader there is. It is kept from a real card in a real reader, whose tries are not ours.
pub(crate) fn jpki(place: &Place) -> Result<Brought, Failure> {
    let readers = pcsc::Context::establish(pcsc::Scope::User)?.list_readers_owned()?;
    if readers
        .first()
        .map(|first| first.to_string_lossy().into_owned())
        .as_ref()
        != Some(&place.reader)
    {
        return Err("the software card's reader is not the first, which is where jpki would go".into());
    }
    let context = JpkiContext::try_new()?;
    let device = context.open()?;
    let card = Rc::new(JpkiCard::new(Box::new(device.connect(context)?)));
    let said = |error: ::jpki::card::Error| Failure::from(error.to_string());
    let ap = CryptoAp::open((), card).map_err(said)?;
    let certificate = ap
        .read_certificate((), CertType::Auth, Vec::new())
        .map_err(said)?;
    let signature = ap
        .auth((), sample::PIN.as_bytes().to_vec(), digest_info(place))
        .map_err(said)?;
    Ok(Brought {
        certificate: Some(certificate),
        signature,
    })
}

fn digest_info(place: &Place) -> Vec<u8> {
    [&SHA_256[..], &Sha256::digest(place.message.as_bytes())].concat()
}
