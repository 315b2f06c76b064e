//! Rows written straight into the database, past the service: what a fault of the service's own code would write.

use std::collections::BTreeMap;

use kyotaku_core::{origin::Channel, visit::CareMode};
use kyotaku_service::sample::CLINIC;
use serde_json::{Value, json};
use sqlx::{
    Connection, SqliteConnection,
    sqlite::{SqliteArguments, SqliteConnectOptions},
};

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
    pub(crate) async fn write(&self, database: &mut SqliteConnection) -> Result<(), String> {
        self.write_items_from(0, database).await
    }

    /// The same, with the items before this place left out.
    pub(crate) async fn write_items_from(
        &self,
        first: usize,
        database: &mut SqliteConnection,
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
pub(crate) async fn insert(database: &mut SqliteConnection, table: &str, row: &Row) -> Result<(), String> {
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

fn bound<'q>(
    query: sqlx::query::Query<'q, sqlx::Sqlite, SqliteArguments>,
    value: &Value,
) -> sqlx::query::Query<'q, sqlx::Sqlite, SqliteArguments> {
    match value {
        Value::Null => query.bind(None::<String>),
        Value::Number(number) => query.bind(number.as_i64().unwrap()),
        value => query.bind(value.as_str().unwrap().to_owned()),
    }
}

fn message(error: &sqlx::Error) -> String {
    error.as_database_error().unwrap().message().to_owned()
}

impl Stage {
    /// The database past the service, by a connection that keeps the rules as the service's own do.
    pub(crate) async fn past_the_guard(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new()
            .filename(self.folder.path().join("kyotaku.db"))
            .foreign_keys(true)
            .pragma("recursive_triggers", "ON");
        SqliteConnection::connect_with(&options).await.unwrap()
    }

    /// Switches off every rule that is a trigger.
    pub(crate) async fn drop_triggers(&self) {
        let mut database = self.past_the_guard().await;
        let names: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            .fetch_all(&mut database)
            .await
            .unwrap();
        assert!(!names.is_empty());
        for name in names {
            let sql = format!("DROP TRIGGER {name}");
            sqlx::query(sqlx::AssertSqlSafe(sql))
                .execute(&mut database)
                .await
                .unwrap();
        }
    }
}
