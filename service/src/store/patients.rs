//! A clinic's own name for each person whom it has checked: a number that says nothing, and means nothing at another clinic.

use jiff::Timestamp;
use kyotaku_core::{eligibility::InstitutionCode, visit::CareMode};

use super::{Connection, StoreError, sought};
use crate::ports::time_text;

/// The person's number at this clinic: the one they have, or else `new`.
pub(crate) async fn remember(
    connection: &mut Connection,
    institution: &InstitutionCode,
    insured: &str,
    new: &str,
    now: Timestamp,
) -> Result<String, StoreError> {
    sqlx::query(
        "INSERT INTO patients (patient, institution, insured, first_seen_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (institution, insured) DO NOTHING",
    )
    .bind(new)
    .bind(institution.as_str())
    .bind(insured)
    .bind(time_text(now))
    .execute(&mut *connection)
    .await?;
    Ok(
        sqlx::query_scalar("SELECT patient FROM patients WHERE institution = $1 AND insured = $2")
            .bind(institution.as_str())
            .bind(insured)
            .fetch_one(connection)
            .await?,
    )
}

/// Whom this clinic knows by this number; nobody, if another clinic does.
pub(crate) async fn insured_of(
    connection: &mut Connection,
    institution: &InstitutionCode,
    patient: &str,
) -> Result<Option<String>, StoreError> {
    Ok(
        sqlx::query_scalar("SELECT insured FROM patients WHERE institution = $1 AND patient = $2")
            .bind(institution.as_str())
            .bind(sought(patient))
            .fetch_optional(connection)
            .await?,
    )
}

/// One of the people whom a clinic knows.
pub(crate) struct StoredPatient {
    pub(crate) patient: String,
    pub(crate) insured: String,
}

/// Those of this clinic's people of whom anything was ever registered in this mode, in the order in which the clinic first
/// saw them.
pub(crate) async fn registered_in(
    connection: &mut Connection,
    institution: &InstitutionCode,
    mode: CareMode,
) -> Result<Vec<StoredPatient>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT patient, insured FROM patients WHERE institution = $1 AND EXISTS (
             SELECT 1 FROM checks JOIN registrations ON registrations.check_number = checks.check_number
             WHERE checks.institution = patients.institution AND checks.insured = patients.insured
                 AND registrations.mode = $2)
         ORDER BY first_seen_at, patient",
    )
    .bind(institution.as_str())
    .bind(mode.wire_name())
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(patient, insured)| StoredPatient { patient, insured })
        .collect())
}
