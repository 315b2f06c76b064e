//! A register that is there, to be looked at as it is.

use super::{Database, FileIdentity, Kind, Place, StoreError, Transaction, postgresql, sqlite};

impl Database {
    /// Opens a register that is there, as it is, to be written to: its schema has to be this program's already. Nothing is written by that.
    pub async fn open_existing(place: &Place) -> Result<Self, StoreError> {
        Self::open_to_read(place).await?.close().await;
        Self::connect(place).await
    }

    /// The same, only to be read: a file stays as it is to the byte, and may stand where nothing can be written.
    pub async fn open_to_read(place: &Place) -> Result<Self, StoreError> {
        let database = match place {
            Place::File(path) => {
                let opened = FileIdentity::of(path);
                if opened.is_none() {
                    return Err(StoreError::FileGone);
                }
                Self {
                    pool: sqlite::connect_to_read(path).await?,
                    kind: Kind::Sqlite {
                        path: path.clone(),
                        opened,
                        keeper: None,
                    },
                }
            }
            Place::Server(_) => Self::connect(place).await?,
        };
        let applied: Vec<i64> =
            sqlx::query_scalar("SELECT version FROM _sqlx_migrations WHERE success ORDER BY version")
                .fetch_all(&database.pool)
                .await
                .map_err(|_| StoreError::OtherSchema)?;
        let ours = database.migrations().iter().map(|migration| migration.version);
        if applied.into_iter().eq(ours) {
            Ok(database)
        } else {
            Err(StoreError::OtherSchema)
        }
    }

    /// A transaction that only reads: one state of the register, however long it takes and whatever is written meanwhile.
    pub(crate) async fn snapshot(&self) -> Result<Transaction, StoreError> {
        self.is_in_place()?;
        let begin = match self.kind {
            Kind::Sqlite { .. } => sqlite::BEGIN_TO_READ,
            Kind::PostgreSql => postgresql::BEGIN_TO_READ,
        };
        Ok(self.pool.begin_with(begin).await?)
    }
}

#[cfg(test)]
mod tests {
    use kyotaku_postgresql::TestPlace;

    use super::{
        super::{before_the_guard, tests::fresh},
        *,
    };

    #[tokio::test]
    async fn a_register_of_this_schema_is_opened_and_one_of_another_is_not_and_stays_as_it_is() {
        let (place, database) = fresh().await;
        database.close().await;
        assert!(Database::open_existing(&place.name().into()).await.is_ok());
        let older = TestPlace::empty().await.unwrap();
        let made = before_the_guard::make(&older.name().into()).await.unwrap();
        let applied = || async {
            let versions = "SELECT version FROM _sqlx_migrations ORDER BY version";
            let versions: Vec<i64> = sqlx::query_scalar(versions).fetch_all(&made.pool).await.unwrap();
            versions
        };
        let before = applied().await;
        let outcome = Database::open_existing(&older.name().into()).await;
        assert!(matches!(outcome, Err(StoreError::OtherSchema)));
        assert_eq!(applied().await, before);
    }

    #[tokio::test]
    async fn a_register_of_the_file_system_that_is_older_keeps_every_byte() {
        let folder = tempfile::tempdir().unwrap();
        let older = folder.path().join("older.db");
        before_the_guard::make(&(&older).into())
            .await
            .unwrap()
            .close()
            .await;
        let before = std::fs::read(&older).unwrap();
        let outcome = Database::open_existing(&(&older).into()).await;
        assert!(matches!(outcome, Err(StoreError::OtherSchema)));
        assert_eq!(std::fs::read(&older).unwrap(), before);
    }

    #[tokio::test]
    async fn what_is_no_register_keeps_every_byte_whatever_it_is() {
        let folder = tempfile::tempdir().unwrap();
        sqlx::any::install_default_drivers();
        let (other, empty, note) = (
            folder.path().join("other.db"),
            folder.path().join("empty.db"),
            folder.path().join("note.txt"),
        );
        // Of another program, and with another kind of journal.
        let url = format!("sqlite:{}?mode=rwc", other.display());
        let mut made = <sqlx::AnyConnection as sqlx::Connection>::connect(&url)
            .await
            .unwrap();
        sqlx::raw_sql("CREATE TABLE notes (note TEXT)")
            .execute(&mut made)
            .await
            .unwrap();
        sqlx::Connection::close(made).await.unwrap();
        std::fs::write(&empty, "").unwrap();
        std::fs::write(&note, "not a register, only a note").unwrap();
        for path in [other, empty, note] {
            let before = std::fs::read(&path).unwrap();
            for outcome in [
                Database::open_existing(&(&path).into()).await,
                Database::open_to_read(&(&path).into()).await,
            ] {
                assert!(outcome.is_err(), "{}", path.display());
            }
            assert_eq!(std::fs::read(&path).unwrap(), before, "{}", path.display());
        }
    }

    #[tokio::test]
    async fn what_is_opened_to_be_read_takes_no_writes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("register.db");
        let place = Place::from(&path);
        Database::open(&place).await.unwrap().close().await;
        let before = std::fs::read(&path).unwrap();
        let database = Database::open_to_read(&place).await.unwrap();
        let institution = "1234567890".parse().unwrap();
        let now = jiff::Timestamp::UNIX_EPOCH;
        let outcome = super::super::clinics::enrol_clinic(&database, &institution, now).await;
        assert!(outcome.is_err());
        database.close().await;
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[tokio::test]
    async fn what_is_not_there_is_not_made() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("missing.db");
        let outcome = Database::open_existing(&(&path).into()).await;
        assert!(matches!(outcome, Err(StoreError::FileGone)));
        assert!(!path.exists());
    }

    #[tokio::test]
    async fn a_snapshot_does_not_see_what_is_written_after_its_first_look() {
        let (_place, database) = fresh().await;
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
