//! What the clinic looks through by itself: what was given out in an emergency, and alarms. Patients stand by the
//! clinic's own number for them.

use kyotaku_core::eligibility::InstitutionCode;

use super::{Connection, StoreError};

/// The most rows that are given at once; the newest are.
pub(crate) const MOST: i64 = 100;

/// One disclosure of 救急時医療情報.
#[derive(Clone, sqlx::FromRow)]
pub(crate) struct EmergencyDisclosure {
    pub(crate) disclosed_at: String,
    pub(crate) program: String,
    /// None if this clinic has no number for the person: it never checked them.
    pub(crate) patient: Option<String>,
    pub(crate) reason: String,
}

/// One alarm.
#[derive(Clone, sqlx::FromRow)]
pub(crate) struct Alarm {
    pub(crate) raised_at: String,
    pub(crate) registration: String,
    pub(crate) contradiction: String,
    pub(crate) patient: Option<String>,
}

/// The clinic's disclosures of 救急時医療情報, the newest first.
pub(crate) async fn emergency_disclosures(
    connection: &mut Connection,
    institution: &InstitutionCode,
) -> Result<Vec<EmergencyDisclosure>, StoreError> {
    Ok(sqlx::query_as(
        "SELECT e.disclosed_at, e.program, p.patient, e.reason FROM emergency_disclosures e
         LEFT JOIN patients p ON p.institution = e.institution AND p.insured = e.insured
         WHERE e.institution = $1 ORDER BY e.disclosed_at DESC, e.disclosure LIMIT $2",
    )
    .bind(institution.as_str())
    .bind(MOST)
    .fetch_all(connection)
    .await?)
}

/// The clinic's alarms, the newest first.
pub(crate) async fn alarms(
    connection: &mut Connection,
    institution: &InstitutionCode,
) -> Result<Vec<Alarm>, StoreError> {
    Ok(sqlx::query_as(
        "SELECT a.raised_at, a.registration, a.contradiction, p.patient FROM alarms a
         JOIN registrations r ON r.registration = a.registration
         JOIN checks c ON c.check_number = r.check_number
         LEFT JOIN patients p ON p.institution = a.institution AND p.insured = c.insured
         WHERE a.institution = $1 ORDER BY a.raised_at DESC, a.alarm LIMIT $2",
    )
    .bind(institution.as_str())
    .bind(MOST)
    .fetch_all(connection)
    .await?)
}
