//! The notice's months: 2024-10-16 to 2025-01-15, both included, in Japan's time.

use jiff::{SignedDuration, Timestamp};

/// How many days they have.
pub(super) const DAYS: usize = 92;

/// Midnight of the first day, in seconds of 1970.
const FIRST: i64 = 1_729_004_400;
const OPENS: usize = 9 * 3600;
const CLOSES: usize = 18 * 3600;

use super::seeded::Seeded;

/// This second of a day of the months, the first day being 0.
pub(super) fn moment(day: usize, second: usize) -> Timestamp {
    let seconds = i64::try_from(day * 24 * 3600 + second).unwrap_or(0);
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(FIRST + seconds)
}

/// Some moment in which clinics work, on a day.
pub(super) fn working(seeded: &mut Seeded, day: usize) -> Timestamp {
    moment(day, OPENS + seeded.below(7 * 3600))
}

/// A later moment of the same day, an hour or less after.
pub(super) fn later(seeded: &mut Seeded, than: Timestamp) -> Timestamp {
    than + SignedDuration::from_secs(300 + i64::try_from(seeded.below(3000)).unwrap_or(0))
}

/// `count` moments after this one and up to a day, which is included, in order.
pub(super) fn after(seeded: &mut Seeded, than: Timestamp, last_day: usize, count: usize) -> Vec<Timestamp> {
    let end = moment(last_day, CLOSES).as_second();
    let span = usize::try_from(end - than.as_second() - 60).unwrap_or(1).max(1);
    let mut moments: Vec<_> = (0..count)
        .map(|_| than + SignedDuration::from_secs(60 + i64::try_from(seeded.below(span)).unwrap_or(0)))
        .collect();
    moments.sort();
    moments
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::time_text;

    #[test]
    fn the_months_are_those_of_the_notice() {
        assert_eq!(time_text(moment(0, 0)), "2024-10-16T00:00:00+09:00");
        assert_eq!(time_text(moment(DAYS - 1, 0)), "2025-01-15T00:00:00+09:00");
    }

    #[test]
    fn what_comes_after_is_after_and_within() {
        let mut seeded = Seeded::new(5);
        for day in 0..DAYS {
            let start = working(&mut seeded, day);
            for at in after(&mut seeded, start, DAYS - 1, 4) {
                assert!(at > start && at < moment(DAYS - 1, 24 * 3600));
            }
        }
    }
}
