//! The database. One file for each thing that is stored; the schema is in `service/migrations`.
//!
//! - [`clinics`]: clinics and the devices enrolled with them.
//! - [`settings`]: every saved version of a clinic's settings.
//! - [`insured`]: insured people, found by their card's certificate.
//! - [`challenges`] and [`checks`]: the first half of a visit.
//! - `keyed`: what is stored under an idempotency key.
//! - [`known`]: certificates that a check was made by, to be named the next time.
//! - [`revocations`]: certificates that were revoked.
//! - [`registrations`]: the second: consents, appended and never changed, and their items.
//! - `re_inquiries`: the eligibility asked again without the card.
//! - `standing` and `corrections`: the registration that counts, and what was taken back of it.
//! - `patients`: a clinic's own numbers for the people it has checked.
//! - `programs`: the clinic's own programs, which read what was checked and agreed.
//! - `results`: checks as those programs read them.
//! - `information`: what may be given out; `disclosures` and `emergencies`: what was.
//! - `holders`: patients who have proved themselves by their card, and what is theirs at every clinic.
//! - `alarms`: stored consents that contradict themselves.
//! - [`accounts`], `sign_in_attempts`, `web_sessions`: the clinic's staff, and who of them is signed in.
//! - `officer`: what the clinic's privacy officer looks through.
//! - `existing`: a register that is there, to be looked at; `before_the_guard`: one as it was before the database refused anything.
//!
//! What is committed is on disk: the journal is a write-ahead log, synchronised in full at each commit. Every write
//! runs in a transaction that takes the write lock at its start, so that what it read still holds when it writes.

pub mod accounts;
pub(crate) mod alarms;
pub(crate) mod before_the_guard;
pub mod challenges;
pub mod checks;
pub mod clinics;
pub(crate) mod corrections;
pub(crate) mod disclosures;
pub(crate) mod emergencies;
mod existing;
mod file;
pub(crate) mod holders;
pub(crate) mod information;
pub mod insured;
pub(crate) mod keyed;
pub mod known;
pub(crate) mod officer;
pub(crate) mod patients;
pub(crate) mod programs;
pub(crate) mod re_inquiries;
pub mod registrations;
pub(crate) mod results;
pub mod revocations;
pub mod settings;
pub(crate) mod sign_in_attempts;
pub(crate) mod standing;
pub(crate) mod web_sessions;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use kyotaku_core::origin::Origin;
use sqlx::{
    ConnectOptions, Sqlite, SqliteConnection, SqlitePool, Transaction,
    pool::PoolConnection,
    query::Query,
    sqlite::{
        SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow,
        SqliteSynchronous,
    },
};

