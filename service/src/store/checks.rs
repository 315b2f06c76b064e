//! Eligibility checks: one for each used challenge, with the answer as it was given.

use jiff::Timestamp;
use kyotaku_core::{
    eligibility::{InstitutionCode, code::Validity},
    origin::Channel,
    visit::CareMode,
};

use super::{Connection, Provenance, StoreError, challenges::mode_of, sought, with_provenance};
use crate::ports::time_text;

/// A check as it is made.
pub(crate) struct NewCheck<'a> {
    pub(crate) check: &'a str,
    pub(crate) challenge: &'a str,
    pub(crate) institution: &'a InstitutionCode,
    pub(crate) idempotency_key: &'a str,
    pub(crate) request_sha256: &'a str,
    pub(crate) mode: CareMode,
    /// How it was made sure that the card's holder is there: `pin` or `visual`.
    pub(crate) identity: &'a str,
    pub(crate) root: &'a str,
    pub(crate) serial: &'a str,
    pub(crate) certificate_not_after: Timestamp,
    pub(crate) insured: Option<&'a str>,
    pub(crate) validity: &'a str,
    pub(crate) insurances_found: usize,
    pub(crate) answer: &'a str,
    pub(crate) checked_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    pub(crate) provenance: &'a Provenance,
}

/// What a registration has to know of the check it is made under.
#[derive(Clone)]
pub(crate) struct StoredCheck {
    pub(crate) institution: InstitutionCode,
    /// The channel that it was made by.
    pub(crate) channel: Channel,
    pub(crate) mode: CareMode,
    pub(crate) validity: Validity,
    pub(crate) insurances_found: i64,
    pub(crate) certificate_not_after: Timestamp,
    pub(crate) expires_at: Timestamp,
    /// Whether a registration was made under it.
    pub(crate) used: bool,
}

/// A check that was stored under an idempotency key.
pub(crate) struct AnsweredCheck {
    pub(crate) insured: Option<String>,
    pub(crate) mode: CareMode,
    pub(crate) request_sha256: String,
    pub(crate) answer: String,
}

/// Stores a check.
pub(crate) async fn insert(connection: &mut Connection, new: &NewCheck<'_>) -> Result<(), StoreError> {
    let row = sqlx::query(
        "INSERT INTO checks (check_number, challenge, institution, idempotency_key, request_sha256, mode,
             identity, root, serial, certificate_not_after, insured, validity, insurances_found, answer,
             checked_at, expires_at, channel, app, version, device, credential)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
    )
    .bind(new.check)
    .bind(new.challenge)
    .bind(new.institution.as_str())
    .bind(new.idempotency_key)
    .bind(new.request_sha256)
    .bind(new.mode.wire_name())
    .bind(new.identity)
    .bind(new.root)
    .bind(new.serial)
    .bind(time_text(new.certificate_not_after))
    .bind(new.insured)
    .bind(new.validity)
    .bind(i64::try_from(new.insurances_found).unwrap_or(i64::MAX))
    .bind(new.answer)
    .bind(time_text(new.checked_at))
    .bind(time_text(new.expires_at));
    with_provenance(row, new.provenance).execute(connection).await?;
    Ok(())
}

/// The check that this clinic stored under this idempotency key.
pub(crate) async fn by_key(
    connection: &mut Connection,
    institution: &InstitutionCode,
    key: &str,
) -> Result<Option<AnsweredCheck>, StoreError> {
    let row: Option<(Option<String>, String, String, String)> = sqlx::query_as(
        "SELECT insured, mode, request_sha256, answer FROM checks
         WHERE institution = $1 AND idempotency_key = $2",
    )
    .bind(institution.as_str())
    .bind(key)
    .fetch_optional(connection)
    .await?;
    row.map(|(insured, mode, request_sha256, answer)| {
        Ok(AnsweredCheck {
            insured,
            mode: mode_of(&mode)?,
            request_sha256,
            answer,
        })
    })
    .transpose()
}

/// The check of this number, of whatever clinic.
pub(crate) async fn find(
    connection: &mut Connection,
    check: &str,
) -> Result<Option<StoredCheck>, StoreError> {
    type Row = (String, String, String, String, i64, String, String, i64);
    let row: Option<Row> = sqlx::query_as(
        "SELECT institution, channel, mode, validity, insurances_found, certificate_not_after, expires_at,
             (SELECT count(*) FROM registrations WHERE registrations.check_number = checks.check_number)
         FROM checks WHERE check_number = $1",
    )
    .bind(sought(check))
    .fetch_optional(connection)
    .await?;
    row.map(
        |(institution, channel, mode, validity, insurances_found, not_after, expires_at, used)| {
            let time = |text: String| text.parse().map_err(|_| StoreError::Unreadable("time"));
            Ok(StoredCheck {
                institution: institution
                    .try_into()
                    .map_err(|_| StoreError::Unreadable("institution code"))?,
                channel: Channel::from_wire_name(&channel).ok_or(StoreError::Unreadable("channel"))?,
                mode: mode_of(&mode)?,
                validity: validity.into(),
                insurances_found,
                certificate_not_after: time(not_after)?,
                expires_at: time(expires_at)?,
                used: used > 0,
            })
        },
    )
    .transpose()
}

/// Of whom the check of this number found anything.
pub(crate) async fn insured_of(
    connection: &mut Connection,
    check: &str,
) -> Result<Option<String>, StoreError> {
    let insured: Option<Option<String>> =
        sqlx::query_scalar("SELECT insured FROM checks WHERE check_number = $1")
            .bind(check)
            .fetch_optional(connection)
            .await?;
    Ok(insured.flatten())
}

/// The answer of the check of this number, as it was given.
pub(crate) async fn answer_of(connection: &mut Connection, check: &str) -> Result<String, StoreError> {
    Ok(
        sqlx::query_scalar("SELECT answer FROM checks WHERE check_number = $1")
            .bind(check)
            .fetch_one(connection)
            .await?,
    )
}
