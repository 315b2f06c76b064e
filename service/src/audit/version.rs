//! Versions of apps: numbers with dots, compared number by number. `1.0.10` is later than `1.0.9`, and `1.0` is `1.0.0`.

use std::cmp::Ordering;

/// A version.
#[derive(Clone, Debug)]
pub(super) struct Version(Vec<u64>);

impl Version {
    /// None if it is anything else than numbers with dots.
    pub(super) fn read(text: &str) -> Option<Self> {
        let numbers = text.split('.').map(|part| {
            let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse().ok().filter(|_| digits)
        });
        numbers.collect::<Option<_>>().map(Self)
    }

    fn compare(&self, other: &Self) -> Ordering {
        let longest = self.0.len().max(other.0.len());
        let at = |numbers: &[u64], place: usize| numbers.get(place).copied().unwrap_or(0);
        (0..longest)
            .map(|place| at(&self.0, place).cmp(&at(&other.0, place)))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    }

    pub(super) fn is_below(&self, other: &Self) -> bool {
        self.compare(other).is_lt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_number_by_number() {
        let is_below = |one: &str, other: &str| {
            Version::read(one)
                .unwrap()
                .is_below(&Version::read(other).unwrap())
        };
        for (one, other) in [
            ("1.0.9", "1.0.10"),
            ("1.0", "1.0.1"),
            ("0.9.9", "1"),
            ("1.9", "1.10.0"),
        ] {
            assert!(is_below(one, other), "{one} {other}");
            assert!(!is_below(other, one), "{other} {one}");
        }
        assert!(!is_below("1.0", "1.0.0") && !is_below("1.0.0", "1.0"));
    }

    #[test]
    fn what_is_no_version_is_none() {
        for text in ["", ".", "1.", "1.0-beta", "v1", "1.+2", "99999999999999999999"] {
            assert!(Version::read(text).is_none(), "{text}");
        }
    }
}
