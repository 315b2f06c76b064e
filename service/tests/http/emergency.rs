//! `POST /v1/patients/{patient}/emergency-disclosures`: 救急時医療情報, without a consent, for a reason, logged apart.

use kyotaku_core::{
    consent::{Item, Question},
    eligibility::{ProblemKind, Use},
    origin::Channel,
    visit::CareMode,
};
use kyotaku_service::sample::{CLINIC, OTHER_PROGRAM_TOKEN, TOKEN};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    ehr::{document, gives_nothing, of_the_ehr},
    stage::{Request, Stage},
    visits::WAYS,
};

const WAY: (Channel, CareMode) = (Channel::VisitApp, CareMode::HomeVisit);
/// What no log and no answer repeats.
pub(crate) const REASON: &str = "意識不明で救急搬送され、本人に尋ねられない";

/// A request with this body.
pub(crate) fn with_body(patient: &str, body: &Value) -> Request {
    of_the_ehr(
        Method::POST,
        &format!("/v1/patients/{patient}/emergency-disclosures"),
    )
    .header("content-type", "application/json")
    .bytes(body.to_string())
}

/// An honest request.
pub(crate) fn emergency(patient: &str) -> Request {
    with_body(patient, &json!({ "reason": REASON }))
}

/// Number, clinic, person, reason, program, time.
type Logged = (String, String, String, String, String, String);

async fn logged(stage: &Stage) -> Vec<Logged> {
    let pool = stage.database().await;

    sqlx::query_as(
        "SELECT disclosure, institution, insured, reason, program, disclosed_at FROM emergency_disclosures
         ORDER BY rowid",
    )
    .fetch_all(&pool)
    .await
    .unwrap()
}

/// Sends it, and makes sure that it gives out 手術, 診療 and 薬剤 and nothing else, and is logged apart with its reason.
async fn is_given(stage: &Stage, patient: &str) -> String {
    let (apart, before) = (logged(stage).await, stage.disclosures().await);
    let request = with_body(patient, &json!({ "reason": format!("\u{3000} {REASON}\n") }));
    let answer = stage.send(request).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    for item in Item::ALL {
        let is_given = [Item::Surgery, Item::Diagnosis, Item::Medication].contains(&item);
        assert_eq!(answer.text.contains(&document(item)), is_given, "{item:?}");
    }
    assert!(!answer.text.contains(REASON));
    let answer = answer.ok();
    let items: Vec<_> = answer["information"]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| each["item"].as_str().unwrap())
        .collect();
    assert_eq!(items, ["SHJ", "SRJ", "YZK"]);
    let text = |name: &str| answer[name].as_str().unwrap().to_owned();
    assert_eq!(text("patient"), patient);
    let row = (
        text("disclosure"),
        CLINIC.to_owned(),
        "valid".to_owned(),
        REASON.to_owned(),
        "sample-ehr".to_owned(),
        text("disclosed_at"),
    );
    assert_eq!(logged(stage).await, [apart, vec![row]].concat());
    assert_eq!(stage.disclosures().await, before);
    text("disclosure")
}

#[tokio::test]
async fn it_is_given_out_whatever_was_or_was_not_agreed_and_logged_apart() {
    for way in WAYS {
        let stage = Stage::set().await;
        let patient = stage.patient(way.0, way.1).await;
        is_given(&stage, &patient).await;
        let every = [
            Question::Surgery,
            Question::DiagnosisAndMedication,
            Question::Checkups,
            Question::MedicalCare,
            Question::SpecificDisease,
        ];
        let number = stage.consented(way, &every).await;
        is_given(&stage, &patient).await;
        stage.revoke(&number, None).await;
        is_given(&stage, &patient).await;
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn it_hangs_on_its_own_setting_and_on_no_other_nor_on_an_insurance() {
    let stage = Stage::set().await;
    let patient = stage.patient(WAY.0, WAY.1).await;
    let pool = stage.database().await;
    sqlx::query("UPDATE insured SET validity = '2' WHERE insured = 'valid'")
        .execute(&pool)
        .await
        .unwrap();
    stage
        .save(|settings| {
            settings.surgery = Use::Off;
            settings.diagnosis = Use::Off;
            settings.medication = Use::Off;
            settings.home_visit = Use::Off;
            settings.online_outpatient = Use::Off;
        })
        .await;
    is_given(&stage, &patient).await;
    stage
        .save(|settings| {
            settings.surgery = Use::On;
            settings.diagnosis = Use::On;
            settings.medication = Use::On;
            settings.emergency = Use::Off;
        })
        .await;
    let kind = stage.withheld(emergency(&patient)).await;
    assert_eq!(kind, ProblemKind::ItemNotEnabled);
    stage.save(|settings| settings.emergency = Use::On).await;
    is_given(&stage, &patient).await;
    stage.running.shutdown().await;
}

#[tokio::test]
async fn every_request_is_a_disclosure_of_its_own_and_a_repeated_one_is_logged_again() {
    let stage = Stage::set().await;
    let patient = stage.patient(WAY.0, WAY.1).await;
    let first = is_given(&stage, &patient).await;
    let second = is_given(&stage, &patient).await;
    assert_ne!(first, second);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn what_does_not_say_why_is_refused_and_not_repeated() {
    let stage = Stage::set().await;
    let patient = stage.patient(WAY.0, WAY.1).await;
    for body in [
        json!({}),
        json!({ "reason": null }),
        json!({ "reason": 1234567890123_u64 }),
        json!({ "reason": "救".repeat(9) }),
        json!({ "reason": "救".repeat(401) }),
        json!({ "reason": format!("救急 {}", " ".repeat(40)) }),
        json!({ "reason": "\u{3000}".repeat(40) }),
        json!({ "reason": "意識不明で\n救急搬送された" }),
        json!({ "reason": "意識不明で\u{0}救急搬送された" }),
        json!({ "reason": REASON, "item": "TKK" }),
    ] {
        let request = with_body(&patient, &body);
        let answer = stage.send(request).await;
        assert!(!answer.text.contains("救"), "{answer:?}");
        assert_eq!(answer.problem(), ProblemKind::MalformedRequest, "{body}");
        stage.withheld(with_body(&patient, &body)).await;
    }
    let longest = with_body(&patient, &json!({ "reason": "救".repeat(400) }));
    stage.send(longest).await.ok();
    let shortest = with_body(&patient, &json!({ "reason": "救".repeat(10) }));
    stage.send(shortest).await.ok();
    assert_eq!(logged(&stage).await.len(), 2);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn only_a_program_of_a_clinic_that_knows_the_patient_may_ask() {
    let stage = Stage::set().await;
    let patient = stage.patient(WAY.0, WAY.1).await;
    for (token, kind) in [
        (TOKEN, ProblemKind::Unauthorized),
        ("nobody", ProblemKind::Unauthorized),
        (OTHER_PROGRAM_TOKEN, ProblemKind::NotFound),
    ] {
        let request = emergency(&patient).header("authorization", &format!("Bearer {token}"));
        assert_eq!(stage.withheld(request).await, kind, "{token}");
    }
    for nobody in ["0", "%FF", "valid"] {
        assert_eq!(stage.withheld(emergency(nobody)).await, ProblemKind::NotFound);
    }
    // A log, and not a list: it cannot be read here.
    let path = format!("/v1/patients/{patient}/emergency-disclosures");
    let answer = stage.send(of_the_ehr(Method::GET, &path)).await;
    gives_nothing(&answer);
    assert_eq!(answer.problem(), ProblemKind::MethodNotAllowed);
    stage.running.shutdown().await;
}
