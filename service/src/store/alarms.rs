//! Alarms: what is stored of a consent contradicts itself. Somebody has to look at it; nothing is given out under it.

use jiff::Timestamp;
use kyotaku_core::eligibility::InstitutionCode;

use super::{Connection, StoreError};
use crate::{ports::time_text, standing::Contradiction};

/// An alarm to raise.
pub(crate) struct NewAlarm<'a> {
    pub(crate) alarm: &'a str,
    pub(crate) institution: &'a InstitutionCode,
    pub(crate) registration: &'a str,
    pub(crate) contradiction: Contradiction,
    pub(crate) raised_at: Timestamp,
}

/// Raises an alarm: in the log each time, and as a row once for each contradiction of a registration, however often a program
/// asks.
pub(crate) async fn insert(connection: &mut Connection, new: &NewAlarm<'_>) -> Result<(), StoreError> {
    let contradiction = new.contradiction.to_string();
    tracing::error!(
        registration = new.registration,
        contradiction,
        "ALARM: a stored consent contradicts itself"
    );
    sqlx::query(
        "INSERT INTO alarms (alarm, institution, registration, contradiction, raised_at)
         SELECT $1, $2, $3, $4, $5
         WHERE NOT EXISTS (SELECT 1 FROM alarms WHERE registration = $3 AND contradiction = $4)",
    )
    .bind(new.alarm)
    .bind(new.institution.as_str())
    .bind(new.registration)
    .bind(contradiction)
    .bind(time_text(new.raised_at))
    .execute(connection)
    .await?;
    Ok(())
}
