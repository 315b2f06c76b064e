//! Status words: the two bytes that end every answer of a card.
//!
//! Only those that the sources of [`super`] give for this card have a meaning here; 6F00 is what some cards
//! give to the first command after power-on, and 6282 is ISO/IEC 7816-4's, for a file shorter than was asked for
//! `[I]`. Every other word keeps its number and means nothing more.

use std::fmt;

/// SW1 and SW2 of an answer, as the card sent them. Prints as four hex digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct StatusWord(u16);

/// What a [`StatusWord`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// 9000: done.
    Done,
    /// 6282: the data end with the file, which has less than was asked for.
    EndOfFile,
    /// 61xx: so many bytes (0: 256) wait to be fetched with GET RESPONSE.
    MoreData(u8),
    /// 6Cxx: the Le was wrong; this is the right one.
    RightLe(u8),
    /// 63Cx: so many PIN tries are left. After VERIFY: the PIN was wrong.
    TriesLeft(u8),
    /// 6983 or 6984: the PIN is blocked. Sources differ by the card's generation, so both are taken.
    Blocked,
    /// 6A82: no such application or file.
    NotFound,
    /// 6B00: the offset lies past the end of the file.
    PastTheEnd,
    /// 6F00: no reason given; the answer of some cards to the first command after power-on.
    NoReasonGiven,
    /// A refusal that the session has no answer of its own for: 6982 (not authorised), 6A86 (wrong P1 P2),
    /// 6700 (wrong length), 6881 (logical channel not supported), or one that the sources do not list.
    OtherRefusal,
}

impl StatusWord {
    /// The word `SW1 SW2`, if it is one: SW1 is 61 to 6F or 90 to 9F (ISO/IEC 7816-4, 5.6), anything else is
    /// noise.
    pub(crate) fn new(sw1: u8, sw2: u8) -> Option<Self> {
        matches!(sw1, 0x61..=0x6F | 0x90..=0x9F).then_some(Self(u16::from_be_bytes([sw1, sw2])))
    }

    /// The number, for a report.
    pub(crate) fn code(self) -> u16 {
        self.0
    }

    /// What it says.
    pub(crate) fn meaning(self) -> Meaning {
        let [sw1, sw2] = self.0.to_be_bytes();
        match (sw1, sw2) {
            (0x90, 0x00) => Meaning::Done,
            (0x62, 0x82) => Meaning::EndOfFile,
            (0x61, waiting) => Meaning::MoreData(waiting),
            (0x6C, le) => Meaning::RightLe(le),
            (0x63, 0xC0..=0xCF) => Meaning::TriesLeft(sw2 & 0x0F),
            (0x69, 0x83 | 0x84) => Meaning::Blocked,
            (0x6A, 0x82) => Meaning::NotFound,
            (0x6B, 0x00) => Meaning::PastTheEnd,
            (0x6F, 0x00) => Meaning::NoReasonGiven,
            _ => Meaning::OtherRefusal,
        }
    }
}

impl fmt::Display for StatusWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04X}", self.0)
    }
}

impl fmt::Debug for StatusWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(code: u16) -> Meaning {
        let [sw1, sw2] = code.to_be_bytes();
        StatusWord::new(sw1, sw2).unwrap().meaning()
    }

    #[test]
    fn each_word_of_the_sources_has_its_meaning() {
        assert_eq!(meaning(0x9000), Meaning::Done);
        assert_eq!(meaning(0x6282), Meaning::EndOfFile);
        assert_eq!(meaning(0x6110), Meaning::MoreData(0x10));
        assert_eq!(meaning(0x6C36), Meaning::RightLe(0x36));
        assert_eq!(meaning(0x63C0), Meaning::TriesLeft(0));
        assert_eq!(meaning(0x63C3), Meaning::TriesLeft(3));
        assert_eq!(meaning(0x6983), Meaning::Blocked);
        assert_eq!(meaning(0x6984), Meaning::Blocked);
        assert_eq!(meaning(0x6A82), Meaning::NotFound);
        assert_eq!(meaning(0x6B00), Meaning::PastTheEnd);
        assert_eq!(meaning(0x6F00), Meaning::NoReasonGiven);
        for refusal in [0x6982, 0x6A86, 0x6700, 0x6881] {
            assert_eq!(meaning(refusal), Meaning::OtherRefusal);
        }
    }

    #[test]
    fn a_word_that_only_resembles_a_known_one_is_not_taken_for_it() {
        for refusal in [
            0x6300, 0x63B3, 0x63D3, 0x6985, 0x6A83, 0x6B01, 0x6F01, 0x9001, 0x9100,
        ] {
            assert_eq!(meaning(refusal), Meaning::OtherRefusal, "{refusal:04X}");
        }
    }

    #[test]
    fn two_bytes_that_are_no_status_word_are_noise() {
        for sw1 in (0x00..=0x60).chain(0x70..=0x8F).chain(0xA0..=0xFF) {
            assert_eq!(StatusWord::new(sw1, 0x00), None);
        }
    }

    #[test]
    fn it_prints_as_four_hex_digits() {
        let word = StatusWord::new(0x6A, 0x82).unwrap();
        assert_eq!((word.to_string(), word.code()), ("6A82".to_owned(), 0x6A82));
    }
}
