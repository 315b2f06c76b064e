//! The wait for a card.

use std::sync::Arc;

use tokio::time::{Instant, timeout_at};
use tracing::debug;

use crate::card::{CardChannel, CardFault, CardReader, LinkError, OtherCard, Phase};

/// A channel to the card that comes until then.
pub(super) async fn wait_for_card(
    reader: &dyn CardReader,
    until: Instant,
) -> Result<Arc<dyn CardChannel>, CardFault> {
    let phase = Phase::Waiting;
    let connected = timeout_at(until, reader.connect())
        .await
        .map_err(|_| CardFault::NoCardInTime)?;
    connected.map_err(|error| {
        debug!(?phase, %error, "no card");
        match error {
            LinkError::CardGone => CardFault::Lost { phase },
            LinkError::Mute => CardFault::Silent { phase },
            LinkError::Collision => CardFault::Collision,
            LinkError::OtherTechnology => CardFault::NotMyNumberCard {
                card: OtherCard::TransitCard,
            },
            LinkError::NoReader
            | LinkError::ReaderGone
            | LinkError::Busy
            | LinkError::NoService
            | LinkError::Failed => CardFault::Reader(error),
        }
    })
}
