//! Faults as data, and as text: what goes wrong, and where. For tests, demos and development only: a card never
//! decides by itself to fail.
//!
//! - `place`: where, the number of an exchange or a phase of a tap.
//! - `text`: the one grammar, `removed-after@verify`, for the command line, over TCP and in scenarios.

mod place;
mod text;

use kyotaku_core::card::LinkError;

pub use place::{Follower, Phase, Place};
pub use text::{FaultTextError, name_of, read_one};

/// What goes wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The card is pulled before it acts on the command.
    PulledBefore,
    /// The card acts on the command (a PIN try counts) and is pulled before its answer arrives.
    PulledAfter,
    /// The card acts and its answer never comes. At [`Phase::Connect`]: no card ever comes.
    Silent,
    /// The card acts, and these bytes arrive in place of its answer.
    Noise(Vec<u8>),
    /// The link says this, and the card does not get the command. A link that cannot say it closes instead.
    Link(LinkError),
}

/// What arrives in place of an answer when nothing else was asked for: no status word ends it.
pub const NOISE: [u8; 5] = [0x5A; 5];

impl Fault {
    /// Whether the card gets the command, and so acts on it.
    pub fn card_acts(&self) -> bool {
        match self {
            Self::PulledAfter | Self::Silent | Self::Noise(_) => true,
            Self::PulledBefore | Self::Link(_) => false,
        }
    }

    /// What the link says, then and from then on; none if it says nothing, or moves bytes.
    pub fn link_error(&self) -> Option<LinkError> {
        match self {
            Self::Silent | Self::Noise(_) => None,
            Self::PulledBefore | Self::PulledAfter => Some(LinkError::CardGone),
            Self::Link(error) => Some(*error),
        }
    }

    /// Whether it can happen while a card is waited for: then there is none yet to pull, or to answer.
    fn fits_connect(&self) -> bool {
        match self {
            Self::Silent | Self::Link(_) => true,
            Self::PulledBefore | Self::PulledAfter | Self::Noise(_) => false,
        }
    }
}

/// Which fault where. Each happens once.
///
/// Faults at the number of an exchange happen at that exchange, counted from 1 over all taps, in whatever order they
/// were written. Faults at a phase are a queue: the first that has not happened yet waits for its phase, and the next
/// waits behind it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FaultPlan {
    faults: Vec<(Place, Fault)>,
}

impl FaultPlan {
    /// Nothing goes wrong.
    pub fn none() -> Self {
        Self::default()
    }

    /// One fault, at the `exchange`-th exchange.
    pub fn at(exchange: u32, fault: Fault) -> Self {
        Self::none().and_at(exchange, fault)
    }

    /// One fault, where a tap first comes to `phase`.
    pub fn when(phase: Phase, fault: Fault) -> Self {
        Self::none().and_when(phase, fault)
    }

    /// The same plan with one more.
    pub fn and_at(mut self, exchange: u32, fault: Fault) -> Self {
        self.faults.push((Place::Exchange(exchange), fault));
        self
    }

    /// The same plan with one more.
    pub fn and_when(mut self, phase: Phase, fault: Fault) -> Self {
        self.faults.push((Place::Phase(phase), fault));
        self
    }

    /// Whether nothing goes wrong any more.
    pub fn is_empty(&self) -> bool {
        self.faults.is_empty()
    }

    /// The fault that happens at this exchange, which belongs to this phase; it is not due again.
    pub fn take_due(&mut self, exchange: u32, phase: Option<Phase>) -> Option<Fault> {
        let numbered = self
            .faults
            .iter()
            .position(|(at, _)| *at == Place::Exchange(exchange));
        let waiting = || {
            let phase = phase?;
            let first = self
                .faults
                .iter()
                .position(|(at, _)| matches!(at, Place::Phase(_)))?;
            (self.faults[first].0 == Place::Phase(phase)).then_some(first)
        };
        let due = numbered.or_else(waiting)?;
        Some(self.faults.remove(due).1)
    }

    /// The fault that happens while a card is waited for.
    pub fn take_due_at_connect(&mut self) -> Option<Fault> {
        // No exchange has the number 0.
        self.take_due(0, Some(Phase::Connect))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_numbered_fault_happens_at_its_exchange_and_once() {
        let mut plan = FaultPlan::at(2, Fault::Silent).and_at(1, Fault::PulledBefore);
        assert_eq!(plan.take_due(1, None), Some(Fault::PulledBefore));
        assert_eq!(plan.take_due(1, None), None);
        assert_eq!(plan.take_due(2, Some(Phase::Verify)), Some(Fault::Silent));
        assert!(plan.is_empty());
    }

    #[test]
    fn a_fault_at_a_phase_waits_behind_the_one_before_it() {
        let mut plan =
            FaultPlan::when(Phase::Verify, Fault::PulledAfter).and_when(Phase::Select, Fault::PulledBefore);
        assert_eq!(plan.take_due(1, Some(Phase::Select)), None);
        assert_eq!(plan.take_due(3, Some(Phase::Verify)), Some(Fault::PulledAfter));
        assert_eq!(plan.take_due_at_connect(), None);
        assert_eq!(plan.take_due(4, Some(Phase::Select)), Some(Fault::PulledBefore));
        assert!(plan.is_empty());
    }
}
