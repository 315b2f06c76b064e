//! Disclosures (情報提供): what was given out, to whom, under which consent. A row is committed before the first byte leaves.

use jiff::Timestamp;
use kyotaku_core::{consent::Item, eligibility::InstitutionCode, visit::CareMode};

use super::{Connection, StoreError};
use crate::ports::time_text;

/// A disclosure as it is made.
pub(crate) struct NewDisclosure<'a> {
    pub(crate) disclosure: &'a str,
    pub(crate) institution: &'a InstitutionCode,
    pub(crate) insured: &'a str,
    pub(crate) item: Item,
    pub(crate) mode: CareMode,
    /// Under which consent.
    pub(crate) registration: &'a str,
    /// The name that the program, or the device, is enrolled under.
    pub(crate) program: &'a str,
    pub(crate) disclosed_at: Timestamp,
}

/// Logs a disclosure.
pub(crate) async fn insert(connection: &mut Connection, new: &NewDisclosure<'_>) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO disclosures (disclosure, institution, insured, item, mode, registration, program, disclosed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(new.disclosure)
    .bind(new.institution.as_str())
    .bind(new.insured)
    .bind(new.item.code())
    .bind(new.mode.wire_name())
    .bind(new.registration)
    .bind(new.program)
    .bind(time_text(new.disclosed_at))
    .execute(connection)
    .await?;
    Ok(())
}
