//! The card on a scene's reader: a software card behind the core's link traits, with faults told by where in a tap they
//! happen.
//!
//! - `played`: the card itself.
//! - `taps`: one tap after the other, and what happens where.

mod played;
mod taps;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;
use kyotaku_card::{sample::SampleError, store::CardFileError};
use kyotaku_core::card::{CardChannel, CardReader, LinkError, LinkProperties};
use serde::Serialize;
use tokio::sync::watch;
use zeroize::Zeroizing;

use crate::{card_fault::CardFault, given_card::GivenCard};
use played::PlayedCard;
use taps::{Outcome, Taps};

/// A reader with the scene's card on it. Clones are the same reader.
///
/// A card that was removed is held to the reader again at the next [`CardReader::connect`], as a person would. One channel
/// works at a time: a new one ends the one before.
#[derive(Clone)]
pub struct SceneCard(Arc<Shared>);

struct Shared {
    taps: Mutex<Taps>,
    /// Told when the scene is struck: then nothing hangs any more.
    struck: watch::Sender<bool>,
    /// Told after every command and connect: a fault may have happened.
    moved: watch::Sender<()>,
}

/// What the card was asked so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct CardLook {
    /// Commands that reached the card.
    pub commands: u32,
    /// Those of them that presented a PIN or 照合番号B.
    pub verify: u32,
    /// Tries that the PIN has left; none for a card that has no PIN.
    pub tries_left: Option<u8>,
    /// Tries that the 照合番号B has left; none for a card that has none.
    pub number_tries_left: Option<u8>,
    /// Channels that were opened and not released yet.
    pub channels: usize,
}

impl SceneCard {
    /// The patient's card as it stands at `now`, or the other one that the scenario gives.
    pub fn new(patient: &str, given: &GivenCard, now: Timestamp) -> Result<Self, SampleError> {
        let taps = Taps::of(PlayedCard::new(patient, given.kind, now)?, &given.faults);
        Ok(Self(Arc::new(Shared {
            taps: Mutex::new(taps),
            struck: watch::Sender::default(),
            moved: watch::Sender::default(),
        })))
    }

    /// Lays another card on the reader, with what is to happen to it behind what has not happened yet. An open channel
    /// says that its card is gone.
    pub(crate) fn replace(
        &self,
        patient: &str,
        given: &GivenCard,
        now: Timestamp,
    ) -> Result<(), SampleError> {
        let card = PlayedCard::new(patient, given.kind, now)?;
        self.taps().replace(card, &given.faults);
        Ok(())
    }

    /// Waits for the card and opens a channel.
    pub async fn open(&self) -> Result<SceneChannel, LinkError> {
        let connected = self.taps().connect();
        self.0.moved.send_replace(());
        match connected {
            Outcome::Came((number, properties)) => Ok(SceneChannel {
                card: self.clone(),
                number,
                properties,
            }),
            Outcome::Failed(error) => Err(error),
            Outcome::Hangs => Err(self.hang().await),
        }
    }

    /// What the card was asked so far.
    pub fn look(&self) -> Result<CardLook, CardFileError> {
        let taps = self.taps();
        Ok(CardLook {
            commands: taps.card.commands,
            verify: taps.card.verify,
            tries_left: taps.card.tries_left()?,
            number_tries_left: taps.card.number_tries_left()?,
            channels: taps.open.len(),
        })
    }

    /// Faults that have not happened yet.
    pub fn faults(&self) -> Vec<CardFault> {
        self.taps().faults.iter().cloned().collect()
    }

    /// Told whenever a fault may have happened.
    pub(crate) fn happenings(&self) -> watch::Receiver<()> {
        self.0.moved.subscribe()
    }

    /// The reader is taken away: whatever hangs ends, and nothing can be opened any more.
    pub(crate) fn strike(&self) {
        self.taps().strike();
        self.0.struck.send_replace(true);
    }

    /// Until the scene is struck.
    async fn hang(&self) -> LinkError {
        let mut struck = self.0.struck.subscribe();
        // It can only fail if the sender is gone, which this card holds.
        let _ = struck.wait_for(|struck| *struck).await;
        LinkError::ReaderGone
    }

    /// Nothing here panics while it holds the lock.
    fn taps(&self) -> MutexGuard<'_, Taps> {
        self.0.taps.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl CardReader for SceneCard {
    async fn connect(&self) -> Result<Arc<dyn CardChannel>, LinkError> {
        Ok(Arc::new(self.open().await?))
    }
}

/// An open channel to a scene's card. Dropped, it is released.
pub struct SceneChannel {
    card: SceneCard,
    number: u64,
    properties: LinkProperties,
}

impl SceneChannel {
    /// Its number; no two channels of a scene have the same.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Presents the patient's PIN, which so never travels to the stage.
    pub async fn present_pin(&self) -> Result<Vec<u8>, LinkError> {
        self.transceive(played::verify()).await
    }

    /// Releases the card: it loses power. Once is enough; what is under way on the channel goes on until it ends.
    pub fn release(&self) {
        self.card.taps().release(self.number);
    }
}

#[async_trait]
impl CardChannel for SceneChannel {
    async fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, LinkError> {
        let outcome = {
            let command = Zeroizing::new(command);
            self.card.taps().exchange(self.number, &command)
        };
        self.card.0.moved.send_replace(());
        match outcome {
            Outcome::Came(answer) => Ok(answer),
            Outcome::Failed(error) => Err(error),
            Outcome::Hangs => Err(self.card.hang().await),
        }
    }

    fn properties(&self) -> LinkProperties {
        self.properties.clone()
    }
}

impl Drop for SceneChannel {
    fn drop(&mut self) {
        self.release();
    }
}
