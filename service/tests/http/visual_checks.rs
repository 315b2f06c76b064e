//! Checks without the PIN (目視).

use base64::{Engine, engine::general_purpose::STANDARD};
use kyotaku_core::{
    card::{ChallengeMessage, SurfaceProof},
    eligibility::{Identity, PinProof, ProblemKind},
    visit::CareMode,
};
use kyotaku_service::sample::{CLINIC, OTHER_CLINIC};

use crate::{
    stage::{Request, Stage, check, named, registration},
    surface_card::{SurfaceCard, request},
};

const MODE: CareMode = CareMode::HomeVisit;

/// The card of `valid`: 1940-05-12, female.
pub(crate) fn hanako() -> SurfaceCard {
    SurfaceCard::of("19400512", "2")
}

#[tokio::test]
async fn a_genuine_card_leads_to_its_holder_and_a_consent_can_be_registered() {
    let stage = Stage::set().await;
    let request = stage.visual("valid", &hanako()).await;
    let answer = stage.send(check(&request)).await.ok();
    assert_eq!(answer["validity"], "1");
    assert_eq!(answer["insurances"][0]["insured"]["birth_date"], "1940-05-12");
    let body = stage.statement(answer["check"].as_str().unwrap()).await;
    assert_eq!(stage.send(registration(&body)).await.status, 201);
    let again = stage.send(check(&request)).await.ok();
    assert_eq!(again, answer);

    let identities: Vec<String> = sqlx::query_scalar("SELECT identity FROM checks")
        .fetch_all(&stage.database().await)
        .await
        .unwrap();
    assert_eq!(identities, ["visual"]);
    assert!(stage.knows("valid").await, "its certificate was sent whole");
    let by_name = named("valid", stage.visual("valid", &hanako()).await);
    assert_eq!(stage.send(check(&by_name)).await.ok()["validity"], "1");
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_service_that_trusts_no_authority_makes_no_check_without_the_pin() {
    let stage = Stage::set_with(|config| config.surface_authorities.clear()).await;
    let request = stage.visual("valid", &hanako()).await;
    assert_eq!(stage.refused(check(&request)).await, ProblemKind::RecordUntrusted);
    stage.check("valid").await;
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_signature_with_the_pin_is_none_without_it_and_neither_is_another_clinics_or_modes() {
    let stage = Stage::set().await;
    let (challenge, nonce) = stage.challenge(MODE).await;
    let clinic = |code: &str| code.parse().unwrap();
    for message in [
        ChallengeMessage::new(&clinic(CLINIC), MODE, &nonce),
        ChallengeMessage::without_pin(&clinic(OTHER_CLINIC), MODE, &nonce),
        ChallengeMessage::without_pin(&clinic(CLINIC), CareMode::OnlineOutpatient, &nonce),
    ] {
        let wrong = request(&challenge, &hanako().proof("valid", &message));
        assert_eq!(stage.refused(check(&wrong)).await, ProblemKind::SignatureInvalid);
    }
    let without_pin = ChallengeMessage::without_pin(&clinic(CLINIC), MODE, &nonce);
    let by_the_certificates_key = crate::stage::proof("valid", challenge.clone(), &without_pin);
    assert_eq!(
        stage.refused(check(&by_the_certificates_key)).await,
        ProblemKind::SignatureInvalid
    );
    let proof: SurfaceProof = hanako().proof("valid", &without_pin);
    let mut as_if_by_pin = request(&challenge, &proof);
    as_if_by_pin.identity = Identity::Pin(PinProof {
        signature: STANDARD.encode(&proof.signature),
    });
    assert_eq!(
        stage.refused(check(&as_if_by_pin)).await,
        ProblemKind::SignatureInvalid
    );
    stage.send(check(&request(&challenge, &proof))).await.ok();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_record_of_another_person_is_refused_by_birth_date_and_by_a_sex_that_both_say() {
    let stage = Stage::set().await;
    for (slug, birth_date, sex, is_the_person) in [
        ("valid", "19400512", "2", true),
        ("valid", "19400513", "2", false),
        ("valid", "19400512", "1", false),
        // 0: not known; 9: not applicable. Compared by neither.
        ("valid", "19400512", "0", true),
        ("valid", "19400512", "9", true),
        ("valid", "20400512", "9", false),
        // The insurer has a code that no table has.
        ("unknown-code", "19750707", "1", true),
        ("unknown-code", "19750707", "2", true),
        ("unknown-code", "19750708", "2", false),
        ("several", "19890108", "2", true),
        ("several", "19890108", "1", false),
        // No insurance is found: there is nobody to compare with.
        ("none", "19010101", "1", true),
    ] {
        let request = stage.visual(slug, &SurfaceCard::of(birth_date, sex)).await;
        let what = format!("{slug} {birth_date} {sex}");
        if is_the_person {
            assert_eq!(stage.send(check(&request)).await.status, 200, "{what}");
        } else {
            let refused = stage.refused(check(&request)).await;
            assert_eq!(refused, ProblemKind::RecordOfAnotherPerson, "{what}");
        }
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn insurances_of_different_birth_dates_are_no_one_persons_record() {
    let stage = Stage::set().await;
    sqlx::query(
        "UPDATE insurances SET answer = replace(answer, '\"birth_date\":\"1989-01-08\"', '\"birth_date\":\"1989-01-09\"')
         WHERE insured = 'several' AND place = 1",
    )
    .execute(&stage.database().await)
    .await
    .unwrap();
    for birth_date in ["19890108", "19890109"] {
        let request = stage.visual("several", &SurfaceCard::of(birth_date, "2")).await;
        assert_eq!(
            stage.refused(check(&request)).await,
            ProblemKind::RecordOfAnotherPerson
        );
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn what_is_no_day_or_no_digit_is_no_record_although_its_issuer_signed_it() {
    let stage = Stage::set().await;
    for (birth_date, sex) in [
        ("19400532", "2"),
        ("00000000", "2"),
        ("1940051", "2"),
        ("19400512", "x"),
        ("19400512", "22"),
        ("19400512", ""),
    ] {
        let request = stage.visual("valid", &SurfaceCard::of(birth_date, sex)).await;
        let refused = stage.refused(check(&request)).await;
        assert_eq!(refused, ProblemKind::RecordUntrusted, "{birth_date} {sex}");
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_request_has_no_place_for_a_portrait() {
    let stage = Stage::set().await;
    let genuine = stage.visual("valid", &hanako()).await;
    for member in ["portrait", "images", "address"] {
        let mut body = serde_json::to_value(&genuine).unwrap();
        body["identity"]["visual"][member] = "AAAA".into();
        let request =
            Request::post("/v1/eligibility-checks", &body).header("idempotency-key", "0123456789abcdef");
        assert_eq!(stage.refused(request).await, ProblemKind::MalformedRequest);
    }
    let mut both = serde_json::to_value(&genuine).unwrap();
    both["identity"]["pin"] = serde_json::json!({ "signature": "AA==" });
    let request =
        Request::post("/v1/eligibility-checks", &both).header("idempotency-key", "0123456789abcdef");
    assert_eq!(stage.refused(request).await, ProblemKind::MalformedRequest);
    stage.send(check(&genuine)).await.ok();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_certificate_is_judged_as_after_the_pin() {
    let stage = Stage::set().await;
    let expired = stage
        .visual("certificate-expired", &SurfaceCard::of("19310102", "1"))
        .await;
    assert_eq!(
        stage.refused(check(&expired)).await,
        ProblemKind::CertificateExpired
    );
    let unknown = named("valid", stage.visual("valid", &hanako()).await);
    assert_eq!(
        stage.refused(check(&unknown)).await,
        ProblemKind::CertificateUnknown
    );
    stage.running.shutdown().await;
}
