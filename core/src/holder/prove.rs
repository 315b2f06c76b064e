//! How the holder of a card is known to the service: a challenge, one tap with the PIN, a session.

use super::{HolderSession, HolderSessionRequest};
use crate::{
    card::{CardFault, ChallengeMessage, LastTry, NoneKnown, Pin, Reading},
    eligibility::{ServiceFault, http::HolderHttp},
};

/// Why there is no session.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofFault {
    /// The tap failed; [`CardFault::tries`] says what it did to the PIN's tries.
    #[error(transparent)]
    Card(#[from] CardFault),
    /// The service did not give a challenge or a session.
    #[error(transparent)]
    Service(#[from] ServiceFault),
}

/// Fetches a challenge, has the card sign it after the PIN, and opens a session. The certificate is read whole: the service is
/// asked nothing in the middle of the tap, because nobody is known to it yet.
pub async fn prove(
    service: &HolderHttp,
    reading: Reading<'_>,
    pin: &Pin,
    last_try: LastTry,
) -> Result<HolderSession, ProofFault> {
    let challenge = service.challenge().await?;
    let message = ChallengeMessage::of_holder(&challenge.nonce);
    let proof = reading.with_pin(pin, &message, last_try, &NoneKnown).await?;
    // With `NoneKnown` every certificate is read whole, and a request can be made of it.
    let request = HolderSessionRequest::new(&challenge, &proof).ok_or(ServiceFault::Garbled)?;
    Ok(service.open_session(&request).await?)
}
