//! Challenges: issued to one clinic for one mode, used once.

use jiff::Timestamp;
use kyotaku_core::{eligibility::InstitutionCode, visit::CareMode};

use super::{Connection, Provenance, StoreError, sought, with_provenance};
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
    let row = sqlx::query(
        "INSERT INTO challenges (challenge, institution, mode, nonce, issued_at, expires_at, used_at,
             channel, app, version, device, credential)
         VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, $8, $9, $10, $11)",
    )
    .bind(new.challenge)
    .bind(new.institution.as_str())
    .bind(new.mode.wire_name())
    .bind(new.nonce)
    .bind(time_text(new.issued_at))
    .bind(time_text(new.expires_at));
    with_provenance(row, new.provenance).execute(connection).await?;
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
    .bind(sought(challenge))
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

#[cfg(test)]
mod tests {
    use super::{
        super::{Database, clinics::enrol_clinic, tests::fresh},
        *,
    };
    use kyotaku_core::origin::{Channel, Origin};

    async fn issue(database: &Database) {
        let now = Timestamp::UNIX_EPOCH;
        let institution = "1234567890".parse().unwrap();
        enrol_clinic(database, &institution, now).await.unwrap();
        let provenance = Provenance {
            origin: Origin {
                channel: Channel::VisitApp,
                app: "a".into(),
                version: "1".into(),
                device: "d".into(),
            },
            credential: "c".into(),
        };
        let new = NewChallenge {
            challenge: "one",
            institution: &institution,
            mode: CareMode::HomeVisit,
            nonce: "nonce",
            issued_at: now,
            expires_at: now,
            provenance: &provenance,
        };
        let mut transaction = database.write(&[]).await.unwrap();
        insert(&mut transaction, &new).await.unwrap();
        database.commit(transaction).await.unwrap();
    }

    #[tokio::test]
    async fn a_challenge_is_used_up_once_and_the_second_try_changes_nothing() {
        let (_folder, database) = fresh().await;
        issue(&database).await;
        let mut connection = database.read().await.unwrap();
        let (first, second) = (Timestamp::UNIX_EPOCH, "2026-11-22T00:00:00Z".parse().unwrap());
        assert!(use_up(&mut connection, "one", first).await.unwrap());
        assert!(!use_up(&mut connection, "one", second).await.unwrap());
        assert!(!use_up(&mut connection, "no such", second).await.unwrap());
        let used_at: String = sqlx::query_scalar("SELECT used_at FROM challenges")
            .fetch_one(&mut *connection)
            .await
            .unwrap();
        assert_eq!(used_at, time_text(first));
        assert!(find(&mut connection, "one").await.unwrap().unwrap().used);
    }
}
