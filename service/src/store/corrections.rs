//! Corrections: what was taken back of a registration (取消), by whom and why. Appended, never changed; what stands after
//! them is for [`crate::standing`] to say.

use jiff::Timestamp;
use kyotaku_core::{
    consent::{Question, RevocationReason},
    eligibility::InstitutionCode,
    holder::CHANNEL,
};

use super::{
    Connection, Provenance, StoreError,
    holders::Speaker,
    keyed::{self, Keyed},
};
use crate::ports::time_text;

/// Who takes an answer back, and by what.
#[derive(Clone, Copy)]
pub(crate) enum Author<'a> {
    /// A device of the clinic, by the name that it is enrolled under.
    Device(&'a Provenance),
    /// The patient. Nothing more stands there: who it was, the registration says.
    Patient(&'a Speaker),
    /// The operator of this name, by an audit with this version of the program.
    Operator { name: &'a str, version: &'a str },
}

impl Author<'_> {
    /// The columns `author_kind`, `author`, `channel`, `app`, `version`, `device` and `credential`.
    fn columns(&self) -> [&str; 7] {
        match self {
            Self::Device(Provenance { origin, credential }) => [
                "device",
                credential,
                origin.channel.wire_name(),
                &origin.app,
                &origin.version,
                &origin.device,
                credential,
            ],
            Self::Patient(Speaker { app, version, device }) => {
                ["patient", "patient", CHANNEL, app, version, device, "patient"]
            }
            Self::Operator { name, version } => [
                "operator",
                name,
                "operator",
                "kyotaku-audit",
                version,
                "operator",
                "operator",
            ],
        }
    }
}

/// A correction as it is made.
pub(crate) struct NewCorrection<'a> {
    pub(crate) correction: &'a str,
    pub(crate) registration: &'a str,
    /// The clinic's code, as the registration has it.
    pub(crate) institution: &'a str,
    /// The question whose answer is taken back; none for all of them.
    pub(crate) question: Option<Question>,
    pub(crate) reason: RevocationReason,
    pub(crate) author: Author<'a>,
    /// The check that showed that the patient was there.
    pub(crate) check: Option<&'a str>,
    pub(crate) idempotency_key: &'a str,
    pub(crate) request_sha256: &'a str,
    pub(crate) corrected_at: Timestamp,
}

/// Stores a correction.
pub(crate) async fn insert(connection: &mut Connection, new: &NewCorrection<'_>) -> Result<(), StoreError> {
    let mut row = sqlx::query(
        "INSERT INTO corrections (correction, registration, institution, question, reason, check_number,
             idempotency_key, request_sha256, corrected_at, author_kind, author, channel, app, version, device, credential)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(new.correction)
    .bind(new.registration)
    .bind(new.institution)
    .bind(new.question.map(Question::wire_name))
    .bind(new.reason.code())
    .bind(new.check)
    .bind(new.idempotency_key)
    .bind(new.request_sha256)
    .bind(time_text(new.corrected_at));
    for column in new.author.columns() {
        row = row.bind(column);
    }
    row.execute(connection).await?;
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
