//! Certificates that were sent whole with a check, to be named by their head the next time.

use jiff::Timestamp;
use kyotaku_core::card::CertificateHead;
use sha2::{Digest, Sha256};

use super::{Connection, StoreError};
use crate::ports::{hex, time_text};

/// A certificate to keep.
pub(crate) struct NewKnown<'a> {
    pub(crate) der: &'a [u8],
    pub(crate) root: &'a str,
    pub(crate) serial: &'a str,
    /// The check that was made by it, if one was.
    pub(crate) check: Option<&'a str>,
    pub(crate) seen_at: Timestamp,
}

/// Keeps a certificate, unless it is kept already. One that is too short to have a head is not kept.
pub(crate) async fn remember(connection: &mut Connection, new: &NewKnown<'_>) -> Result<(), StoreError> {
    let Some(head) = CertificateHead::of(new.der) else {
        return Ok(());
    };
    sqlx::query(
        "INSERT INTO known_certificates
             (certificate_sha256, head, der, root, serial, first_seen_at, first_check)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (certificate_sha256) DO NOTHING",
    )
    .bind(hex(&Sha256::digest(new.der)))
    .bind(head.to_hex())
    .bind(new.der)
    .bind(new.root)
    .bind(new.serial)
    .bind(time_text(new.seen_at))
    .bind(new.check)
    .execute(connection)
    .await?;
    Ok(())
}

/// The one certificate (DER) with this head; none if there are two, since which one is meant is not known then.
pub(crate) async fn by_head(connection: &mut Connection, head: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let mut found: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT der FROM known_certificates WHERE head = $1 LIMIT 2")
            .bind(head)
            .fetch_all(connection)
            .await?;
    let only = found.pop();
    Ok(only.filter(|_| found.is_empty()))
}
