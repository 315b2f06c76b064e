//! A register that is there, to be looked at as it is.

use std::path::Path;

use sqlx::Transaction;

use super::{Database, Engine, FileIdentity, MIGRATIONS, StoreError};

impl Database {
    /// Opens a register that is there, as it is: its schema has to be this program's already. Nothing is written.
    pub async fn open_existing(path: &Path) -> Result<Self, StoreError> {
        if FileIdentity::of(path).is_none() {
            return Err(StoreError::FileGone);
        }
        let database = Self::connect(path).await?;
        let applied: Vec<i64> =
            sqlx::query_scalar("SELECT version FROM _sqlx_migrations WHERE success ORDER BY version")
                .fetch_all(&database.pool)
                .await
                .map_err(|_| StoreError::OtherSchema)?;
        if applied
            .into_iter()
            .eq(MIGRATIONS.iter().map(|migration| migration.version))
        {
            Ok(database)
        } else {
            Err(StoreError::OtherSchema)
        }
    }

    /// A transaction that only reads: one state of the register, however long it takes and whatever is written meanwhile.
    pub(crate) async fn snapshot(&self) -> Result<Transaction<'static, Engine>, StoreError> {
        self.is_in_place()?;
        Ok(self.pool.begin().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{before_the_guard, tests::fresh},
        *,
    };

    #[tokio::test]
    async fn a_register_of_this_schema_is_opened_and_one_of_another_is_not_and_stays_as_it_is() {
        let (folder, database) = fresh().await;
        database.close().await;
        assert!(
            Database::open_existing(&folder.path().join("kyotaku.db"))
                .await
                .is_ok()
        );
        let older = folder.path().join("older.db");
        before_the_guard::make(&older).await.unwrap().close().await;
        let before = std::fs::read(&older).unwrap();
        assert!(matches!(
            Database::open_existing(&older).await,
            Err(StoreError::OtherSchema)
        ));
        assert_eq!(std::fs::read(&older).unwrap(), before);
    }

    #[tokio::test]
    async fn what_is_not_there_is_not_made() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("missing.db");
        assert!(matches!(
            Database::open_existing(&path).await,
            Err(StoreError::FileGone)
        ));
        assert!(!path.exists());
    }

    #[tokio::test]
    async fn a_snapshot_does_not_see_what_is_written_after_its_first_look() {
        let (_folder, database) = fresh().await;
        let mut snapshot = database.snapshot().await.unwrap();
        let count = "SELECT count(*) FROM clinics";
        let before: i64 = sqlx::query_scalar(count).fetch_one(&mut *snapshot).await.unwrap();
        let institution = "1234567890".parse().unwrap();
        super::super::clinics::enrol_clinic(&database, &institution, jiff::Timestamp::UNIX_EPOCH)
            .await
            .unwrap();
        let after: i64 = sqlx::query_scalar(count).fetch_one(&mut *snapshot).await.unwrap();
        assert_eq!((before, after), (0, 0));
    }
}
