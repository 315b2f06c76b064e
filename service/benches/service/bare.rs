//! What the database does by itself, spoken to in the same way.

use std::time::{Duration, Instant};

use futures_util::TryStreamExt;
use kyotaku_postgresql::TestPlace;
use sqlx::{AnyConnection, Connection};

use crate::Failure;

/// A statement of all six items is about as long.
const STATEMENT: usize = 760;
const ITEMS: i64 = 6;

/// Two tables for a registration and its items, with a primary key each and no rule.
pub(crate) struct Tables {
    connection: AnyConnection,
    written: usize,
}

impl Tables {
    /// Beside the service's own, as durable as those.
    pub(crate) async fn make(place: &TestPlace) -> Result<Self, Failure> {
        let mut connection = connect(place).await?;
        let tables = "CREATE TABLE bare (registration TEXT PRIMARY KEY, statement TEXT NOT NULL);
            CREATE TABLE bare_items (registration TEXT NOT NULL, place BIGINT NOT NULL, item TEXT NOT NULL, decision TEXT NOT NULL,
                PRIMARY KEY (registration, place))";
        sqlx::raw_sql(tables).execute(&mut connection).await?;
        Ok(Self {
            connection,
            written: 0,
        })
    }

    /// One transaction each, one after the other: how long it took.
    pub(crate) async fn insert(&mut self, count: usize) -> Result<Duration, Failure> {
        let statement = "x".repeat(STATEMENT);
        let start = Instant::now();
        for _ in 0..count {
            self.written += 1;
            // As chance would have it, not in the order of the key.
            let number = format!("{:032x}", self.written.wrapping_mul(0x9e37_79b9_7f4a_7c15));
            let mut transaction = self.connection.begin().await?;
            sqlx::query("INSERT INTO bare (registration, statement) VALUES ($1, $2)")
                .bind(&number)
                .bind(&statement)
                .execute(&mut *transaction)
                .await?;
            for place in 0..ITEMS {
                sqlx::query("INSERT INTO bare_items (registration, place, item, decision) VALUES ($1, $2, 'SHJ', 'agree')")
                    .bind(&number)
                    .bind(place)
                    .execute(&mut *transaction)
                    .await?;
            }
            transaction.commit().await?;
        }
        Ok(start.elapsed())
    }
}

/// Reads every registration, item and disclosure of a register, and looks at none: in how many seconds.
pub(crate) async fn scanned(place: &TestPlace) -> Result<f64, Failure> {
    let mut connection = connect(place).await?;
    let start = Instant::now();
    for table in [
        "SELECT * FROM registrations",
        "SELECT * FROM registration_items",
        "SELECT * FROM disclosures",
    ] {
        let mut rows = sqlx::query(table).fetch(&mut connection);
        while rows.try_next().await?.is_some() {}
    }
    Ok(start.elapsed().as_secs_f64())
}

async fn connect(place: &TestPlace) -> Result<AnyConnection, Failure> {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(&place.url()).await?;
    if !place.is_on_postgresql() {
        let durable = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000";
        sqlx::raw_sql(durable).execute(&mut connection).await?;
    }
    Ok(connection)
}
