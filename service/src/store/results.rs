//! Eligibility checks as the clinic's own programs read them: a list, and each one's answer.

use jiff::Timestamp;
use kyotaku_core::{
    eligibility::{InstitutionCode, code::Validity},
    origin::Channel,
    visit::CareMode,
};

use super::{Connection, StoreError, challenges::mode_of, sought};
use crate::ports::time_text;

/// A check, as the list has it.
pub(crate) struct ListedResult {
    pub(crate) check: String,
    /// The clinic's number for the person; none where nobody was found.
    pub(crate) patient: Option<String>,
    pub(crate) checked_at: Timestamp,
    pub(crate) mode: CareMode,
    pub(crate) channel: Channel,
    pub(crate) validity: Validity,
}

/// A check, as its file is made from it.
pub(crate) struct StoredResult {
    pub(crate) check: String,
    pub(crate) checked_at: Timestamp,
    pub(crate) mode: CareMode,
    /// Of whom the check found anything.
    pub(crate) insured: Option<String>,
    /// The root and the serial number of the card's certificate.
    pub(crate) root: String,
    pub(crate) serial: String,
    /// The JSON text that was answered.
    pub(crate) answer: String,
}

/// Where in the clinic's list of checks to begin, and where to end.
pub(crate) struct Part<'a> {
    /// The earliest time.
    pub(crate) since: Timestamp,
    /// Only what stands after this check of the clinic's in the list.
    pub(crate) after: Option<&'a StoredResult>,
    pub(crate) limit: i64,
}

/// A part of the clinic's checks, the newest first. Those of one second stand by their numbers, which say nothing.
pub(crate) async fn list(
    connection: &mut Connection,
    institution: &InstitutionCode,
    part: &Part<'_>,
) -> Result<Vec<ListedResult>, StoreError> {
    type Row = (String, Option<String>, String, String, String, String);
    let after = part
        .after
        .map(|after| (time_text(after.checked_at), &after.check));
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT c.check_number, p.patient, c.checked_at, c.mode, c.channel, c.validity
         FROM checks c LEFT JOIN patients p ON p.institution = c.institution AND p.insured = c.insured
         WHERE c.institution = $1 AND c.checked_at >= $2
             AND ($3 IS NULL OR c.checked_at < $3 OR (c.checked_at = $3 AND c.check_number < $4))
         ORDER BY c.checked_at DESC, c.check_number DESC LIMIT $5",
    )
    .bind(institution.as_str())
    .bind(time_text(part.since))
    .bind(after.as_ref().map(|(checked_at, _)| checked_at))
    .bind(after.as_ref().map(|(_, check)| check))
    .bind(part.limit)
    .fetch_all(connection)
    .await?;
    let read = rows
        .into_iter()
        .map(|(check, patient, checked_at, mode, channel, validity)| {
            Ok(ListedResult {
                check,
                patient,
                checked_at: checked_at.parse().map_err(|_| StoreError::Unreadable("time"))?,
                mode: mode_of(&mode)?,
                channel: Channel::from_wire_name(&channel).ok_or(StoreError::Unreadable("channel"))?,
                validity: validity.into(),
            })
        });
    read.collect()
}

/// This clinic's check of this number.
pub(crate) async fn find(
    connection: &mut Connection,
    institution: &InstitutionCode,
    check: &str,
) -> Result<Option<StoredResult>, StoreError> {
    type Row = (String, String, String, Option<String>, String, String, String);
    let row: Option<Row> = sqlx::query_as(
        "SELECT check_number, checked_at, mode, insured, root, serial, answer FROM checks
         WHERE institution = $1 AND check_number = $2",
    )
    .bind(institution.as_str())
    .bind(sought(check))
    .fetch_optional(connection)
    .await?;
    row.map(|(check, checked_at, mode, insured, root, serial, answer)| {
        Ok(StoredResult {
            check,
            checked_at: checked_at.parse().map_err(|_| StoreError::Unreadable("time"))?,
            mode: mode_of(&mode)?,
            insured,
            root,
            serial,
            answer,
        })
    })
    .transpose()
}
