//! 特定疾病 in what is answered: only under its own consent (TSR), at this clinic, in this mode, while it stands; and logged.

use kyotaku_core::{
    consent::{Decision, Question},
    eligibility::Use,
    origin::Channel,
    visit::CareMode,
};
use serde_json::{Value, json};

use crate::{
    consented::Visit,
    stage::{Request, Stage, re_inquiry, revocation},
};

/// The sample person who has one (透析), with the first of two insurers.
const SLUG: &str = "several";

fn told(insurances: &Value) -> Value {
    insurances[0]["specific_diseases"].clone()
}

async fn told_by_a_check(stage: &Stage, visit: Visit) -> Value {
    told(&stage.checked(visit).await["insurances"])
}

/// The disclosures, and how many checks and re-inquiries hold any of it.
async fn logged(stage: &Stage) -> (i64, i64) {
    let pool = stage.database().await;
    let count = async |sql: &'static str| -> i64 { sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap() };
    let disclosures = count("SELECT count(*) FROM disclosures WHERE item = 'TSR'").await;
    let stored = count(
        r#"SELECT (SELECT count(*) FROM checks WHERE answer LIKE '%"specific_diseases":["%')
             + (SELECT count(*) FROM re_inquiries WHERE answer LIKE '%"specific_diseases":["%')"#,
    )
    .await;
    (disclosures, stored)
}

fn all_but(declined: Question) -> impl Fn(Question) -> Decision {
    move |question| {
        if question == declined {
            Decision::Decline
        } else {
            Decision::Agree
        }
    }
}

#[tokio::test]
async fn a_check_tells_of_them_only_while_they_are_agreed_to_here_in_this_mode_and_used() {
    let stage = Stage::set().await;
    let visit = Visit::home(SLUG);
    let online = Visit::by(SLUG, (Channel::VisitApp, CareMode::OnlineOutpatient));
    assert_eq!(told_by_a_check(&stage, visit).await, json!([]), "never agreed");
    stage.answered(visit, all_but(Question::SpecificDisease)).await;
    assert_eq!(told_by_a_check(&stage, visit).await, json!([]), "declined");
    stage.agreed(visit.elsewhere()).await;
    assert_eq!(
        told_by_a_check(&stage, visit).await,
        json!([]),
        "agreed at another clinic"
    );
    stage.agreed(online).await;
    assert_eq!(
        told_by_a_check(&stage, visit).await,
        json!([]),
        "agreed in another mode"
    );
    assert_eq!(logged(&stage).await, (0, 0));

    let (number, _) = stage.answered(visit, |_| Decision::Agree).await;
    assert_eq!(told_by_a_check(&stage, visit).await, json!(["1"]), "agreed");
    assert_eq!(logged(&stage).await, (1, 1));
    let pool = stage.database().await;
    let row: (String, String, String, String, String, String) = sqlx::query_as(
        "SELECT institution, insured, mode, registration, program, disclosed_at FROM disclosures",
    )
    .fetch_one(&pool)
    .await
    .unwrap();
    let row = [row.0, row.1, row.2, row.3, row.4, row.5];
    let noon = "2026-11-22T12:00:00+09:00";
    assert_eq!(
        row,
        ["1234567890", SLUG, "home-visit", &number, "sample-device", noon]
    );

    stage.save(|settings| settings.specific_disease = Use::Off).await;
    assert_eq!(
        told_by_a_check(&stage, visit).await,
        json!([]),
        "not used any more"
    );
    stage.save(|settings| settings.specific_disease = Use::On).await;
    let body =
        json!({"registration": number, "question": Question::SpecificDisease, "reason": "1", "check": null});
    stage.send(revocation(&body)).await.ok();
    assert_eq!(told_by_a_check(&stage, visit).await, json!([]), "revoked");
    let (number, _) = stage.answered(visit, |_| Decision::Agree).await;
    stage.contradict(&number).await;
    assert_eq!(told_by_a_check(&stage, visit).await, json!([]), "contradictory");
    assert_eq!(logged(&stage).await, (1, 1));
    stage.running.shutdown().await;
}

#[tokio::test]
async fn they_are_told_until_the_consent_expires_and_not_after() {
    let stage = Stage::set().await;
    let visit = Visit::by(SLUG, (Channel::FaceReader, CareMode::Outpatient));
    stage.agreed(visit).await;
    stage.pass_time(24 * 3600 - 1);
    assert_eq!(told_by_a_check(&stage, visit).await, json!(["1"]));
    stage.pass_time(24 * 3600);
    assert_eq!(told_by_a_check(&stage, visit).await, json!([]));
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_answer_that_is_given_again_does_not_tell_of_them_once_the_consent_is_revoked() {
    let stage = Stage::set().await;
    let visit = Visit::home(SLUG);
    let number = stage.agreed(visit).await;
    let patient = visit.patient(&stage).await;
    let repeated = stage.check_in(visit).await;
    let again = || {
        let mut request = Request::new(repeated.method.clone(), &repeated.path);
        request.headers = repeated.headers.clone();
        request.body = repeated.body.clone();
        request
    };
    let first = stage.send(again()).await;
    assert_eq!(told(&first.json()["insurances"]), json!(["1"]));
    let asked = stage.send(re_inquiry(&patient, "1")).await;
    assert_eq!(told(&asked.json()["eligibility"]["insurances"]), json!(["1"]));
    assert_eq!(logged(&stage).await, (2, 2));
    assert_eq!(stage.send(again()).await.text, first.text);
    assert_eq!(stage.send(re_inquiry(&patient, "1")).await.text, asked.text);
    // Given out again, logged again.
    assert_eq!(logged(&stage).await, (4, 2));

    let body = json!({"registration": number, "question": Question::SpecificDisease, "reason": "2",
        "check": stage.checked_as(Visit::home(SLUG)).await});
    stage.send(revocation(&body)).await.ok();
    let before = logged(&stage).await;
    assert_eq!(told(&stage.send(again()).await.ok()["insurances"]), json!([]));
    let asked = stage.send(re_inquiry(&patient, "1")).await.ok();
    assert_eq!(told(&asked["eligibility"]["insurances"]), json!([]));
    let asked = stage.send(re_inquiry(&patient, "2")).await.ok();
    assert_eq!(told(&asked["eligibility"]["insurances"]), json!([]));
    assert_eq!(logged(&stage).await, before);
    stage.running.shutdown().await;
}