use file::{FileIdentity, make_for_owner_only};
pub use registrations::{
    StoredConsent, StoredItem, all_registered, count_registrations, items_of_latest_registration,
    items_of_registration,
};
pub use settings::save_settings;

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// How long a request waits for a connection, or for another's write to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// The database cannot do what was asked. What was committed before is not affected.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite refused or failed.
    #[error("the database failed: {0}")]
    Failed(#[from] sqlx::Error),
    /// The schema cannot be brought up to date.
    #[error("the database's schema cannot be used: {0}")]
    Schema(#[from] sqlx::migrate::MigrateError),
    /// The file that was opened is not at its path any more: what is written to it would be lost.
    #[error("the database file was removed or replaced")]
    FileGone,
    /// A stored value is not what this program stores.
    #[error("the database holds an unreadable {0}")]
    Unreadable(&'static str),
    /// There is no such clinic.
    #[error("there is no such clinic")]
    NoSuchClinic,
    /// A register was to be made where a file is already.
    #[error("there is a file already")]
    FileExists,
    /// The register's schema is not this program's.
    #[error("the register's schema is older or newer than this program's")]
    OtherSchema,
}

/// An open database.
#[derive(Clone, Debug)]
pub struct Database {
    pool: SqlitePool,
    path: PathBuf,
    opened: Option<FileIdentity>,
}

impl Database {
    /// Opens the file, makes it if it is not there (readable by its owner only), and brings its schema up to date.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        make_for_owner_only(path);
        let database = Self::connect(path).await?;
        MIGRATIONS.run(&database.pool).await?;
        Ok(database)
    }

    async fn connect(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // Without it, INSERT OR REPLACE would delete a row past the triggers that forbid it.
            .pragma("recursive_triggers", "ON")
            .busy_timeout(PATIENCE)
            .disable_statement_logging();
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await?;
        Ok(Self {
            pool,
            path: path.to_owned(),
            opened: FileIdentity::of(path),
        })
    }

    /// A connection to read with.
    pub(crate) async fn read(&self) -> Result<PoolConnection<Sqlite>, StoreError> {
        self.is_in_place()?;
        Ok(self.pool.acquire().await?)
    }

    /// A transaction that holds the write lock. Dropped without [`commit`](Self::commit), it leaves nothing.
    pub(crate) async fn write(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        self.is_in_place()?;
        Ok(self.pool.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Commits. When this returns, the transaction is on disk; when it fails, whether it is is not known.
    pub(crate) async fn commit(&self, transaction: Transaction<'static, Sqlite>) -> Result<(), StoreError> {
        transaction.commit().await?;
        self.is_in_place()
    }

    /// Whether it answers.
    pub(crate) async fn answers(&self) -> Result<(), StoreError> {
        let mut connection = self.read().await?;
        sqlx::query("SELECT 1 FROM clinics LIMIT 1")
            .fetch_optional(&mut *connection)
            .await?;
        Ok(())
    }

    /// Closes it, after what is under way.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// SQLite goes on writing to a file that was removed or replaced, where nobody will find it again.
    fn is_in_place(&self) -> Result<(), StoreError> {
        if FileIdentity::of(&self.path) == self.opened {
            Ok(())
        } else {
            Err(StoreError::FileGone)
        }
    }
}

/// What keeps the register, and a row of it as it comes.
pub(crate) type Engine = Sqlite;
/// A row of the register whose columns are not read yet.
pub(crate) type EngineRow = SqliteRow;

/// The rows and queries speak to one connection, whether it reads or is inside a transaction.
pub(crate) type Connection = SqliteConnection;

/// Where a row came from: what the request said of itself, and whose token it carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The four origin headers.
    pub origin: Origin,
    /// The name that the device's token was enrolled under.
    pub credential: String,
}

/// Binds the columns channel, app, version, device and credential, which stand last in each table that has them.
fn with_provenance<'q>(
    row: Query<'q, Sqlite, SqliteArguments>,
    provenance: &'q Provenance,
) -> Query<'q, Sqlite, SqliteArguments> {
    row.bind(provenance.origin.channel.wire_name())
        .bind(&provenance.origin.app)
        .bind(&provenance.origin.version)
        .bind(&provenance.origin.device)
        .bind(&provenance.credential)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A database in a folder of its own, removed with the folder.
    pub(crate) async fn fresh() -> (tempfile::TempDir, Database) {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open(&folder.path().join("kyotaku.db")).await.unwrap();
        (folder, database)
    }

    #[tokio::test]
    async fn the_journal_is_a_synchronised_log_and_foreign_keys_are_on_in_every_connection() {
        let (_folder, database) = fresh().await;
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
        let (folder, _database) = fresh().await;
        let mut files = 0;
        for entry in std::fs::read_dir(folder.path()).unwrap() {
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
        let (folder, database) = fresh().await;
        let (path, aside) = (folder.path().join("kyotaku.db"), folder.path().join("aside.db"));
        std::fs::rename(&path, &aside).unwrap();
        assert!(matches!(database.write().await, Err(StoreError::FileGone)));
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
        assert!(Database::open(&path).await.is_err());
        assert!(
            std::fs::read_to_string(&path)
                .unwrap()
                .starts_with("not a database")
        );
    }
}
