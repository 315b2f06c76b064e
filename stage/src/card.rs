//! The card on a scene's reader: a software card behind the core's link traits, with faults told by where in a tap they
//! happen. What the software card cannot be, another kind of card or one without its certificate, is played in front of it.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use jiff::Timestamp;
use kyotaku_card::{
    SoftCard,
    apdu::StatusWord,
    sample::{self, PIN, SampleError},
    store::CardFileError,
};
use kyotaku_core::card::{CardChannel, CardReader, LinkError};
use serde::Serialize;
use tokio::sync::watch;
use zeroize::Zeroizing;

use crate::{
    card_fault::{CardFault, Place, Trouble},
    given::{CardKind, GivenCard, TRIES},
};

/// SELECT of the JPKI application, without which VERIFY finds no PIN.
const SELECT_JPKI: [u8; 15] = [
    0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01,
];
/// VERIFY of the user-authentication PIN, up to its four digits.
const VERIFY: [u8; 5] = [0x00, 0x20, 0x00, 0x98, 0x04];
/// READ BINARY of the user-authentication certificate, by its short file identifier.
const READ_CERTIFICATE: [u8; 3] = [0x00, 0xB0, 0x8A];
/// No status word ends so.
const NOISE: [u8; 5] = [0x5A; 5];

/// A reader with the scene's card on it. Clones are the same reader.
///
/// A card that was removed is held to the reader again at the next [`CardReader::connect`], as a person would. One channel
/// works at a time: a new one ends the one before.
#[derive(Clone)]
pub struct SceneCard(Arc<Shared>);

struct Shared {
    inner: Mutex<Inner>,
    /// Told when the scene is struck: then nothing hangs any more.
    struck: watch::Sender<bool>,
}

struct Inner {
    /// None: a card without the JPKI application.
    card: Option<SoftCard>,
    has_certificate: bool,
    faults: VecDeque<CardFault>,
    commands: u32,
    verify: u32,
    /// The number of the latest channel.
    latest: u64,
    /// Why the latest channel moves no bytes any more.
    ended: Option<LinkError>,
    open: BTreeSet<u64>,
}

/// What the card was asked so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct CardLook {
    /// Commands that reached the card.
    pub commands: u32,
    /// Those of them that presented a PIN.
    pub verify: u32,
    /// Tries that the PIN has left; none for a card that has no PIN.
    pub tries_left: Option<u8>,
    /// Channels that were opened and not released yet.
    pub channels: usize,
}

/// What became of a command.
enum Outcome {
    Answered(Vec<u8>),
    Failed(LinkError),
    Hangs,
}

impl SceneCard {
    /// The patient's card, or the other one that the scenario gives.
    pub fn new(patient: &str, given: &GivenCard) -> Result<Self, SampleError> {
        let (card, has_certificate) = match given.kind {
            CardKind::Other => (None, false),
            CardKind::MyNumber {
                tries_left,
                certificate,
            } => {
                let mut card = sample::card(patient, Timestamp::now())?;
                spend_tries(&mut card, TRIES.saturating_sub(tries_left));
                (Some(card), certificate)
            }
        };
        let inner = Inner {
            card,
            has_certificate,
            faults: given.faults.iter().copied().collect(),
            commands: 0,
            verify: 0,
            latest: 0,
            ended: None,
            open: BTreeSet::new(),
        };
        Ok(Self(Arc::new(Shared {
            inner: Mutex::new(inner),
            struck: watch::Sender::default(),
        })))
    }

    /// Waits for the card and opens a channel.
    pub async fn open(&self) -> Result<SceneChannel, LinkError> {
        let opened = self.inner().open();
        match opened {
            Ok(number) => Ok(SceneChannel {
                card: self.clone(),
                number,
            }),
            Err(Some(error)) => Err(error),
            Err(None) => Err(self.hang().await),
        }
    }

    /// What the card was asked so far.
    pub fn look(&self) -> Result<CardLook, CardFileError> {
        let inner = self.inner();
        let state = inner.card.as_ref().map(SoftCard::state).transpose()?;
        Ok(CardLook {
            commands: inner.commands,
            verify: inner.verify,
            tries_left: state.map(|state| state.authentication.tries_left),
            channels: inner.open.len(),
        })
    }

    /// Faults that have not happened yet.
    pub fn faults(&self) -> Vec<CardFault> {
        self.inner().faults.iter().copied().collect()
    }

    /// The reader is taken away: whatever hangs ends, and nothing can be opened any more.
    pub(crate) fn strike(&self) {
        self.0.struck.send_replace(true);
        let mut inner = self.inner();
        inner.end(LinkError::ReaderGone);
        inner.open.clear();
        inner.faults = VecDeque::new();
    }

    /// Until the scene is struck.
    async fn hang(&self) -> LinkError {
        let mut struck = self.0.struck.subscribe();
        // It can only fail if the sender is gone, which this card holds.
        let _ = struck.wait_for(|struck| *struck).await;
        LinkError::ReaderGone
    }

    /// Nothing here panics while it holds the lock.
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.inner.lock().unwrap_or_else(PoisonError::into_inner)
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
}

