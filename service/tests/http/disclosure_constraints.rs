//! What the database refuses of corrections and disclosures, whoever writes them; and that what is written stays.

use kyotaku_core::{eligibility::Use, origin::Channel, visit::CareMode};
use kyotaku_service::sample::{CLINIC, OTHER_CLINIC};
use serde_json::Value;
use sqlx::SqliteConnection;

use crate::{
    past_the_guard::{Row, insert},
    stage::{Stage, registration},
    visits::WAYS,
};

const REVOKED: &str = "a disclosure is of nothing that was revoked";
const HOLDS: &str = "a disclosure is made while its consent holds";
const AGREED: &str = "a disclosure is of an item that was agreed";
const CONSENTED: &str = "a disclosure is of the clinic, person and mode of its consent";
const USES: &str = "a disclosure is of what the clinic uses";
const LAST: &str = "a disclosure is under the last registration";
const OF_THE_PERSON: &str = "a correction names a check of the same person, at the same clinic, in time";

/// The items of the notice's statement, and whether they were agreed.
const ITEMS: [(&str, bool); 6] = [
    ("SHJ", true),
    ("SRJ", false),
    ("YZK", false),
    ("TKK", true),
    ("療養情報", true),
    ("TSR", true),
];

/// Registers the notice's statement: check and registration.
async fn registered(stage: &Stage, channel: Channel, mode: CareMode) -> (String, String) {
    let check = stage.check_by(channel, mode).await;
    let body = stage.statement_in(mode, &check).await;
    let receipt = stage.send(registration(&body).by(channel)).await.ok();
    (check, receipt["registration"].as_str().unwrap().to_owned())
}

fn disclosure(registration: &str, mode: CareMode, item: &str) -> Row {
    let row: [(&str, Value); 8] = [
        ("disclosure", format!("d-{registration}-{item}").into()),
        ("institution", CLINIC.into()),
        ("insured", "valid".into()),
        ("item", item.into()),
        ("mode", mode.wire_name().into()),
        ("registration", registration.into()),
        ("program", "sample-ehr".into()),
        ("disclosed_at", "2026-11-22T12:00:00+09:00".into()),
    ];
    row.into()
}

fn correction(registration: &str, question: Value, reason: &str) -> Row {
    let row: [(&str, Value); 16] = [
        (
            "correction",
            format!("c-{registration}-{question}-{reason}").into(),
        ),
        ("registration", registration.into()),
        ("institution", CLINIC.into()),
        ("question", question.clone()),
        ("reason", reason.into()),
        ("author_kind", "device".into()),
        ("author", "sample-device".into()),
        ("check_number", Value::Null),
        (
            "idempotency_key",
            format!("k-{registration}-{question}-{reason}").into(),
        ),
        ("request_sha256", "".into()),
        ("corrected_at", "2026-11-22T12:00:00+09:00".into()),
        ("channel", "visit-app".into()),
        ("app", "kyotaku-test".into()),
        ("version", "0.1.0".into()),
        ("device", "tablet-1".into()),
        ("credential", "sample-device".into()),
    ];
    row.into()
}

fn with(mut row: Row, column: &'static str, value: impl Into<Value>) -> Row {
    row.insert(column, value.into());
    row
}

async fn count(database: &mut SqliteConnection, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .fetch_one(database)
        .await
        .unwrap()
}

/// Writes a row that must be refused for this rule, and makes sure that it is not there.
async fn refused(database: &mut SqliteConnection, table: &str, row: &Row, rule: &str) {
    let before = count(database, table).await;
    assert_eq!(insert(database, table, row).await.unwrap_err(), rule, "{row:?}");
    assert_eq!(count(database, table).await, before, "{row:?}");
}

