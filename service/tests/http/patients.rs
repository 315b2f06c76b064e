//! `GET /v1/patients` and `GET /v1/patients/{patient}/consents`; and that no clinic reads or changes what is another's.

use kyotaku_core::{
    consent::{Decision, Question},
    eligibility::{KnownPatient, ProblemKind},
    origin::Channel,
    visit::CareMode,
};
use serde_json::{Value, json};

use crate::{
    consented::{Visit, stands},
    stage::{Request, Stage, re_inquiry, revocation},
    visits::WAYS,
};

/// The patients that a visit's device lists.
async fn listed(stage: &Stage, visit: Visit) -> Vec<Value> {
    let answer = stage.send(visit.sends(Request::get("/v1/patients"))).await.ok();
    answer.as_array().unwrap().clone()
}

fn consents_of(patient: &str) -> Request {
    Request::get(&format!("/v1/patients/{patient}/consents"))
}

#[tokio::test]
async fn those_with_a_home_visits_consent_in_force_are_listed_and_nobody_else() {
    let stage = Stage::set().await;
    let home = Visit::home("valid");
    assert_eq!(listed(&stage, home).await, Vec::<Value>::new());
    stage.agreed(home).await;
    // One agreed answer is enough.
    let one = Visit::by("missing-character", (Channel::ReceptionWeb, CareMode::HomeVisit));
    stage
        .answered(one, |question| match question {
            Question::Checkups => Decision::Agree,
            _ => Decision::Decline,
        })
        .await;
    stage
        .answered(Visit::home("unregistered"), |_| Decision::Decline)
        .await;
    stage
        .agreed(Visit::by(
            "foreigner",
            (Channel::VisitApp, CareMode::OnlineOutpatient),
        ))
        .await;
    stage.agreed(Visit::home("several").elsewhere()).await;
    stage.checked(Visit::home("phone-iphone")).await;
    let revoked = stage.agreed(Visit::home("unknown-code")).await;
    let body = json!({"registration": revoked, "question": null, "reason": "1", "check": null});
    stage.send(revocation(&body)).await.ok();

    let known = listed(&stage, home).await;
    let names: Vec<_> = known
        .iter()
        .map(|known| known["name"].as_str().unwrap())
        .collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, ["●見　芳子", "居宅　花子"]);
    for known in known {
        let slug = if known["name"] == "居宅　花子" {
            "valid"
        } else {
            "missing-character"
        };
        assert_eq!(known["patient"], Visit::home(slug).patient(&stage).await);
        assert_eq!(known["standing"], stage.standing(Visit::home(slug)).await);
        if slug == "missing-character" {
            assert_eq!(
                (&known["kana"], &known["birth_date"]),
                (&json!("ﾂｼﾞﾐ ﾖｼｺ"), &json!("1926-12-25"))
            );
        }
        let read: KnownPatient = serde_json::from_value(known).unwrap();
        assert_eq!(format!("{read:?}"), "KnownPatient");
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn who_has_no_insurer_any_more_keeps_the_name_that_they_agreed_under() {
    let stage = Stage::set().await;
    let visit = Visit::home("several");
    stage.agreed(visit).await;
    let before = listed(&stage, visit).await;
    let pool = stage.database_without_rules().await;
    sqlx::query("DELETE FROM insurances")
        .execute(&pool)
        .await
        .unwrap();
    assert_eq!(listed(&stage, visit).await, before);
    assert_eq!(before.len(), 1);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn there_is_a_consent_for_each_mode_as_it_stands_now() {
    let stage = Stage::set().await;
    let visit = Visit::home("valid");
    stage.checked(visit).await;
    let patient = visit.patient(&stage).await;
    assert_eq!(stage.send(consents_of(&patient)).await.ok(), json!([]));
    let mut numbers = Vec::new();
    // What the visit app registers is replaced by what the マイナ在宅受付Web does.
    for way in WAYS {
        numbers.push(stage.agreed(Visit::by("valid", way)).await);
    }
    let shown = async || {
        let consents = stage.send(consents_of(&patient)).await.ok();
        let text = |value: &Value| value.as_str().unwrap_or("none").to_owned();
        let consents = consents.as_array().unwrap().iter();
        consents
            .map(|consent| {
                (
                    text(&consent["registration"]),
                    text(&consent["until"]),
                    stands(consent)[0].1.clone(),
                )
            })
            .collect::<Vec<_>>()
    };
    let row = |number: &String, until: &str, standing: &str| {
        (number.clone(), until.to_owned(), standing.to_owned())
    };
    let midnight = "2026-11-23T00:00:00+09:00";
    let noon = "2026-11-23T12:00:00+09:00";
    let expected = [
        row(&numbers[2], "none", "given"),
        row(&numbers[3], midnight, "given"),
        row(&numbers[4], noon, "given"),
    ];
    assert_eq!(shown().await, expected);
    stage.pass_time(24 * 3600);
    let expected = [
        row(&numbers[2], "none", "given"),
        row(&numbers[3], midnight, "expired"),
        row(&numbers[4], noon, "expired"),
    ];
    assert_eq!(shown().await, expected);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn of_what_contradicts_itself_no_answer_is_told_nobody_is_listed_under_it_and_an_alarm_is_raised() {
    let stage = Stage::set().await;
    let visit = Visit::home("valid");
    let number = stage.agreed(visit).await;
    let online = stage
        .agreed(Visit::by(
            "valid",
            (Channel::VisitApp, CareMode::OnlineOutpatient),
        ))
        .await;
    stage.contradict(&number).await;
    let patient = visit.patient(&stage).await;
    assert_eq!(listed(&stage, visit).await, Vec::<Value>::new());
    let after_the_list = stage.alarms(&number).await;
    assert!(after_the_list > 0);
    let consents = stage.send(consents_of(&patient)).await.ok();
    assert_eq!(consents[0]["registration"], number.as_str());
    assert_eq!(consents[0]["answers"], json!([]));
    assert_eq!(consents[1]["registration"], online.as_str());
    assert_eq!(stands(&consents[1])[0].1, "given");
    assert!(stage.alarms(&number).await >= after_the_list);
    assert_eq!(stage.alarms(&online).await, 0);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn no_clinic_reads_or_changes_what_is_anothers() {
    let stage = Stage::set().await;
    let ours = Visit::home("valid");
    let number = stage.agreed(ours).await;
    let patient = ours.patient(&stage).await;
    stage.send(re_inquiry(&patient, "1")).await.ok();
    let revoke = json!({"registration": number, "question": null, "reason": "1", "check": null});

    assert_eq!(listed(&stage, ours.elsewhere()).await, Vec::<Value>::new());
    for request in [
        consents_of(&patient),
        re_inquiry(&patient, "1"),
        re_inquiry(&patient, "2"),
        revocation(&revoke),
        Request::get(&format!("/v1/registrations/{number}")),
    ] {
        let path = request.path.clone();
        let answer = stage.send(request.of_the_other_clinic()).await;
        assert!(!answer.text.contains("花子"), "{path}");
        assert_eq!(answer.problem(), ProblemKind::NotFound, "{path}");
    }
    for nobody in ["no-such-patient", "%00", "..%2F..", "%F0%9F"] {
        assert_eq!(
            stage.refused(consents_of(nobody)).await,
            ProblemKind::NotFound,
            "{nobody}"
        );
    }
    // The same person at the other clinic is somebody else to it.
    let theirs = stage.agreed(ours.elsewhere()).await;
    assert_ne!(ours.elsewhere().patient(&stage).await, patient);
    stage.send(revocation(&revoke)).await.ok();
    let standing = stage.standing(ours.elsewhere()).await;
    assert_eq!(standing["registration"], theirs.as_str());
    assert!(stands(&standing).iter().all(|(_, standing)| standing == "given"));
    stage.running.shutdown().await;
}
