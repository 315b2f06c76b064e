//! A running service on a database, and a way into that database past it.

use std::sync::Arc;

use kyotaku_postgresql::TestPlace;
use kyotaku_service::{Config, Running, Service, ports::SystemClock};
use sqlx::{Any, AnyPool, AssertSqlSafe, Executor, Transaction, any::AnyPoolOptions};

use crate::Failure;

/// What the service asks of each connection to a SQLite file, and to PostgreSQL (its `store/sqlite.rs` and `store/postgresql.rs`).
const TO_SQLITE: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON";
const TO_POSTGRESQL: &str = "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '60s'";

/// The service, on loopback and a free port, with the sample loaded; and the database under it.
#[derive(Debug)]
pub struct Ground {
    pub(crate) running: Running,
    pub(crate) past: Past,
}

/// A database past the service, by as many connections as the service has.
#[derive(Clone, Debug)]
pub(crate) struct Past {
    pub(crate) pool: AnyPool,
    /// How the service begins a transaction that writes.
    begin: &'static str,
}

impl Ground {
    /// Starts the service with its data at this place, which has to be empty.
    pub async fn start(place: &TestPlace) -> Result<Self, Failure> {
        let roots = vec![kyotaku_card::pki::auth_root_der().to_vec()];
        let mut config = Config::new(place.name(), roots);
        config.accept_test_policy = true;
        config.sample = true;
        Ok(Self {
            running: Service::start(config, Arc::new(SystemClock)).await?,
            past: Past::connect(place).await?,
        })
    }

    /// Ends the service.
    pub async fn end(self) {
        self.past.pool.close().await;
        self.running.shutdown().await;
    }
}

impl Past {
    pub(crate) async fn connect(place: &TestPlace) -> Result<Self, Failure> {
        sqlx::any::install_default_drivers();
        let (connections, settings, begin) = match place.is_on_postgresql() {
            true => (
                10,
                TO_POSTGRESQL,
                "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
            ),
            false => (4, TO_SQLITE, "BEGIN IMMEDIATE"),
        };
        let options = AnyPoolOptions::new().max_connections(connections);
        let pool = options.after_connect(move |connection, _| {
            Box::pin(async move { connection.execute(sqlx::raw_sql(settings)).await.map(drop) })
        });
        Ok(Self {
            pool: pool.connect(&place.url()).await?,
            begin,
        })
    }

    /// A transaction that writes.
    pub(crate) async fn write(&self) -> Result<Transaction<'static, Any>, Failure> {
        Ok(self.pool.begin_with(self.begin).await?)
    }

    /// How many rows this question counts.
    pub(crate) async fn count(&self, question: &str) -> Result<usize, Failure> {
        let question = sqlx::query_scalar(AssertSqlSafe(question.to_owned()));
        let count: i64 = question.fetch_one(&self.pool).await?;
        Ok(usize::try_from(count)?)
    }
}
