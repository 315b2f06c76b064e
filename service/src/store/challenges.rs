//! Challenges: issued to one clinic for one mode, used once.

use jiff::Timestamp;
use kyotaku_core::{eligibility::InstitutionCode, visit::CareMode};

use super::{Connection, Provenance, StoreError};
use crate::ports::time_text;

/// A challenge as it is issued.
pub(crate) struct NewChallenge<'a> {
    pub(crate) challenge: &'a str,
    pub(crate) institution: &'a InstitutionCode,
    pub(crate) mode: CareMode,
    /// Base64, as it goes into the message that the card signs.
    pub(crate) nonce: &'a str,
    pub(crate) issued_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    pub(crate) provenance: &'a Provenance,
}

/// A challenge as it stands.
pub(crate) struct StoredChallenge {
    pub(crate) institution: InstitutionCode,
    pub(crate) mode: CareMode,
    pub(crate) nonce: String,
    pub(crate) expires_at: Timestamp,
    pub(crate) used: bool,
}

/// Stores a new challenge.
pub(crate) async fn insert(connection: &mut Connection, new: &NewChallenge<'_>) -> Result<(), StoreError> {
    let origin = &new.provenance.origin;
    sqlx::query(
        "INSERT INTO challenges (challenge, institution, mode, nonce, issued_at, expires_at, used_at,
             channel, app, version, device, credential)
         VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, $8, $9, $10, $11)",
    )
    .bind(new.challenge)
    .bind(new.institution.as_str())
    .bind(new.mode.wire_name())
    .bind(new.nonce)
    .bind(time_text(new.issued_at))
    .bind(time_text(new.expires_at))
    .bind(origin.channel.wire_name())
    .bind(&origin.app)
    .bind(&origin.version)
    .bind(&origin.device)
    .bind(&new.provenance.credential)
    .execute(connection)
    .await?;
    Ok(())
}

/// The challenge of this number.
pub(crate) async fn find(
    connection: &mut Connection,
    challenge: &str,
) -> Result<Option<StoredChallenge>, StoreError> {
    let row: Option<(String, String, String, String, Option<String>)> = sqlx::query_as(
        "SELECT institution, mode, nonce, expires_at, used_at FROM challenges WHERE challenge = $1",
    )
    .bind(challenge)
    .fetch_optional(connection)
    .await?;
    row.map(|(institution, mode, nonce, expires_at, used_at)| {
        Ok(StoredChallenge {
            institution: institution
                .try_into()
                .map_err(|_| StoreError::Unreadable("institution code"))?,
            mode: mode_of(&mode)?,
            nonce,
            expires_at: expires_at.parse().map_err(|_| StoreError::Unreadable("time"))?,
            used: used_at.is_some(),
        })
    })
    .transpose()
}

/// Uses the challenge up. False if it was used already; then nothing changes.
pub(crate) async fn use_up(
    connection: &mut Connection,
    challenge: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = sqlx::query("UPDATE challenges SET used_at = $1 WHERE challenge = $2 AND used_at IS NULL")
        .bind(time_text(now))
        .bind(challenge)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// The mode of its stored name.
pub(super) fn mode_of(name: &str) -> Result<CareMode, StoreError> {
    CareMode::ALL
        .into_iter()
        .find(|mode| mode.wire_name() == name)
        .ok_or(StoreError::Unreadable("mode"))
}
