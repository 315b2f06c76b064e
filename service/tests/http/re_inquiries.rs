//! `POST /v1/re-inquiries`: the eligibility asked again without the card.

use kyotaku_core::{
    consent::{Decision, Question},
    eligibility::{ProblemKind, ReInquiry, Use},
    origin::Channel,
    visit::CareMode,
};
use serde_json::{Value, json};

use crate::{
    consented::{Visit, stands},
    stage::{Request, Stage, re_inquiry, revocation},
};

fn revoked(number: &str, question: Option<Question>) -> Request {
    revocation(&json!({"registration": number, "question": question, "reason": "1", "check": null}))
}

#[tokio::test]
async fn it_answers_what_a_check_would_and_what_stands_by_each_channel_that_visits() {
    let stage = Stage::set().await;
    for slug in [
        "valid",
        "several",
        "unregistered",
        "missing-character",
        "foreigner",
        "unknown-code",
    ] {
        for channel in [Channel::VisitApp, Channel::ReceptionWeb] {
            let visit = Visit::by(slug, (channel, CareMode::HomeVisit));
            let number = stage.agreed(visit).await;
            let patient = visit.patient(&stage).await;
            let asked = re_inquiry(&patient, &format!("{channel:?}")).by(channel);
            let answer = stage.send(asked).await.ok();
            let check = stage.checked(visit).await;
            for member in ["confirmed_on", "validity", "insurances", "registration_lag_since"] {
                assert_eq!(answer["eligibility"][member], check[member], "{slug} {member}");
            }
            assert_eq!(answer["standing"], check["standing"]);
            assert_eq!(answer["standing"]["registration"], number.as_str());
            assert_eq!(answer["patient"], patient.as_str());
            let read: ReInquiry = serde_json::from_value(answer).unwrap();
            assert_eq!(format!("{read:?}"), "ReInquiry");
        }
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn what_changed_at_the_insurer_since_is_answered_and_the_same_request_gets_the_same_answer() {
    let stage = Stage::set().await;
    let visit = Visit::home("valid");
    stage.agreed(visit).await;
    let patient = visit.patient(&stage).await;
    let first = stage.send(re_inquiry(&patient, "first")).await;
    assert_eq!(first.json()["eligibility"]["validity"], "1");

    let pool = stage.database_without_rules().await;
    for change in [
        "DELETE FROM insurances WHERE insured = 'valid'",
        "UPDATE insured SET validity = '4', registration_lag_since = '2026-11-10' WHERE insured = 'valid'",
    ] {
        sqlx::query(change).execute(&pool).await.unwrap();
    }
    let again = stage.send(re_inquiry(&patient, "first")).await;
    assert_eq!(again.text, first.text);
    let second = stage.send(re_inquiry(&patient, "second")).await.ok();
    assert_eq!(second["eligibility"]["validity"], "4");
    assert_eq!(second["eligibility"]["insurances"], json!([]));
    assert_eq!(second["eligibility"]["registration_lag_since"], "2026-11-10");
    assert_ne!(second["re_inquiry"], first.json()["re_inquiry"]);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn it_is_stored_with_where_it_came_from_and_never_changed() {
    let stage = Stage::set().await;
    let visit = Visit::home("valid");
    let number = stage.agreed(visit).await;
    let patient = visit.patient(&stage).await;
    let answer = stage
        .send(re_inquiry(&patient, "1").by(Channel::ReceptionWeb))
        .await;
    let pool = stage.database().await;
    let mut row = Vec::new();
    for column in [
        "re_inquiry",
        "institution",
        "patient",
        "registration",
        "validity",
        "answer",
        "asked_at",
        "channel",
        "credential",
    ] {
        let sql = format!("SELECT {column} FROM re_inquiries");
        let value: String = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .fetch_one(&pool)
            .await
            .unwrap();
        row.push(value);
    }
    let own = answer.json()["re_inquiry"].as_str().unwrap().to_owned();
    let expected = [
        &own,
        "1234567890",
        &patient,
        &number,
        "1",
        &answer.text,
        "2026-11-22T12:00:00+09:00",
        "reception-web",
        "sample-reception",
    ];
    assert_eq!(row, expected);
    let mut connection = stage.past_the_guard().await;
    for forbidden in stage.forbidden("re_inquiries", "validity") {
        let sql = sqlx::AssertSqlSafe(forbidden.clone());
        assert!(
            sqlx::query(sql).execute(&mut connection).await.is_err(),
            "{forbidden}"
        );
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn without_a_consent_of_home_visits_in_force_it_is_refused_and_nothing_is_written() {
    let stage = Stage::set().await;
    let visit = Visit::home("valid");
    let refused = async |patient: &str| stage.refused(re_inquiry(patient, "1")).await;
    let none = ProblemKind::NoContinuingRelationship;

    stage.checked(visit).await;
    let patient = visit.patient(&stage).await;
    assert_eq!(refused(&patient).await, none, "only checked");
    for way in [
        (Channel::VisitApp, CareMode::OnlineOutpatient),
        (Channel::FaceReader, CareMode::Outpatient),
    ] {
        stage.agreed(Visit::by("valid", way)).await;
        assert_eq!(refused(&patient).await, none, "{way:?}");
    }
    stage.agreed(visit.elsewhere()).await;
    assert_eq!(refused(&patient).await, none, "agreed at another clinic");
    stage.answered(visit, |_| Decision::Decline).await;
    assert_eq!(refused(&patient).await, none, "declined");
    let number = stage.agreed(visit).await;
    stage.send(revoked(&number, None)).await.ok();
    assert_eq!(refused(&patient).await, none, "revoked");

    let number = stage.agreed(visit).await;
    stage.send(revoked(&number, Some(Question::Surgery))).await.ok();
    assert_eq!(stage.send(re_inquiry(&patient, "1")).await.status, 200, "in part");
    stage.running.shutdown().await;
}

#[tokio::test]
async fn by_the_wrong_channel_in_a_mode_switched_off_or_about_nobody_it_is_refused() {
    let stage = Stage::set().await;
    let visit = Visit::home("valid");
    stage.agreed(visit).await;
    stage.agreed(visit.elsewhere()).await;
    let patient = visit.patient(&stage).await;
    let theirs = visit.elsewhere().patient(&stage).await;
    for nobody in [theirs.as_str(), "no-such-patient", ""] {
        assert_eq!(
            stage.refused(re_inquiry(nobody, "1")).await,
            ProblemKind::NotFound
        );
    }
    let at_the_counter = re_inquiry(&patient, "1").by(Channel::FaceReader);
    assert_eq!(stage.refused(at_the_counter).await, ProblemKind::ModeNotOfChannel);
    let keyless = re_inquiry(&patient, "1").without("idempotency-key");
    assert_eq!(stage.refused(keyless).await, ProblemKind::IdempotencyKeyMissing);
    let other =
        re_inquiry(&patient, "1").bytes(json!({"patient": patient, "mode": "home-visit"}).to_string());
    assert_eq!(stage.refused(other).await, ProblemKind::MalformedRequest);
    stage.send(re_inquiry(&patient, "1")).await.ok();
    let reused = re_inquiry(&patient, "1").bytes(json!({"patient": theirs}).to_string());
    assert_eq!(stage.refused(reused).await, ProblemKind::IdempotencyKeyReused);
    stage.save(|settings| settings.home_visit = Use::Off).await;
    assert_eq!(
        stage.refused(re_inquiry(&patient, "2")).await,
        ProblemKind::ModeNotEnabled
    );
    stage.running.shutdown().await;
}

#[tokio::test]
async fn under_a_consent_that_contradicts_itself_nothing_is_answered_and_an_alarm_is_raised() {
    let stage = Stage::set().await;
    let visit = Visit::home("valid");
    let number = stage.agreed(visit).await;
    let patient = visit.patient(&stage).await;
    stage.contradict(&number).await;
    let answer = stage.send(re_inquiry(&patient, "1")).await;
    assert_eq!(answer.problem(), ProblemKind::ConsentContradictory);
    assert!(stage.alarms(&number).await > 0);
    assert_eq!(stage.count("re_inquiries", &number).await, 0);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn nothing_can_be_registered_or_revoked_under_it() {
    let stage = Stage::set().await;
    let visit = Visit::home("valid");
    let number = stage.agreed(visit).await;
    let patient = visit.patient(&stage).await;
    let answer = stage.send(re_inquiry(&patient, "1")).await.ok();
    assert_eq!(answer["eligibility"].get("check"), None);
    let own = answer["re_inquiry"].as_str().unwrap();
    let register = stage.answers(visit, own, |_| Decision::Agree).await;
    assert_eq!(stage.refused(register).await, ProblemKind::CheckUnknown);
    let by_patient = json!({"registration": number, "question": null, "reason": "2", "check": own});
    assert_eq!(
        stage.refused(revocation(&by_patient)).await,
        ProblemKind::CheckUnknown
    );
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_database_itself_refuses_one_that_does_not_rest_on_the_persons_own_consent() {
    let stage = Stage::set().await;
    let visit = Visit::home("valid");
    let own = stage.agreed(visit).await;
    let online = stage
        .agreed(Visit::by(
            "valid",
            (Channel::VisitApp, CareMode::OnlineOutpatient),
        ))
        .await;
    let of_another = stage.agreed(Visit::home("foreigner")).await;
    let elsewhere = stage.agreed(visit.elsewhere()).await;
    let patient = visit.patient(&stage).await;
    let pool = stage.database().await;
    for (number, is_refused) in [
        (&online, true),
        (&of_another, true),
        (&elsewhere, true),
        (&own, false),
    ] {
        let insert = sqlx::query(
            "INSERT INTO re_inquiries VALUES ('r', '1234567890', $1, $2, 'k', '', '1', 1, '{}', '', '', '', '', '', '')",
        );
        let written = insert.bind(&patient).bind(number).execute(&pool).await;
        match written {
            Ok(_) => assert!(!is_refused),
            Err(error) => {
                assert!(
                    is_refused && error.to_string().contains("rests on a home-visit consent"),
                    "{error}"
                );
            }
        }
    }
    stage.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_one_twice_at_once_is_one_row_and_one_answer() {
    let stage = Stage::set().await;
    let visit = Visit::home("valid");
    let number = stage.agreed(visit).await;
    let patient = visit.patient(&stage).await;
    let send = || stage.send(re_inquiry(&patient, "1"));
    let (one, two) = tokio::join!(send(), send());
    assert_eq!(one.text, two.text);
    assert_eq!(stage.count("re_inquiries", &number).await, 1);
    let standing: Value = one.ok()["standing"].clone();
    assert!(stands(&standing).iter().all(|(_, standing)| standing == "given"));
    stage.running.shutdown().await;
}
