//! One tap after the other: which channel works, and what happens where. Faults are one queue; the first that has not
//! happened yet waits for its place, and the next waits behind it.

use std::collections::{BTreeSet, VecDeque};

use kyotaku_card::fault::{Fault, Follower, Phase};
use kyotaku_core::card::{LinkError, LinkProperties};

use super::played::PlayedCard;
use crate::card_fault::CardFault;

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
    /// Where in its tap the latest channel is.
    tap: Follower,
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
            tap: Follower::default(),
            struck: false,
        }
    }

    /// Another card lies on the reader. What was to happen to the one before happens to this one.
    pub(super) fn replace(&mut self, card: PlayedCard, faults: &[CardFault]) {
        self.end(LinkError::CardGone);
        self.card = card.counting_on(&self.card);
        self.faults.extend(faults.iter().cloned());
    }

    /// The number of a new channel, and what is known of it.
    pub(super) fn connect(&mut self) -> Outcome<(u64, LinkProperties)> {
        if self.struck {
            return Outcome::Failed(LinkError::ReaderGone);
        }
        if let Some(fault) = self.due(Phase::Connect) {
            return fault.link_error().map_or(Outcome::Hangs, Outcome::Failed);
        }
        if let Some(error) = self.card.link_error() {
            return Outcome::Failed(error);
        }
        self.card.power_off();
        self.card.power_on();
        self.latest += 1;
        self.ended = None;
        self.tap = Follower::default();
        self.open.insert(self.latest);
        Outcome::Came((self.latest, self.card.properties()))
    }

    /// The answer to a command on a channel.
    pub(super) fn exchange(&mut self, channel: u64, command: &[u8]) -> Outcome<Vec<u8>> {
        if channel != self.latest {
            return Outcome::Failed(LinkError::CardGone);
        }
        if let Some(error) = self.ended {
            return Outcome::Failed(error);
        }
        let place = self.tap.phase_of(command);
        let Some(fault) = place.and_then(|place| self.due(place)) else {
            return Outcome::Came(self.card.transmit(command));
        };
        if fault.card_acts() {
            self.card.transmit(command);
        }
        if let Some(error) = fault.link_error() {
            self.end(error);
            return Outcome::Failed(error);
        }
        match fault {
            Fault::Noise(bytes) => Outcome::Came(bytes),
            // The others have a link error.
            Fault::Silent | Fault::PulledBefore | Fault::PulledAfter | Fault::Link(_) => Outcome::Hangs,
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
    fn due(&mut self, place: Phase) -> Option<Fault> {
        let due = self.faults.pop_front_if(|fault| fault.at == place)?;
        Some(due.fault)
    }
}
