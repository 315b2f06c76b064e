//! No log, no data: whatever keeps a disclosure from being on disk keeps its information here.

use std::time::Duration;

use kyotaku_core::{consent::Item, eligibility::ProblemKind, origin::Channel, visit::CareMode};

use crate::{
    ehr::{asks, gives_nothing},
    emergency::emergency,
    stage::{Request, Stage},
};

const WAY: (Channel, CareMode) = (Channel::VisitApp, CareMode::HomeVisit);

async fn consenting(stage: &Stage) -> String {
    let patient = stage.patient(WAY.0, WAY.1).await;
    stage.consented(WAY, &[]).await;
    patient
}

/// The two ways in which information leaves, each with the table that logs it.
fn requests(patient: &str) -> [(Request, &'static str); 2] {
    [
        (asks(patient, Item::Medication, WAY.1), "disclosures"),
        (emergency(patient), "emergency_disclosures"),
    ]
}

/// Asks in both ways: the service says that it cannot store, gives nothing, and goes on once the hindrance is gone.
async fn is_withheld(stage: &Stage, patient: &str, what: &str) {
    for (request, _) in requests(patient) {
        let answer = stage.send(request).await;
        gives_nothing(&answer);
        assert_eq!(answer.problem(), ProblemKind::StorageUnavailable, "{what}");
    }
}

async fn is_given_again(stage: &Stage, patient: &str) {
    for (request, table) in requests(patient) {
        let answer = stage.send(request).await;
        assert!(answer.status.is_success(), "{answer:?}");
        let pool = stage.database().await;
        let count = format!("SELECT count(*) FROM {table}");
        let rows: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(count))
            .fetch_one(&pool)
            .await
            .unwrap();
        // Of what was withheld, nothing was logged either.
        assert_eq!(rows, 1, "{table}");
    }
}

/// What keeps a log from being written, and what takes that away.
fn hindrance(what: &str, on_postgresql: bool) -> (&'static str, &'static str) {
    match (what, on_postgresql) {
        ("no row can be written", false) => (
            "CREATE TRIGGER h BEFORE INSERT ON disclosures BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END;
             CREATE TRIGGER h2 BEFORE INSERT ON emergency_disclosures
                 BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END;",
            "DROP TRIGGER h; DROP TRIGGER h2;",
        ),
        ("no row can be written", true) => (
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$;
             CREATE TRIGGER h BEFORE INSERT ON disclosures FOR EACH ROW EXECUTE FUNCTION full_disk();
             CREATE TRIGGER h2 BEFORE INSERT ON emergency_disclosures FOR EACH ROW EXECUTE FUNCTION full_disk();",
            "DROP FUNCTION full_disk CASCADE",
        ),
        // The row is written, and only the commit fails: a key that refers to nothing, looked at when it commits.
        (_, false) => (
            "CREATE TABLE broken (clinic TEXT REFERENCES clinics (institution) DEFERRABLE INITIALLY DEFERRED);
             CREATE TRIGGER h AFTER INSERT ON disclosures BEGIN INSERT INTO broken VALUES ('nowhere'); END;
             CREATE TRIGGER h2 AFTER INSERT ON emergency_disclosures BEGIN INSERT INTO broken VALUES ('nowhere'); END;",
            "DROP TRIGGER h; DROP TRIGGER h2; DROP TABLE broken;",
        ),
        (_, true) => (
            "CREATE TABLE broken (clinic TEXT REFERENCES clinics (institution) DEFERRABLE INITIALLY DEFERRED);
             CREATE FUNCTION breaks() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN INSERT INTO broken VALUES ('nowhere'); RETURN NULL; END $$;
             CREATE TRIGGER h AFTER INSERT ON disclosures FOR EACH ROW EXECUTE FUNCTION breaks();
             CREATE TRIGGER h2 AFTER INSERT ON emergency_disclosures FOR EACH ROW EXECUTE FUNCTION breaks();",
            "DROP FUNCTION breaks CASCADE; DROP TABLE broken",
        ),
    }
}

#[tokio::test]
async fn a_log_that_cannot_be_written_or_committed_withholds_the_data() {
    for what in ["no row can be written", "no transaction can be committed"] {
        let stage = Stage::set().await;
        let patient = consenting(&stage).await;
        let pool = stage.database().await;
        let (hinder, mend) = hindrance(what, stage.place.is_on_postgresql());
        sqlx::raw_sql(hinder).execute(&pool).await.unwrap();
        is_withheld(&stage, &patient, what).await;
        sqlx::raw_sql(mend).execute(&pool).await.unwrap();
        is_given_again(&stage, &patient).await;
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn a_log_that_somebody_else_has_locked_withholds_the_data() {
    // The wait for the lock ends by itself, and on a slow machine before the request's own time does.
    let stage = Stage::set_with(|config| config.request_time = Duration::from_secs(600)).await;
    let patient = consenting(&stage).await;
    let lock = stage.turn().await;
    is_withheld(&stage, &patient, "the database is locked").await;
    lock.rollback().await.unwrap();
    is_given_again(&stage, &patient).await;
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_stored_document_that_cannot_be_read_is_not_given_out_in_part() {
    let stage = Stage::set().await;
    let patient = consenting(&stage).await;
    let pool = stage.database().await;
    sqlx::query("UPDATE information SET document = '{\"planted\": \"見本' WHERE item = 'YZK'")
        .execute(&pool)
        .await
        .unwrap();
    let before = stage.rows().await;
    is_withheld(&stage, &patient, "a document is broken").await;
    assert_eq!(stage.rows().await, before);
    stage.running.shutdown().await;
}

mod of_the_file {
    use super::*;

    #[tokio::test]
    async fn a_log_that_is_not_there_withholds_the_data() {
        let stage = Stage::set().await;
        let patient = consenting(&stage).await;
        let (path, aside) = (
            stage.place.folder().join("kyotaku.db"),
            stage.place.folder().join("aside.db"),
        );
        std::fs::rename(&path, &aside).unwrap();
        is_withheld(&stage, &patient, "the file was removed").await;
        std::fs::rename(&aside, &path).unwrap();
        is_given_again(&stage, &patient).await;
        stage.running.shutdown().await;
    }
}
