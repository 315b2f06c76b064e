//! `GET /v1/patients/{patient}/information/{item}`: who may ask, how, and what the answer says.

use kyotaku_core::{consent::Item, eligibility::ProblemKind, origin::Channel, visit::CareMode};
use kyotaku_service::sample::{
    CLINIC, FACE_READER_TOKEN, OTHER_CLINIC, OTHER_PROGRAM_TOKEN, PROGRAM_TOKEN, RECEPTION_TOKEN, TOKEN,
};
use reqwest::Method;
use serde_json::Value;

use crate::{
    ehr::{asks, document, of_the_ehr},
    stage::{Request, Stage, registration},
};

const WAY: (Channel, CareMode) = (Channel::VisitApp, CareMode::HomeVisit);

fn with_token(request: Request, token: &str) -> Request {
    request.header("authorization", &format!("Bearer {token}"))
}

#[tokio::test]
async fn the_answer_names_the_disclosure_and_its_consent_and_holds_the_document_to_the_letter() {
    let stage = Stage::set().await;
    let patient = stage.patient(WAY.0, WAY.1).await;
    let number = stage.consented(WAY, &[]).await;
    stage.pass_time(90);
    let answer = stage.send(asks(&patient, Item::MedicalCare, WAY.1)).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.headers["cache-control"], "no-store");
    let disclosure = stage.disclosures().await[0].0.clone();
    let expected = format!(
        "{{\"disclosure\":\"{disclosure}\",\"patient\":\"{patient}\",\"item\":\"療養情報\",\"mode\":\"home-visit\",\
         \"registration\":\"{number}\",\"disclosed_at\":\"2026-11-22T12:01:30+09:00\",\"information\":{}}}",
        document(Item::MedicalCare)
    );
    assert_eq!(answer.text, expected);
    assert_eq!(
        (disclosure.len(), disclosure != number && disclosure != patient),
        (32, true)
    );
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_sample_documents_are_given_out_as_the_notice_lists_them() {
    let stage = Stage::set().await;
    stage.consented(WAY, &[]).await;
    let patient = stage.patient_number(CLINIC, "valid").await;
    let answer = stage.send(asks(&patient, Item::Medication, WAY.1)).await.ok();
    let dispensed = &answer["information"]["dispensed"][0];
    assert_eq!(dispensed["medicine"], "見本降圧錠５ｍｇ");
    assert_eq!(dispensed["dispensed_on"], "2026-11-02");
    stage.running.shutdown().await;
}

