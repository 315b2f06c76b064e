//! Rows are appended: none is changed, replaced or deleted.

use kyotaku_core::{origin::Channel, visit::CareMode};
use kyotaku_service::sample::CLINIC;
use serde_json::Value;

use crate::{
    past_the_guard::insert,
    rows_of_consents::{correction, count, disclosure, registered},
    stage::Stage,
};

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
        for forbidden in stage.forbidden(table, column) {
            let outcome = sqlx::query(sqlx::AssertSqlSafe(forbidden.clone()))
                .execute(&mut database)
                .await;
            assert!(outcome.is_err(), "{forbidden}");
            assert_eq!(count(&mut database, table).await, before, "{forbidden}");
        }
    }
    stage.running.shutdown().await;
}