impl SceneChannel {
    /// Its number; no two channels of a scene have the same.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Presents the patient's PIN, which so never travels to the stage.
    pub async fn present_pin(&self) -> Result<Vec<u8>, LinkError> {
        self.transceive([&VERIFY, PIN.as_bytes()].concat()).await
    }

    /// Releases the card: it loses power. Once is enough; what is under way on the channel goes on until it ends.
    pub fn release(&self) {
        let mut inner = self.card.inner();
        if inner.open.remove(&self.number) && inner.latest == self.number {
            inner.end(LinkError::CardGone);
        }
    }
}

#[async_trait]
impl CardChannel for SceneChannel {
    async fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, LinkError> {
        let outcome = {
            let command = Zeroizing::new(command);
            self.card.inner().exchange(self.number, &command)
        };
        match outcome {
            Outcome::Answered(answer) => Ok(answer),
            Outcome::Failed(error) => Err(error),
            Outcome::Hangs => Err(self.card.hang().await),
        }
    }
}

impl Drop for SceneChannel {
    fn drop(&mut self) {
        self.release();
    }
}

impl Inner {
    /// The number of a new channel; no error: none comes.
    fn open(&mut self) -> Result<u64, Option<LinkError>> {
        if let Some(fault) = self.due(Place::Connect) {
            return Err(link_error(fault));
        }
        self.end(LinkError::CardGone);
        if let Some(card) = &mut self.card {
            card.power_on();
        }
        self.latest += 1;
        self.ended = None;
        self.open.insert(self.latest);
        Ok(self.latest)
    }

    /// The card loses power, and the latest channel moves no bytes any more.
    fn end(&mut self, why: LinkError) {
        self.ended = Some(why);
        if let Some(card) = &mut self.card {
            card.power_off();
        }
    }

    fn exchange(&mut self, channel: u64, command: &[u8]) -> Outcome {
        if channel != self.latest || !self.open.contains(&channel) {
            return Outcome::Failed(LinkError::CardGone);
        }
        if let Some(error) = self.ended {
            return Outcome::Failed(error);
        }
        let Some(trouble) = Place::of(command).and_then(|place| self.due(place)) else {
            return Outcome::Answered(self.answer(command));
        };
        match trouble {
            Trouble::Hangs => {
                self.answer(command);
                Outcome::Hangs
            }
            Trouble::Noise => {
                self.answer(command);
                Outcome::Answered(NOISE.to_vec())
            }
            Trouble::RemovedAfter => {
                self.answer(command);
                self.fail(LinkError::CardGone)
            }
            Trouble::RemovedBefore | Trouble::CardGone => self.fail(LinkError::CardGone),
            Trouble::NoReader => self.fail(LinkError::NoReader),
            Trouble::ReaderGone => self.fail(LinkError::ReaderGone),
            Trouble::Mute => self.fail(LinkError::Mute),
            Trouble::Busy => self.fail(LinkError::Busy),
            Trouble::NoService => self.fail(LinkError::NoService),
            Trouble::Failed => self.fail(LinkError::Failed),
        }
    }

    fn fail(&mut self, error: LinkError) -> Outcome {
        self.end(error);
        Outcome::Failed(error)
    }

    /// The first fault that has not happened yet, if it is to happen here.
    fn due(&mut self, place: Place) -> Option<Trouble> {
        let due = self.faults.pop_front_if(|fault| fault.at == place)?;
        Some(due.fault)
    }

    /// The command reaches the card.
    fn answer(&mut self, command: &[u8]) -> Vec<u8> {
        self.commands += 1;
        let place = Place::of(command);
        self.verify += u32::from(place == Some(Place::Verify));
        match &mut self.card {
            Some(_) if !self.has_certificate && command.starts_with(&READ_CERTIFICATE) => {
                StatusWord::NOT_FOUND.0.to_be_bytes().to_vec()
            }
            Some(card) => card.transmit(command),
            None if place == Some(Place::Select) => StatusWord::NOT_FOUND.0.to_be_bytes().to_vec(),
            None => StatusWord::UNKNOWN_INSTRUCTION.0.to_be_bytes().to_vec(),
        }
    }
}

/// What a link says while a card is waited for; nothing, where none comes.
fn link_error(trouble: Trouble) -> Option<LinkError> {
    match trouble {
        Trouble::Hangs => None,
        // `CardFault` is not read with these at `connect`.
        Trouble::RemovedBefore | Trouble::RemovedAfter | Trouble::Noise | Trouble::CardGone => {
            Some(LinkError::CardGone)
        }
        Trouble::NoReader => Some(LinkError::NoReader),
        Trouble::ReaderGone => Some(LinkError::ReaderGone),
        Trouble::Mute => Some(LinkError::Mute),
        Trouble::Busy => Some(LinkError::Busy),
        Trouble::NoService => Some(LinkError::NoService),
        Trouble::Failed => Some(LinkError::Failed),
    }
}

/// Presents a wrong PIN so often, as somebody did before the visit.
fn spend_tries(card: &mut SoftCard, tries: u8) {
    let wrong: Vec<u8> = PIN.bytes().rev().collect();
    card.transmit(&SELECT_JPKI);
    for _ in 0..tries {
        card.transmit(&[&VERIFY, &*wrong].concat());
    }
    card.power_off();
}
