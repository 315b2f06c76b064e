//! A database of one's own.

use std::{
    path::Path,
    process,
    str::FromStr,
    sync::atomic::{AtomicU32, Ordering},
};

use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Error, postgres::PgConnectOptions};

/// How many this process has made.
static MADE: AtomicU32 = AtomicU32::new(0);

/// A database, removed when it is dropped, whoever is connected to it.
#[derive(Debug)]
pub struct TestDatabase {
    /// How the service is told of it.
    pub url: String,
    name: String,
    maintenance: String,
}

impl TestDatabase {
    /// An empty one on the server whose socket is in this folder; or a copy of `template`, to which nobody may be connected.
    pub async fn make(socket: &Path, template: Option<&str>) -> Result<Self, Error> {
        let name = format!("of_{}_{}", process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        Self::make_named(socket, &name, template).await
    }

    /// A copy of this one, to which nobody may be connected.
    pub async fn copied(&self, socket: &Path) -> Result<Self, Error> {
        Self::make(socket, Some(&self.name)).await
    }

    /// The same under a name that others can know.
    pub async fn make_named(socket: &Path, name: &str, template: Option<&str>) -> Result<Self, Error> {
        let maintenance = url(socket, "postgres");
        let template = template.unwrap_or("template0");
        let sql = format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy");
        command(&maintenance, &sql).await?;
        Ok(Self {
            url: url(socket, name),
            name: name.to_owned(),
            maintenance,
        })
    }
}

fn url(socket: &Path, database: &str) -> String {
    format!(
        "postgres://kyotaku@localhost/{database}?host={}",
        socket.display()
    )
}

async fn command(server: &str, sql: &str) -> Result<(), Error> {
    let mut connection = PgConnectOptions::from_str(server)?
        .disable_statement_logging()
        .connect()
        .await?;
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
        .execute(&mut connection)
        .await?;
    connection.close().await
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let (server, sql) = (
            self.maintenance.clone(),
            format!("DROP DATABASE {} WITH (FORCE)", self.name),
        );
        // On a thread of its own: a test that is dropped may be inside a runtime already.
        let removed = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            // A server that is gone has taken the database with it.
            let _ = runtime.map(|runtime| runtime.block_on(command(&server, &sql)));
        });
        let _ = removed.join();
    }
}
