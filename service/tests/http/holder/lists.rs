//! Who was given what, and what stands.

use kyotaku_core::{eligibility::ProblemKind, visit::CareMode};
use kyotaku_service::sample;
use serde_json::{Value, json};

use super::{HERE, THERE, get, registered, session};
use crate::stage::Stage;

/// Writes that information of a person's was given out at a moment.
pub(super) async fn given(stage: &Stage, number: &str, item: &str, registration: &str, at: &str) {
    let pool = stage.database().await;
    sqlx::query(
        "INSERT INTO disclosures (disclosure, institution, insured, item, mode, registration, program, disclosed_at)
         SELECT $1, r.institution, c.insured, $2, r.mode, r.registration, 'sample-ehr', $3
         FROM registrations r JOIN checks c ON c.check_number = r.check_number WHERE r.registration = $4",
    )
    .bind(number)
    .bind(item)
    .bind(at)
    .bind(registration)
    .execute(&pool)
    .await
    .unwrap();
}

/// Writes that 救急時医療情報 of a person's was given out at a moment.
pub(super) async fn given_in_an_emergency(stage: &Stage, number: &str, insured: &str, at: &str) {
    let pool = stage.database().await;
    sqlx::query(
        "INSERT INTO emergency_disclosures (disclosure, institution, insured, reason, program, disclosed_at)
         VALUES ($1, $2, $3, '意識がなく搬送された', 'sample-ehr', $4)",
    )
    .bind(number)
    .bind(sample::CLINIC)
    .bind(insured)
    .bind(at)
    .execute(&pool)
    .await
    .unwrap();
}

async fn disclosures(stage: &Stage, token: &str, query: &str) -> Value {
    let request = get(token, &format!("/v1/holder/disclosures{query}"));
    stage.send(request).await.ok()
}

