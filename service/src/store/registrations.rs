//! Registrations: appended, never changed. A receipt is what `find` reads back after the commit.

use std::fmt;

use jiff::Timestamp;
use kyotaku_core::{
    eligibility::InstitutionCode,
    origin::{Channel, Origin},
};
use serde::Serialize;
use serde_json::value::RawValue;

use super::{
    Connection, Database, Provenance, StoreError,
    keyed::{self, Keyed},
    sought, with_provenance,
};
use crate::ports::time_text;

/// One row of `registration_items`, as it is stored.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct StoredItem {
    /// 閲覧同意種別 (036), or 療養情報.
    pub item: String,
    /// `agree` or `decline`.
    pub decision: String,
}

/// Which item it is, and never what the patient decided.
impl fmt::Debug for StoredItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("StoredItem");
        debug.field("item", &self.item).finish_non_exhaustive()
    }
}

/// What one registration registered, as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredConsent {
    /// The items, in the order of the screen.
    pub items: Vec<StoredItem>,
    /// 処方箋の発行方法: `electronic` or `paper`; none where the form had no such row.
    pub prescription_form: Option<String>,
}

/// A registration as it is made, from what the guard derived.
pub(crate) struct NewRegistration<'a> {
    pub(crate) registration: &'a str,
    pub(crate) check: &'a str,
    pub(crate) institution: &'a InstitutionCode,
    pub(crate) idempotency_key: &'a str,
    pub(crate) request_sha256: &'a str,
    pub(crate) mode: &'a str,
    pub(crate) settings_version: u32,
    pub(crate) statement: &'a str,
    pub(crate) digest: &'a str,
    pub(crate) prescription_form: Option<&'a str>,
    pub(crate) items: &'a [StoredItem],
    pub(crate) registered_at: Timestamp,
    pub(crate) provenance: &'a Provenance,
}

/// A registration as the database holds it.
pub(crate) struct StoredRegistration {
    pub(crate) registration: String,
    pub(crate) registered_at: String,
    pub(crate) statement: Box<RawValue>,
    pub(crate) digest: String,
    pub(crate) items: Vec<StoredItem>,
    pub(crate) origin: Origin,
}

/// Stores a registration and its items.
pub(crate) async fn insert(connection: &mut Connection, new: &NewRegistration<'_>) -> Result<(), StoreError> {
    let row = sqlx::query(
        "INSERT INTO registrations (registration, check_number, institution, idempotency_key, request_sha256,
             mode, settings_version, statement, digest, prescription_form, item_count, registered_at,
             channel, app, version, device, credential)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(new.registration)
    .bind(new.check)
    .bind(new.institution.as_str())
    .bind(new.idempotency_key)
    .bind(new.request_sha256)
    .bind(new.mode)
    .bind(i64::from(new.settings_version))
    .bind(new.statement)
    .bind(new.digest)
    .bind(new.prescription_form)
    .bind(i64::try_from(new.items.len()).unwrap_or(i64::MAX))
    .bind(time_text(new.registered_at));
    with_provenance(row, new.provenance)
        .execute(&mut *connection)
        .await?;
    for (place, item) in (0_i64..).zip(new.items) {
        sqlx::query(
            "INSERT INTO registration_items (registration, place, item, decision) VALUES ($1, $2, $3, $4)",
        )
        .bind(new.registration)
        .bind(place)
        .bind(&item.item)
        .bind(&item.decision)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// The registration that this clinic stored under this idempotency key.
pub(crate) async fn by_key(
    connection: &mut Connection,
    institution: &InstitutionCode,
    key: &str,
) -> Result<Option<Keyed>, StoreError> {
    let query = "SELECT request_sha256, registration FROM registrations WHERE institution = $1 AND idempotency_key = $2";
    keyed::by_key(connection, query, institution, key).await
}

/// This clinic's registration of this number, each part from its own row.
pub(crate) async fn find(
    connection: &mut Connection,
    institution: &InstitutionCode,
    registration: &str,
) -> Result<Option<StoredRegistration>, StoreError> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT registration, registered_at, statement, digest, channel, app, version, device
         FROM registrations WHERE institution = $1 AND registration = $2",
    )
    .bind(institution.as_str())
    .bind(sought(registration))
    .fetch_optional(&mut *connection)
    .await?;
    match row {
        Some(row) => Ok(Some(with_items(connection, row).await?)),
        None => Ok(None),
    }
}

