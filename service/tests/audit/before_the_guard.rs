//! Registrations from before the guard are marked, once; whatever is written since is bound by every rule, and cannot be written as old.

use kyotaku_postgresql::TestPlace;
use sqlx::{AnyConnection, Connection};

use crate::register::{Register, connect, run};

async fn count(past: &mut AnyConnection, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(past).await.unwrap()
}

async fn refused(past: &mut AnyConnection, sql: &'static str) -> String {
    let error = sqlx::raw_sql(sql).execute(past).await.unwrap_err();
    error.as_database_error().unwrap().message().to_owned()
}

const MARKS: &str = "SELECT count(*) FROM registrations_before_the_guard";
const ALL: &str = "SELECT count(*) FROM registrations";

#[tokio::test]
async fn every_registration_of_the_months_is_marked_and_no_mark_can_be_set_moved_or_removed() {
    let register = Register::small().await;
    let mut past = register.past().await;
    let marks = count(&mut past, MARKS).await;
    assert_eq!(marks, count(&mut past, ALL).await);
    for (sql, said) in [
        (
            "INSERT INTO registrations_before_the_guard VALUES ('new')",
            "nothing is marked as older than the guard any more",
        ),
        (
            "INSERT INTO registrations_before_the_guard SELECT registration FROM registrations_before_the_guard
             WHERE TRUE ON CONFLICT DO NOTHING",
            "nothing is marked as older than the guard any more",
        ),
        (
            "UPDATE registrations_before_the_guard SET registration = 'new'",
            "registrations_before_the_guard is append-only",
        ),
        (
            "DELETE FROM registrations_before_the_guard",
            "registrations_before_the_guard is append-only",
        ),
        // Nor can an old one be written anew, with other items.
        ("DELETE FROM registrations", "registrations is append-only"),
        (
            "UPDATE registration_items SET decision = 'decline'",
            "registration_items is append-only",
        ),
    ] {
        assert_eq!(refused(&mut past, sql).await, said, "{sql}");
    }
    if !register.place.is_on_postgresql() {
        let replaced = "INSERT OR REPLACE INTO registrations_before_the_guard
            SELECT registration FROM registrations_before_the_guard LIMIT 1";
        let said = refused(&mut past, replaced).await;
        assert_eq!(said, "nothing is marked as older than the guard any more");
    }
    assert_eq!(count(&mut past, MARKS).await, marks);
}

/// A new registration with the fault, as the old client sent it and the old intake wrote it: a copy of an old one, under a check of its own,
/// dated into the old months or now.
fn copied(registered_at: &str, version: &str) -> String {
    format!(
        "INSERT INTO challenges SELECT 'new', institution, mode, 'new', '{registered_at}', '2099-01-01T00:00:00+09:00', NULL,
             channel, app, version, device, credential FROM challenges WHERE challenge = (SELECT challenge FROM checks
             WHERE check_number = (SELECT check_number FROM old));
         INSERT INTO checks SELECT 'new', 'new', institution, 'new', '', mode, root, serial, certificate_not_after, insured, validity,
             insurances_found, answer, '{registered_at}', '2099-01-01T00:00:00+09:00', channel, app, version, device, credential, identity
             FROM checks WHERE check_number = (SELECT check_number FROM old);
         INSERT INTO registrations SELECT 'new', 'new', institution, 'new', '', mode, {version},
             replace(replace(statement, check_number, 'new'), '\"settings_version\":' || settings_version, '\"settings_version\":' || {version}),
             digest, prescription_form, item_count, '{registered_at}', channel, app, version, device, credential FROM old;
         INSERT INTO registration_items SELECT 'new', place, item, decision FROM registration_items
             WHERE registration = (SELECT registration FROM old) ORDER BY place"
    )
}

