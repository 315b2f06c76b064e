//! What a patient takes back by themselves.

use kyotaku_core::{
    eligibility::{ProblemKind, Use},
    visit::CareMode,
};
use reqwest::Method;
use serde_json::{Value, json};

use super::{HERE, THERE, by, get, registered, session, standing, with_body};
use crate::stage::{Request, Stage};

const KEY: &str = "0123456789abcdef";

pub(crate) fn taking_back(token: &str, registration: &str, question: Option<&str>, key: &str) -> Request {
    let request = by(token, Method::POST, "/v1/holder/revocations").header("idempotency-key", key);
    with_body(
        request,
        &json!({"registration": registration, "question": question}),
    )
}

fn standing_of<'a>(answers: &'a [(String, String)], question: &str) -> &'a str {
    let answer = answers.iter().find(|(asked, _)| asked == question);
    &answer.unwrap().1
}

#[tokio::test]
async fn an_answer_that_was_taken_back_stands_no_more_and_the_others_do() {
    let stage = Stage::set().await;
    let here = registered(&stage, "valid", HERE, CareMode::HomeVisit).await;
    let there = registered(&stage, "valid", THERE, CareMode::HomeVisit).await;
    let token = session(&stage, "valid").await;
    stage.pass_time(60);
    let answer = stage.send(taking_back(&token, &here, Some("surgery"), KEY)).await;
    assert_eq!(answer.status, 201);
    let surgery = &answer.json()["consent"]["answers"][0];
    let revocation = json!({"reason": "2", "revoked_at": "2026-11-22T12:01:00+09:00"});
    assert_eq!(
        (&surgery["standing"], &surgery["revocation"]),
        (&json!("revoked"), &revocation)
    );
    assert_eq!(answer.json()["revoked_as_a_whole"], false);

    let stands = standing(&stage, &token, &here).await;
    assert_eq!(standing_of(&stands, "surgery"), "revoked");
    assert_eq!(standing_of(&stands, "checkups"), "given");
    assert_eq!(standing_of(&stands, "diagnosis-and-medication"), "declined");
    let stands = standing(&stage, &token, &there).await;
    assert_eq!(standing_of(&stands, "surgery"), "given");

    // The clinic hears of it at its next check.
    let eligibility = stage.check("valid").await;
    assert_eq!(eligibility["standing"]["registration"], here.as_str());
    assert_eq!(eligibility["standing"]["answers"][0]["standing"], "revoked");

    let row: (String, String, Option<String>, String, String, String, String) = sqlx::query_as(
        "SELECT author_kind, author, check_number, channel, app, device, credential FROM corrections",
    )
    .fetch_one(&stage.database().await)
    .await
    .unwrap();
    let text = |text: &str| text.to_owned();
    let expected = (
        "patient",
        "patient",
        "patient",
        "kyotaku-test",
        "tablet-1",
        "patient",
    );
    assert_eq!(
        row,
        (
            text(expected.0),
            text(expected.1),
            None,
            text(expected.2),
            text(expected.3),
            text(expected.4),
            text(expected.5)
        )
    );
    stage.running.shutdown().await;
}

