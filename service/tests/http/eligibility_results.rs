//! `GET /v1/eligibility-results` and `GET /v1/eligibility-results/{check}`: which of the clinic's checks its programs see, and what
//! comes with a file. What a file says is in `clinic_xml` and `consent_flags`.

use kyotaku_core::{
    eligibility::{ProblemKind, settings::CharacterCode},
    origin::Channel,
    visit::CareMode,
};
use kyotaku_service::sample;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    ehr::of_the_ehr,
    stage::{Request, Stage},
};

/// The request of a check's file.
pub(crate) fn file_request(check: &str) -> Request {
    of_the_ehr(Method::GET, &format!("/v1/eligibility-results/{check}"))
}

/// A check's file.
pub(crate) async fn file(stage: &Stage, check: &str) -> Vec<u8> {
    let answer = stage.send(file_request(check)).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.bytes
}

fn list(query: &str) -> Request {
    of_the_ehr(Method::GET, &format!("/v1/eligibility-results{query}"))
}

/// Checks `valid` three times, a minute apart, the last one twice in one second: their numbers, the newest first.
async fn four_checks(stage: &Stage) -> Vec<String> {
    let mut numbers = Vec::new();
    for seconds in [0, 60, 120, 120] {
        stage.pass_time(seconds);
        numbers.push((seconds, stage.check_number().await));
    }
    numbers.sort();
    numbers.reverse();
    numbers.into_iter().map(|(_, number)| number).collect()
}

