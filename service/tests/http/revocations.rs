//! `POST /v1/revocations`. Longer than 300 lines because each of its rules is tried here, for each channel, mode, question and
//! reason that it speaks of.

use kyotaku_core::{
    consent::{Decision, Question, RevocationReason},
    eligibility::{ProblemKind, Use},
    origin::Channel,
    visit::CareMode,
};
use serde_json::{Value, json};

use crate::{
    consented::{ASKED, Visit, stands},
    past_the_guard::credential,
    stage::{Request, Stage, registration, revocation},
    visits::WAYS,
};

/// A revocation of all, by the clinic.
fn of(registration: &str) -> Value {
    json!({"registration": registration, "question": null, "reason": "1", "check": null})
}

/// The same of one question.
fn of_question(registration: &str, question: Question) -> Value {
    json!({"registration": registration, "question": question, "reason": "1", "check": null})
}

/// The row of the correction that was written last.
async fn last_row(stage: &Stage) -> Vec<Option<String>> {
    let pool = stage.database().await;
    let columns = [
        "registration",
        "institution",
        "question",
        "reason",
        "author_kind",
        "author",
        "check_number",
        "corrected_at",
        "channel",
        "app",
        "device",
        "credential",
    ];
    let mut row = Vec::new();
    for column in columns {
        let sql = format!("SELECT {column} FROM corrections ORDER BY rowid DESC LIMIT 1");
        let value = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .fetch_one(&pool)
            .await;
        row.push(value.unwrap());
    }
    row
}