#[tokio::test]
async fn a_patient_sees_when_which_clinic_was_given_what_and_under_which_consent_the_newest_first() {
    let stage = Stage::set().await;
    let registration = registered(&stage, "valid", HERE, CareMode::HomeVisit).await;
    let elsewhere = registered(&stage, "valid", THERE, CareMode::OnlineOutpatient).await;
    given(&stage, "d1", "SHJ", &registration, "2026-11-22T12:01:00+09:00").await;
    given_in_an_emergency(&stage, "d2", "valid", "2026-11-22T12:02:00+09:00").await;
    given(&stage, "d3", "TKK", &elsewhere, "2026-11-22T12:03:00+09:00").await;

    let token = session(&stage, "valid").await;
    let here = json!({"institution": sample::CLINIC, "name": "サンプル医療機関"});
    let there = json!({"institution": sample::OTHER_CLINIC, "name": "別の見本診療所"});
    let expected = json!({"older": null, "disclosures": [
        {
            "disclosure": "d3", "disclosed_at": "2026-11-22T12:03:00+09:00", "clinic": there, "program": "sample-ehr",
            "basis": {"consent": {"item": "TKK", "item_name": "特定健診等情報", "mode": "online-outpatient",
                "registration": elsewhere, "registered_at": "2026-11-22T12:00:00+09:00"}},
        },
        {
            "disclosure": "d2", "disclosed_at": "2026-11-22T12:02:00+09:00", "clinic": here, "program": "sample-ehr",
            "basis": {"emergency": {"reason": "意識がなく搬送された"}},
        },
        {
            "disclosure": "d1", "disclosed_at": "2026-11-22T12:01:00+09:00", "clinic": here, "program": "sample-ehr",
            "basis": {"consent": {"item": "SHJ", "item_name": "手術情報", "mode": "home-visit",
                "registration": registration, "registered_at": "2026-11-22T12:00:00+09:00"}},
        },
    ]});
    assert_eq!(disclosures(&stage, &token, "").await, expected);
    // A new card of the same person shows the same.
    let renewed = session(&stage, "renewed").await;
    assert_eq!(disclosures(&stage, &renewed, "").await, expected);
    // And nobody else's card anything of it.
    let other = session(&stage, "several").await;
    assert_eq!(
        disclosures(&stage, &other, "").await,
        json!({"older": null, "disclosures": []})
    );
    let consents = stage.send(get(&other, "/v1/holder/consents")).await.ok();
    assert_eq!(consents, json!({"consents": []}));
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_long_list_comes_in_parts_that_leave_nothing_out_even_within_one_second() {
    let stage = Stage::set().await;
    let registration = registered(&stage, "valid", HERE, CareMode::HomeVisit).await;
    for number in 0..103 {
        let second = number / 10;
        let at = format!("2026-11-22T12:01:{second:02}+09:00");
        given(&stage, &format!("d{number:03}"), "SHJ", &registration, &at).await;
    }
    let token = session(&stage, "valid").await;
    let first = disclosures(&stage, &token, "").await;
    assert_eq!(first["older"], "d003");
    let rest = disclosures(&stage, &token, "?before=d003").await;
    assert_eq!(rest["older"], Value::Null);
    let numbers: Vec<_> = [&first, &rest]
        .into_iter()
        .flat_map(|part| part["disclosures"].as_array().unwrap())
        .map(|disclosure| disclosure["disclosure"].as_str().unwrap().to_owned())
        .collect();
    let expected: Vec<_> = (0..103).rev().map(|number| format!("d{number:03}")).collect();
    assert_eq!(numbers, expected);

    let other = session(&stage, "several").await;
    for (token, query, expected) in [
        (&other, "?before=d003", ProblemKind::NotFound),
        (&token, "?before=none", ProblemKind::NotFound),
        (&token, "?after=d003", ProblemKind::MalformedRequest),
    ] {
        let request = get(token, &format!("/v1/holder/disclosures{query}"));
        assert_eq!(stage.refused(request).await, expected, "{query}");
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_patient_sees_what_stands_at_every_clinic_and_in_every_mode_and_until_when() {
    let stage = Stage::set().await;
    registered(&stage, "valid", HERE, CareMode::OnlineOutpatient).await;
    stage.pass_time(60);
    registered(&stage, "valid", HERE, CareMode::HomeVisit).await;
    stage.pass_time(120);
    let last = registered(&stage, "valid", THERE, CareMode::HomeVisit).await;
    let token = session(&stage, "valid").await;
    let answer = stage.send(get(&token, "/v1/holder/consents")).await.ok();
    let consents = answer["consents"].as_array().unwrap();
    let told: Vec<_> = consents
        .iter()
        .map(|consent| {
            let until = consent["consent"]["until"].as_str();
            (
                consent["clinic"]["institution"].as_str().unwrap(),
                consent["mode"].as_str().unwrap(),
                until,
            )
        })
        .collect();
    let midnight = Some("2026-11-23T00:00:00+09:00");
    assert_eq!(
        told,
        [
            (sample::OTHER_CLINIC, "home-visit", None),
            (sample::CLINIC, "home-visit", None),
            (sample::CLINIC, "online-outpatient", midnight),
        ]
    );
    assert_eq!(consents[0]["registration"], last);
    assert_eq!(consents[0]["consent"]["origin"]["channel"], "visit-app");

    // At midnight in Japan the online visit's is over, and not a second before.
    for (seconds, expected) in [(12 * 3600 - 1, "given"), (12 * 3600, "expired")] {
        stage.pass_time(seconds);
        let token = session(&stage, "valid").await;
        let answer = stage.send(get(&token, "/v1/holder/consents")).await.ok();
        let online = &answer["consents"][2]["consent"]["answers"][0];
        assert_eq!(online["standing"], expected);
        assert_eq!(
            answer["consents"][1]["consent"]["answers"][0]["standing"],
            "given"
        );
    }
    stage.running.shutdown().await;
}
