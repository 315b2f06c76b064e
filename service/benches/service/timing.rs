//! Medians and quartiles: the machine does other things, too.

use std::time::Duration;

/// How many were done in how long, several times.
#[derive(Default)]
pub(crate) struct Rate(Vec<f64>);

impl Rate {
    pub(crate) fn of(&mut self, count: usize, took: Duration) {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.0.push(f64::from(count) / took.as_secs_f64());
    }

    /// In a second.
    pub(crate) fn median(self) -> f64 {
        median(self.0)
    }
}

pub(crate) fn median(of: Vec<f64>) -> f64 {
    quartiles(of)[1]
}

pub(crate) fn quartiles(mut of: Vec<f64>) -> [f64; 3] {
    of.sort_by(f64::total_cmp);
    [1, 2, 3].map(|quarter| of.get(of.len() * quarter / 4).copied().unwrap_or(f64::NAN))
}
