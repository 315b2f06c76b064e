//! Faults as data: what goes wrong at which exchange. For tests and demos only: a card never decides by
//! itself to fail.

/// What goes wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The card is pulled before it acts on the command.
    PulledBefore,
    /// The card acts on the command (a PIN try counts) and is pulled before its answer arrives.
    PulledAfter,
    /// The card acts and its answer never comes.
    Silent,
    /// The card acts, and these bytes arrive in place of its answer.
    Noise(Vec<u8>),
}

/// Which fault at which exchange. Exchanges are counted from 1, over all taps; each fault happens once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FaultPlan {
    faults: Vec<(u32, Fault)>,
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

    /// The same plan with one more.
    pub fn and_at(mut self, exchange: u32, fault: Fault) -> Self {
        self.faults.push((exchange, fault));
        self
    }

    pub(crate) fn due(&self, exchange: u32) -> Option<&Fault> {
        self.faults
            .iter()
            .find(|(at, _)| *at == exchange)
            .map(|(_, fault)| fault)
    }
}
