//! A register as it was kept before the database refused anything, for the months that are replayed in it: the schema of the migrations
//! before 0017, and without the one rule of 0004 that the fault of October 2024 would have broken. How the real register was built is not
//! public; that it took 診療 declined and 薬剤 agreed together is the notice's own finding.

use std::path::Path;

use sqlx::migrate::Migrator;

use super::{Connection, Database, FileIdentity, MIGRATIONS, StoreError, make_for_owner_only};

/// The first migration whose rules bind registrations.
const THE_GUARD: i64 = 17;

/// Makes such a register in a new file, readable by its owner only.
pub(crate) async fn make(path: &Path) -> Result<Database, StoreError> {
    if FileIdentity::of(path).is_some() {
        return Err(StoreError::FileExists);
    }
    make_for_owner_only(path);
    let database = Database::connect(path).await?;
    let earlier = MIGRATIONS
        .iter()
        .filter(|migration| migration.version < THE_GUARD)
        .cloned();
    Migrator::with_migrations(earlier.collect())
        .run(&database.pool)
        .await?;
    sqlx::query("DROP TRIGGER registration_items_that_are_linked_are_alike")
        .execute(&database.pool)
        .await?;
    Ok(database)
}

/// Lets a connection keep 256 MB of the register in memory while millions of rows are written; SQLite keeps 2 MB if nothing is said, and
/// would read and write the pages of every index again and again.
pub(crate) async fn remember_more(connection: &mut Connection) -> Result<(), StoreError> {
    sqlx::query("PRAGMA cache_size = -262144").execute(connection).await?;
    Ok(())
}

/// Brings it up to date, as any deployment does when it starts.
pub(crate) async fn bring_up_to_date(database: &Database) -> Result<(), StoreError> {
    Ok(MIGRATIONS.run(&database.pool).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_that_is_there_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.txt");
        std::fs::write(&path, "a note").unwrap();
        assert!(matches!(make(&path).await, Err(StoreError::FileExists)));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "a note");
    }

    #[tokio::test]
    async fn it_has_no_rule_of_the_guard_until_it_is_brought_up_to_date_and_then_each_of_them() {
        let folder = tempfile::tempdir().unwrap();
        let database = make(&folder.path().join("old.db")).await.unwrap();
        let rules = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN
            ('items_of_statements_follow_from_their_answers', 'registration_items_that_are_linked_are_alike')";
        let count = || async {
            let count: i64 = sqlx::query_scalar(rules).fetch_one(&database.pool).await.unwrap();
            count
        };
        assert_eq!(count().await, 0);
        bring_up_to_date(&database).await.unwrap();
        assert_eq!(count().await, 2);
        // The same schema as that of a register which never was older.
        let schema = "SELECT coalesce(sql, name) FROM sqlite_master WHERE name NOT LIKE '\\_sqlx%' ESCAPE '\\' ORDER BY name";
        let (_folder, fresh) = super::super::tests::fresh().await;
        let old: Vec<String> = sqlx::query_scalar(schema)
            .fetch_all(&database.pool)
            .await
            .unwrap();
        let new: Vec<String> = sqlx::query_scalar(schema).fetch_all(&fresh.pool).await.unwrap();
        assert_eq!(old, new);
    }
}
