//! Revoked certificates (失効).

use jiff::Timestamp;

use super::{Connection, StoreError};
use crate::ports::time_text;

/// Whether the certificate of this root and serial is revoked at `now`.
pub(crate) async fn is_revoked(
    connection: &mut Connection,
    root: &str,
    serial: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    // All times are written alike, so they compare as text.
    let revoked: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM revocations WHERE root = $1 AND serial = $2 AND revoked_at <= $3",
    )
    .bind(root)
    .bind(serial)
    .bind(time_text(now))
    .fetch_one(connection)
    .await?;
    Ok(revoked > 0)
}

/// Revokes the certificate of this root and serial from `revoked_at` on.
pub(crate) async fn insert(
    connection: &mut Connection,
    root: &str,
    serial: &str,
    revoked_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO revocations (root, serial, revoked_at) VALUES ($1, $2, $3)")
        .bind(root)
        .bind(serial)
        .bind(time_text(revoked_at))
        .execute(connection)
        .await?;
    Ok(())
}