async fn listed(stage: &Stage, query: &str) -> Vec<String> {
    let list = stage.send(list(query)).await.ok();
    let numbers = list.as_array().unwrap().iter();
    numbers
        .map(|listed| listed["check"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn the_list_says_whom_when_how_and_by_which_file_and_nothing_more_of_the_patient() {
    let stage = Stage::set().await;
    let number = stage.check_number().await;
    let patient: String = sqlx::query_scalar("SELECT patient FROM patients")
        .fetch_one(&stage.database().await)
        .await
        .unwrap();
    let expected = json!([{
        "check": number, "patient": patient, "checked_at": "2026-11-22T12:00:00+09:00", "mode": "home-visit",
        "channel": "visit-app", "validity": "1", "file": format!("OQSsiquc01res_face_20261122120000_{number}.xml"),
    }]);
    assert_eq!(stage.send(list("")).await.ok(), expected);
    stage.pass_time(1);
    stage.check_by(Channel::FaceReader, CareMode::Outpatient).await;
    let newest = &stage.send(list("?limit=1")).await.ok()[0];
    assert_eq!(
        (&newest["mode"], &newest["channel"], &newest["validity"]),
        (&json!("outpatient"), &json!("face-reader"), &json!("1"))
    );
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_list_is_newest_first_and_is_read_in_parts_without_gap_or_overlap() {
    let stage = Stage::set().await;
    let checks = four_checks(&stage).await;
    assert_eq!(listed(&stage, "").await, checks);
    for limit in 1..=5 {
        let mut read: Vec<String> = Vec::new();
        loop {
            let after = read
                .last()
                .map(|last| format!("&after={last}"))
                .unwrap_or_default();
            let part = listed(&stage, &format!("?limit={limit}{after}")).await;
            assert!(part.len() <= limit);
            let is_last = part.len() < limit;
            read.extend(part);
            if is_last {
                break;
            }
        }
        assert_eq!(read, checks);
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn since_is_the_first_moment_that_counts_in_any_time_zone() {
    let stage = Stage::set().await;
    let checks = four_checks(&stage).await;
    for (since, found) in [
        ("2026-11-22T03:00:00Z", 4),
        ("2026-11-22T12:00:01%2B09:00", 3),
        ("2026-11-22T12:01:00%2B09:00", 3),
        ("2026-11-22T03:02:00Z", 2),
        ("2026-11-22T03:02:01Z", 0),
        ("0000-01-01T00:00:00Z", 4),
    ] {
        assert_eq!(
            listed(&stage, &format!("?since={since}")).await,
            checks[..found],
            "{since}"
        );
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn parameters_of_another_form_are_malformed_and_another_clinics_check_is_no_place_to_go_on_from() {
    let stage = Stage::set().await;
    let number = stage.check_number().await;
    for query in [
        "?limit=0",
        "?limit=101",
        "?limit=-1",
        "?limit=x",
        "?limit=",
        "?since=",
        "?since=yesterday",
        "?since=2026-11-22",
        "?limit=1&limit=1",
        "?institution=9876543210",
    ] {
        assert_eq!(
            stage.refused(list(query)).await,
            ProblemKind::MalformedRequest,
            "{query}"
        );
    }
    assert_eq!(stage.refused(list("?after=%FF")).await, ProblemKind::NotFound);
    let others = list(&format!("?after={number}")).header("authorization", &other_program());
    assert_eq!(stage.refused(others).await, ProblemKind::NotFound);
    stage.running.shutdown().await;
}

fn other_program() -> String {
    format!("Bearer {}", sample::OTHER_PROGRAM_TOKEN)
}

#[tokio::test]
async fn another_clinics_program_and_a_device_see_nothing() {
    let stage = Stage::set().await;
    let number = stage.check_number().await;
    for (request, kind) in [
        (
            file_request(&number).header("authorization", &other_program()),
            ProblemKind::NotFound,
        ),
        (
            file_request("0123456789abcdef0123456789abcdef"),
            ProblemKind::NotFound,
        ),
        (file_request("%FF"), ProblemKind::NotFound),
        (
            file_request(&number).without("authorization"),
            ProblemKind::Unauthorized,
        ),
        (
            Request::get(&format!("/v1/eligibility-results/{number}")),
            ProblemKind::Unauthorized,
        ),
        (Request::get("/v1/eligibility-results"), ProblemKind::Unauthorized),
        // And the other way round: a program is no device.
        (
            Request::get("/v1/settings")
                .header("authorization", &format!("Bearer {}", sample::PROGRAM_TOKEN)),
            ProblemKind::Unauthorized,
        ),
    ] {
        let before = stage.rows().await;
        let answer = stage.send(request).await;
        assert!(!answer.text.contains("居宅"));
        assert_eq!(answer.problem(), kind);
        assert_eq!(stage.rows().await, before);
    }
    let others = stage
        .send(list("").header("authorization", &other_program()))
        .await;
    assert_eq!(others.ok(), json!([]));
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_file_comes_with_its_name_its_character_code_and_is_not_kept_on_the_way() {
    let stage = Stage::set().await;
    let number = stage.check_number().await;
    for (code, content_type) in [
        (CharacterCode::Utf8, "application/xml; charset=UTF-8"),
        (CharacterCode::ShiftJis, "application/xml; charset=Shift_JIS"),
    ] {
        stage.save(|settings| settings.character_code = code).await;
        // An hour later: the name says when it was checked.
        stage.pass_time(3600);
        let answer = stage.send(file_request(&number)).await;
        assert_eq!(answer.content_type, content_type);
        assert_eq!(answer.headers["cache-control"], "no-store");
        let name = format!("attachment; filename=\"OQSsiquc01res_face_20261122120000_{number}.xml\"");
        assert_eq!(answer.headers["content-disposition"], name);
        assert!(answer.text.contains("<ProcessExecutionTime>20261122130000<"));
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_eligibility_is_the_one_that_was_found_whatever_the_insurer_says_later() {
    let stage = Stage::set().await;
    let number = stage.check_number().await;
    let earlier = file(&stage, &number).await;
    sqlx::raw_sql("DELETE FROM insurances; UPDATE insured SET validity = '2'")
        .execute(&stage.database().await)
        .await
        .unwrap();
    assert_eq!(file(&stage, &number).await, earlier);
    let now: Value = stage.check("valid").await;
    let newer = file(&stage, now["check"].as_str().unwrap()).await;
    assert!(
        String::from_utf8(newer)
            .unwrap()
            .contains("<QualificationValidity>2<")
    );
    stage.running.shutdown().await;
}
