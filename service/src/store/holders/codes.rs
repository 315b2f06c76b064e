//! One-time codes for the page: one for each person, of which only the SHA-256 is kept.

use jiff::Timestamp;

use super::super::{Connection, StoreError, clinics::token_sha256};
use crate::ports::time_text;

/// A code to keep.
pub(crate) struct NewCode<'a> {
    pub(crate) insured: &'a str,
    /// The part by which it is found.
    pub(crate) name: &'a str,
    pub(crate) code: &'a str,
    pub(crate) tries: u8,
    pub(crate) expires_at: Timestamp,
}

/// Keeps a code in place of the person's earlier one. False if another person's has the same name; then nothing changes.
pub(crate) async fn keep(connection: &mut Connection, new: &NewCode<'_>) -> Result<bool, StoreError> {
    let taken: i64 =
        sqlx::query_scalar("SELECT count(*) FROM holder_page_codes WHERE name = $1 AND insured <> $2")
            .bind(new.name)
            .bind(new.insured)
            .fetch_one(&mut *connection)
            .await?;
    if taken > 0 {
        return Ok(false);
    }
    remove(connection, new.insured).await?;
    sqlx::query(
        "INSERT INTO holder_page_codes (insured, name, code_sha256, tries_left, expires_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(new.insured)
    .bind(new.name)
    .bind(token_sha256(new.code))
    .bind(i64::from(new.tries))
    .bind(time_text(new.expires_at))
    .execute(connection)
    .await?;
    Ok(true)
}

/// Tries a code, and uses it up: whose it is. A wrong one of the same name costs a try, and the last one removes it.
pub(crate) async fn redeem(
    connection: &mut Connection,
    name: &str,
    code: &str,
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let row: Option<(String, String, i64)> = sqlx::query_as(
        "SELECT insured, code_sha256, tries_left FROM holder_page_codes WHERE name = $1 AND expires_at > $2",
    )
    .bind(name)
    .bind(time_text(now))
    .fetch_optional(&mut *connection)
    .await?;
    let Some((insured, kept, tries_left)) = row else {
        return Ok(None);
    };
    if kept == token_sha256(code) {
        remove(connection, &insured).await?;
        return Ok(Some(insured));
    }
    if tries_left <= 1 {
        remove(connection, &insured).await?;
    } else {
        sqlx::query("UPDATE holder_page_codes SET tries_left = tries_left - 1 WHERE insured = $1")
            .bind(&insured)
            .execute(connection)
            .await?;
    }
    Ok(None)
}

async fn remove(connection: &mut Connection, insured: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM holder_page_codes WHERE insured = $1")
        .bind(insured)
        .execute(connection)
        .await?;
    Ok(())
}
