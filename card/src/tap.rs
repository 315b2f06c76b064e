//! One card at one link: counts the exchanges and lets the planned faults happen. Shared by all transports.

use std::sync::{Mutex, MutexGuard, PoisonError};

use kyotaku_core::card::LinkError;

use crate::{
    fault::{Fault, FaultPlan, Follower},
    recording::Exchanged,
    soft_card::SoftCard,
};

/// The card at the end of a link.
#[derive(Debug)]
pub(crate) struct Tap {
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    card: SoftCard,
    faults: FaultPlan,
    follower: Follower,
    exchanges: u32,
    recording: Option<Vec<Exchanged>>,
    /// The number of exchanges from which a plan counts its own.
    planned_at: u32,
}

/// What comes back over the link.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    Answer(Vec<u8>),
    /// The link ends with this; the card has lost power.
    Ended(LinkError),
    Silent,
}

impl Tap {
    pub(crate) fn new(card: SoftCard, faults: FaultPlan) -> Self {
        Self {
            inner: Mutex::new(Inner {
                card,
                faults,
                follower: Follower::default(),
                exchanges: 0,
                recording: None,
                planned_at: 0,
            }),
        }
    }

    /// What goes wrong while a card is waited for, if anything does. Asked once a tap.
    pub(crate) fn trouble_at_connect(&self) -> Option<Fault> {
        self.inner().faults.take_due_at_connect()
    }

    /// Sends one command and lets come back what comes back.
    pub(crate) fn exchange(&self, command: &[u8]) -> Outcome {
        let mut inner = self.inner();
        let outcome = inner.exchange(command);
        if let Some(recording) = &mut inner.recording {
            recording.push(Exchanged {
                instruction: command.get(1).copied(),
                sent: command.len(),
                received: match &outcome {
                    Outcome::Answer(answer) => Some(answer.len()),
                    Outcome::Ended(_) | Outcome::Silent => None,
                },
            });
        }
        outcome
    }

    /// Forgets what was recorded, and records from now on.
    pub(crate) fn record(&self) {
        self.inner().recording = Some(Vec::new());
    }

    /// What crossed since [`record`](Self::record); nothing if that was never called.
    pub(crate) fn recorded(&self) -> Vec<Exchanged> {
        self.inner().recording.clone().unwrap_or_default()
    }

    /// Commands sent so far, over all taps, those that a fault swallowed included.
    pub(crate) fn exchanges(&self) -> u32 {
        self.inner().exchanges
    }

    /// Does something to the card itself: power, reset, a look at its state.
    pub(crate) fn with_card<T>(&self, act: impl FnOnce(&mut SoftCard) -> T) -> T {
        act(&mut self.inner().card)
    }

    /// The card back.
    pub(crate) fn into_card(self) -> SoftCard {
        self.inner
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
            .card
    }

    /// Plans other faults; exchange numbers go on counting from where they are.
    pub(crate) fn plan(&self, faults: FaultPlan) {
        let mut inner = self.inner();
        inner.faults = faults;
        inner.planned_at = 0;
    }

    /// Plans other faults; the next exchange has the number 1 for them.
    #[cfg(debug_assertions)]
    pub(crate) fn plan_from_now(&self, faults: FaultPlan) {
        let mut inner = self.inner();
        inner.faults = faults;
        inner.planned_at = inner.exchanges;
    }

    /// What is still to go wrong.
    #[cfg(debug_assertions)]
    pub(crate) fn faults(&self) -> FaultPlan {
        self.inner().faults.clone()
    }

    /// Nothing here panics while it holds the lock, and a card has no half-done state that matters if it did.
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn exchange(&mut self, command: &[u8]) -> Outcome {
        self.exchanges += 1;
        let phase = self.follower.phase_of(command);
        let fault = self.faults.take_due(self.exchanges - self.planned_at, phase);
        let acts = fault.as_ref().is_none_or(Fault::card_acts);
        let answer = if acts {
            self.card.transmit(command)
        } else {
            Vec::new()
        };
        match fault {
            None => Outcome::Answer(answer),
            Some(Fault::Noise(bytes)) => Outcome::Answer(bytes),
            Some(Fault::Silent) => Outcome::Silent,
            Some(Fault::PulledBefore | Fault::PulledAfter) => {
                self.card.power_off();
                Outcome::Ended(LinkError::CardGone)
            }
            Some(Fault::Link(error)) => {
                self.card.power_off();
                Outcome::Ended(error)
            }
        }
    }
}
