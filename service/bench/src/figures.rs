//! Medians, over rounds that saw the same noise.

use std::time::Duration;

/// The middle of these; of two in the middle the upper one. Not a number if there are none.
pub fn median(figures: &[f64]) -> f64 {
    quantile(figures, 50)
}

/// What `percent` in a hundred of these are below or at.
pub fn quantile(figures: &[f64], percent: usize) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(place).copied().unwrap_or(f64::NAN)
}

/// How many in a second.
pub(crate) fn per_second(count: usize, took: Duration) -> f64 {
    // Counts of rows are far below what a float cannot hold.
    count as f64 / took.as_secs_f64()
}

/// Milliseconds.
pub(crate) fn milliseconds(took: Duration) -> f64 {
    took.as_secs_f64() * 1_000.0
}

/// The median of what the one is of the other, round by round.
pub(crate) fn ratio(one: &[f64], other: &[f64]) -> f64 {
    let ratios: Vec<_> = one.iter().zip(other).map(|(one, other)| one / other).collect();
    median(&ratios)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_in_the_middle_whatever_the_order() {
        assert_eq!(median(&[9.0, 1.0, 5.0]), 5.0);
        assert_eq!(median(&[4.0, 1.0]), 4.0);
        assert!(median(&[]).is_nan());
    }

    #[test]
    fn of_a_hundred_the_99th_percentile_is_the_largest_but_none_beyond() {
        let hundred: Vec<_> = (1..=100).map(f64::from).collect();
        assert_eq!(quantile(&hundred, 99), 100.0);
        assert_eq!(quantile(&hundred, 100), 100.0);
        assert_eq!(quantile(&hundred, 50), 51.0);
    }

    #[test]
    fn a_ratio_is_of_the_same_round() {
        assert_eq!(ratio(&[1.0, 20.0, 3.0], &[2.0, 40.0, 6.0]), 0.5);
    }
}
