//! Disclosures of 救急時医療情報: given out without a consent, and so logged apart, each with the reason that was stated.

use jiff::Timestamp;

use super::{Connection, StoreError};
use crate::{gate::emergency::Reason, http::Program, ports::time_text};

/// An emergency's disclosure as it is made.
pub(crate) struct NewEmergency<'a> {
    pub(crate) disclosure: &'a str,
    pub(crate) program: &'a Program,
    pub(crate) insured: &'a str,
    pub(crate) reason: &'a Reason,
    pub(crate) disclosed_at: Timestamp,
}

/// Logs an emergency's disclosure: as a row, and by its number for whoever watches the service.
pub(crate) async fn insert(connection: &mut Connection, new: &NewEmergency<'_>) -> Result<(), StoreError> {
    tracing::warn!(
        disclosure = new.disclosure,
        "medical information for an emergency is asked for"
    );
    sqlx::query(
        "INSERT INTO emergency_disclosures (disclosure, institution, insured, reason, program, disclosed_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(new.disclosure)
    .bind(new.program.institution.as_str())
    .bind(new.insured)
    .bind(new.reason.as_str())
    .bind(&new.program.enrolled_as)
    .bind(time_text(new.disclosed_at))
    .execute(connection)
    .await?;
    Ok(())
}
