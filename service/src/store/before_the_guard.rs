//! A register as it was kept before the database refused anything, for the months that are replayed in it: the schema as far as
//! the tables go, and without the two rules of them that would refuse or mark the fault of October 2024. How the real register was
//! built is not public; that it took 診療 declined and 薬剤 agreed together is the notice's own finding.

use std::path::Path;

use sqlx::migrate::Migrator;

use super::{Connection, Database, FileIdentity, Kind, Place, StoreError, file::make_for_owner_only};

/// The first migration whose rules bind registrations, and what of the earlier ones has to be left out.
///
/// SQLite's tables came with one rule of the guard's. PostgreSQL's schema was written later, in one piece: its tables came with
/// what gives every registration its end, by which migration 0021 knows what is old.
fn the_guard(kind: &Kind) -> (i64, &'static str) {
    match kind {
        Kind::Sqlite { .. } => (17, "DROP TRIGGER registration_items_that_are_linked_are_alike"),
        Kind::PostgreSql => (
            6,
            "DROP TRIGGER registrations_end_with_their_last_item ON registrations",
        ),
    }
}

/// Makes such a register in a new file, readable by its owner only, or in a database without tables.
pub(crate) async fn make(place: &Place) -> Result<Database, StoreError> {
    if let Place::File(path) = place {
        is_new(path)?;
    }
    let database = Database::connect(place).await?;
    if let Kind::PostgreSql = database.kind {
        let tables = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()";
        let count: i64 = sqlx::query_scalar(tables).fetch_one(&database.pool).await?;
        if count > 0 {
            return Err(StoreError::NotEmpty);
        }
    }
    let (first, without) = the_guard(&database.kind);
    let all = database.migrations().iter();
    let earlier = all.filter(|migration| migration.version < first).cloned();
    Migrator::with_migrations(earlier.collect())
        .run(&database.pool)
        .await?;
    sqlx::query(without).execute(&database.pool).await?;
    Ok(database)
}

fn is_new(path: &Path) -> Result<(), StoreError> {
    if FileIdentity::of(path).is_some() {
        return Err(StoreError::NotEmpty);
    }
    make_for_owner_only(path);
    Ok(())
}

/// Lets a connection keep 256 MB of a SQLite file in memory while millions of rows are written; SQLite keeps 2 MB if nothing is said, and
/// would read and write the pages of every index again and again.
pub(crate) async fn remember_more(
    database: &Database,
    connection: &mut Connection,
) -> Result<(), StoreError> {
    if let Kind::Sqlite { .. } = database.kind {
        sqlx::query("PRAGMA cache_size = -262144")
            .execute(connection)
            .await?;
    }
    Ok(())
}

/// Brings it up to date, as any deployment does when it starts.
pub(crate) async fn bring_up_to_date(database: &Database) -> Result<(), StoreError> {
    Ok(database.migrations().run(&database.pool).await?)
}

#[cfg(test)]
mod tests {
    use kyotaku_postgresql::TestPlace;

    use super::*;

    #[tokio::test]
    async fn a_file_of_the_file_system_that_is_there_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.txt");
        std::fs::write(&path, "a note").unwrap();
        assert!(matches!(make(&(&path).into()).await, Err(StoreError::NotEmpty)));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "a note");
    }

    #[tokio::test]
    async fn a_register_that_is_there_is_not_made_anew() {
        let (place, database) = super::super::tests::fresh().await;
        let outcome = make(&place.name().into()).await;
        assert!(matches!(outcome, Err(StoreError::NotEmpty)));
        database.answers().await.unwrap();
    }

    /// Every rule and table, by its words.
    async fn schema(database: &Database) -> Vec<String> {
        let sql = match database.kind {
            Kind::Sqlite { .. } => {
                "SELECT coalesce(sql, name) FROM sqlite_master WHERE name NOT LIKE '\\_sqlx%' ESCAPE '\\' ORDER BY 1"
            }
            Kind::PostgreSql => {
                "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
                 UNION ALL SELECT table_name || ' ' || column_name FROM information_schema.columns WHERE table_schema = 'public'
                 UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::REGNAMESPACE ORDER BY 1"
            }
        };
        sqlx::query_scalar(sql).fetch_all(&database.pool).await.unwrap()
    }

    #[tokio::test]
    async fn it_has_no_rule_of_the_guard_until_it_is_brought_up_to_date_and_then_each_of_them() {
        let place = TestPlace::empty().await.unwrap();
        let database = make(&place.name().into()).await.unwrap();
        let rules = [
            "items_of_statements_follow_from_their_answers",
            "registration_items_that_are_linked_are_alike",
            "registrations_end_with_their_last_item",
        ];
        let count = |schema: &[String]| {
            let has = |rule: &&str| {
                schema
                    .iter()
                    .any(|line| line.starts_with("CREATE TRIGGER") && line.contains(*rule))
            };
            rules.iter().filter(|rule| has(rule)).count()
        };
        assert_eq!(count(&schema(&database).await), 0);
        bring_up_to_date(&database).await.unwrap();
        let old = schema(&database).await;
        assert_eq!(count(&old), 3);
        // The same schema as that of a register which never was older.
        let (_place, fresh) = super::super::tests::fresh().await;
        assert_eq!(old, schema(&fresh).await);
    }
}
