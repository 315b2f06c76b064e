//! Challenges for who is not known yet. Anybody may ask for one, so none is stored: its nonce is a keyed hash of it, and is
//! worked out again when the card's answer comes. Only answered ones are kept, until they expire.
//!
//! The secret is made at the first request and stands in the database: a restart, or a second process on the same database,
//! takes what another one gave.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use kyotaku_core::{eligibility::ProblemKind, holder::HolderChallenge};
use ring::hmac;

use crate::{
    app::{App, end_of},
    http::Refusal,
    ports::{hex, random_number},
    store::{Connection, holders},
};

/// A challenge that this service gave, if its nonce was signed.
pub(crate) struct Given {
    pub(crate) nonce: String,
    pub(crate) expires_at: Timestamp,
}

/// Gives a new challenge.
pub(crate) async fn give(app: &App) -> Result<HolderChallenge, Refusal> {
    let now = app.clock.now();
    let expires_at = end_of(now, app.challenge_life);
    let challenge = format!("{}-{}", random_number(&*app.random)?, expires_at.as_second());
    let stored = holders::secret(&mut *app.database.read().await?).await?;
    let secret = match stored {
        Some(secret) => secret,
        None => make_secret(app, now).await?,
    };
    Ok(HolderChallenge {
        nonce: nonce(&secret, &challenge),
        challenge,
        expires_in: seconds(app.challenge_life),
    })
}

/// What belongs to a challenge that comes back. That it was given here shows in the signature alone: nobody else knows the
/// nonce.
pub(crate) async fn given(
    connection: &mut Connection,
    challenge: &str,
    now: Timestamp,
) -> Result<Given, Refusal> {
    let unknown = || Refusal::new(ProblemKind::ChallengeUnknown, "It was not given here.");
    let expires_at = expiry(challenge).ok_or_else(unknown)?;
    if now >= expires_at {
        return Err(Refusal::new(
            ProblemKind::ChallengeExpired,
            "A new one is to be asked for.",
        ));
    }
    let secret = holders::secret(connection).await?.ok_or_else(unknown)?;
    Ok(Given {
        nonce: nonce(&secret, challenge),
        expires_at,
    })
}

/// The moment in a challenge of our form: a number, a hyphen, seconds.
fn expiry(challenge: &str) -> Option<Timestamp> {
    let (number, seconds) = challenge.split_once('-')?;
    let is_number = number.len() == 32 && number.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_plain = seconds.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = (is_number && is_plain).then(|| seconds.parse().ok())??;
    Timestamp::from_second(seconds).ok()
}

fn nonce(secret: &str, challenge: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    STANDARD.encode(hmac::sign(&key, challenge.as_bytes()))
}

async fn make_secret(app: &App, now: Timestamp) -> Result<String, Refusal> {
    let mut bytes = [0; 32];
    app.random.fill(&mut bytes)?;
    let mut transaction = app.database.write(&[]).await?;
    holders::keep_secret(&mut transaction, &hex(&bytes), now).await?;
    // Of two that were made at one moment, the first counts.
    let kept = holders::secret(&mut transaction).await?;
    app.database.commit(transaction).await?;
    kept.ok_or_else(|| crate::store::StoreError::Unreadable("secret").into())
}

fn seconds(life: Duration) -> u32 {
    u32::try_from(life.as_secs()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBER: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn a_challenge_says_when_it_expires_and_anything_else_says_nothing() {
        let moment = expiry(&format!("{NUMBER}-1764000000")).unwrap();
        assert_eq!(moment.as_second(), 1_764_000_000);
        for wrong in [
            "",
            "-",
            NUMBER,
            &format!("{NUMBER}-"),
            &format!("{NUMBER}--5"),
            &format!("{NUMBER}-+5"),
            &format!("{NUMBER}-5 "),
            &format!("{NUMBER}0-5"),
            &format!("{NUMBER}-99999999999999999999"),
            "0123456789abcdef0123456789abcdeg-5",
        ] {
            assert!(expiry(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn the_nonce_is_the_challenges_own_and_the_secrets_own() {
        let one = nonce("secret", "a");
        assert_eq!(one, nonce("secret", "a"));
        assert_ne!(one, nonce("secret", "b"));
        assert_ne!(one, nonce("other", "a"));
        assert_eq!(STANDARD.decode(one).unwrap().len(), 32);
    }
}
