//! Attempts to sign in. After [`MOST`] failures within [`WINDOW`] a login waits until the first of them is so long ago,
//! whatever password is typed and whether or not there is such an account.

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use super::{Connection, StoreError};
use crate::ports::{hex, time_text};

/// How many attempts may fail.
pub(crate) const MOST: u32 = 5;
/// Within how long.
pub(crate) const WINDOW: SignedDuration = SignedDuration::from_mins(15);

/// Notes an attempt as a failed one, until it is known better; false, and nothing is noted, if the login has to wait.
/// It runs in a transaction that holds the write lock, so no two attempts at a time can pass for one.
pub(crate) async fn begin(
    connection: &mut Connection,
    attempt: &str,
    login_sha256: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let since = time_text(now.checked_sub(WINDOW).unwrap_or(Timestamp::MIN));
    sqlx::query("DELETE FROM sign_in_attempts WHERE attempted_at <= $1")
        .bind(&since)
        .execute(&mut *connection)
        .await?;
    let failed: i64 =
        sqlx::query_scalar("SELECT count(*) FROM sign_in_attempts WHERE login_sha256 = $1 AND succeeded = 0")
            .bind(login_sha256)
            .fetch_one(&mut *connection)
            .await?;
    if failed >= i64::from(MOST) {
        return Ok(false);
    }
    sqlx::query("INSERT INTO sign_in_attempts (attempt, login_sha256, attempted_at) VALUES ($1, $2, $3)")
        .bind(attempt)
        .bind(login_sha256)
        .bind(time_text(now))
        .execute(connection)
        .await?;
    Ok(true)
}

/// Notes that an attempt succeeded; the failures before it count no more.
pub(crate) async fn succeeded(connection: &mut Connection, login_sha256: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sign_in_attempts WHERE login_sha256 = $1")
        .bind(login_sha256)
        .execute(connection)
        .await?;
    Ok(())
}

/// What names a login here: it may be no account's.
pub(crate) fn login_sha256(institution: &str, login: &str) -> String {
    hex(&Sha256::digest([institution, "\n", login].concat()))
}
