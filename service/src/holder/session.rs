//! How a session is opened: by what a card signed after the PIN, or by a one-time code that such a session was given.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use kyotaku_core::{
    card::ChallengeMessage,
    eligibility::ProblemKind,
    holder::{HolderSession, HolderSessionRequest},
};

use super::{challenge, code};
use crate::{
    app::{App, end_of},
    http::Refusal,
    ports::{hex, time_text},
    store::{
        self, Connection, Turn,
        holders::{self, Kind, NewSession, Speaker},
    },
};

/// How long a session stays open. It cannot be prolonged: the card is tapped again.
pub(crate) const LIFE: Duration = Duration::from_secs(15 * 60);

/// Opens a session for the holder of the card that signed. Refused, nothing is stored, and the challenge is as it was.
pub(crate) async fn by_card(
    app: &App,
    request: &HolderSessionRequest,
    speaker: &Speaker,
) -> Result<HolderSession, Refusal> {
    let bytes = |text: &str| {
        STANDARD
            .decode(text)
            .map_err(|_| Refusal::malformed("Certificate and signature are base64, padded."))
    };
    let (der, signature) = (bytes(&request.certificate)?, bytes(&request.signature)?);
    let now = app.clock.now();

    // Anybody may send this: nobody holds up those who write before the card has proved itself.
    let given = challenge::given(&mut *app.database.read().await?, &request.challenge, now).await?;
    let certificate = app.trust.certificate(&der, now)?;
    certificate.signed(&ChallengeMessage::of_holder(&given.nonce), &signature)?;

    let mut transaction = app.database.write(&[Turn::Holders]).await?;
    if store::revocations::is_revoked(&mut transaction, &certificate.root, &certificate.serial, now).await? {
        return Err(Refusal::new(
            ProblemKind::CertificateRevoked,
            "Its issuer revoked it.",
        ));
    }
    let insured = store::insured::find(&mut transaction, &certificate.root, &certificate.serial).await?;
    let insured = insured.ok_or_else(|| {
        Refusal::new(
            ProblemKind::NotEligible,
            "No insurer has linked this card to anybody, so nothing is kept of its holder.",
        )
    })?;
    // Before the challenge is used up: what is removed here has expired, and this one has not.
    holders::tidy(&mut transaction, now).await?;
    if !holders::use_up(&mut transaction, &request.challenge, given.expires_at).await? {
        return Err(Refusal::new(
            ProblemKind::ChallengeUsed,
            "Another session was opened by it; a new one is to be asked for.",
        ));
    }
    let session = open(app, &mut transaction, Kind::Card, &insured.insured, speaker, now).await?;
    app.database.commit(transaction).await?;
    Ok(session)
}

/// Opens the page's session by a one-time code. None if it opens nothing; a wrong one costs a try.
pub(crate) async fn by_code(
    app: &App,
    typed: &str,
    speaker: &Speaker,
) -> Result<Option<HolderSession>, Refusal> {
    let Some(typed) = code::Code::read(typed) else {
        return Ok(None);
    };
    let now = app.clock.now();
    let mut transaction = app.database.write(&[Turn::Holders]).await?;
    let insured = holders::codes::redeem(&mut transaction, typed.name(), typed.as_str(), now).await?;
    let session = match insured {
        Some(insured) => Some(open(app, &mut transaction, Kind::Page, &insured, speaker, now).await?),
        None => None,
    };
    app.database.commit(transaction).await?;
    Ok(session)
}

/// Ends a session.
pub(crate) async fn end(app: &App, token: &str) -> Result<(), Refusal> {
    let mut transaction = app.database.write(&[]).await?;
    holders::end(&mut transaction, token).await?;
    Ok(app.database.commit(transaction).await?)
}

async fn open(
    app: &App,
    connection: &mut Connection,
    kind: Kind,
    insured: &str,
    speaker: &Speaker,
    now: Timestamp,
) -> Result<HolderSession, Refusal> {
    let mut bytes = [0; 32];
    app.random.fill(&mut bytes)?;
    let (token, expires_at) = (hex(&bytes), end_of(now, LIFE));
    let new = NewSession {
        kind,
        token: &token,
        insured,
        speaker,
        opened_at: now,
        expires_at,
    };
    holders::open(connection, &new).await?;
    Ok(HolderSession {
        token,
        expires_at: time_text(expires_at),
    })
}
