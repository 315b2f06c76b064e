//! How much is measured.

/// The sizes of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// How often everything takes its turn.
    pub rounds: usize,
    /// Registrations in each round of each kind.
    pub registrations: usize,
    /// Requests of each kind in each round at the gate.
    pub asked: usize,
    /// Ordinary registrations in the register that is audited.
    pub audited: usize,
    /// How often that is audited.
    pub audits: usize,
}

impl Sizes {
    /// As docs/measurements.md has it: some minutes.
    pub fn full() -> Self {
        Self {
            rounds: 9,
            registrations: 96,
            asked: 100,
            audited: 100_000,
            audits: 5,
        }
    }

    /// To see that it works; its figures mean nothing.
    pub fn short() -> Self {
        Self {
            rounds: 1,
            registrations: 16,
            asked: 3,
            audited: 300,
            audits: 1,
        }
    }
}
