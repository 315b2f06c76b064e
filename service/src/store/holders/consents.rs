//! What one person has registered, at every clinic, and what they take back of it by themselves.

use jiff::Timestamp;
use kyotaku_core::{
    consent::{Question, RevocationReason},
    eligibility::InstitutionCode,
    holder::CHANNEL,
    visit::CareMode,
};

use super::{
    super::{Connection, StoreError, challenges::mode_of, sought},
    Speaker,
};
use crate::ports::time_text;

/// Each clinic and mode in which the person has registered, the latest first.
pub(crate) async fn places(
    connection: &mut Connection,
    insured: &str,
) -> Result<Vec<(InstitutionCode, CareMode)>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT r.institution, r.mode FROM registrations r JOIN checks c ON c.check_number = r.check_number
         WHERE c.insured = $1 GROUP BY r.institution, r.mode
         ORDER BY max(r.registered_at) DESC, r.institution, r.mode",
    )
    .bind(insured)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(place).collect()
}

/// Where the person has made this registration, and in which mode; none if it is not theirs.
pub(crate) async fn place_of(
    connection: &mut Connection,
    insured: &str,
    registration: &str,
) -> Result<Option<(InstitutionCode, CareMode)>, StoreError> {
    let row: Option<(String, String)> = sqlx::query_as(
        "SELECT r.institution, r.mode FROM registrations r JOIN checks c ON c.check_number = r.check_number
         WHERE c.insured = $1 AND r.registration = $2",
    )
    .bind(insured)
    .bind(sought(registration))
    .fetch_optional(connection)
    .await?;
    row.map(place).transpose()
}

fn place((institution, mode): (String, String)) -> Result<(InstitutionCode, CareMode), StoreError> {
    let institution = institution
        .try_into()
        .map_err(|_| StoreError::Unreadable("institution code"))?;
    Ok((institution, mode_of(&mode)?))
}

/// What a patient takes back.
pub(crate) struct NewRevocation<'a> {
    pub(crate) correction: &'a str,
    pub(crate) registration: &'a str,
    pub(crate) institution: &'a InstitutionCode,
    /// None: all answers.
    pub(crate) question: Option<Question>,
    pub(crate) idempotency_key: &'a str,
    pub(crate) request_sha256: &'a str,
    pub(crate) corrected_at: Timestamp,
    pub(crate) speaker: &'a Speaker,
}

/// Takes it back, by a row of its own. Of the patient nothing stands there but that it was the patient: who it was, the
/// registration says.
pub(crate) async fn insert(connection: &mut Connection, new: &NewRevocation<'_>) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO corrections (correction, registration, institution, question, reason, author_kind, author,
             check_number, idempotency_key, request_sha256, corrected_at, channel, app, version, device, credential)
         VALUES ($1, $2, $3, $4, $5, 'patient', 'patient', NULL, $6, $7, $8, $9, $10, $11, $12, 'patient')",
    )
    .bind(new.correction)
    .bind(new.registration)
    .bind(new.institution.as_str())
    .bind(new.question.map(Question::wire_name))
    .bind(RevocationReason::ByPatient.code())
    .bind(new.idempotency_key)
    .bind(new.request_sha256)
    .bind(time_text(new.corrected_at))
    .bind(CHANNEL)
    .bind(&new.speaker.app)
    .bind(&new.speaker.version)
    .bind(&new.speaker.device)
    .execute(connection)
    .await?;
    Ok(())
}

/// What was asked for by the patient's request with this key: its SHA-256.
pub(crate) async fn by_key(
    connection: &mut Connection,
    idempotency_key: &str,
) -> Result<Option<String>, StoreError> {
    let earlier = sqlx::query_scalar(
        "SELECT request_sha256 FROM corrections WHERE author_kind = 'patient' AND idempotency_key = $1",
    )
    .bind(idempotency_key)
    .fetch_optional(connection)
    .await?;
    Ok(earlier)
}
