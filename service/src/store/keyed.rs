//! What a clinic stored under an idempotency key, so that the same request gets the same again.

use kyotaku_core::eligibility::InstitutionCode;

use super::{Connection, StoreError};

/// What was stored.
pub(crate) struct Keyed {
    /// What tells its request from another under the same key.
    pub(crate) request_sha256: String,
    /// What it is answered by: the stored answer, or the number of the registration that is read back.
    pub(crate) answer: String,
}

/// What is stored under a key of this clinic's. The query asks for the two columns of [`Keyed`] in their order, by the clinic and
/// the key.
pub(super) async fn by_key(
    connection: &mut Connection,
    query: &'static str,
    institution: &InstitutionCode,
    key: &str,
) -> Result<Option<Keyed>, StoreError> {
    let row: Option<(String, String)> = sqlx::query_as(query)
        .bind(institution.as_str())
        .bind(key)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|(request_sha256, answer)| Keyed {
        request_sha256,
        answer,
    }))
}
