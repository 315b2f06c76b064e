//! A PIN or password with its try counter.

use zeroize::{Zeroize, ZeroizeOnDrop};

/// A PIN (暗証番号) or password with the tries that are left. Its `Debug` tells only the tries.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct Secret {
    value: Vec<u8>,
    tries_left: u8,
    tries: u8,
}

/// What presenting a secret came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Presented {
    /// Right; the counter is full again.
    Right,
    /// Wrong; so many tries are left (0: this try blocked it).
    Wrong { left: u8 },
    /// Blocked before; it was not looked at.
    Blocked,
}

impl Secret {
    /// A secret of which `tries_left` of `tries` are left.
    pub(crate) fn new(value: &str, tries_left: u8, tries: u8) -> Self {
        Self {
            value: value.as_bytes().to_vec(),
            tries_left: tries_left.min(tries),
            tries,
        }
    }

    /// Compares `candidate` and counts.
    pub(crate) fn present(&mut self, candidate: &[u8]) -> Presented {
        if self.tries_left == 0 {
            return Presented::Blocked;
        }
        if candidate == self.value {
            self.tries_left = self.tries;
            Presented::Right
        } else {
            self.tries_left -= 1;
            Presented::Wrong {
                left: self.tries_left,
            }
        }
    }

    /// Tries that are left.
    pub(crate) fn tries_left(&self) -> u8 {
        self.tries_left
    }

    /// Tries of a full counter.
    pub(crate) fn tries(&self) -> u8 {
        self.tries
    }

    /// Sets the counter back to what it was, when a new count could not be kept.
    pub(crate) fn restore(&mut self, tries_left: u8) {
        self.tries_left = tries_left.min(self.tries);
    }

    /// The value, for the card file.
    pub(crate) fn reveal(&self) -> &str {
        std::str::from_utf8(&self.value).unwrap_or_default()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Secret({} of {} tries left)", self.tries_left, self.tries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_one_fills_the_counter_and_the_last_wrong_one_blocks() {
        let mut secret = Secret::new("1234", 3, 3);
        assert_eq!(secret.present(b"0000"), Presented::Wrong { left: 2 });
        assert_eq!(secret.present(b"1234"), Presented::Right);
        assert_eq!(secret.tries_left(), 3);
        for left in [2, 1, 0] {
            assert_eq!(secret.present(b"12345"), Presented::Wrong { left });
        }
        assert_eq!(secret.present(b"1234"), Presented::Blocked);
    }

    #[test]
    fn debug_does_not_tell_the_value() {
        assert_eq!(
            format!("{:?}", Secret::new("1234", 3, 3)),
            "Secret(3 of 3 tries left)"
        );
    }
}
