//! Choices that look like chance and are the same for the same seed. Nothing secret comes from it.

use crate::splitmix64;

/// The source.
#[derive(Clone, Debug)]
pub(super) struct Seeded {
    state: u64,
    /// How many names were given: each begins with it, so that rows come in the order of their keys.
    named: u64,
}

impl Seeded {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            state: seed,
            named: 0,
        }
    }

    fn next(&mut self) -> u64 {
        splitmix64::next(&mut self.state)
    }

    /// A number from 0 up to `end`, which is left out.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.next()) * end as u128;
        (wide >> 64) as usize
    }

    /// Whether it happens, `of` times in a hundred.
    pub(super) fn percent(&mut self, of: usize) -> bool {
        self.below(100) < of
    }

    /// One of these.
    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// In another order.
    pub(super) fn shuffled<T>(&mut self, mut list: Vec<T>) -> Vec<T> {
        for end in (1..list.len()).rev() {
            list.swap(end, self.below(end + 1));
        }
        list
    }

    /// `total` as that many parts of at least one each.
    pub(super) fn parts(&mut self, total: usize, count: usize) -> Vec<usize> {
        let mut parts = vec![1; count];
        for _ in count..total {
            parts[self.below(count)] += 1;
        }
        parts
    }

    /// A number as the service gives them: 32 lower-case hexadecimal digits. They rise, which those of the service do not.
    pub(super) fn number(&mut self) -> String {
        self.named += 1;
        let (named, chance) = (self.named, self.next());
        format!("{named:012x}{chance:020x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_says_the_same_and_another_something_else() {
        let said = |seed| {
            let mut seeded = Seeded::new(seed);
            (
                seeded.number(),
                seeded.below(1 << 40),
                seeded.shuffled((0..50).collect::<Vec<_>>()),
            )
        };
        assert_eq!(said(7), said(7));
        assert_ne!(said(7), said(8));
        assert_eq!(said(7).0.len(), 32);
    }

    #[test]
    fn parts_make_up_the_total_and_none_is_empty() {
        for seed in 0..50 {
            let parts = Seeded::new(seed).parts(52, 27);
            assert_eq!((parts.len(), parts.iter().sum::<usize>()), (27, 52));
            assert!(parts.iter().all(|part| *part > 0));
        }
    }

    #[test]
    fn every_number_below_the_end_comes_and_none_beyond() {
        let mut seeded = Seeded::new(1);
        let mut seen = [0; 6];
        for _ in 0..600 {
            seen[seeded.below(6)] += 1;
        }
        assert!(seen.iter().all(|count| *count > 50), "{seen:?}");
    }
}
