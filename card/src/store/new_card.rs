//! What a new card is made of.

use zeroize::Zeroizing;

use super::CardFileError;
use crate::{
    contents::{Contents, KeyPair},
    keys::{self, TestKey, test_key},
    pki::{Leaf, Purpose, Serial, Validity},
    secret::Secret,
    soft_card::Blocked,
};

/// Tries of the PIN.
pub(crate) const PIN_TRIES: u8 = 3;
/// Tries of the password.
pub(crate) const PASSWORD_TRIES: u8 = 5;

/// The PIN or the password does not have its form: four digits; 6 to 16 of A-Z and 0-9.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the PIN must be four digits, the password 6 to 16 characters of A-Z and 0-9")]
pub struct NotAPin;

/// A card to be made. No `Debug`: it holds the PIN.
pub struct NewCard {
    serial: Serial,
    validity: Validity,
    pin: Zeroizing<String>,
    password: Zeroizing<String>,
    blocked: Blocked,
    keys: Keys,
}

enum Keys {
    Fresh,
    Committed(usize),
}

impl NewCard {
    /// A card with fresh keys (making them takes seconds). The signature certificate has the same serial
    /// number and validity as the authentication certificate.
    pub fn new(serial: Serial, validity: Validity, pin: &str, password: &str) -> Result<Self, NotAPin> {
        let pin_fits = pin.len() == 4 && pin.bytes().all(|byte| byte.is_ascii_digit());
        let password_fits = (6..=16).contains(&password.len())
            && password
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        if !pin_fits || !password_fits {
            return Err(NotAPin);
        }
        Ok(Self {
            serial,
            validity,
            pin: Zeroizing::new(pin.to_owned()),
            password: Zeroizing::new(password.to_owned()),
            blocked: Blocked::default(),
            keys: Keys::Fresh,
        })
    }

    /// The same card with keys that stand in the tree (TEST-ONLY), chosen by `index` modulo four: no waiting.
    pub fn with_committed_keys(mut self, index: usize) -> Self {
        self.keys = Keys::Committed(index);
        self
    }

    /// The same card of the generation that answers so when blocked.
    pub fn of_generation(mut self, blocked: Blocked) -> Self {
        self.blocked = blocked;
        self
    }

    pub(crate) fn contents(&self) -> Result<Contents, CardFileError> {
        let pair = |purpose, key_index: usize, secret| -> Result<KeyPair, CardFileError> {
            let key = match self.keys {
                Keys::Fresh => keys::fresh()?,
                Keys::Committed(index) => test_key(TestKey::Card(index % keys::CARD_KEYS + key_index)),
            };
            let leaf = Leaf {
                purpose,
                serial: self.serial,
                validity: self.validity,
            };
            let certificate = leaf.issue(&key.to_public_key())?;
            Ok(KeyPair {
                key,
                certificate,
                secret,
            })
        };
        Ok(Contents {
            authentication: pair(
                Purpose::Authentication,
                0,
                Secret::new(&self.pin, PIN_TRIES, PIN_TRIES),
            )?,
            signature: pair(
                Purpose::Signature,
                1,
                Secret::new(&self.password, PASSWORD_TRIES, PASSWORD_TRIES),
            )?,
            blocked: self.blocked,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::soft_card::SoftCard;

    fn new_card(pin: &str, password: &str) -> Result<NewCard, NotAPin> {
        let issued = "2026-11-22T00:00:00Z".parse().unwrap();
        let validity = Validity::until_fifth_birthday(issued, jiff::civil::date(1950, 1, 2)).unwrap();
        NewCard::new(Serial::new(0xB0_0001).unwrap(), validity, pin, password)
    }

    #[test]
    fn a_pin_is_four_digits_and_a_password_6_to_16_capitals_and_digits() {
        assert!(new_card("0000", "ABC123").is_ok() && new_card("0000", "ABCDEFGH12345678").is_ok());
        for (pin, password) in [
            ("000", "ABC123"),
            ("00000", "ABC123"),
            ("12a4", "ABC123"),
            ("１２", "ABC123"),
            ("0000", "ABC12"),
            ("0000", "abc123"),
            ("0000", "ABCDEFGH123456789"),
        ] {
            assert_eq!(new_card(pin, password).err(), Some(NotAPin));
        }
    }

    #[test]
    fn a_new_card_has_keys_of_its_own() {
        let card = SoftCard::in_memory(&new_card("4321", "ABC123").unwrap()).unwrap();
        let other = SoftCard::in_memory(&new_card("4321", "ABC123").unwrap().with_committed_keys(0)).unwrap();
        assert_ne!(
            card.authentication_certificate(),
            other.authentication_certificate()
        );
        let (card, other) = (card.state().unwrap(), other.state().unwrap());
        assert_eq!(card, other, "all else is the same");
        assert_eq!(card.authentication.serial, "B00001");
        assert_eq!(card.authentication.not_after.to_string(), "2031-01-02T14:59:59Z");
    }
}
