//! The surface application, as myna-card speaks to it: the program whose source says what is in its files.

use kyotaku_card::{
    Carrier, SoftCard,
    pki::surface_root,
    sample::{self, SAMPLES, Sample},
};
use myna_card::{
    Card, Error, Pin, ShortEfId, Transmit,
    ap::surface::{SurfaceAp, ef},
    card::Retries,
    data::{Date, ImageFormat, RsaPublicKey, Sex},
};

/// The JPKI application.
const JPKI: [u8; 10] = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];

/// The software card, as a link of theirs.
struct Link(SoftCard);

impl Transmit for Link {
    fn transmit(&mut self, command: &[u8]) -> myna_card::Result<Vec<u8>> {
        Ok(self.0.transmit(command))
    }
}

fn card(slug: &str) -> Card<Link> {
    let now = "2026-11-22T00:00:00Z".parse().unwrap();
    Card::new(Link(sample::card(slug, now).unwrap()))
}

fn number_b(sample: &Sample) -> Pin {
    Pin::numeric(sample.matching_number()).unwrap()
}

fn authority() -> RsaPublicKey {
    let root = surface_root();
    RsaPublicKey {
        exponent: root.exponent.clone(),
        modulus: root.modulus.clone(),
    }
}

#[test]
fn the_face_of_every_plastic_card_is_read_and_verified_from_the_authority_to_a_signed_challenge() {
    for sample in SAMPLES.iter().filter(|sample| sample.carrier == Carrier::Plastic) {
        let mut card = card(sample.slug);
        let mut surface = SurfaceAp::select(&mut card).unwrap();
        surface.verify_code_b(&number_b(sample)).unwrap();
        let face = surface.read_card_face().unwrap();
        let holder = sample.holder;
        let date = |date: jiff::civil::Date| Date {
            year: date.year() as u16,
            month: date.month() as u8,
            day: date.day() as u8,
        };
        assert_eq!(face.birth_date, date(holder.birth), "{}", sample.slug);
        assert_eq!(face.expiry, date(holder.expires_on), "{}", sample.slug);
        assert_eq!(face.sex, Sex::from_byte(holder.sex), "{}", sample.slug);
        assert_eq!(face.photo.data, holder.portrait.jpeg_2000());
        assert_eq!(face.photo.format, ImageFormat::Jpeg2000);
        assert_eq!(face.name_image.format, ImageFormat::Png);

        let certificate = surface.read_certificate().unwrap();
        assert_eq!(*certificate.issuer_key_id.as_bytes(), surface_root().key_id);
        certificate.verify_with(&authority()).unwrap();
        face.verify(&certificate.public_key).unwrap();
        let signature = surface.sign(b"a challenge").unwrap();
        face.public_key
            .verify_pkcs1_sha256(b"a challenge", &signature)
            .unwrap();
    }
}

#[test]
fn the_authority_is_none_that_real_cards_name() {
    let mut card = card("valid");
    let mut surface = SurfaceAp::select(&mut card).unwrap();
    let certificate = surface.read_certificate().unwrap();
    assert!(matches!(
        certificate.verify(),
        Err(Error::UnknownCertificateAuthority(_))
    ));
    assert!(surface.read_ap_basic_data().is_ok());
}

#[test]
fn each_key_opens_its_files_and_no_others() {
    let sample = sample::find("valid").unwrap();
    let b = sample.matching_number();
    let birth = Pin::numeric(&b[..6]).unwrap();

    let mut first = card("valid");
    let mut surface = SurfaceAp::select(&mut first).unwrap();
    assert!(surface.read_age_record().is_err() && surface.read_card_face().is_err());
    surface.verify_birth_date(&birth).unwrap();
    let certificate = surface.read_certificate().unwrap();
    let age = surface.read_age_record().unwrap();
    age.verify(&certificate.public_key).unwrap();
    assert!(surface.read_card_face().is_err() && surface.read_my_number_image().is_err());

    let mut second = card("valid");
    let mut surface = SurfaceAp::select(&mut second).unwrap();
    surface.verify_code_b(&number_b(sample)).unwrap();
    assert!(surface.read_card_face().is_ok());
    assert!(surface.read_age_record().is_err() && surface.read_my_number_image().is_err());
}

#[test]
fn a_wrong_number_counts_on_its_own_key_and_the_third_blocks_it() {
    let mut card = card("valid");
    let mut surface = SurfaceAp::select(&mut card).unwrap();
    let wrong = Pin::numeric("01010120359999").unwrap();
    for left in [2, 1] {
        let error = surface.verify_code_b(&wrong).unwrap_err();
        assert!(matches!(error, Error::PinIncorrect { retries: Some(tries) } if tries == left));
        assert_eq!(surface.retries(ef::CODE_B).unwrap(), Retries::Remaining(left));
    }
    assert!(surface.verify_code_b(&wrong).is_err());
    assert_eq!(surface.retries(ef::CODE_B).unwrap(), Retries::Blocked);
    assert!(
        surface
            .verify_code_b(&number_b(sample::find("valid").unwrap()))
            .is_err()
    );
    assert!(surface.read_card_face().is_err());
    for other in [ef::BIRTH_DATE, ef::CODE_A] {
        assert_eq!(surface.retries(other).unwrap(), Retries::Remaining(3));
    }
}

#[test]
fn a_phone_has_no_surface_application() {
    for phone in ["phone-android", "phone-iphone"] {
        let mut card = card(phone);
        assert!(SurfaceAp::select(&mut card).is_err());
        card.select_df(&JPKI).unwrap();
        let label = card.read_binary_chunk_sfi(ShortEfId::from_ef_id(6).unwrap(), 0, 32);
        let expected = if phone == "phone-iphone" {
            "JPKIAPIOSTOKEN"
        } else {
            "JPKIAPGPSETOKEN"
        };
        assert_eq!(String::from_utf8(label.unwrap()).unwrap().trim_end(), expected);
        let certificate = ShortEfId::from_ef_id(10).unwrap();
        assert!(
            card.read_binary_chunk_sfi(certificate, 0, 256).is_err(),
            "before the PIN"
        );
        card.verify_sfi(
            ShortEfId::from_ef_id(0x18).unwrap(),
            &Pin::numeric(sample::PIN).unwrap(),
        )
        .unwrap();
        assert_eq!(
            card.read_binary_chunk_sfi(certificate, 0, 256).unwrap().len(),
            256
        );
    }
}
