//! Re-inquiries (再照会): the eligibility asked again without the card, with the answer as it was given.

use jiff::Timestamp;
use kyotaku_core::eligibility::InstitutionCode;

use super::{
    Connection, Provenance, StoreError,
    keyed::{self, Keyed},
    with_provenance,
};
use crate::ports::time_text;

/// A re-inquiry as it is made.
pub(crate) struct NewReInquiry<'a> {
    pub(crate) re_inquiry: &'a str,
    pub(crate) institution: &'a InstitutionCode,
    pub(crate) patient: &'a str,
    /// The consent on which the continuing relationship rests.
    pub(crate) registration: &'a str,
    pub(crate) idempotency_key: &'a str,
    pub(crate) request_sha256: &'a str,
    pub(crate) validity: &'a str,
    pub(crate) insurances_found: usize,
    pub(crate) answer: &'a str,
    pub(crate) asked_at: Timestamp,
    pub(crate) provenance: &'a Provenance,
}

/// Stores a re-inquiry.
pub(crate) async fn insert(connection: &mut Connection, new: &NewReInquiry<'_>) -> Result<(), StoreError> {
    let row = sqlx::query(
        "INSERT INTO re_inquiries (re_inquiry, institution, patient, registration, idempotency_key, request_sha256,
             validity, insurances_found, answer, asked_at, channel, app, version, device, credential)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(new.re_inquiry)
    .bind(new.institution.as_str())
    .bind(new.patient)
    .bind(new.registration)
    .bind(new.idempotency_key)
    .bind(new.request_sha256)
    .bind(new.validity)
    .bind(i64::try_from(new.insurances_found).unwrap_or(i64::MAX))
    .bind(new.answer)
    .bind(time_text(new.asked_at));
    with_provenance(row, new.provenance).execute(connection).await?;
    Ok(())
}

/// The re-inquiry that this clinic stored under this idempotency key.
pub(crate) async fn by_key(
    connection: &mut Connection,
    institution: &InstitutionCode,
    key: &str,
) -> Result<Option<Keyed>, StoreError> {
    let query =
        "SELECT request_sha256, answer FROM re_inquiries WHERE institution = $1 AND idempotency_key = $2";
    keyed::by_key(connection, query, institution, key).await
}
