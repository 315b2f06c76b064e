//! How the SQLite file is opened: its journal is a write-ahead log, synchronised in full at each commit.

use std::{
    fmt::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

use sqlx::{
    AnyConnection, AnyPool, ConnectOptions, Connection as _, Executor,
    any::{AnyConnectOptions, AnyPoolOptions},
    migrate::Migrator,
};
use tokio::sync::Mutex;

use super::{PATIENCE, StoreError, file::make_for_owner_only};

pub(super) static MIGRATIONS: Migrator = sqlx::migrate!("./migrations/sqlite");

/// How many connections one process has at most, beside the one that does nothing.
const CONNECTIONS: u32 = 4;

/// How a write begins: it holds the one write lock from its start.
pub(super) const BEGIN: &str = "BEGIN IMMEDIATE";

/// How a look at one state of the data begins, whatever is written meanwhile.
pub(super) const BEGIN_TO_READ: &str = "BEGIN";

/// A connection that is there as long as the database is open, and does nothing: with the last one SQLite removes its journal, and on a full
/// disk it could not make another, not even for who only reads.
#[derive(Clone, Debug)]
pub(super) struct Keeper(Arc<Mutex<Option<AnyConnection>>>);

impl Keeper {
    /// Closes it: the last one puts the journal's content into the file.
    pub(super) async fn close(&self) {
        if let Some(connection) = self.0.lock().await.take()
            && let Err(error) = connection.close().await
        {
            tracing::warn!(%error, "the database file was not closed as it should be");
        }
    }
}

/// Opens the file, and makes it if it is not there.
pub(super) async fn connect(path: &Path) -> Result<(AnyPool, Keeper), StoreError> {
    sqlx::any::install_default_drivers();
    make_for_owner_only(path);
    let options: AnyConnectOptions = url(path, "mode=rwc").parse()?;
    // Without recursive triggers, INSERT OR REPLACE would delete a row past the triggers that forbid it.
    let settings = format!(
        "PRAGMA busy_timeout = {}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA recursive_triggers = ON",
        PATIENCE.as_millis()
    );
    let options = options.disable_statement_logging();
    // The pool's limit of time is a request's. Nobody waits for an answer yet, and on a busy disk a file takes longer to be made.
    let mut first = options.connect().await?;
    first
        .execute(sqlx::raw_sql(sqlx::AssertSqlSafe(settings.clone())))
        .await?;
    // Only who has read has the journal open.
    first.execute("SELECT 1 FROM sqlite_master LIMIT 1").await?;
    let keeper = Keeper(Arc::new(Mutex::new(Some(first))));
    let pool = AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .after_connect(move |connection, _| {
            let settings = sqlx::raw_sql(sqlx::AssertSqlSafe(settings.clone()));
            Box::pin(async { connection.execute(settings).await.map(drop) })
        })
        .after_release(|connection, _| Box::pin(is_out_of_its_transaction(connection)))
        .connect_lazy_with(options);
    Ok((pool, keeper))
}

/// Opens a file that is there, and writes nothing to it, whatever it is.
pub(super) async fn connect_to_read(path: &Path) -> Result<AnyPool, StoreError> {
    sqlx::any::install_default_drivers();
    let options: AnyConnectOptions = url(path, "mode=ro").parse()?;
    let options = match is_readable(&options).await {
        Ok(()) => options,
        // Where no journal can be made beside it, as on a medium that only reads, nobody writes to it either.
        Err(_) if !journal_of(path).exists() => url(path, "mode=ro&immutable=true").parse()?,
        Err(error) => return Err(error.into()),
    };
    Ok(AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .connect_lazy_with(options.disable_statement_logging()))
}

async fn is_readable(options: &AnyConnectOptions) -> Result<(), sqlx::Error> {
    let mut connection = options.connect().await?;
    connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").await?;
    connection.close().await
}

/// The write-ahead log of this file.
fn journal_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// Where the disk is full or fails, SQLite rolls back by itself, and the rollback that follows fails for want of a transaction. sqlx takes the
/// connection for one within a transaction from then on, and lets it begin no other: it is not kept.
async fn is_out_of_its_transaction(connection: &mut AnyConnection) -> Result<bool, sqlx::Error> {
    // A rollback is only asked for when a transaction is dropped; now it is over.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// The path as a URL. Everything but letters and digits is escaped, so that nothing in it is taken for a part of a URL.
fn url(path: &Path, how: &str) -> String {
    let mut url = String::from("sqlite:");
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() {
            url.push(char::from(*byte));
        } else {
            // A text takes whatever is written to it.
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url + "?" + how
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_is_opened_whatever_characters_its_path_has() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["日本 語?mode=ro#%20.db", ":memory:", "a b&c='d'.db"] {
            std::fs::create_dir_all(folder.path().join("in")).unwrap();
            let path = folder.path().join("in").join("..").join(name);
            let (pool, keeper) = connect(&path).await.unwrap();
            pool.close().await;
            keeper.close().await;
            assert!(folder.path().join(name).exists(), "{name}");
        }
    }
}
