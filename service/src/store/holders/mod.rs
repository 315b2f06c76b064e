//! Patients who have proved themselves by their card: the secret behind challenges, the challenges that were answered, and
//! sessions. What was given out of theirs is in [`disclosures`], what they registered and take back in [`consents`], the
//! codes for the page in [`codes`].

pub(crate) mod codes;
pub(crate) mod consents;
pub(crate) mod disclosures;

use jiff::Timestamp;

use super::{Connection, StoreError, clinics::token_sha256};
use crate::ports::time_text;

/// By what a session was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// By the card: its token goes in a header.
    Card,
    /// By a one-time code: its token goes in a cookie.
    Page,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Page => "page",
        }
    }
}

/// The program that speaks for a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Speaker {
    pub(crate) app: String,
    pub(crate) version: String,
    /// What kind of device it is. Never a person's name.
    pub(crate) device: String,
}

/// An open session.
pub(crate) struct Session {
    pub(crate) insured: String,
    pub(crate) speaker: Speaker,
}

/// A session to open.
pub(crate) struct NewSession<'a> {
    pub(crate) kind: Kind,
    pub(crate) token: &'a str,
    pub(crate) insured: &'a str,
    pub(crate) speaker: &'a Speaker,
    pub(crate) opened_at: Timestamp,
    pub(crate) expires_at: Timestamp,
}

/// The secret of challenges, if it was made.
pub(crate) async fn secret(connection: &mut Connection) -> Result<Option<String>, StoreError> {
    let secret = sqlx::query_scalar("SELECT secret FROM holder_secrets WHERE purpose = 'challenges'")
        .fetch_optional(connection)
        .await?;
    Ok(secret)
}

/// Keeps the secret, unless another request was faster.
pub(crate) async fn keep_secret(
    connection: &mut Connection,
    secret: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO holder_secrets (purpose, secret, made_at) VALUES ('challenges', $1, $2)
         ON CONFLICT (purpose) DO NOTHING",
    )
    .bind(secret)
    .bind(time_text(now))
    .execute(connection)
    .await?;
    Ok(())
}

/// Uses a challenge up. False if it was used already; then nothing changes.
pub(crate) async fn use_up(
    connection: &mut Connection,
    challenge: &str,
    expires_at: Timestamp,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "INSERT INTO holder_challenges (challenge, expires_at) VALUES ($1, $2)
         ON CONFLICT (challenge) DO NOTHING",
    )
    .bind(challenge)
    .bind(time_text(expires_at))
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Opens a session. The token itself is not kept.
pub(crate) async fn open(connection: &mut Connection, new: &NewSession<'_>) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO holder_sessions (token_sha256, kind, insured, opened_at, expires_at, app, version, device)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(token_sha256(new.token))
    .bind(new.kind.name())
    .bind(new.insured)
    .bind(time_text(new.opened_at))
    .bind(time_text(new.expires_at))
    .bind(&new.speaker.app)
    .bind(&new.speaker.version)
    .bind(&new.speaker.device)
    .execute(connection)
    .await?;
    Ok(())
}

/// The session of this token, if it is of this kind and still open.
pub(crate) async fn session(
    connection: &mut Connection,
    kind: Kind,
    token: &str,
    now: Timestamp,
) -> Result<Option<Session>, StoreError> {
    // All times are written alike, so they compare as text.
    let row: Option<(String, String, String, String)> = sqlx::query_as(
        "SELECT insured, app, version, device FROM holder_sessions
         WHERE token_sha256 = $1 AND kind = $2 AND expires_at > $3",
    )
    .bind(token_sha256(token))
    .bind(kind.name())
    .bind(time_text(now))
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|(insured, app, version, device)| Session {
        insured,
        speaker: Speaker { app, version, device },
    }))
}

/// Ends the session of this token.
pub(crate) async fn end(connection: &mut Connection, token: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM holder_sessions WHERE token_sha256 = $1")
        .bind(token_sha256(token))
        .execute(connection)
        .await?;
    Ok(())
}

/// Removes what is over: it says nothing that is not known otherwise.
pub(crate) async fn tidy(connection: &mut Connection, now: Timestamp) -> Result<(), StoreError> {
    for over in [
        "DELETE FROM holder_challenges WHERE expires_at <= $1",
        "DELETE FROM holder_sessions WHERE expires_at <= $1",
        "DELETE FROM holder_page_codes WHERE expires_at <= $1",
    ] {
        sqlx::query(over)
            .bind(time_text(now))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
