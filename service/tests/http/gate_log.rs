//! No log, no data: whatever keeps a disclosure from being on disk keeps its information here.

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
        pool.close().await;
        // Of what was withheld, nothing was logged either.
        assert_eq!(rows, 1, "{table}");
    }
}

#[tokio::test]
async fn a_log_that_cannot_be_written_or_committed_withholds_the_data() {
    let hindrances = [
        (
            "no row can be written",
            "CREATE TRIGGER h BEFORE INSERT ON disclosures BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END;
             CREATE TRIGGER h2 BEFORE INSERT ON emergency_disclosures
                 BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END;",
            "DROP TRIGGER h; DROP TRIGGER h2;",
        ),
        (
            // The row is written, and only the commit fails: a key that refers to nothing, looked at when it commits.
            "no transaction can be committed",
            "CREATE TABLE broken (clinic TEXT REFERENCES clinics (institution) DEFERRABLE INITIALLY DEFERRED);
             CREATE TRIGGER h AFTER INSERT ON disclosures BEGIN INSERT INTO broken VALUES ('nowhere'); END;
             CREATE TRIGGER h2 AFTER INSERT ON emergency_disclosures BEGIN INSERT INTO broken VALUES ('nowhere'); END;",
            "DROP TRIGGER h; DROP TRIGGER h2; DROP TABLE broken;",
        ),
    ];
    for (what, hinder, mend) in hindrances {
        let stage = Stage::set().await;
        let patient = consenting(&stage).await;
        let pool = stage.database().await;
        sqlx::raw_sql(hinder).execute(&pool).await.unwrap();
        is_withheld(&stage, &patient, what).await;
        sqlx::raw_sql(mend).execute(&pool).await.unwrap();
        pool.close().await;
        is_given_again(&stage, &patient).await;
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn a_log_that_is_not_there_withholds_the_data() {
    let stage = Stage::set().await;
    let patient = consenting(&stage).await;
    let (path, aside) = (
        stage.folder.path().join("kyotaku.db"),
        stage.folder.path().join("aside.db"),
    );
    std::fs::rename(&path, &aside).unwrap();
    is_withheld(&stage, &patient, "the file was removed").await;
    std::fs::rename(&aside, &path).unwrap();
    is_given_again(&stage, &patient).await;
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_log_that_somebody_else_has_locked_withholds_the_data() {
    let stage = Stage::set().await;
    let patient = consenting(&stage).await;
    let pool = stage.database().await;
    let lock = pool.begin_with("BEGIN IMMEDIATE").await.unwrap();
    is_withheld(&stage, &patient, "the database is locked").await;
    lock.rollback().await.unwrap();
    pool.close().await;
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
    pool.close().await;
    let before = stage.rows().await;
    is_withheld(&stage, &patient, "a document is broken").await;
    assert_eq!(stage.rows().await, before);
    stage.running.shutdown().await;
}
