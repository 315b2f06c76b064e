//! The PIN of the user-authentication key (利用者証明用電子証明書の暗証番号): four digits, in the core only.

use zeroize::{Zeroize, ZeroizeOnDrop};

/// How many digits the PIN has.
pub const PIN_LENGTH: usize = 4;

/// One pressed digit. Its `Debug` says that a digit was pressed, not which.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digit(u8);

impl Digit {
    /// The digit, if `value` is at most 9.
    pub fn new(value: u8) -> Option<Self> {
        (value <= 9).then_some(Self(value))
    }

    /// Its value, 0 to 9.
    pub fn value(self) -> u8 {
        self.0
    }
}

#[cfg(feature = "uniffi")]
uniffi::custom_type!(Digit, u8, {
    try_lift: |value| Self::new(value).ok_or_else(|| uniffi::deps::anyhow::anyhow!("not a digit")),
    lower: |digit| digit.value(),
});

impl std::fmt::Debug for Digit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Digit")
    }
}

/// The digits typed so far. No `Debug`, no `Display`, no `serde`: it cannot be printed or sent by mistake.
///
/// The digits stand in one place on the heap, which is overwritten with zeros when the PIN is dropped. Moving the PIN
/// moves a pointer, so that no copy stays behind on a stack or in a freed box; a clone is wiped like its original.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Pin {
    digits: Box<[u8; PIN_LENGTH]>,
    length: usize,
}

impl Zeroize for Pin {
    fn zeroize(&mut self) {
        self.digits.zeroize();
        self.length.zeroize();
    }
}

impl Drop for Pin {
    fn drop(&mut self) {
        self.zeroize();
    }
}

impl ZeroizeOnDrop for Pin {}

impl Pin {
    /// Appends a digit; a fifth is dropped.
    pub fn push(&mut self, digit: Digit) {
        if self.length < PIN_LENGTH {
            self.digits[self.length] = b'0' + digit.value();
            self.length += 1;
        }
    }

    /// Takes back the last digit.
    pub fn pop(&mut self) {
        if self.length > 0 {
            self.length -= 1;
            self.digits[self.length] = 0;
        }
    }

    /// How many digits were typed.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether none was typed.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The ASCII digits for VERIFY, once all four are there.
    pub(crate) fn complete(&self) -> Option<&[u8; PIN_LENGTH]> {
        (self.length == PIN_LENGTH).then_some(&self.digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(digits: &[u8]) -> Pin {
        let mut pin = Pin::default();
        for &digit in digits {
            pin.push(Digit::new(digit).unwrap());
        }
        pin
    }

    #[test]
    fn four_digits_make_a_pin_and_a_fifth_is_dropped() {
        assert!(pin(&[1, 2, 3]).complete().is_none());
        assert_eq!(pin(&[1, 2, 3, 4, 5]).complete(), Some(b"1234"));
    }

    #[test]
    fn a_digit_taken_back_leaves_nothing_behind() {
        let mut typed = pin(&[9]);
        typed.pop();
        assert!(typed == Pin::default());
    }

    #[test]
    fn a_digits_debug_does_not_tell_which() {
        assert_eq!(format!("{:?}", Digit::new(7).unwrap()), "Digit");
        assert!(Digit::new(10).is_none());
    }

    #[test]
    fn zeroize_wipes_the_digits() {
        let mut typed = pin(&[1, 2, 3, 4]);
        typed.zeroize();
        assert!(typed == Pin::default());
    }
}
