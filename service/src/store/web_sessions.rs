//! Who is signed in to オン資WEB. A session ends when its account signs out, when nothing was asked under it for [`IDLE`],
//! and [`LONGEST`] after it began, whatever was asked.

use jiff::{SignedDuration, Timestamp};

use super::{
    Connection, StoreError,
    accounts::{Account, account_of},
};
use crate::ports::time_text;

/// How long a session lasts without a request.
pub(crate) const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// How long a session lasts at most.
pub(crate) const LONGEST: SignedDuration = SignedDuration::from_hours(8);

/// Begins a session of this account, and removes all that have ended by themselves.
pub(crate) async fn begin(
    connection: &mut Connection,
    secret_sha256: &str,
    institution: &str,
    login: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM web_sessions WHERE last_seen_at <= $1 OR signed_in_at <= $2")
        .bind(before(now, IDLE))
        .bind(before(now, LONGEST))
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "INSERT INTO web_sessions (secret_sha256, institution, login, signed_in_at, last_seen_at)
         VALUES ($1, $2, $3, $4, $4)",
    )
    .bind(secret_sha256)
    .bind(institution)
    .bind(login)
    .bind(time_text(now))
    .execute(connection)
    .await?;
    Ok(())
}

/// Whose session this is, if it has not ended, and whether this request is to be noted ([`seen`]).
pub(crate) async fn account_of_session(
    connection: &mut Connection,
    secret_sha256: &str,
    now: Timestamp,
) -> Result<Option<(Account, bool)>, StoreError> {
    let row: Option<(String, String, String, String, String)> = sqlx::query_as(
        "SELECT a.institution, a.login, a.name, a.role, s.last_seen_at FROM web_sessions s
         JOIN accounts a ON a.institution = s.institution AND a.login = s.login
         WHERE s.secret_sha256 = $1 AND s.last_seen_at > $2 AND s.signed_in_at > $3",
    )
    .bind(secret_sha256)
    .bind(before(now, IDLE))
    .bind(before(now, LONGEST))
    .fetch_optional(connection)
    .await?;
    row.map(|(institution, login, name, role, last_seen_at)| {
        let account = account_of((institution, login, name, role))?;
        Ok((account, last_seen_at != time_text(now)))
    })
    .transpose()
}

/// Notes that something was asked under a session.
pub(crate) async fn seen(
    connection: &mut Connection,
    secret_sha256: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE web_sessions SET last_seen_at = $2 WHERE secret_sha256 = $1")
        .bind(secret_sha256)
        .bind(time_text(now))
        .execute(connection)
        .await?;
    Ok(())
}

/// Ends a session.
pub(crate) async fn end(connection: &mut Connection, secret_sha256: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM web_sessions WHERE secret_sha256 = $1")
        .bind(secret_sha256)
        .execute(connection)
        .await?;
    Ok(())
}

/// The stored form of the moment that is so long ago. Times of one form compare as text.
fn before(now: Timestamp, life: SignedDuration) -> String {
    time_text(now.checked_sub(life).unwrap_or(Timestamp::MIN))
}
