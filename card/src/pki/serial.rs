//! Serial numbers of certificates.

use std::{fmt, str::FromStr};

use x509_cert::serial_number::SerialNumber;

/// A small certificate serial number (発行番号), as JPKI certificates have them: written as upper-case
/// hexadecimal digits, `A00001`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Serial(u32);

/// The text is not a serial number: one to eight hexadecimal digits, not zero.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a serial number is one to eight hexadecimal digits and not zero")]
pub struct NotASerial;

impl Serial {
    /// The serial number `number`; zero is not one (RFC 5280, 4.1.2.2).
    pub const fn new(number: u32) -> Option<Self> {
        if number == 0 { None } else { Some(Self(number)) }
    }

    /// The number.
    pub fn number(self) -> u32 {
        self.0
    }

    pub(super) fn to_x509(self) -> SerialNumber {
        SerialNumber::from(self.0)
    }
}

impl FromStr for Serial {
    type Err = NotASerial;

    fn from_str(text: &str) -> Result<Self, NotASerial> {
        if text.is_empty() || text.len() > 8 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(NotASerial);
        }
        u32::from_str_radix(text, 16)
            .ok()
            .and_then(Self::new)
            .ok_or(NotASerial)
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06X}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_digits_go_in_and_come_out() {
        assert_eq!("a00001".parse::<Serial>().unwrap().to_string(), "A00001");
        assert_eq!("227B13".parse::<Serial>().unwrap().number(), 0x22_7B13);
        for text in ["", "0", "xyz", "+1", "123456789"] {
            assert_eq!(text.parse::<Serial>(), Err(NotASerial), "{text}");
        }
    }
}
