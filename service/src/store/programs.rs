//! The clinic's own programs (電子カルテ and others). Of a program's token only the SHA-256 is kept.

use jiff::Timestamp;
use kyotaku_core::eligibility::InstitutionCode;

use super::{Connection, StoreError, clinics::token_sha256};
use crate::ports::time_text;

/// A program that a token belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EnrolledProgram {
    pub(crate) institution: InstitutionCode,
    /// The name it was enrolled under.
    pub(crate) enrolled_as: String,
}

/// Enrols a program of a clinic by its token. The token itself is not kept.
pub(crate) async fn insert_program(
    connection: &mut Connection,
    program: &EnrolledProgram,
    token: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO programs (token_sha256, institution, enrolled_as, enrolled_at) VALUES ($1, $2, $3, $4)",
    )
    .bind(token_sha256(token))
    .bind(program.institution.as_str())
    .bind(&program.enrolled_as)
    .bind(time_text(now))
    .execute(connection)
    .await?;
    Ok(())
}

/// The program that a token belongs to.
pub(crate) async fn program_of_token(
    connection: &mut Connection,
    token: &str,
) -> Result<Option<EnrolledProgram>, StoreError> {
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT institution, enrolled_as FROM programs WHERE token_sha256 = $1")
            .bind(token_sha256(token))
            .fetch_optional(connection)
            .await?;
    row.map(|(institution, enrolled_as)| {
        Ok(EnrolledProgram {
            institution: institution
                .try_into()
                .map_err(|_| StoreError::Unreadable("institution code"))?,
            enrolled_as,
        })
    })
    .transpose()
}