#[tokio::test]
async fn nothing_is_disclosed_but_what_was_agreed_there_then_by_that_person_in_that_mode() {
    for (channel, mode) in WAYS {
        let stage = Stage::set().await;
        let mut database = stage.past_the_guard().await;
        let (_, number) = registered(&stage, channel, mode).await;
        for (item, agreed) in ITEMS {
            let honest = disclosure(&number, mode, item);
            if !agreed {
                refused(&mut database, "disclosures", &honest, AGREED).await;
                continue;
            }
            for (column, another) in [
                ("institution", OTHER_CLINIC),
                ("insured", "several"),
                ("mode", "at-sea"),
            ] {
                let twisted = with(honest.clone(), column, another);
                refused(&mut database, "disclosures", &twisted, CONSENTED).await;
            }
            insert(&mut database, "disclosures", &honest).await.unwrap();
        }
        let (_, later) = registered(&stage, channel, mode).await;
        let of_the_earlier = with(disclosure(&number, mode, "SHJ"), "disclosure", "again");
        refused(&mut database, "disclosures", &of_the_earlier, LAST).await;
        stage.save(|settings| settings.surgery = Use::Off).await;
        refused(
            &mut database,
            "disclosures",
            &disclosure(&later, mode, "SHJ"),
            USES,
        )
        .await;
        insert(&mut database, "disclosures", &disclosure(&later, mode, "TKK"))
            .await
            .unwrap();
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn nothing_is_disclosed_after_its_time_by_mode() {
    for (mode, channel, still, no_more) in [
        (
            CareMode::HomeVisit,
            Channel::VisitApp,
            "2036-11-22T12:00:00+09:00",
            None,
        ),
        (
            CareMode::OnlineOutpatient,
            Channel::ReceptionWeb,
            "2026-11-22T23:59:59+09:00",
            Some("2026-11-23T00:00:00+09:00"),
        ),
        (
            CareMode::Outpatient,
            Channel::FaceReader,
            "2026-11-23T11:59:59+09:00",
            Some("2026-11-23T12:00:00+09:00"),
        ),
    ] {
        let stage = Stage::set().await;
        let mut database = stage.past_the_guard().await;
        let (_, number) = registered(&stage, channel, mode).await;
        for (item, _) in ITEMS.into_iter().filter(|&(_, agreed)| agreed) {
            let honest = disclosure(&number, mode, item);
            if let Some(no_more) = no_more {
                let late = with(honest.clone(), "disclosed_at", no_more);
                refused(&mut database, "disclosures", &late, HOLDS).await;
            }
            insert(&mut database, "disclosures", &with(honest, "disclosed_at", still))
                .await
                .unwrap();
        }
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn nothing_is_disclosed_that_was_revoked_by_question_or_as_a_whole() {
    let stage = Stage::set().await;
    let mut database = stage.past_the_guard().await;
    for (question, taken) in [
        ("surgery", "SHJ"),
        ("checkups", "TKK"),
        ("medical-care", "療養情報"),
        ("specific-disease", "TSR"),
    ] {
        let (_, number) = registered(&stage, Channel::VisitApp, CareMode::HomeVisit).await;
        let revoked = correction(&number, question.into(), "1");
        insert(&mut database, "corrections", &revoked).await.unwrap();
        for (item, _) in ITEMS.into_iter().filter(|&(_, agreed)| agreed) {
            let row = disclosure(&number, CareMode::HomeVisit, item);
            if item == taken {
                refused(&mut database, "disclosures", &row, REVOKED).await;
            } else {
                insert(&mut database, "disclosures", &row).await.unwrap();
            }
        }
        let all = correction(&number, Value::Null, "0");
        insert(&mut database, "corrections", &all).await.unwrap();
        for (item, _) in ITEMS.into_iter().filter(|&(_, agreed)| agreed) {
            let row = with(
                disclosure(&number, CareMode::HomeVisit, item),
                "disclosure",
                "after",
            );
            refused(&mut database, "disclosures", &row, REVOKED).await;
        }
    }
    stage.running.shutdown().await;
}

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

#[tokio::test]
async fn an_emergency_disclosure_needs_the_setting_and_a_person_whom_the_clinic_knows() {
    let stage = Stage::set().await;
    let mut database = stage.past_the_guard().await;
    stage.check("valid").await;
    let row: [(&str, Value); 6] = [
        ("disclosure", "e".into()),
        ("institution", CLINIC.into()),
        ("insured", "valid".into()),
        ("reason", "意識がない".into()),
        ("program", "sample-ehr".into()),
        ("disclosed_at", "2026-11-22T12:00:00+09:00".into()),
    ];
    let row: Row = row.into();
    let knows = "an emergency disclosure is of a person whom the clinic knows";
    let table = "emergency_disclosures";
    refused(
        &mut database,
        table,
        &with(row.clone(), "insured", "several"),
        knows,
    )
    .await;
    refused(
        &mut database,
        table,
        &with(row.clone(), "institution", OTHER_CLINIC),
        knows,
    )
    .await;
    stage.save(|settings| settings.emergency = Use::Off).await;
    let uses = "an emergency disclosure is made where the clinic uses them";
    refused(&mut database, table, &row, uses).await;
    stage.save(|settings| settings.emergency = Use::On).await;
    insert(&mut database, table, &row).await.unwrap();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn what_is_written_stays_as_it_was_written() {
    let stage = Stage::set().await;
    let mut database = stage.past_the_guard().await;
    let (_, number) = registered(&stage, Channel::VisitApp, CareMode::HomeVisit).await;
    let given = disclosure(&number, CareMode::HomeVisit, "SHJ");
    insert(&mut database, "disclosures", &given).await.unwrap();
    insert(
        &mut database,
        "corrections",
        &correction(&number, Value::Null, "1"),
    )
    .await
    .unwrap();
    let sql = format!(
        "INSERT INTO alarms VALUES ('a', '{CLINIC}', '{number}', 'digest-differs', '2026-11-22T12:00:00+09:00');
         INSERT INTO emergency_disclosures VALUES ('e', '{CLINIC}', 'valid', 'r', 'p', '2026-11-22T12:00:00+09:00')"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
        .execute(&mut database)
        .await
        .unwrap();
    for (table, column) in [
        ("settings_versions", "saved_at"),
        ("patients", "first_seen_at"),
        ("checks", "validity"),
        ("registrations", "digest"),
        ("registration_items", "decision"),
        ("registration_ends", "last_place"),
        ("corrections", "reason"),
        ("disclosures", "disclosed_at"),
        ("emergency_disclosures", "reason"),
        ("alarms", "contradiction"),
    ] {
        let before = count(&mut database, table).await;
        assert!(before > 0, "{table}");
        for forbidden in [
            format!("UPDATE {table} SET {column} = {column}"),
            format!("UPDATE OR REPLACE {table} SET {column} = {column}"),
            format!("DELETE FROM {table}"),
            format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"),
        ] {
            let outcome = sqlx::query(sqlx::AssertSqlSafe(forbidden.clone()))
                .execute(&mut database)
                .await;
            assert!(outcome.is_err(), "{forbidden}");
            assert_eq!(count(&mut database, table).await, before, "{forbidden}");
        }
    }
    stage.running.shutdown().await;
}