#[tokio::test]
async fn the_fault_is_refused_now_whatever_date_it_bears_and_nothing_of_it_is_left() {
    let register = Register::small().await;
    // The version in force: of a clinic whose settings did not change since.
    let old = "CREATE TEMP TABLE old AS SELECT registrations.* FROM registrations
        JOIN registration_items one USING (registration) JOIN registration_items other USING (registration)
        WHERE one.item = 'SRJ' AND one.decision = 'decline' AND other.item = 'YZK' AND other.decision = 'agree'
            AND channel = 'visit-app' AND version LIKE '1.0.%' AND statement <> '' AND statement LIKE '%diagnosis-and-medication%'
            AND settings_version = (SELECT max(version) FROM settings_versions
                WHERE settings_versions.institution = registrations.institution)
        LIMIT 1";
    for registered_at in ["2024-11-01T10:00:00+09:00", "2026-11-23T10:00:00+09:00"] {
        let mut past = register.past().await;
        sqlx::raw_sql(old).execute(&mut past).await.unwrap();
        assert_eq!(count(&mut past, "SELECT count(*) FROM old").await, 1);
        let before = count(&mut past, ALL).await;
        let mut transaction = past.begin().await.unwrap();
        let sql = copied(registered_at, "(SELECT settings_version FROM old)");
        let error = run(&mut transaction, sql).await.unwrap_err();
        let said = error.as_database_error().unwrap().message().to_owned();
        assert_eq!(
            said, "the items of a statement follow from its answers",
            "{registered_at}"
        );
        transaction.rollback().await.unwrap();
        assert_eq!(count(&mut past, ALL).await, before);
    }
    // The rule of migration 0004, which the old register was without, is there too: with the rule above switched off it still refuses.
    let mut past = register.past().await;
    let rule = "items_of_statements_follow_from_their_answers";
    register.without(&mut past, rule, "registrations").await;
    sqlx::raw_sql(old).execute(&mut past).await.unwrap();
    let mut transaction = past.begin().await.unwrap();
    let sql = copied("2026-11-23T10:00:00+09:00", "(SELECT settings_version FROM old)");
    let error = run(&mut transaction, sql).await.unwrap_err();
    let said = error.as_database_error().unwrap().message().to_owned();
    assert_eq!(said, "SRJ and YZK of one registration are alike");
}

#[tokio::test]
async fn a_register_that_never_was_older_has_no_mark() {
    let place = TestPlace::empty().await.unwrap();
    let database = kyotaku_service::Database::open(&place.name().into())
        .await
        .unwrap();
    database.close().await;
    let mut past = connect(&place).await;
    assert_eq!(count(&mut past, MARKS).await, 0);
}

/// Between the guard and the marks a register may have been written to under the guard: those are not old.
#[tokio::test]
async fn what_was_written_under_the_guard_before_the_marks_is_not_marked() {
    let register = Register::small().await;
    let mut past = register.past().await;
    let (migration, drop) = match register.place.is_on_postgresql() {
        true => (
            include_str!("../../migrations/postgresql/0021_before_the_guard.sql"),
            "DROP TABLE registrations_before_the_guard;
             DROP FUNCTION registrations_before_the_guard_are_not_changed, registrations_before_the_guard_are_not_deleted,
                 registrations_before_the_guard_are_marked_once",
        ),
        false => (
            include_str!("../../migrations/sqlite/0021_before_the_guard.sql"),
            "DROP TABLE registrations_before_the_guard",
        ),
    };
    sqlx::raw_sql(drop).execute(&mut past).await.unwrap();
    // One of them has its end, as all have that are written under the guard.
    let (registration, last): (String, i64) =
        sqlx::query_as("SELECT registration, item_count - 1 FROM registrations WHERE item_count > 0 LIMIT 1")
            .fetch_one(&mut past)
            .await
            .unwrap();
    sqlx::query("INSERT INTO registration_ends VALUES ($1, $2)")
        .bind(&registration)
        .bind(last)
        .execute(&mut past)
        .await
        .unwrap();
    sqlx::raw_sql(migration).execute(&mut past).await.unwrap();
    let marked: i64 =
        sqlx::query_scalar("SELECT count(*) FROM registrations_before_the_guard WHERE registration = $1")
            .bind(&registration)
            .fetch_one(&mut past)
            .await
            .unwrap();
    assert_eq!(marked, 0);
    let with_items = "SELECT count(*) FROM registrations WHERE item_count > 0";
    assert!(count(&mut past, MARKS).await >= count(&mut past, with_items).await - 1);
}