#[tokio::test]
async fn all_of_it_is_taken_back_at_once_and_the_same_request_again_changes_nothing() {
    let stage = Stage::set().await;
    let registration = registered(&stage, "valid", HERE, CareMode::HomeVisit).await;
    let token = session(&stage, "valid").await;
    let request = || taking_back(&token, &registration, None, KEY);
    let first = stage.send(request()).await;
    assert_eq!(first.status, 201);
    let rows = stage.rows().await;
    let again = stage.send(request()).await;
    assert_eq!((again.status.as_u16(), again.json()), (200, first.json()));
    assert_eq!(stage.rows().await, rows);
    for (question, standing) in standing(&stage, &token, &registration).await {
        let expected = match question.as_str() {
            "diagnosis-and-medication" => "declined",
            _ => "revoked",
        };
        assert_eq!(standing, expected, "{question}");
    }
    for (question, key) in [(None, "another-key-0000"), (Some("surgery"), "another-key-0001")] {
        let request = taking_back(&token, &registration, question, key);
        assert_eq!(stage.refused(request).await, ProblemKind::NothingToRevoke);
    }
    let other = taking_back(&token, &registration, Some("surgery"), KEY);
    assert_eq!(stage.refused(other).await, ProblemKind::IdempotencyKeyReused);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn nobody_takes_back_what_another_person_agreed_to_and_keys_are_each_persons_own() {
    let stage = Stage::set().await;
    let mine = registered(&stage, "valid", HERE, CareMode::HomeVisit).await;
    let theirs = registered(&stage, "several", HERE, CareMode::HomeVisit).await;
    let (me, they) = (session(&stage, "valid").await, session(&stage, "several").await);
    for registration in [&theirs, "no such"] {
        let request = taking_back(&me, registration, None, KEY);
        assert_eq!(stage.refused(request).await, ProblemKind::NotFound);
    }
    for (token, registration) in [(&me, &mine), (&they, &theirs)] {
        assert_eq!(
            stage
                .send(taking_back(token, registration, None, KEY))
                .await
                .status,
            201
        );
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn what_is_not_in_force_or_was_not_asked_is_refused_by_name() {
    let stage = Stage::set().await;
    let earlier = registered(&stage, "valid", HERE, CareMode::HomeVisit).await;
    let later = registered(&stage, "valid", HERE, CareMode::HomeVisit).await;
    let online = registered(&stage, "valid", HERE, CareMode::OnlineOutpatient).await;
    let token = session(&stage, "valid").await;
    for (registration, question, expected) in [
        (&earlier, None, ProblemKind::NothingToRevoke),
        (
            &later,
            Some("diagnosis-and-medication"),
            ProblemKind::NothingToRevoke,
        ),
        (&later, Some("diagnosis"), ProblemKind::NotAsked),
        (&later, Some("everything"), ProblemKind::MalformedRequest),
    ] {
        let request = taking_back(&token, registration, question, KEY);
        assert_eq!(stage.refused(request).await, expected, "{question:?}");
    }
    let request = taking_back(&token, &later, None, KEY).without("idempotency-key");
    assert_eq!(stage.refused(request).await, ProblemKind::IdempotencyKeyMissing);
    // At midnight in Japan the online visit's is over.
    stage.pass_time(12 * 3600);
    let token = session(&stage, "valid").await;
    let request = taking_back(&token, &online, None, KEY);
    assert_eq!(stage.refused(request).await, ProblemKind::NothingToRevoke);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_consent_is_taken_back_though_the_clinic_has_switched_off_what_it_is_for() {
    let stage = Stage::set().await;
    let registration = registered(&stage, "valid", HERE, CareMode::HomeVisit).await;
    stage
        .save(|settings| {
            settings.home_visit = Use::Off;
            settings.surgery = Use::Off;
        })
        .await;
    let token = session(&stage, "valid").await;
    let answer = stage
        .send(taking_back(&token, &registration, Some("surgery"), KEY))
        .await;
    assert_eq!(answer.status, 201);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn what_contradicts_itself_is_told_as_such_and_taken_back_whole_and_once() {
    let stage = Stage::set().await;
    let registration = registered(&stage, "valid", HERE, CareMode::HomeVisit).await;
    let pool = stage.database().await;
    stage.drop_triggers().await;
    sqlx::query("UPDATE registration_items SET decision = 'agree' WHERE item = 'YZK'")
        .execute(&pool)
        .await
        .unwrap();
    let alarms = async || {
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM alarms")
            .fetch_one(&pool)
            .await
            .unwrap();
        count
    };
    let token = session(&stage, "valid").await;
    let consents = stage.send(get(&token, "/v1/holder/consents")).await.ok();
    assert_eq!(consents["consents"][0]["consent"], Value::Null);
    assert_eq!(alarms().await, 0);

    let request = taking_back(&token, &registration, Some("surgery"), KEY);
    assert_eq!(
        stage.send(request).await.problem(),
        ProblemKind::ConsentContradictory
    );
    assert_eq!(alarms().await, 1);
    let corrections: i64 = sqlx::query_scalar("SELECT count(*) FROM corrections")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(corrections, 0);
    let answer = stage
        .send(taking_back(&token, &registration, None, KEY))
        .await
        .ok();
    assert_eq!(
        (&answer["revoked_as_a_whole"], &answer["consent"]),
        (&json!(true), &Value::Null)
    );
    let request = taking_back(&token, &registration, None, "another-key-0000");
    assert_eq!(stage.send(request).await.problem(), ProblemKind::NothingToRevoke);
    stage.running.shutdown().await;
}
