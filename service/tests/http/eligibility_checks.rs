//! `POST /v1/eligibility-checks`.

use base64::{Engine, engine::general_purpose::STANDARD};
use kyotaku_card::pki;
use kyotaku_core::{
    card::ChallengeMessage,
    eligibility::{CheckRequest, Eligibility, IdempotencyKey, ProblemKind, SentCertificate, Use},
    visit::CareMode,
};
use kyotaku_service::sample;
use serde_json::Value;

use crate::stage::{Request, Stage, check, proof};

const MODE: CareMode = CareMode::HomeVisit;

#[tokio::test]
async fn every_sample_card_gets_its_state_and_the_core_reads_it() {
    let stage = Stage::set().await;
    for (slug, validity, insurances, lag) in [
        ("valid", "1", 1, false),
        ("invalid", "2", 1, false),
        ("new-exists", "3", 1, false),
        ("none", "4", 0, false),
        ("several", "5", 2, false),
        ("unregistered", "6", 1, false),
        ("missing-character", "1", 1, false),
        ("lag", "4", 0, true),
        ("unknown-code", "1", 1, false),
        ("foreigner", "1", 1, false),
    ] {
        let answer = stage.check(slug).await;
        assert_eq!(answer["validity"], validity, "{slug}");
        assert_eq!(answer["confirmed_on"], "2026-11-22");
        let read: Eligibility = serde_json::from_value(answer).unwrap();
        assert_eq!(read.insurances.len(), insurances, "{slug}");
        assert_eq!(read.registration_lag_since.is_some(), lag, "{slug}");
        assert_eq!(read.certificate_expired_on, None, "{slug}");
    }
    assert_eq!(
        stage.check("missing-character").await["insurances"][0]["insurer_number"],
        "  123456"
    );
    assert_eq!(
        stage.check("unknown-code").await["insurances"][0]["classification"],
        "Z9"
    );
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_certificate_is_tolerated_for_three_months_after_it_expired_and_not_longer() {
    let stage = Stage::set().await;
    let recently: Eligibility =
        serde_json::from_value(stage.check("certificate-expired-recently").await).unwrap();
    assert_eq!(recently.certificate_expired_on.unwrap().to_string(), "2026-10-22");
    let long_ago = stage.proof("certificate-expired", MODE).await;
    assert_eq!(
        stage.refused(check(&long_ago)).await,
        ProblemKind::CertificateExpired
    );
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_genuine_card_that_nobody_registered_is_answered_with_nobody_found() {
    let stage = Stage::set().await;
    sqlx::query("DELETE FROM certificates")
        .execute(&stage.database().await)
        .await
        .unwrap();
    let answer: Eligibility = serde_json::from_value(stage.check("valid").await).unwrap();
    assert_eq!(answer.validity.code(), "4");
    assert!(answer.insurances.is_empty());
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_same_request_gets_the_same_answer_again_and_no_second_row() {
    let stage = Stage::set().await;
    let proof = stage.proof("valid", MODE).await;
    let first = stage.send(check(&proof)).await;
    let rows = stage.rows().await;
    stage.pass_time(3 * 60 * 60);
    let again = stage.send(check(&proof)).await;
    assert_eq!((again.status.as_u16(), &again.text), (200, &first.text));
    assert_eq!(stage.rows().await, rows);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_key_belongs_to_one_request_and_a_challenge_to_one_check() {
    let stage = Stage::set().await;
    let first = stage.proof("valid", MODE).await;
    stage.send(check(&first)).await.ok();
    let key = IdempotencyKey::of_check(&first);

    let other = stage.proof("several", MODE).await;
    let same_key = check(&other).header("idempotency-key", key.as_str());
    assert_eq!(stage.refused(same_key).await, ProblemKind::IdempotencyKeyReused);

    let other_key = check(&first).header("idempotency-key", "another-key-of-this-request");
    assert_eq!(stage.refused(other_key).await, ProblemKind::ChallengeUsed);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_challenge_that_is_unknown_expired_or_anothers_is_refused() {
    let stage = Stage::set().await;
    let mut proof = stage.proof("valid", MODE).await;
    let (real, unknown) = (proof.challenge.clone(), "0".repeat(32));
    proof.challenge = unknown;
    assert_eq!(stage.refused(check(&proof)).await, ProblemKind::ChallengeUnknown);
    proof.challenge = real;
    let of_the_other_clinic = check(&proof).of_the_other_clinic();
    assert_eq!(
        stage.refused(of_the_other_clinic).await,
        ProblemKind::ChallengeOfAnotherClinic
    );
    stage.pass_time(600);
    assert_eq!(stage.refused(check(&proof)).await, ProblemKind::ChallengeExpired);
    stage.pass_time(599);
    stage.send(check(&proof)).await.ok();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_mode_switched_off_after_the_challenge_is_refused() {
    let stage = Stage::set().await;
    let proof = stage.proof("valid", MODE).await;
    stage.save(|settings| settings.home_visit = Use::Off).await;
    assert_eq!(stage.refused(check(&proof)).await, ProblemKind::ModeNotEnabled);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_signature_for_another_clinic_mode_or_challenge_is_refused_and_the_challenge_stays_usable() {
    let stage = Stage::set().await;
    let (challenge, nonce) = stage.challenge(MODE).await;
    let (_, other_nonce) = stage.challenge(MODE).await;
    let message =
        |clinic: &str, mode, nonce: &str| ChallengeMessage::new(&clinic.parse().unwrap(), mode, nonce);
    for wrong in [
        message(sample::OTHER_CLINIC, MODE, &nonce),
        message(sample::CLINIC, CareMode::OnlineOutpatient, &nonce),
        message(sample::CLINIC, MODE, &other_nonce),
    ] {
        let proof = proof("valid", challenge.clone(), &wrong);
        assert_eq!(stage.refused(check(&proof)).await, ProblemKind::SignatureInvalid);
    }
    let right = proof("valid", challenge, &message(sample::CLINIC, MODE, &nonce));
    stage.send(check(&right)).await.ok();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn another_cards_certificate_a_truncated_one_and_a_root_are_refused() {
    let stage = Stage::set().await;
    let genuine = stage.proof("valid", MODE).await;
    let with = |certificate: String| CheckRequest {
        certificate: SentCertificate::Whole(certificate),
        ..genuine.clone()
    };
    // The four committed card keys are given out in turn: the second sample card has another key than the first.
    let anothers = CheckRequest {
        certificate: stage.proof("invalid", MODE).await.certificate,
        ..genuine.clone()
    };
    assert_eq!(
        stage.refused(check(&anothers)).await,
        ProblemKind::SignatureInvalid
    );
    let SentCertificate::Whole(whole) = &genuine.certificate else {
        panic!("it is whole")
    };
    let der = STANDARD.decode(whole).unwrap();
    for (certificate, expected) in [
        (&der[..der.len() - 1], ProblemKind::CertificateMalformed),
        (&der[..100], ProblemKind::CertificateMalformed),
        (b"", ProblemKind::CertificateMalformed),
        (pki::auth_root_der(), ProblemKind::CertificateForAnotherPurpose),
        (pki::signature_root_der(), ProblemKind::CertificateUntrusted),
        (
            include_bytes!("../fixtures/good.der"),
            ProblemKind::CertificateUntrusted,
        ),
    ] {
        assert_eq!(
            stage.refused(check(&with(STANDARD.encode(certificate)))).await,
            expected
        );
    }
    assert_eq!(
        stage.refused(check(&with("no base64".into()))).await,
        ProblemKind::MalformedRequest
    );
    stage.running.shutdown().await;
}

#[tokio::test]
async fn test_cards_are_refused_where_the_test_policy_is_not_accepted() {
    let of_a_test_card =
        SentCertificate::Whole(STANDARD.encode(include_bytes!("../fixtures/test-policy.der")));
    let with_root = |accept_test_policy| {
        Stage::set_with(move |config| {
            config.accept_test_policy = accept_test_policy;
            config.roots.push(include_bytes!("../fixtures/root.der").to_vec());
        })
    };
    // Refused for what it is, before its signature is looked at; where the root is not trusted, too.
    for (stage, expected) in [
        (with_root(false).await, ProblemKind::TestCard),
        (with_root(true).await, ProblemKind::SignatureInvalid),
        (Stage::set().await, ProblemKind::TestCard),
    ] {
        let proof = CheckRequest {
            certificate: of_a_test_card.clone(),
            ..stage.proof("valid", MODE).await
        };
        assert_eq!(stage.refused(check(&proof)).await, expected);
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn a_request_of_another_form_or_without_a_key_is_refused() {
    let stage = Stage::set().await;
    let proof = stage.proof("valid", MODE).await;
    let no_key = check(&proof).without("idempotency-key");
    assert_eq!(stage.refused(no_key).await, ProblemKind::IdempotencyKeyMissing);
    let honest = serde_json::to_value(&proof).unwrap();
    for (member, value) in [
        ("challenge", Value::Null),
        ("certificate", 7.into()),
        ("identity", Value::Null),
        ("more", "x".into()),
    ] {
        let mut body = honest.clone();
        body[member] = value;
        let request =
            Request::post("/v1/eligibility-checks", &body).header("idempotency-key", "0123456789abcdef");
        assert_eq!(
            stage.refused(request).await,
            ProblemKind::MalformedRequest,
            "{member}"
        );
    }
    stage.running.shutdown().await;
}