#[tokio::test]
async fn each_question_is_revoked_for_each_reason_by_each_channel_in_each_mode_and_no_other_with_it() {
    let stage = Stage::set().await;
    for way in WAYS {
        let visit = Visit::by("valid", way);
        for reason in RevocationReason::ALL {
            let (number, check) = stage.answered(visit, |_| Decision::Agree).await;
            let check = (reason == RevocationReason::ByPatient).then_some(check);
            let mut expected: Vec<(String, String)> = ASKED[..5]
                .iter()
                .map(|question| (question.wire_name().into(), "given".into()))
                .collect();
            for place in 0..expected.len() {
                let question = ASKED[place];
                let body =
                    json!({"registration": number, "question": question, "reason": reason, "check": check});
                let answer = stage.send(visit.sends(revocation(&body))).await;
                assert_eq!(answer.status, 201, "{way:?} {reason:?} {question:?}");
                expected[place].1 = "revoked".into();
                let consent = answer.json();
                assert_eq!(stands(&consent), expected, "{way:?} {reason:?} {question:?}");
                let revoked = json!({"reason": reason, "revoked_at": "2026-11-22T12:00:00+09:00"});
                assert_eq!(consent["answers"][place]["revocation"], revoked);
                let expected_row = [
                    Some(number.as_str()),
                    Some("1234567890"),
                    Some(question.wire_name()),
                    Some(reason.code()),
                    Some("device"),
                    Some(credential(way.0)),
                    check.as_deref(),
                    Some("2026-11-22T12:00:00+09:00"),
                    Some(way.0.wire_name()),
                    Some("kyotaku-test"),
                    Some("tablet-1"),
                    Some(credential(way.0)),
                ];
                assert_eq!(
                    last_row(&stage).await,
                    expected_row.map(|text| text.map(str::to_owned))
                );
            }
            assert_eq!(stage.standing(visit).await["registration"], number.as_str());
            assert_eq!(stands(&stage.standing(visit).await), expected);
        }
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn all_of_it_is_revoked_for_each_reason_and_what_was_declined_stays_declined() {
    let stage = Stage::set().await;
    for way in WAYS {
        let visit = Visit::by("valid", way);
        for reason in RevocationReason::ALL {
            let declined = |question| match question {
                Question::DiagnosisAndMedication => Decision::Decline,
                _ => Decision::Agree,
            };
            let (number, check) = stage.answered(visit, declined).await;
            let check = (reason == RevocationReason::ByPatient).then_some(check);
            let body = json!({"registration": number, "question": null, "reason": reason, "check": check});
            let answer = stage.send(visit.sends(revocation(&body))).await;
            assert_eq!(answer.status, 201);
            let consent = answer.json();
            for (question, standing) in stands(&consent) {
                let expected = if question == "diagnosis-and-medication" {
                    "declined"
                } else {
                    "revoked"
                };
                assert_eq!(standing, expected, "{way:?} {reason:?} {question}");
            }
            assert_eq!(consent["answers"][1]["revocation"], Value::Null);
            assert_eq!(stage.standing(visit).await, consent);
        }
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn what_was_asked_together_is_revoked_together_only() {
    let stage = Stage::set().await;
    let visit = Visit::home("valid");
    let number = stage.agreed(visit).await;
    for alone in [Question::Diagnosis, Question::Medication] {
        let request = revocation(&of_question(&number, alone));
        assert_eq!(stage.refused(request).await, ProblemKind::NotAsked);
    }
    stage
        .send(revocation(&of_question(
            &number,
            Question::DiagnosisAndMedication,
        )))
        .await
        .ok();

    stage.save(|settings| settings.medication = Use::Off).await;
    let number = stage.agreed(visit).await;
    let joint = revocation(&of_question(&number, Question::DiagnosisAndMedication));
    assert_eq!(stage.refused(joint).await, ProblemKind::NotAsked);
    stage
        .send(revocation(&of_question(&number, Question::Diagnosis)))
        .await
        .ok();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn what_is_not_in_force_cannot_be_revoked_and_nothing_is_written() {
    let stage = Stage::set().await;
    let nothing = ProblemKind::NothingToRevoke;
    let visit = Visit::home("valid");
    let declined = |question| match question {
        Question::Surgery => Decision::Decline,
        _ => Decision::Agree,
    };
    let (number, _) = stage.answered(visit, declined).await;
    let surgery = revocation(&of_question(&number, Question::Surgery));
    assert_eq!(stage.refused(surgery).await, nothing, "declined");

    stage
        .send(revocation(&of_question(&number, Question::Checkups)))
        .await
        .ok();
    let other_reason =
        json!({"registration": number, "question": Question::Checkups, "reason": "0", "check": null});
    assert_eq!(
        stage.refused(revocation(&other_reason)).await,
        nothing,
        "revoked alone"
    );
    stage.send(revocation(&of(&number))).await.ok();
    let again = json!({"registration": number, "question": null, "reason": "3", "check": null});
    assert_eq!(stage.refused(revocation(&again)).await, nothing, "revoked whole");
    let before = stage.standing(visit).await;

    // A later registration takes the place of the earlier one, and that one cannot be revoked in its stead.
    let earlier = stage.agreed(visit).await;
    let later = stage.agreed(visit).await;
    assert_eq!(
        stage.refused(revocation(&of(&earlier))).await,
        nothing,
        "superseded"
    );
    let stood = stage.standing(visit).await;
    assert_eq!(stood["registration"], later.as_str());
    assert!(stands(&stood).iter().all(|(_, standing)| standing == "given"));
    assert_ne!(before, stood);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn what_expires_can_be_revoked_until_the_second_before() {
    // From 12:00 on the clock: 外来 holds for 24 hours, オンライン until midnight.
    for (way, last) in [
        ((Channel::FaceReader, CareMode::Outpatient), 24 * 3600 - 1),
        ((Channel::VisitApp, CareMode::OnlineOutpatient), 12 * 3600 - 1),
    ] {
        let stage = Stage::set().await;
        let visit = Visit::by("valid", way);
        let number = stage.agreed(visit).await;
        stage.pass_time(last);
        let one = visit.sends(revocation(&of_question(&number, Question::Surgery)));
        assert_eq!(stage.send(one).await.status, 201, "{way:?}");
        stage.pass_time(last + 1);
        let rest = visit.sends(revocation(&of(&number)));
        assert_eq!(stage.refused(rest).await, ProblemKind::NothingToRevoke, "{way:?}");
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn a_patients_own_revocation_needs_a_good_check_of_the_same_person() {
    let stage = Stage::set().await;
    let visit = Visit::home("valid");
    let number = stage.agreed(visit).await;
    let of_another = stage.checked_as(Visit::home("missing-character")).await;
    let of_nobody = stage.checked_as(Visit::home("none")).await;
    let elsewhere = stage.checked_as(visit.elsewhere()).await;
    let own = stage.checked_as(visit).await;
    for reason in RevocationReason::ALL {
        let refused = async |check: Option<&str>| {
            let body = json!({"registration": number, "question": null, "reason": reason, "check": check});
            stage.refused(revocation(&body)).await
        };
        if reason == RevocationReason::ByPatient {
            assert_eq!(refused(None).await, ProblemKind::CheckUnknown);
        }
        assert_eq!(refused(Some("no-such-check")).await, ProblemKind::CheckUnknown);
        assert_eq!(refused(Some(&elsewhere)).await, ProblemKind::CheckOfAnotherClinic);
        assert_eq!(
            refused(Some(&of_another)).await,
            ProblemKind::CheckOfAnotherPerson
        );
        assert_eq!(refused(Some(&of_nobody)).await, ProblemKind::CheckOfAnotherPerson);
    }
    // A check is good for an hour, and the request that was stored is answered whatever has expired since.
    let body = json!({"registration": number, "question": Question::Surgery, "reason": "2", "check": own});
    stage.pass_time(3599);
    let first = stage.send(revocation(&body)).await;
    assert_eq!(first.status, 201);
    stage.pass_time(3600);
    let other = json!({"registration": number, "question": null, "reason": "2", "check": own});
    assert_eq!(stage.refused(revocation(&other)).await, ProblemKind::CheckExpired);
    let again = stage.send(revocation(&body)).await;
    assert_eq!((again.status.as_u16(), &again.text), (200, &first.text));
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_registration_that_is_unknown_or_another_clinics_is_not_found_by_any_channel() {
    let stage = Stage::set().await;
    let elsewhere = stage.agreed(Visit::home("valid").elsewhere()).await;
    for channel in Channel::ALL {
        for number in [elsewhere.as_str(), "no-such-registration", ""] {
            let request = revocation(&of(number)).by(channel);
            assert_eq!(stage.refused(request).await, ProblemKind::NotFound, "{channel:?}");
        }
    }
    assert_eq!(stage.count("corrections", &elsewhere).await, 0);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_same_request_again_is_one_row_and_its_key_is_for_no_other() {
    let stage = Stage::set().await;
    let number = stage.agreed(Visit::home("valid")).await;
    let body = of_question(&number, Question::Surgery);
    let first = stage.send(revocation(&body)).await;
    let before = stage.rows().await;
    let again = stage.send(revocation(&body)).await;
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 200));
    assert_eq!(first.text, again.text);
    assert_eq!(stage.rows().await, before);

    let key = revocation(&body).headers["idempotency-key"].clone();
    let other = Request::post("/v1/revocations", &of(&number)).header("idempotency-key", &key);
    assert_eq!(stage.refused(other).await, ProblemKind::IdempotencyKeyReused);
    let keyless = Request::post("/v1/revocations", &of(&number));
    assert_eq!(stage.refused(keyless).await, ProblemKind::IdempotencyKeyMissing);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn what_is_no_revocation_is_malformed() {
    let stage = Stage::set().await;
    let number = stage.agreed(Visit::home("valid")).await;
    for (member, value) in [
        ("registration", json!(7)),
        ("question", json!("SRJ")),
        ("reason", json!("4")),
        ("reason", json!(1)),
        ("check", json!([])),
        ("decision", json!("agree")),
    ] {
        let mut body = of(&number);
        body[member] = value;
        let request = revocation(&of(&number)).bytes(body.to_string());
        assert_eq!(
            stage.refused(request).await,
            ProblemKind::MalformedRequest,
            "{member}"
        );
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_consent_is_revoked_by_another_channel_and_where_its_mode_was_switched_off_since() {
    let stage = Stage::set().await;
    let visit = Visit::home("valid");
    let number = stage.agreed(visit).await;
    stage.save(|settings| settings.home_visit = Use::Off).await;
    let at_the_counter = revocation(&of_question(&number, Question::Surgery)).by(Channel::FaceReader);
    assert_eq!(stage.send(at_the_counter).await.status, 201);
    assert_eq!(stage.send(revocation(&of(&number))).await.status, 201);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn what_contradicts_itself_is_revoked_whole_or_not_at_all_and_raises_an_alarm() {
    let stage = Stage::set().await;
    let visit = Visit::home("valid");
    let number = stage.agreed(visit).await;
    stage.contradict(&number).await;
    let one = revocation(&of_question(&number, Question::Surgery));
    assert_eq!(stage.send(one).await.problem(), ProblemKind::ConsentContradictory);
    assert_eq!(stage.count("corrections", &number).await, 0);
    assert!(stage.alarms(&number).await > 0);

    let answer = stage.send(revocation(&of(&number))).await;
    assert_eq!(answer.status, 201);
    let consent = answer.json();
    assert_eq!(
        (&consent["registration"], &consent["answers"]),
        (&json!(number), &json!([]))
    );
    assert_eq!(stage.send(revocation(&of(&number))).await.status, 200);
    let again = json!({"registration": number, "question": null, "reason": "0", "check": null});
    assert_eq!(
        stage.send(revocation(&again)).await.problem(),
        ProblemKind::NothingToRevoke
    );
    assert_eq!(stage.count("corrections", &number).await, 1);
    stage.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_revocations_at_once_are_one_row() {
    let stage = Stage::set().await;
    let visit = Visit::home("valid");
    let number = stage.agreed(visit).await;
    let surgery = of_question(&number, Question::Surgery);
    let send = || stage.send(revocation(&surgery));
    let (one, two) = tokio::join!(send(), send());
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!((statuses, &one.text), ([200, 201], &two.text));

    let other = json!({"registration": number, "question": null, "reason": "0", "check": null});
    let (one, two) = tokio::join!(
        stage.send(revocation(&of(&number))),
        stage.send(revocation(&other))
    );
    let (stored, refused) = if one.status == 201 { (one, two) } else { (two, one) };
    assert_eq!(stored.status, 201);
    assert_eq!(refused.problem(), ProblemKind::NothingToRevoke);
    assert_eq!(stage.count("corrections", &number).await, 2);
    stage.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_revocation_and_a_registration_at_once_the_new_consent_stands_whole() {
    let stage = Stage::set().await;
    let visit = Visit::home("valid");
    let number = stage.agreed(visit).await;
    let body = stage.statement(&stage.check_number().await).await;
    let (revoked, registered) = tokio::join!(
        stage.send(revocation(&of(&number))),
        stage.send(registration(&body))
    );
    assert_eq!(registered.status, 201);
    let corrections = stage.count("corrections", &number).await;
    if revoked.status == 201 {
        assert_eq!(corrections, 1);
    } else {
        assert_eq!(
            (revoked.problem(), corrections),
            (ProblemKind::NothingToRevoke, 0)
        );
    }
    let standing = stage.standing(visit).await;
    assert_eq!(standing["registration"], registered.json()["registration"]);
    assert!(
        stands(&standing)
            .iter()
            .all(|(_, standing)| standing != "revoked")
    );
    stage.running.shutdown().await;
}
