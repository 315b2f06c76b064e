//! `POST /v1/registrations` refused. The guard's rules are tested one by one beside it; here each refusal is seen from
//! outside, with no row written.

use kyotaku_core::eligibility::{IdempotencyKey, ProblemKind};
use serde_json::{Value, json};

use crate::stage::{Stage, registration};

/// Changes the statement and gives it the digest that fits, as a client with a fault of its own would.
pub(crate) fn changed(honest: &Value, change: impl FnOnce(&mut Value)) -> Value {
    let mut body = honest.clone();
    change(&mut body["statement"]);
    let statement: kyotaku_core::consent::Statement =
        serde_json::from_value(body["statement"].clone()).unwrap();
    body["digest"] = statement.digest().into();
    body
}

#[tokio::test]
async fn the_same_key_for_another_statement_is_refused_and_so_is_a_second_registration() {
    let stage = Stage::set().await;
    let body = stage.statement(&stage.check_number().await).await;
    stage.send(registration(&body)).await.ok();
    let key = IdempotencyKey::of_registration(
        body["statement"]["check"].as_str().unwrap(),
        body["digest"].as_str().unwrap(),
    );
    let other = changed(&body, |statement| {
        statement["answers"][0]["decision"] = "decline".into();
        statement["items"][0]["decision"] = "decline".into();
    });
    let same_key = registration(&other).header("idempotency-key", key.as_str());
    assert_eq!(stage.refused(same_key).await, ProblemKind::IdempotencyKeyReused);
    assert_eq!(stage.refused(registration(&other)).await, ProblemKind::CheckUsed);
    let other_key = registration(&body).header("idempotency-key", "another-key-of-this-request");
    assert_eq!(stage.refused(other_key).await, ProblemKind::CheckUsed);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_fault_of_october_2024_writes_no_row() {
    let stage = Stage::set().await;
    let honest = stage.statement(&stage.check_number().await).await;
    let faulty = changed(&honest, |statement| {
        statement["items"][2]["decision"] = "agree".into()
    });
    assert_eq!(faulty["statement"]["items"][2]["item"], "YZK");
    assert_eq!(
        stage.refused(registration(&faulty)).await,
        ProblemKind::LinkedItemsDiffer
    );
    // The patient's consent can still be registered as it was given.
    stage.send(registration(&honest)).await.ok();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_guard_refuses_and_writes_no_row() {
    let stage = Stage::set().await;
    let honest = stage.statement(&stage.check_number().await).await;
    type Change = fn(&mut Value);
    let changes: [(ProblemKind, Change); 8] = [
        (ProblemKind::NotAsked, |s| {
            s["answers"]
                .as_array_mut()
                .unwrap()
                .push(json!({"question": "medication", "decision": "agree"}));
        }),
        (ProblemKind::NotAsked, |s| {
            s["items"]
                .as_array_mut()
                .unwrap()
                .push(json!({"item": "SHJ", "decision": "agree"}));
        }),
        (ProblemKind::AnswerMissing, |s| {
            drop(s["answers"].as_array_mut().unwrap().remove(0))
        }),
        (ProblemKind::ItemsDoNotFollow, |s| {
            s["items"][0]["decision"] = "decline".into()
        }),
        (ProblemKind::PrescriptionFormNotAllowed, |s| {
            s["prescription_form"] = "paper".into()
        }),
        (ProblemKind::PrescriptionFormNotAllowed, |s| {
            s["prescription_form"] = Value::Null
        }),
        (ProblemKind::StatementForAnotherCheck, |s| {
            s["institution"] = "9876543210".into()
        }),
        (ProblemKind::StatementForAnotherCheck, |s| {
            s["mode"] = "online-outpatient".into()
        }),
    ];
    for (expected, change) in changes {
        assert_eq!(
            stage.refused(registration(&changed(&honest, change))).await,
            expected
        );
    }
    let mut unfitting = honest.clone();
    unfitting["digest"] = "0".repeat(64).into();
    assert_eq!(
        stage.refused(registration(&unfitting)).await,
        ProblemKind::DigestMismatch
    );
    let unknown = changed(&honest, |statement| statement["check"] = "0".repeat(32).into());
    assert_eq!(
        stage.refused(registration(&unknown)).await,
        ProblemKind::CheckUnknown
    );
    let of_the_other_clinic = registration(&honest).of_the_other_clinic();
    assert_eq!(
        stage.refused(of_the_other_clinic).await,
        ProblemKind::CheckOfAnotherClinic
    );
    let no_key = registration(&honest).without("idempotency-key");
    assert_eq!(stage.refused(no_key).await, ProblemKind::IdempotencyKeyMissing);
    stage.send(registration(&honest)).await.ok();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn settings_that_changed_since_the_form_was_drawn_refuse_it_even_if_they_ask_the_same() {
    let stage = Stage::set().await;
    let body = stage.statement(&stage.check_number().await).await;
    stage.save(|_| {}).await;
    assert_eq!(
        stage.refused(registration(&body)).await,
        ProblemKind::SettingsChanged
    );
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_check_serves_for_an_hour() {
    let stage = Stage::set().await;
    let body = stage.statement(&stage.check_number().await).await;
    stage.pass_time(3600);
    assert_eq!(
        stage.refused(registration(&body)).await,
        ProblemKind::CheckExpired
    );
    stage.pass_time(3599);
    stage.send(registration(&body)).await.ok();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn only_the_eligible_can_consent() {
    let stage = Stage::set().await;
    for (slug, expected) in [
        ("invalid", Some(ProblemKind::NotEligible)),
        ("new-exists", Some(ProblemKind::NotEligible)),
        ("none", Some(ProblemKind::NotEligible)),
        ("lag", Some(ProblemKind::NotEligible)),
        (
            "certificate-expired-recently",
            Some(ProblemKind::CertificateExpired),
        ),
        ("several", None),
        ("unregistered", None),
        ("missing-character", None),
        ("unknown-code", None),
        ("foreigner", None),
    ] {
        let check = stage.check(slug).await["check"].as_str().unwrap().to_owned();
        let request = registration(&stage.statement(&check).await);
        match expected {
            Some(kind) => assert_eq!(stage.refused(request).await, kind, "{slug}"),
            None => drop(stage.send(request).await.ok()),
        }
    }
    stage.running.shutdown().await;
}