/// This clinic's registrations whose digest begins with `start` (lower-case hexadecimal digits), the oldest first.
pub(crate) async fn find_by_digest(
    connection: &mut Connection,
    institution: &InstitutionCode,
    start: &str,
) -> Result<Vec<StoredRegistration>, StoreError> {
    // 'g' comes after every hexadecimal digit, so the range is what begins so; the index has it in one place.
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT registration, registered_at, statement, digest, channel, app, version, device
         FROM registrations WHERE institution = $1 AND digest >= $2 AND digest < $2 || 'g' ORDER BY rowid",
    )
    .bind(institution.as_str())
    .bind(start)
    .fetch_all(&mut *connection)
    .await?;
    let mut found = Vec::new();
    for row in rows {
        found.push(with_items(connection, row).await?);
    }
    Ok(found)
}

type Row = (String, String, String, String, String, String, String, String);

async fn with_items(connection: &mut Connection, row: Row) -> Result<StoredRegistration, StoreError> {
    let (registration, registered_at, statement, digest, channel, app, version, device) = row;
    let items = items_of(connection, &registration).await?;
    Ok(StoredRegistration {
        registration,
        registered_at,
        statement: RawValue::from_string(statement).map_err(|_| StoreError::Unreadable("statement"))?,
        digest,
        items,
        origin: Origin {
            channel: Channel::from_wire_name(&channel).ok_or(StoreError::Unreadable("channel"))?,
            app,
            version,
            device,
        },
    })
}

/// How many registrations the database holds.
pub async fn count_registrations(database: &Database) -> Result<u64, StoreError> {
    let mut connection = database.read().await?;
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM registrations")
        .fetch_one(&mut *connection)
        .await?;
    u64::try_from(count).map_err(|_| StoreError::Unreadable("count"))
}

/// The items of one registration as the database holds them, in the order of the screen.
pub async fn items_of_registration(
    database: &Database,
    registration: &str,
) -> Result<Vec<StoredItem>, StoreError> {
    items_of(&mut *database.read().await?, registration).await
}

/// The items of the registration that was stored last; none if there is no registration.
pub async fn items_of_latest_registration(database: &Database) -> Result<Vec<StoredItem>, StoreError> {
    let mut connection = database.read().await?;
    // By the row's number: two registrations of one second are told apart by it.
    let latest: Option<String> =
        sqlx::query_scalar("SELECT registration FROM registrations ORDER BY rowid DESC LIMIT 1")
            .fetch_optional(&mut *connection)
            .await?;
    match latest {
        Some(registration) => items_of(&mut connection, &registration).await,
        None => Ok(Vec::new()),
    }
}

/// What every registration of the database registered, the oldest first.
pub async fn all_registered(database: &Database) -> Result<Vec<StoredConsent>, StoreError> {
    let mut connection = database.read().await?;
    let rows: Vec<(String, Option<String>)> =
        sqlx::query_as("SELECT registration, prescription_form FROM registrations ORDER BY rowid")
            .fetch_all(&mut *connection)
            .await?;
    let mut registered = Vec::new();
    for (registration, prescription_form) in rows {
        registered.push(StoredConsent {
            items: items_of(&mut connection, &registration).await?,
            prescription_form,
        });
    }
    Ok(registered)
}

pub(super) async fn items_of(
    connection: &mut Connection,
    registration: &str,
) -> Result<Vec<StoredItem>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT item, decision FROM registration_items WHERE registration = $1 ORDER BY place",
    )
    .bind(registration)
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(item, decision)| StoredItem { item, decision })
        .collect())
}
