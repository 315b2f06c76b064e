//! What one person has registered, at every clinic, and which of their requests took something back.

use kyotaku_core::{eligibility::InstitutionCode, visit::CareMode};

use super::super::{Connection, StoreError, challenges::mode_of, sought};

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
