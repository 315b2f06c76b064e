//! Corrections: of what was answered, at the clinic that registered, and as a patient wishes only with the patient there.

use kyotaku_core::{origin::Channel, visit::CareMode};
use kyotaku_service::sample::OTHER_CLINIC;
use serde_json::Value;

use crate::{
    past_the_guard::insert,
    rows_of_consents::{correction, refused, registered, with},
    stage::Stage,
};

const OF_THE_PERSON: &str = "a correction names a check of the same person, at the same clinic, in time";

#[tokio::test]
async fn a_correction_is_of_the_clinics_own_registration_of_what_was_answered_and_as_a_patient_wishes_only_with_them_there()
 {
    let stage = Stage::set().await;
    let mut database = stage.past_the_guard().await;
    let (check, number) = registered(&stage, Channel::VisitApp, CareMode::HomeVisit).await;
    let anothers = stage.check("several").await["check"].as_str().unwrap().to_owned();
    let by_clinic = |question: &str| correction(&number, question.into(), "1");
    let wished = |check: &str| with(correction(&number, Value::Null, "2"), "check_number", check);
    let without = correction(&number, Value::Null, "2");
    let there = "a correction that the patient wishes is made with the patient there";
    for (rule, row) in [
        (
            "a correction is of the clinic that registered",
            with(by_clinic("surgery"), "institution", OTHER_CLINIC),
        ),
        (
            "a correction is of a question that was answered",
            by_clinic("medication"),
        ),
        (
            "a correction is of a question that was answered",
            by_clinic("diagnosis"),
        ),
        (there, without.clone()),
        (there, with(without.clone(), "author_kind", "account")),
        (there, with(without.clone(), "author_kind", "operator")),
        (OF_THE_PERSON, wished(&anothers)),
        (
            OF_THE_PERSON,
            with(wished(&check), "corrected_at", "2026-11-22T13:00:00+09:00"),
        ),
        (
            OF_THE_PERSON,
            with(by_clinic("surgery"), "check_number", anothers.clone()),
        ),
    ] {
        refused(&mut database, "corrections", &row, rule).await;
    }
    insert(&mut database, "corrections", &wished(&check))
        .await
        .unwrap();
    let by_the_patient = with(with(without, "author_kind", "patient"), "correction", "p");
    let by_the_patient = with(by_the_patient, "idempotency_key", "p");
    insert(&mut database, "corrections", &by_the_patient)
        .await
        .unwrap();
    for question in [
        "surgery",
        "diagnosis-and-medication",
        "checkups",
        "medical-care",
        "specific-disease",
    ] {
        insert(&mut database, "corrections", &by_clinic(question))
            .await
            .unwrap();
    }
    stage.running.shutdown().await;
}
