//! One tap after the other: which channel works, and what happens where. Faults are one queue; the first that has not
//! happened yet waits for its place, and the next waits behind it.

use std::collections::{BTreeSet, VecDeque};

use kyotaku_core::card::LinkError;

use super::played::PlayedCard;
use crate::card_fault::{CardFault, NOISE, Place, Trouble};

/// The card, its channels, and its faults.
pub(super) struct Taps {
    pub(super) card: PlayedCard,
    pub(super) faults: VecDeque<CardFault>,
    /// Channels that were not released yet.
    pub(super) open: BTreeSet<u64>,
    /// The number of the latest channel, the only one that can work.
    latest: u64,
    /// Why the latest channel moves no bytes any more.
    ended: Option<LinkError>,
    struck: bool,
}

/// What became of it.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum Outcome<T> {
    /// This.
    Came(T),
    /// The link failed.
    Failed(LinkError),
    /// Nothing ever comes.
    Hangs,
}

impl Taps {
    pub(super) fn of(card: PlayedCard, faults: &[CardFault]) -> Self {
        Self {
            card,
            faults: faults.iter().cloned().collect(),
            open: BTreeSet::new(),
            latest: 0,
            ended: None,
            struck: false,
        }
    }

    /// The number of a new channel.
    pub(super) fn connect(&mut self) -> Outcome<u64> {
        if self.struck {
            return Outcome::Failed(LinkError::ReaderGone);
        }
        if let Some(due) = self.due(Place::Connect) {
            return due.fault.link_error().map_or(Outcome::Hangs, Outcome::Failed);
        }
        self.card.power_off();
        self.card.power_on();
        self.latest += 1;
        self.ended = None;
        self.open.insert(self.latest);
        Outcome::Came(self.latest)
    }

    /// The answer to a command on a channel.
    pub(super) fn exchange(&mut self, channel: u64, command: &[u8]) -> Outcome<Vec<u8>> {
        if channel != self.latest {
            return Outcome::Failed(LinkError::CardGone);
        }
        if let Some(error) = self.ended {
            return Outcome::Failed(error);
        }
        let Some(due) = Place::of(command).and_then(|place| self.due(place)) else {
            return Outcome::Came(self.card.transmit(command));
        };
        if due.fault.card_acts() {
            self.card.transmit(command);
        }
        match due.fault.link_error() {
            Some(error) => {
                self.end(error);
                Outcome::Failed(error)
            }
            None if due.fault == Trouble::Noise => {
                Outcome::Came(due.bytes.map_or_else(|| NOISE.to_vec(), |bytes| bytes.0))
            }
            None => Outcome::Hangs,
        }
    }

    /// The channel is not used any more.
    pub(super) fn release(&mut self, channel: u64) {
        if self.open.remove(&channel) && channel == self.latest {
            self.end(LinkError::CardGone);
        }
    }

    /// The reader is taken away, and with it everything that was to happen.
    pub(super) fn strike(&mut self) {
        self.struck = true;
        self.faults.clear();
        self.open.clear();
        self.end(LinkError::ReaderGone);
    }

    /// The card loses power, and the latest channel moves no bytes any more.
    fn end(&mut self, why: LinkError) {
        self.card.power_off();
        self.ended = Some(why);
    }

    /// The first fault that has not happened yet, if this is its place.
    fn due(&mut self, place: Place) -> Option<CardFault> {
        self.faults.pop_front_if(|fault| fault.at == place)
    }
}
