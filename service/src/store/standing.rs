//! The registration that counts for one person, at one clinic, in one mode (the last), with what was taken back of it.

use kyotaku_core::{
    consent::{Question, RevocationReason},
    eligibility::InstitutionCode,
    origin::{Channel, Origin},
    visit::CareMode,
};

use super::{Connection, StoreError, challenges::mode_of, registrations::items_of, sought};
use crate::standing::{Correction, Registered};

const COLUMNS: &str =
    "SELECT r.registration, r.institution, r.check_number, r.mode, r.registered_at, r.statement, r.digest,
    r.prescription_form, s.settings, r.channel, r.app, r.version, r.device
    FROM registrations r
    JOIN settings_versions s ON s.institution = r.institution AND s.version = r.settings_version";

#[derive(sqlx::FromRow)]
struct Row {
    registration: String,
    institution: String,
    check_number: String,
    mode: String,
    registered_at: String,
    statement: String,
    digest: String,
    prescription_form: Option<String>,
    settings: String,
    channel: String,
    app: String,
    version: String,
    device: String,
}

/// The last registration of this person at this clinic in this mode.
pub(crate) async fn latest(
    connection: &mut Connection,
    institution: &InstitutionCode,
    insured: &str,
    mode: CareMode,
) -> Result<Option<Registered>, StoreError> {
    // By the row's number: two registrations of one second are told apart by it.
    let sql = format!(
        "{COLUMNS} JOIN checks c ON c.check_number = r.check_number
         WHERE c.institution = $1 AND c.insured = $2 AND r.mode = $3 ORDER BY r.rowid DESC LIMIT 1"
    );
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(institution.as_str())
        .bind(insured)
        .bind(mode.wire_name())
        .fetch_optional(&mut *connection)
        .await?;
    with_the_rest(connection, row).await
}

/// This clinic's registration of this number.
pub(crate) async fn of_registration(
    connection: &mut Connection,
    institution: &InstitutionCode,
    registration: &str,
) -> Result<Option<Registered>, StoreError> {
    let sql = format!("{COLUMNS} WHERE r.institution = $1 AND r.registration = $2");
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(institution.as_str())
        .bind(sought(registration))
        .fetch_optional(&mut *connection)
        .await?;
    with_the_rest(connection, row).await
}

async fn with_the_rest(
    connection: &mut Connection,
    row: Option<Row>,
) -> Result<Option<Registered>, StoreError> {
    let Some(row) = row else {
        return Ok(None);
    };
    let items = items_of(connection, &row.registration).await?;
    let corrections = corrections_of(connection, &row.registration).await?;
    let unreadable = StoreError::Unreadable;
    Ok(Some(Registered {
        registration: row.registration,
        institution: row
            .institution
            .try_into()
            .map_err(|_| unreadable("institution code"))?,
        check: row.check_number,
        mode: mode_of(&row.mode)?,
        registered_at: row.registered_at.parse().map_err(|_| unreadable("time"))?,
        statement: row.statement,
        digest: row.digest,
        prescription_form: row.prescription_form,
        items,
        settings: serde_json::from_str(&row.settings).map_err(|_| unreadable("settings"))?,
        corrections,
        origin: Origin {
            channel: Channel::from_wire_name(&row.channel).ok_or(unreadable("channel"))?,
            app: row.app,
            version: row.version,
            device: row.device,
        },
    }))
}

async fn corrections_of(
    connection: &mut Connection,
    registration: &str,
) -> Result<Vec<Correction>, StoreError> {
    let rows: Vec<(Option<String>, String, String)> = sqlx::query_as(
        "SELECT question, reason, corrected_at FROM corrections WHERE registration = $1 ORDER BY rowid",
    )
    .bind(registration)
    .fetch_all(connection)
    .await?;
    let read = rows.into_iter().map(|(question, reason, corrected_at)| {
        let question = question
            .map(|name| {
                let known = Question::ALL.into_iter().find(|known| known.wire_name() == name);
                known.ok_or(StoreError::Unreadable("question"))
            })
            .transpose()?;
        let reason = RevocationReason::ALL
            .into_iter()
            .find(|known| known.code() == reason);
        Ok(Correction {
            question,
            reason: reason.ok_or(StoreError::Unreadable("reason"))?,
            corrected_at: corrected_at.parse().map_err(|_| StoreError::Unreadable("time"))?,
        })
    });
    read.collect()
}
