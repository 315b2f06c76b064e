//! A connected card, from its ATR to its switching off.

use pcsc::{Card, Disposition};
use tracing::debug;

use crate::card::{LinkError, atr::is_felica};

/// A connected card, which is switched off when dropped: the crate alone would only reset it. `None` after
/// that.
pub(super) struct OpenCard(pub(super) Option<Card>);

impl Drop for OpenCard {
    fn drop(&mut self) {
        if let Some(Err((card, error))) = self
            .0
            .take()
            .map(|card| card.disconnect(Disposition::UnpowerCard))
        {
            debug!(?error, "the card could not be switched off");
            // A card that is gone has lost its power. Otherwise the crate now tries a reset, which is all
            // that is left.
            drop(card);
        }
    }
}

/// The card, to be switched off when dropped, and its ATR; empty if the service does not tell it.
pub(super) fn opened(card: Card) -> Result<(OpenCard, Vec<u8>), LinkError> {
    let status = card.status2_owned();
    // From here on: also a card that is not wanted is let go as any other.
    let card = OpenCard(Some(card));
    let atr = status.map_or_else(
        |error| {
            debug!(?error, "no ATR");
            Vec::new()
        },
        |status| status.atr().to_vec(),
    );
    if is_felica(&atr) {
        return Err(LinkError::OtherTechnology);
    }
    Ok((card, atr))
}
