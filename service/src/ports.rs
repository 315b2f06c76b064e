//! What the service needs from the world besides its database: the time and random bytes. Both come in through
//! traits, so that a test can hold the clock still and know every number.

use std::sync::Mutex;

use jiff::{Timestamp, Zoned, tz};

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands still until it is set.
#[derive(Debug)]
pub struct StoppedClock(Mutex<Timestamp>);

impl StoppedClock {
    /// A clock that stands at `now`.
    pub fn at(now: Timestamp) -> Self {
        Self(Mutex::new(now))
    }

    /// Sets it to `now`.
    pub fn set(&self, now: Timestamp) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = now;
    }
}

impl Clock for StoppedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// The source of random bytes failed. Nothing can be issued without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no random bytes")]
pub struct RandomUnavailable;

/// Gives bytes that nobody can foresee.
pub trait RandomSource: Send + Sync + 'static {
    /// Fills the whole of `bytes`.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomUnavailable>;
}

/// The operating system's random source.
#[derive(Clone, Debug)]
pub struct SystemRandom(ring::rand::SystemRandom);

impl Default for SystemRandom {
    fn default() -> Self {
        Self(ring::rand::SystemRandom::new())
    }
}

impl RandomSource for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomUnavailable> {
        ring::rand::SecureRandom::fill(&self.0, bytes).map_err(|_| RandomUnavailable)
    }
}

/// A number that nobody can guess: 32 lower-case hexadecimal digits.
pub(crate) fn random_number(random: &dyn RandomSource) -> Result<String, RandomUnavailable> {
    let mut bytes = [0; 16];
    random.fill(&mut bytes)?;
    Ok(hex(&bytes))
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// This moment in Japan (+09:00, no summer time since 1952).
pub(crate) fn in_japan(moment: Timestamp) -> Zoned {
    moment.to_zoned(tz::TimeZone::fixed(tz::offset(9)))
}

/// The form in which the database and the receipts have a time: RFC 3339, +09:00, whole seconds.
pub(crate) fn time_text(moment: Timestamp) -> String {
    in_japan(moment).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_in_japans_time_and_whole_seconds_and_read_back() {
        let moment: Timestamp = "2026-11-22T16:02:03.987Z".parse().unwrap();
        let text = time_text(moment);
        assert_eq!(text, "2026-11-23T01:02:03+09:00");
        assert_eq!(text.parse::<Timestamp>().unwrap().as_second(), moment.as_second());
    }

    #[test]
    fn a_stopped_clock_moves_only_when_it_is_set() {
        let clock = StoppedClock::at(Timestamp::UNIX_EPOCH);
        assert_eq!(clock.now(), Timestamp::UNIX_EPOCH);
        let later = "2026-11-22T00:00:00Z".parse().unwrap();
        clock.set(later);
        assert_eq!(clock.now(), later);
    }

    #[test]
    fn two_random_numbers_are_32_digits_and_differ() {
        let random = SystemRandom::default();
        let (one, two) = (random_number(&random).unwrap(), random_number(&random).unwrap());
        assert_eq!(one.len(), 32);
        assert_ne!(one, two);
    }
}
