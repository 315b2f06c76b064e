//! How a PostgreSQL server is spoken to. It is asked, on each new connection, whether what it commits is on disk; a server that
//! was started again with other settings is refused, too.

use std::str::FromStr;

use sqlx::{
    AnyPool, ConnectOptions, Executor, Row,
    any::{AnyConnectOptions, AnyPoolOptions},
    migrate::Migrator,
    postgres::{PgConnectOptions, PgSslMode},
};

use super::{Connection, PATIENCE, StoreError};

pub(super) static MIGRATIONS: Migrator = sqlx::migrate!("./migrations/postgresql");

/// How a write begins. What others commit is seen from statement to statement, so that after a turn was waited for, everything is
/// seen that the one before has written; whatever the server's own default is.
pub(super) const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

/// How a look at one state of the data begins, whatever is written meanwhile.
pub(super) const BEGIN_TO_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// What each session keeps to: it waits for another's turn as long as for SQLite's lock; and a turn whose process no longer does
/// anything (it hangs, or its machine is gone) ends.
const SESSION: &str = "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '60s'";

/// The settings without which a commit may be lost: what is said to be stored has to be on disk.
const DURABLE: [&str; 3] = ["fsync", "full_page_writes", "synchronous_commit"];

/// How many connections one process has at most.
const CONNECTIONS: u32 = 10;

/// Why a PostgreSQL server is not used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotFit {
    /// It may lose what it has committed.
    #[error("the PostgreSQL server has {0} off: what is registered could be lost")]
    NotDurable(&'static str),
    /// It cannot hold every character.
    #[error("the database has the encoding {0}, and must have UTF8")]
    NotUnicode(String),
    /// It is a copy that only reads.
    #[error("the PostgreSQL server takes no writes: it is a standby, or read-only by default")]
    ReadOnly,
    /// Patients' data would cross a network that others may read, or reach a machine that only says it is the server.
    #[error("a PostgreSQL server on another machine is spoken to with sslmode=verify-full only")]
    NotEncrypted,
}

/// Opens the database. Its schema is brought up to date by one process at a time, if several start at once.
pub(super) async fn connect(url: &str) -> Result<AnyPool, StoreError> {
    sqlx::any::install_default_drivers();
    is_private(&PgConnectOptions::from_str(url)?)?;
    let options = AnyConnectOptions::from_str(url)?.disable_statement_logging();
    is_fit(&mut options.connect().await?).await?;
    Ok(AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .after_connect(|connection, _| {
            Box::pin(async {
                connection.execute(sqlx::raw_sql(SESSION)).await?;
                is_fit(connection).await.map_err(|error| match error {
                    StoreError::Failed(error) => error,
                    not_fit => sqlx::Error::Configuration(not_fit.into()),
                })
            })
        })
        .connect_with(options)
        .await?)
}

/// Brings the schema up to date, by a connection that waits for another process that does so, however long that takes.
pub(super) async fn migrate(url: &str) -> Result<(), StoreError> {
    let options = AnyConnectOptions::from_str(url)?.disable_statement_logging();
    let alone = AnyPoolOptions::new()
        .max_connections(1)
        .connect_with(options)
        .await?;
    let outcome = MIGRATIONS.run(&alone).await;
    alone.close().await;
    Ok(outcome?)
}

/// Refuses a way that others could listen on.
fn is_private(options: &PgConnectOptions) -> Result<(), NotFit> {
    let host = options.get_host();
    let stays_here = options.get_socket().is_some()
        || host.starts_with('/')
        || host == "localhost"
        || host
            .trim_matches(['[', ']'])
            .parse()
            .is_ok_and(|address: std::net::IpAddr| address.is_loopback());
    if stays_here || matches!(options.get_ssl_mode(), PgSslMode::VerifyFull) {
        Ok(())
    } else {
        Err(NotFit::NotEncrypted)
    }
}

/// Refuses a server that may lose what it has committed, or that cannot hold it.
async fn is_fit(connection: &mut Connection) -> Result<(), StoreError> {
    let settings = connection
        .fetch_one(
            "SELECT current_setting('fsync'), current_setting('full_page_writes'),
                 current_setting('synchronous_commit'), current_setting('transaction_read_only'),
                 current_setting('server_encoding')",
        )
        .await?;
    for (place, setting) in DURABLE.into_iter().enumerate() {
        if settings.try_get::<String, _>(place)? == "off" {
            return Err(NotFit::NotDurable(setting).into());
        }
    }
    if settings.try_get::<String, _>(3)? == "on" {
        return Err(NotFit::ReadOnly.into());
    }
    let encoding: String = settings.try_get(4)?;
    if encoding == "UTF8" {
        Ok(())
    } else {
        Err(NotFit::NotUnicode(encoding).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_on_another_machine_is_spoken_to_only_over_verified_tls() {
        let outcome = |url: &str| is_private(&url.parse().unwrap());
        for url in [
            "postgres://user@db.example/kyotaku",
            "postgres://user@192.0.2.1/kyotaku?sslmode=require",
            "postgres://user@db.example/kyotaku?sslmode=verify-ca",
        ] {
            assert_eq!(outcome(url), Err(NotFit::NotEncrypted), "{url}");
        }
        for url in [
            "postgres://user@db.example/kyotaku?sslmode=verify-full",
            "postgres:///kyotaku?host=/var/run/postgresql",
            "postgres://%2Frun%2Fpostgresql/kyotaku",
            "postgres://localhost/kyotaku",
            "postgres://127.0.0.1/kyotaku",
            "postgres://[::1]/kyotaku",
        ] {
            assert_eq!(outcome(url), Ok(()), "{url}");
        }
    }
}
