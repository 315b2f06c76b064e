//! 照合番号B: 14 digits that stand on the card itself, and open its surface application. In the core only, like the PIN.
//!
//! Birth date in the Japanese era as YYMMDD, year of expiry as YYYY, and the four-digit security code printed on the
//! card's face (read in myna-card's source, `data::verification_code_b`). They are typed by part, in any order.

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::Digit;

/// How many digits it has.
pub(crate) const NUMBER_LENGTH: usize = 14;

/// A part of it, as it stands on the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum NumberPart {
    /// Year of birth in its era (生年, 和暦), two digits.
    BirthYear,
    /// Month of birth, two digits.
    BirthMonth,
    /// Day of birth, two digits.
    BirthDay,
    /// Year in which the card expires (有効期限の西暦年), four digits.
    ExpiryYear,
    /// Security code (セキュリティコード), four digits.
    SecurityCode,
}

impl NumberPart {
    /// All, in the order in which the number holds them.
    pub const ALL: [Self; 5] = [
        Self::BirthYear,
        Self::BirthMonth,
        Self::BirthDay,
        Self::ExpiryYear,
        Self::SecurityCode,
    ];

    /// How many digits it has.
    pub fn length(self) -> usize {
        match self {
            Self::BirthYear | Self::BirthMonth | Self::BirthDay => 2,
            Self::ExpiryYear | Self::SecurityCode => 4,
        }
    }

    /// Its place in [`Self::ALL`].
    fn index(self) -> usize {
        match self {
            Self::BirthYear => 0,
            Self::BirthMonth => 1,
            Self::BirthDay => 2,
            Self::ExpiryYear => 3,
            Self::SecurityCode => 4,
        }
    }

    /// Where in the number it begins.
    fn start(self) -> usize {
        match self {
            Self::BirthYear => 0,
            Self::BirthMonth => 2,
            Self::BirthDay => 4,
            Self::ExpiryYear => 6,
            Self::SecurityCode => 10,
        }
    }
}

/// The digits typed so far. No `Debug`, no `Display`, no `serde`: it cannot be printed or sent by mistake.
///
/// Held and wiped like [`super::Pin`]: one place on the heap, overwritten with zeros when it is dropped.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct MatchingNumberB {
    digits: Box<[u8; NUMBER_LENGTH]>,
    /// How many digits of each part were typed.
    typed: [usize; NumberPart::ALL.len()],
}

impl Zeroize for MatchingNumberB {
    fn zeroize(&mut self) {
        self.digits.zeroize();
        self.typed.zeroize();
    }
}

impl Drop for MatchingNumberB {
    fn drop(&mut self) {
        self.zeroize();
    }
}

impl ZeroizeOnDrop for MatchingNumberB {}

impl MatchingNumberB {
    /// Appends a digit to a part; one too many is dropped.
    pub fn push(&mut self, part: NumberPart, digit: Digit) {
        let typed = self.len(part);
        if typed < part.length() {
            self.digits[part.start() + typed] = b'0' + digit.value();
            self.typed[part.index()] += 1;
        }
    }

    /// Takes back the last digit of a part.
    pub fn pop(&mut self, part: NumberPart) {
        let typed = self.len(part);
        if typed > 0 {
            self.digits[part.start() + typed - 1] = 0;
            self.typed[part.index()] -= 1;
        }
    }

    /// How many digits of a part were typed.
    pub fn len(&self, part: NumberPart) -> usize {
        self.typed[part.index()]
    }

    /// Whether no digit was typed at all.
    pub fn is_empty(&self) -> bool {
        self.typed.iter().all(|typed| *typed == 0)
    }

    /// Whether a part has all its digits.
    pub fn is_full(&self, part: NumberPart) -> bool {
        self.len(part) == part.length()
    }

    /// The digits of a part that were typed, to be shown to who types them: they stand on the card.
    pub fn shown(&self, part: NumberPart) -> &str {
        let digits = &self.digits[part.start()..part.start() + self.len(part)];
        std::str::from_utf8(digits).unwrap_or_default()
    }

    /// Whether all its digits were typed.
    pub fn is_complete(&self) -> bool {
        NumberPart::ALL.into_iter().all(|part| self.is_full(part))
    }

    /// The ASCII digits for VERIFY, once all are there.
    pub(crate) fn complete(&self) -> Option<&[u8; NUMBER_LENGTH]> {
        self.is_complete().then_some(&self.digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn push(number: &mut MatchingNumberB, part: NumberPart, digits: &str) {
        for digit in digits.bytes() {
            number.push(part, Digit::new(digit - b'0').unwrap());
        }
    }

    #[test]
    fn the_parts_make_the_number_in_whatever_order_they_are_typed() {
        let mut number = MatchingNumberB::default();
        push(&mut number, NumberPart::SecurityCode, "2285");
        push(&mut number, NumberPart::BirthDay, "17");
        push(&mut number, NumberPart::BirthYear, "55");
        push(&mut number, NumberPart::ExpiryYear, "2035");
        assert!(number.complete().is_none() && !number.is_complete());
        push(&mut number, NumberPart::BirthMonth, "02");
        assert_eq!(number.complete(), Some(b"55021720352285"));
        assert_eq!(number.shown(NumberPart::ExpiryYear), "2035");
    }

    #[test]
    fn a_digit_too_many_is_dropped_and_spills_into_no_other_part() {
        let mut number = MatchingNumberB::default();
        push(&mut number, NumberPart::BirthYear, "559");
        assert_eq!(
            (
                number.shown(NumberPart::BirthYear),
                number.len(NumberPart::BirthMonth)
            ),
            ("55", 0)
        );
    }

    #[test]
    fn digits_taken_back_leave_nothing_behind() {
        let mut number = MatchingNumberB::default();
        push(&mut number, NumberPart::ExpiryYear, "20");
        for _ in 0..3 {
            number.pop(NumberPart::ExpiryYear);
        }
        assert!(number == MatchingNumberB::default() && number.is_empty());
    }

    #[test]
    fn zeroize_wipes_the_digits() {
        let mut number = MatchingNumberB::default();
        push(&mut number, NumberPart::SecurityCode, "2285");
        number.zeroize();
        assert!(number == MatchingNumberB::default());
    }

    #[test]
    fn the_parts_follow_each_other_without_a_gap() {
        let mut end = 0;
        for (position, part) in NumberPart::ALL.into_iter().enumerate() {
            assert_eq!((part.index(), part.start()), (position, end));
            end += part.length();
        }
        assert_eq!(end, NUMBER_LENGTH);
    }
}
