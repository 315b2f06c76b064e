//! The rows of a registration, written straight into the database: the same tables, constraints and triggers, by the statements that
//! the service has for it, with a commit that is on disk; without HTTP and without the guard.

use jiff::{Timestamp, tz};
use sha2::{Digest, Sha256};
use sqlx::AnyConnection;

use crate::{
    Failure,
    ground::Past,
    visit::{ENROLLED_AS, MODE, Ready, number},
};

/// What the rows that are written so say in the place of an app.
pub(crate) const APP: &str = "bare-insert";

const REGISTRATION: &str =
    "INSERT INTO registrations (registration, check_number, institution, idempotency_key, request_sha256, mode,
         settings_version, statement, digest, prescription_form, item_count, registered_at, channel, app, version, device,
         credential)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'visit-app', $13, '0', 'bench', $14)";

const ITEM: &str =
    "INSERT INTO registration_items (registration, place, item, decision) VALUES ($1, $2, $3, $4)";

const DISCLOSURE: &str = "INSERT INTO disclosures (disclosure, institution, insured, item, mode, registration, program, disclosed_at)
     SELECT $1, institution, insured, item, mode, registration, program, disclosed_at
     FROM disclosures WHERE disclosure = $2";

/// A registration's rows.
pub(crate) struct Row {
    registration: String,
    ready: Ready,
    request_sha256: String,
    statement: String,
    digest: String,
    prescription_form: Option<String>,
    settings_version: i64,
    items: Vec<(String, String)>,
}

impl Row {
    pub(crate) fn of(ready: Ready) -> Result<Self, Failure> {
        let statement = &ready.request["statement"];
        let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        let items = statement["items"].as_array().ok_or("no items")?.iter();
        let items = items.map(|item| Some((text(&item["item"])?, text(&item["decision"])?)));
        let request_sha256 = Sha256::digest(&ready.body);
        Ok(Self {
            registration: number(&ready.check, "registration"),
            request_sha256: request_sha256.iter().map(|byte| format!("{byte:02x}")).collect(),
            statement: statement.to_string(),
            digest: text(&ready.request["digest"]).ok_or("no digest")?,
            prescription_form: text(&statement["prescription_form"]),
            settings_version: statement["settings_version"].as_i64().ok_or("no version")?,
            items: items.collect::<Option<_>>().ok_or("no item")?,
            ready,
        })
    }

    async fn insert(&self, connection: &mut AnyConnection) -> Result<(), Failure> {
        sqlx::query(REGISTRATION)
            .bind(&self.registration)
            .bind(&self.ready.check)
            .bind(self.ready.institution.as_str())
            .bind(&self.ready.key)
            .bind(&self.request_sha256)
            .bind(MODE.wire_name())
            .bind(self.settings_version)
            .bind(&self.statement)
            .bind(&self.digest)
            .bind(&self.prescription_form)
            .bind(i64::try_from(self.items.len())?)
            .bind(now())
            .bind(APP)
            .bind(ENROLLED_AS)
            .execute(&mut *connection)
            .await?;
        for (place, (item, decision)) in (0_i64..).zip(&self.items) {
            sqlx::query(ITEM)
                .bind(&self.registration)
                .bind(place)
                .bind(item)
                .bind(decision)
                .execute(&mut *connection)
                .await?;
        }
        Ok(())
    }
}

/// Writes these in one transaction.
pub(crate) async fn write(past: &Past, rows: &[Row]) -> Result<(), Failure> {
    let mut transaction = past.write().await?;
    for row in rows {
        row.insert(&mut transaction).await?;
    }
    Ok(transaction.commit().await?)
}

/// Writes the row of a disclosure once more, under a number of its own.
pub(crate) async fn write_disclosure(past: &Past, like: &str, name: &str) -> Result<(), Failure> {
    let mut transaction = past.write().await?;
    sqlx::query(DISCLOSURE)
        .bind(number(name, "disclosure"))
        .bind(like)
        .execute(&mut *transaction)
        .await?;
    Ok(transaction.commit().await?)
}

/// The form in which the service has a time: Japan's, in whole seconds.
fn now() -> String {
    let japan = tz::TimeZone::fixed(tz::offset(9));
    let now = Timestamp::now().to_zoned(japan);
    now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