#[tokio::test]
async fn that_nothing_is_known_is_given_out_and_logged_like_anything_else() {
    let stage = Stage::set().await;
    let patient = stage.patient(WAY.0, WAY.1).await;
    let pool = stage.database().await;
    sqlx::query("DELETE FROM information")
        .execute(&pool)
        .await
        .unwrap();
    // Without a consent not even that is said.
    let unasked = stage.withheld(asks(&patient, Item::Surgery, WAY.1)).await;
    assert_eq!(unasked, ProblemKind::NotConsented);
    stage.consented(WAY, &[]).await;
    let answer = stage.send(asks(&patient, Item::Surgery, WAY.1)).await.ok();
    assert_eq!(answer["information"], Value::Null);
    assert_eq!(stage.disclosures().await.len(), 1);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn every_request_is_a_disclosure_of_its_own() {
    let stage = Stage::set().await;
    let patient = stage.patient(WAY.0, WAY.1).await;
    stage.consented(WAY, &[]).await;
    let first = stage.given(&patient, Item::Surgery, WAY.1).await;
    let second = stage.given(&patient, Item::Surgery, WAY.1).await;
    assert_ne!(first["disclosure"], second["disclosure"]);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn head_has_no_body_and_is_logged_all_the_same() {
    let stage = Stage::set().await;
    let patient = stage.patient(WAY.0, WAY.1).await;
    stage.consented(WAY, &[]).await;
    let mut request = asks(&patient, Item::Surgery, WAY.1);
    request.method = Method::HEAD;
    let answer = stage.send(request).await;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, ""));
    assert_eq!(stage.disclosures().await.len(), 1);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_clinics_number_for_a_patient_says_nothing_to_another_clinic_nor_does_its_consent() {
    let stage = Stage::set().await;
    let patient = stage.patient(WAY.0, WAY.1).await;
    stage.consented(WAY, &[]).await;
    let there = with_token(asks(&patient, Item::Surgery, WAY.1), OTHER_PROGRAM_TOKEN);
    assert_eq!(stage.withheld(there).await, ProblemKind::NotFound);

    // The same person, checked there too, has another number there, and has agreed to nothing.
    let pool = stage.database().await;
    sqlx::query("INSERT INTO patients VALUES ('of-the-other', $1, 'valid', '2026-11-22T12:00:00+09:00')")
        .bind(OTHER_CLINIC)
        .execute(&pool)
        .await
        .unwrap();
    for item in Item::ALL {
        let there = with_token(asks("of-the-other", item, WAY.1), OTHER_PROGRAM_TOKEN);
        assert_eq!(stage.withheld(there).await, ProblemKind::NotConsented);
        let here = asks("of-the-other", item, WAY.1);
        assert_eq!(stage.withheld(here).await, ProblemKind::NotFound);
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn another_persons_consent_gives_nothing_out() {
    let stage = Stage::set().await;
    stage.consented(WAY, &[]).await;
    stage.check("several").await;
    let other = stage.patient_number(CLINIC, "several").await;
    for item in Item::ALL {
        let kind = stage.withheld(asks(&other, item, WAY.1)).await;
        assert_eq!(kind, ProblemKind::NotConsented, "{item:?}");
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn only_a_programs_token_asks_and_it_can_do_nothing_that_a_device_does() {
    let stage = Stage::set().await;
    let patient = stage.patient(WAY.0, WAY.1).await;
    stage.consented(WAY, &[]).await;
    let honest = || asks(&patient, Item::Surgery, WAY.1);
    for token in [TOKEN, RECEPTION_TOKEN, FACE_READER_TOKEN, "TEST-ONLY-nobody's"] {
        let kind = stage.withheld(with_token(honest(), token)).await;
        assert_eq!(kind, ProblemKind::Unauthorized, "{token}");
    }
    let without = stage.withheld(honest().without("authorization")).await;
    assert_eq!(without, ProblemKind::Unauthorized);

    let check = stage.check_number().await;
    let body = stage.statement(&check).await;
    for request in [
        registration(&body),
        Request::post("/v1/challenges", &serde_json::json!({ "mode": "home-visit" })),
        Request::get("/v1/settings"),
    ] {
        let kind = stage.refused(with_token(request, PROGRAM_TOKEN)).await;
        assert_eq!(kind, ProblemKind::Unauthorized);
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn whatever_is_not_a_patient_an_item_and_a_mode_is_refused() {
    let stage = Stage::set().await;
    let patient = stage.patient(WAY.0, WAY.1).await;
    stage.consented(WAY, &[]).await;
    let (unknown, malformed) = (ProblemKind::NotFound, ProblemKind::MalformedRequest);
    for (path, kind) in [
        (
            "/v1/patients/0/information/SHJ?mode=home-visit".to_owned(),
            unknown,
        ),
        (
            "/v1/patients/%FF/information/SHJ?mode=home-visit".to_owned(),
            unknown,
        ),
        (
            "/v1/patients/valid/information/SHJ?mode=home-visit".to_owned(),
            unknown,
        ),
        (
            format!("/v1/patients/{patient}/information/shj?mode=home-visit"),
            unknown,
        ),
        (
            format!("/v1/patients/{patient}/information/%FF?mode=home-visit"),
            unknown,
        ),
        (format!("/v1/patients/{patient}/information/SHJ"), malformed),
        (format!("/v1/patients/{patient}/information/SHJ?mode="), malformed),
        (
            format!("/v1/patients/{patient}/information/SHJ?mode=HomeVisit"),
            malformed,
        ),
        (
            format!("/v1/patients/{patient}/information/SHJ?mode=home-visit&mode=outpatient"),
            malformed,
        ),
        (
            format!("/v1/patients/{patient}/information/SHJ?mode=home-visit&all=1"),
            malformed,
        ),
    ] {
        let said = stage.withheld(of_the_ehr(Method::GET, &path)).await;
        assert_eq!(said, kind, "{path}");
    }
    stage.running.shutdown().await;
}
