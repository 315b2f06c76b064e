//! How the SQLite file is opened: its journal is a write-ahead log, synchronised in full at each commit.

use std::{fmt::Write, path::Path};

use sqlx::{
    AnyPool, ConnectOptions, Connection as _, Executor,
    any::{AnyConnectOptions, AnyPoolOptions},
    migrate::Migrator,
};

use super::{PATIENCE, StoreError, file::make_for_owner_only};

pub(super) static MIGRATIONS: Migrator = sqlx::migrate!("./migrations/sqlite");

/// How a write begins: it holds the one write lock from its start.
pub(super) const BEGIN: &str = "BEGIN IMMEDIATE";

/// How a look at one state of the data begins, whatever is written meanwhile.
pub(super) const BEGIN_TO_READ: &str = "BEGIN";

/// Opens the file, and makes it if it is not there.
pub(super) async fn connect(path: &Path) -> Result<AnyPool, StoreError> {
    sqlx::any::install_default_drivers();
    make_for_owner_only(path);
    let options: AnyConnectOptions = url(path).parse()?;
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
    first.close().await?;
    Ok(AnyPoolOptions::new()
        .max_connections(4)
        .acquire_timeout(PATIENCE)
        .after_connect(move |connection, _| {
            let settings = sqlx::raw_sql(sqlx::AssertSqlSafe(settings.clone()));
            Box::pin(async { connection.execute(settings).await.map(drop) })
        })
        .connect_lazy_with(options))
}

/// The path as a URL. Everything but letters and digits is escaped, so that nothing in it is taken for a part of a URL.
fn url(path: &Path) -> String {
    let mut url = String::from("sqlite:");
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() {
            url.push(char::from(*byte));
        } else {
            // A text takes whatever is written to it.
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url + "?mode=rwc"
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
            connect(&path).await.unwrap().close().await;
            assert!(folder.path().join(name).exists(), "{name}");
        }
    }
}
