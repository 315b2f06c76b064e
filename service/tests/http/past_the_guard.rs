//! Rows written straight into the database, past the service: what a fault of the service's own code would write.

use std::collections::BTreeMap;

use kyotaku_core::{origin::Channel, visit::CareMode};
use kyotaku_service::sample::CLINIC;
use serde_json::{Value, json};
use sqlx::{Any, AnyConnection, Connection, Executor, Transaction, any::AnyArguments, query::Query};

use crate::stage::Stage;

/// A row: its columns by name. Whole numbers, texts and null are all that the tables in question hold.
pub(crate) type Row = BTreeMap<&'static str, Value>;

/// A registration as its rows.
#[derive(Clone)]
pub(crate) struct Rows {
    pub(crate) registration: Row,
    /// Item and decision, by place.
    pub(crate) items: Vec<(String, String)>,
}

/// The device of サンプル医療機関 that speaks for a channel, by the name it is enrolled under.
pub(crate) fn credential(channel: Channel) -> &'static str {
    match channel {
        Channel::VisitApp => "sample-device",
        Channel::ReceptionWeb => "sample-reception",
        Channel::FaceReader => "sample-face-reader",
    }
}

impl Rows {
    /// What the service would write of this request, sent by this channel under this check.
    pub(crate) fn of(body: &Value, number: &str, channel: Channel, mode: CareMode, check: &str) -> Self {
        let statement = &body["statement"];
        let items = statement["items"].as_array().unwrap().iter().map(|item| {
            let text = |name: &str| item[name].as_str().unwrap().to_owned();
            (text("item"), text("decision"))
        });
        let items: Vec<_> = items.collect();
        let registration = [
            ("registration", number.into()),
            ("check_number", check.into()),
            ("institution", CLINIC.into()),
            ("idempotency_key", format!("key-of-{number}").into()),
            ("request_sha256", "0".repeat(64).into()),
            ("mode", mode.wire_name().into()),
            ("settings_version", 1.into()),
            ("statement", statement.to_string().into()),
            ("digest", body["digest"].clone()),
            ("prescription_form", statement["prescription_form"].clone()),
            ("item_count", json!(items.len())),
            ("registered_at", "2026-11-22T12:00:00+09:00".into()),
            ("channel", channel.wire_name().into()),
            ("app", "kyotaku-test".into()),
            ("version", "0.1.0".into()),
            ("device", "tablet-1".into()),
            ("credential", credential(channel).into()),
        ];
        Self {
            registration: registration.into(),
            items,
        }
    }

    /// The statement in the registration's row.
    pub(crate) fn statement(&self) -> Value {
        serde_json::from_str(self.registration["statement"].as_str().unwrap()).unwrap()
    }

    /// Changes the statement in the registration's row, and nothing beside it.
    pub(crate) fn change_statement(&mut self, change: impl FnOnce(&mut Value)) {
        let mut statement = self.statement();
        change(&mut statement);
        self.registration
            .insert("statement", statement.to_string().into());
    }

    /// Writes them in one transaction; nothing is left of a refused one.
    pub(crate) async fn write(&self, database: &mut AnyConnection) -> Result<(), String> {
        self.write_items_from(0, database).await
    }

    /// The same, with the items before this place left out.
    pub(crate) async fn write_items_from(
        &self,
        first: usize,
        database: &mut AnyConnection,
    ) -> Result<(), String> {
        let mut transaction = database.begin().await.unwrap();
        insert(&mut transaction, "registrations", &self.registration).await?;
        for (place, (item, decision)) in self.items.iter().enumerate().skip(first) {
            let row = [
                ("registration", self.registration["registration"].clone()),
                ("place", json!(place)),
                ("item", item.as_str().into()),
                ("decision", decision.as_str().into()),
            ];
            insert(&mut transaction, "registration_items", &row.into()).await?;
        }
        transaction.commit().await.map_err(|error| message(&error))
    }
}

/// Writes one row; what the database says of a refused one.
pub(crate) async fn insert(database: &mut AnyConnection, table: &str, row: &Row) -> Result<(), String> {
    let columns: Vec<_> = row.keys().copied().collect();
    let places: Vec<_> = (1..=columns.len()).map(|place| format!("${place}")).collect();
    let sql = format!(
        "INSERT INTO {table} ({}) VALUES ({})",
        columns.join(", "),
        places.join(", ")
    );
    let query = row.values().fold(sqlx::query(sqlx::AssertSqlSafe(sql)), bound);
    query.execute(database).await.map_err(|error| message(&error))?;
    Ok(())
}

