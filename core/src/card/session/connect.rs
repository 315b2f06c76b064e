//! The wait for a card.

use std::{sync::Arc, time::Duration};

use tokio::time::timeout;
use tracing::debug;

use crate::card::{CardChannel, CardFault, CardReader, LinkError, OtherCard, Phase};

/// A channel to the card that comes within `limit`.
pub(super) async fn wait_for_card(
    reader: &dyn CardReader,
    limit: Duration,
) -> Result<Arc<dyn CardChannel>, CardFault> {
    let phase = Phase::Waiting;
    let connected = timeout(limit, reader.connect())
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
