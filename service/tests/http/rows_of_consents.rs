//! Rows of what follows a registration: corrections of it, and disclosures under it.

use kyotaku_core::{origin::Channel, visit::CareMode};
use kyotaku_service::sample::CLINIC;
use serde_json::Value;
use sqlx::AnyConnection;

use crate::{
    past_the_guard::{Row, insert},
    stage::{Stage, registration},
};

/// The items of the notice's statement, and whether they were agreed.
pub(crate) const ITEMS: [(&str, bool); 6] = [
    ("SHJ", true),
    ("SRJ", false),
    ("YZK", false),
    ("TKK", true),
    ("療養情報", true),
    ("TSR", true),
];

/// Registers the notice's statement: check and registration.
pub(crate) async fn registered(stage: &Stage, channel: Channel, mode: CareMode) -> (String, String) {
    let check = stage.check_by(channel, mode).await;
    let body = stage.statement_in(mode, &check).await;
    let receipt = stage.send(registration(&body).by(channel)).await.ok();
    (check, receipt["registration"].as_str().unwrap().to_owned())
}

/// An honest disclosure of this item under this registration.
pub(crate) fn disclosure(registration: &str, mode: CareMode, item: &str) -> Row {
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

/// An honest correction by the clinic, recorded by its visit app.
pub(crate) fn correction(registration: &str, question: Value, reason: &str) -> Row {
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

/// The same row with another value in this column.
pub(crate) fn with(mut row: Row, column: &'static str, value: impl Into<Value>) -> Row {
    row.insert(column, value.into());
    row
}

/// How many rows a table has.
pub(crate) async fn count(database: &mut AnyConnection, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .fetch_one(database)
        .await
        .unwrap()
}

/// Writes a row that must be refused for this rule, and makes sure that it is not there.
pub(crate) async fn refused(database: &mut AnyConnection, table: &str, row: &Row, rule: &str) {
    let before = count(database, table).await;
    assert_eq!(insert(database, table, row).await.unwrap_err(), rule, "{row:?}");
    assert_eq!(count(database, table).await, before, "{row:?}");
}