fn bound<'q>(query: Query<'q, Any, AnyArguments>, value: &Value) -> Query<'q, Any, AnyArguments> {
    match value {
        Value::Null => query.bind(None::<String>),
        Value::Number(number) => query.bind(number.as_i64().unwrap()),
        value => query.bind(value.as_str().unwrap().to_owned()),
    }
}

/// What the database says: the rule that was broken. Of what is not a rule of ours SQLite's words stand for both.
fn message(error: &sqlx::Error) -> String {
    let error = error.as_database_error().unwrap();
    if error.is_foreign_key_violation() {
        "FOREIGN KEY constraint failed".to_owned()
    } else if error.message() == "invalid input syntax for type json" {
        "malformed JSON".to_owned()
    } else {
        error.message().to_owned()
    }
}

impl Stage {
    /// The database past the service, by a connection that keeps the rules as the service's own do.
    pub(crate) async fn past_the_guard(&self) -> AnyConnection {
        let mut connection = AnyConnection::connect(&self.place.url()).await.unwrap();
        if !self.place.is_on_postgresql() {
            let settings = "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON";
            connection.execute(sqlx::raw_sql(settings)).await.unwrap();
        }
        connection
    }

    /// A transaction that has the turn of サンプル医療機関: whoever writes there waits until it ends.
    pub(crate) async fn turn(&self) -> Transaction<'static, Any> {
        let pool = self.database().await;
        if !self.place.is_on_postgresql() {
            return pool.begin_with("BEGIN IMMEDIATE").await.unwrap();
        }
        let mut turn = pool.begin().await.unwrap();
        let wait = "SELECT wait_for_turn('clinic 1234567890')";
        sqlx::query(wait).execute(&mut *turn).await.unwrap();
        turn
    }

    /// Switches off every rule that is a trigger.
    pub(crate) async fn drop_triggers(&self) {
        let mut database = self.past_the_guard().await;
        let drops: Vec<String> = sqlx::query_scalar(if self.place.is_on_postgresql() {
            "SELECT 'DROP TRIGGER ' || tgname || ' ON ' || relname FROM pg_trigger
             JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal"
        } else {
            "SELECT 'DROP TRIGGER ' || name FROM sqlite_master WHERE type = 'trigger'"
        })
        .fetch_all(&mut database)
        .await
        .unwrap();
        assert!(!drops.is_empty());
        for drop in drops {
            sqlx::query(sqlx::AssertSqlSafe(drop))
                .execute(&mut database)
                .await
                .unwrap();
        }
    }

    /// What would change, replace or delete rows of this table, each in one statement.
    pub(crate) fn forbidden(&self, table: &str, column: &str) -> Vec<String> {
        let mut forbidden = vec![
            format!("UPDATE {table} SET {column} = {column}"),
            format!("DELETE FROM {table}"),
        ];
        forbidden.extend(if self.place.is_on_postgresql() {
            vec![format!("TRUNCATE {table}"), format!("TRUNCATE {table} CASCADE")]
        } else {
            vec![
                format!("UPDATE OR REPLACE {table} SET {column} = {column}"),
                format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"),
            ]
        });
        forbidden
    }

    /// Whether this text stands anywhere in the database.
    pub(crate) async fn holds(&self, text: &str) -> bool {
        if !self.place.is_on_postgresql() {
            let files = std::fs::read_dir(self.place.folder()).unwrap();
            return files.into_iter().any(|file| {
                let bytes = std::fs::read(file.unwrap().path()).unwrap();
                bytes.windows(text.len()).any(|part| part == text.as_bytes())
            });
        }
        let mut database = self.past_the_guard().await;
        let tables = "SELECT tablename::TEXT FROM pg_tables WHERE schemaname = 'public'";
        let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut database).await.unwrap();
        assert!(!tables.is_empty());
        for table in tables {
            let sql = format!("SELECT count(*) FROM {table} WHERE strpos({table}::TEXT, $1) > 0");
            let rows: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                .bind(text)
                .fetch_one(&mut database)
                .await
                .unwrap();
            if rows > 0 {
                return true;
            }
        }
        false
    }
}
