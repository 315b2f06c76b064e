//! The card proof against certificates that another program made; `tests/fixtures/README.md` says what each is.

use super::*;
use kyotaku_core::{
    eligibility::{InstitutionCode, ProblemKind},
    visit::CareMode,
};

macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("../../tests/fixtures/", $name))
    };
}

const ROOT: &[u8] = fixture!("root.der");
const ROOT_OF_THE_SAME_NAME: &[u8] = fixture!("root-of-the-same-name.der");
const GOOD: &[u8] = fixture!("good.der");
const SIGNATURE: &[u8] = fixture!("signature.bin");
const NONCE: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

fn now() -> Timestamp {
    "2026-11-22T03:00:00Z".parse().unwrap()
}

fn message() -> ChallengeMessage {
    let clinic: InstitutionCode = "1234567890".parse().unwrap();
    ChallengeMessage::new(&clinic, CareMode::HomeVisit, NONCE)
}

/// Judges the certificate, then the signature after the PIN.
fn verify(
    trust: &Trust,
    certificate: &[u8],
    signature: &[u8],
    message: &ChallengeMessage,
) -> Result<GenuineCertificate, Refusal> {
    let certificate = trust.certificate(certificate, now())?;
    certificate.signed(message, signature)?;
    Ok(certificate)
}

fn trust(roots: &[&[u8]]) -> Trust {
    let roots: Vec<_> = roots.iter().map(|der| der.to_vec()).collect();
    Trust::new(&roots, false).unwrap()
}

fn kind_of(certificate: &[u8]) -> ProblemKind {
    verify(&trust(&[ROOT]), certificate, SIGNATURE, &message())
        .unwrap_err()
        .kind
}

#[test]
fn a_good_certificate_and_signature_prove_the_card() {
    let card = verify(&trust(&[ROOT]), GOOD, SIGNATURE, &message()).unwrap();
    assert_eq!(card.serial, "A00001");
    assert_eq!(card.expired_on, None);
    assert_eq!(card.not_after, "2030-11-22T14:59:59Z".parse().unwrap());
    assert_eq!(trust(&[ROOT]).root_ids(), [card.root]);
}

#[test]
fn the_root_is_found_by_its_key_among_roots_of_one_name() {
    let both = trust(&[ROOT_OF_THE_SAME_NAME, ROOT]);
    let [other_id, id] = <[String; 2]>::try_from(both.root_ids()).unwrap();
    assert_ne!(id, other_id);
    assert_eq!(verify(&both, GOOD, SIGNATURE, &message()).unwrap().root, id);
    let other = fixture!("of-the-root-of-the-same-name.der");
    assert_eq!(
        verify(&both, other, SIGNATURE, &message()).unwrap().root,
        other_id
    );

    assert_eq!(kind_of(other), ProblemKind::CertificateUntrusted);
    assert_eq!(
        kind_of(fixture!("of-an-impostor.der")),
        ProblemKind::CertificateUntrusted
    );
}

#[test]
fn a_signature_with_sha_1_is_no_signature() {
    assert_eq!(
        kind_of(fixture!("signed-with-sha1.der")),
        ProblemKind::CertificateUntrusted
    );
}

#[test]
fn a_certificate_for_anything_else_is_refused() {
    for certificate in [
        &fixture!("other-policy.der")[..],
        fixture!("no-policy.der"),
        fixture!("for-signing-documents.der"),
        fixture!("no-usage.der"),
        fixture!("for-servers.der"),
        fixture!("an-authority.der"),
    ] {
        assert_eq!(kind_of(certificate), ProblemKind::CertificateForAnotherPurpose);
    }
    // The root itself is a certificate that a root signed.
    assert_eq!(kind_of(ROOT), ProblemKind::CertificateForAnotherPurpose);
}

#[test]
fn the_test_policy_is_accepted_only_where_that_is_configured() {
    let certificate = fixture!("test-policy.der");
    assert_eq!(kind_of(certificate), ProblemKind::TestCard);
    let accepting = Trust::new(&[ROOT.to_vec()], true).unwrap();
    verify(&accepting, certificate, SIGNATURE, &message()).unwrap();
    verify(&accepting, GOOD, SIGNATURE, &message()).unwrap();
}

#[test]
fn a_critical_extension_that_is_not_judged_here_is_refused() {
    for certificate in [
        &fixture!("unknown-critical-extension.der")[..],
        fixture!("name-constraints.der"),
    ] {
        assert_eq!(kind_of(certificate), ProblemKind::CertificateMalformed);
    }
}

#[test]
fn the_signature_is_good_for_this_clinic_this_mode_and_this_nonce_only() {
    let trust = trust(&[ROOT]);
    let clinic: InstitutionCode = "1234567890".parse().unwrap();
    let other: InstitutionCode = "9876543210".parse().unwrap();
    let other_nonce = NONCE.replace('H', "I");
    for message in [
        ChallengeMessage::new(&other, CareMode::HomeVisit, NONCE),
        ChallengeMessage::new(&clinic, CareMode::OnlineOutpatient, NONCE),
        ChallengeMessage::new(&clinic, CareMode::HomeVisit, &other_nonce),
    ] {
        let refusal = verify(&trust, GOOD, SIGNATURE, &message).unwrap_err();
        assert_eq!(refusal.kind, ProblemKind::SignatureInvalid);
    }
    for signature in [&[][..], &SIGNATURE[..255], &[0; 256]] {
        let refusal = verify(&trust, GOOD, signature, &message()).unwrap_err();
        assert_eq!(refusal.kind, ProblemKind::SignatureInvalid);
    }
}

#[test]
fn a_certificate_cut_anywhere_or_with_something_after_it_is_malformed() {
    for length in 0..GOOD.len() {
        assert_eq!(
            kind_of(&GOOD[..length]),
            ProblemKind::CertificateMalformed,
            "{length}"
        );
    }
    let longer = [GOOD, b"\0"].concat();
    assert_eq!(kind_of(&longer), ProblemKind::CertificateMalformed);
}

#[test]
fn a_certificate_with_any_one_byte_changed_is_refused() {
    let trust = trust(&[ROOT]);
    for place in 0..GOOD.len() {
        for change in [0x01, 0x80] {
            let mut changed = GOOD.to_vec();
            changed[place] ^= change;
            let outcome = verify(&trust, &changed, SIGNATURE, &message());
            assert!(outcome.is_err(), "byte {place} ^ {change:02x}");
        }
    }
}

#[test]
fn only_an_authoritys_own_certificate_can_be_a_root() {
    let outcome = |der: &[u8]| Trust::new(&[der.to_vec()], false).err();
    assert_eq!(outcome(GOOD), Some(RootError::NotAnAuthority));
    assert_eq!(
        outcome(fixture!("an-authority.der")),
        Some(RootError::NotAnAuthority)
    );
    assert_eq!(
        outcome(b"-----BEGIN CERTIFICATE-----"),
        Some(RootError::Malformed)
    );
    assert_eq!(outcome(&ROOT[..500]), Some(RootError::Malformed));
}
