//! What is typed for a tap.

use kyotaku_core::card::{Digit, MatchingNumberB, NumberPart, Pin};

/// The PIN that is typed, as it goes to the card.
pub const PIN: &[u8] = b"1234";
/// 照合番号B, likewise.
pub const NUMBER: &[u8] = b"15051220300042";

/// [`PIN`], typed.
pub fn pin() -> Pin {
    let mut pin = Pin::default();
    for digit in PIN {
        pin.push(digit_of(*digit));
    }
    pin
}

/// [`NUMBER`], typed.
pub fn number() -> MatchingNumberB {
    let mut number = MatchingNumberB::default();
    let mut digits = NUMBER.iter();
    for part in NumberPart::ALL {
        for digit in digits.by_ref().take(part.length()) {
            number.push(part, digit_of(*digit));
        }
    }
    number
}

fn digit_of(ascii: u8) -> Digit {
    Digit::new(ascii - b'0').expect("what is typed here are digits")
}
