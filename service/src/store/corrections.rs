//! Corrections: what was taken back of a registration (取消), by whom and why. Appended, never changed; what stands after
//! them is for [`crate::standing`] to say.

use jiff::Timestamp;
use kyotaku_core::{
    consent::{Question, RevocationReason},
    eligibility::InstitutionCode,
};

use super::{
    Connection, Provenance, StoreError,
    keyed::{self, Keyed},
    with_provenance,
};
use crate::ports::time_text;

/// Who takes an answer back.
#[derive(Clone, Copy)]
pub(crate) enum Author<'a> {
    /// A device of the clinic, by the name that it is enrolled under.
    Device(&'a str),
}

impl Author<'_> {
    /// The columns `author_kind` and `author`.
    fn columns(&self) -> (&'static str, &str) {
        match self {
            Self::Device(enrolled_as) => ("device", enrolled_as),
        }
    }
}

/// A correction as it is made.
pub(crate) struct NewCorrection<'a> {
    pub(crate) correction: &'a str,
    pub(crate) registration: &'a str,
    pub(crate) institution: &'a InstitutionCode,
    /// The question whose answer is taken back; none for all of them.
    pub(crate) question: Option<Question>,
    pub(crate) reason: RevocationReason,
    pub(crate) author: Author<'a>,
    /// The check that showed that the patient was there.
    pub(crate) check: Option<&'a str>,
    pub(crate) idempotency_key: &'a str,
    pub(crate) request_sha256: &'a str,
    pub(crate) corrected_at: Timestamp,
    pub(crate) provenance: &'a Provenance,
}

/// Stores a correction.
pub(crate) async fn insert(connection: &mut Connection, new: &NewCorrection<'_>) -> Result<(), StoreError> {
    let (author_kind, author) = new.author.columns();
    let row = sqlx::query(
        "INSERT INTO corrections (correction, registration, institution, question, reason, author_kind, author,
             check_number, idempotency_key, request_sha256, corrected_at, channel, app, version, device, credential)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(new.correction)
    .bind(new.registration)
    .bind(new.institution.as_str())
    .bind(new.question.map(Question::wire_name))
    .bind(new.reason.code())
    .bind(author_kind)
    .bind(author)
    .bind(new.check)
    .bind(new.idempotency_key)
    .bind(new.request_sha256)
    .bind(time_text(new.corrected_at));
    with_provenance(row, new.provenance).execute(connection).await?;
    Ok(())
}

/// The correction that this clinic stored under this idempotency key.
pub(crate) async fn by_key(
    connection: &mut Connection,
    institution: &InstitutionCode,
    key: &str,
) -> Result<Option<Keyed>, StoreError> {
    let query = "SELECT request_sha256, registration FROM corrections WHERE institution = $1 AND idempotency_key = $2";
    keyed::by_key(connection, query, institution, key).await
}
