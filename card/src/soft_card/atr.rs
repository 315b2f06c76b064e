//! The answer to reset that a PC/SC reader makes for a contactless card: it tells generations of cards apart.

use serde::{Deserialize, Serialize};

/// The ATR of the default card.
pub const ATR: [u8; 13] = Atr::SEEN_05E0;

/// One of the ATRs that were seen for My Number cards, or another card's. Named by the historical bytes that differ.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Atr {
    /// `3B888001000005E0B381A1007F`.
    #[default]
    #[serde(rename = "05E0")]
    Of05E0,
    /// `3B888001000041E0B381A1003B`.
    #[serde(rename = "41E0")]
    Of41E0,
    /// `3B888001004B51FFB381D1000F`.
    #[serde(rename = "4B51")]
    Of4B51,
    /// That of a FeliCa card as a storage card, `3B8F8001804F0CA0000003061100 3B0000000042`: a published one (a question
    /// about FeliCa on Stack Overflow, 35718553). By PC/SC part 3 its RID is A000000306, and the standard `11` FeliCa.
    #[serde(rename = "felica")]
    Felica,
}

impl Atr {
    /// Those seen for My Number cards.
    pub const SEEN: [Self; 3] = [Self::Of05E0, Self::Of41E0, Self::Of4B51];

    const SEEN_05E0: [u8; 13] = [
        0x3B, 0x88, 0x80, 0x01, 0x00, 0x00, 0x05, 0xE0, 0xB3, 0x81, 0xA1, 0x00, 0x7F,
    ];

    /// The bytes.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Of05E0 => &ATR,
            Self::Of41E0 => &[
                0x3B, 0x88, 0x80, 0x01, 0x00, 0x00, 0x41, 0xE0, 0xB3, 0x81, 0xA1, 0x00, 0x3B,
            ],
            Self::Of4B51 => &[
                0x3B, 0x88, 0x80, 0x01, 0x00, 0x4B, 0x51, 0xFF, 0xB3, 0x81, 0xD1, 0x00, 0x0F,
            ],
            Self::Felica => &[
                0x3B, 0x8F, 0x80, 0x01, 0x80, 0x4F, 0x0C, 0xA0, 0x00, 0x00, 0x03, 0x06, 0x11, 0x00, 0x3B,
                0x00, 0x00, 0x00, 0x00, 0x42,
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_byte_of_each_is_the_sum_that_iso_7816_3_asks_for() {
        for atr in Atr::SEEN.into_iter().chain([Atr::Felica]) {
            let sum = atr.bytes()[1..].iter().fold(0, |sum, byte| sum ^ byte);
            assert_eq!(sum, 0, "{atr:?}");
        }
    }
}
