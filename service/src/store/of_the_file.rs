//! Tests about SQLite's file, which have no place on PostgreSQL.

use super::{tests::fresh, *};

#[tokio::test]
async fn the_journal_is_a_synchronised_log_and_foreign_keys_are_on_in_every_connection() {
    let (_place, database) = fresh().await;
    let mut held = Vec::new();
    for _ in 0..4 {
        let mut connection = database.read().await.unwrap();
        for (pragma, expected) in [
            ("SELECT journal_mode FROM pragma_journal_mode", "wal"),
            ("SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous", "2"),
            ("SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys", "1"),
            (
                "SELECT CAST(recursive_triggers AS TEXT) FROM pragma_recursive_triggers",
                "1",
            ),
        ] {
            let value: String = sqlx::query_scalar(pragma)
                .fetch_one(&mut *connection)
                .await
                .unwrap();
            assert_eq!(value, expected, "{pragma}");
        }
        held.push(connection);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read_the_file_and_its_log() {
    use std::os::unix::fs::PermissionsExt;
    let (place, _database) = fresh().await;
    let mut files = 0;
    for entry in std::fs::read_dir(place.folder()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(
            entry.metadata().unwrap().permissions().mode() & 0o777,
            0o600,
            "{:?}",
            entry.path()
        );
        files += 1;
    }
    assert!(files >= 2);
}

#[tokio::test]
async fn a_removed_file_is_noticed_and_one_put_back_is_used_again() {
    let (place, database) = fresh().await;
    let (path, aside) = (place.folder().join("kyotaku.db"), place.folder().join("aside.db"));
    std::fs::rename(&path, &aside).unwrap();
    assert!(matches!(database.write(&[]).await, Err(StoreError::FileGone)));
    std::fs::write(&path, b"another file").unwrap();
    assert!(matches!(database.read().await, Err(StoreError::FileGone)));
    std::fs::rename(&aside, &path).unwrap();
    database.answers().await.unwrap();
}

#[tokio::test]
async fn a_file_that_is_no_database_is_a_typed_error_and_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, "not a database, only a note of some length".repeat(40)).unwrap();
    assert!(Database::open(&Place::named(&path)).await.is_err());
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .starts_with("not a database")
    );
}
