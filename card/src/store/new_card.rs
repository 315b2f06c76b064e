//! What a new card is made of.

use jiff::civil::date;
use zeroize::Zeroizing;

use super::CardFileError;
use crate::{
    contents::{Applications, Carrier, Contents, KeyPair, MyNumber},
    keys::{self, TestKey, test_key},
    pki::{Leaf, Policy, Purpose, Serial, Validity},
    secret::Secret,
    soft_card::{Atr, Blocked, OtherKind},
    surface::{Holder, Portrait, Surface, holder::nobodys_number},
};

/// Tries of the PIN.
pub(crate) const PIN_TRIES: u8 = 3;
/// Tries of the password.
pub(crate) const PASSWORD_TRIES: u8 = 5;

/// The PIN or the password does not have its form: four digits; 6 to 16 of A-Z and 0-9.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the PIN must be four digits, the password 6 to 16 characters of A-Z and 0-9")]
pub struct NotAPin;

/// Whose a card is unless it says otherwise: nobody's.
const NOBODY: Holder = Holder {
    birth: date(1955, 5, 5),
    sex: b'1',
    expires_on: date(2035, 5, 5),
    security_code: "5555",
    portrait: Portrait::OldMan,
};

/// A card to be made. No `Debug`: it holds the PIN.
pub struct NewCard {
    atr: Atr,
    blocked: Blocked,
    what: What,
}

enum What {
    MyNumber(Box<NewMyNumber>),
    Other(OtherKind),
}

struct NewMyNumber {
    serial: Serial,
    validity: Validity,
    policy: Policy,
    issued: bool,
    carrier: Carrier,
    holder: Holder,
    pin: Zeroizing<String>,
    password: Zeroizing<String>,
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
            atr: Atr::default(),
            blocked: Blocked::default(),
            what: What::MyNumber(Box::new(NewMyNumber {
                serial,
                validity,
                policy: Policy::default(),
                issued: true,
                carrier: Carrier::default(),
                holder: NOBODY,
                pin: Zeroizing::new(pin.to_owned()),
                password: Zeroizing::new(password.to_owned()),
                keys: Keys::Fresh,
            })),
        })
    }

    /// A card that is no My Number card.
    pub fn other(kind: OtherKind) -> Self {
        Self {
            atr: kind.atr(),
            blocked: Blocked::default(),
            what: What::Other(kind),
        }
    }

    /// The same card with keys that stand in the tree (TEST-ONLY), chosen by `index` modulo four: no waiting. As all that
    /// follows but the ATR, it means nothing for another card.
    pub fn with_committed_keys(self, index: usize) -> Self {
        self.with(|card| card.keys = Keys::Committed(index))
    }

    /// The same card of the generation that answers so when blocked.
    pub fn of_generation(mut self, blocked: Blocked) -> Self {
        self.blocked = blocked;
        self
    }

    /// The same card of the generation that has this ATR.
    pub fn with_atr(mut self, atr: Atr) -> Self {
        self.atr = atr;
        self
    }

    /// The same card of this person.
    pub fn of(self, holder: Holder) -> Self {
        self.with(|card| card.holder = holder)
    }

    /// The same applications on a card or a phone. A phone has no surface application.
    pub fn carried_by(self, carrier: Carrier) -> Self {
        self.with(|card| card.carrier = carrier)
    }

    /// The same card with certificates under this policy.
    pub fn under_policy(self, policy: Policy) -> Self {
        self.with(|card| card.policy = policy)
    }

    /// The same card whose certificates were not issued. The keys and their PINs are there all the same \[inferred\].
    pub fn without_certificates(self) -> Self {
        self.with(|card| card.issued = false)
    }

    fn with(mut self, change: impl FnOnce(&mut NewMyNumber)) -> Self {
        match &mut self.what {
            What::MyNumber(card) => change(card),
            What::Other(_) => {}
        }
        self
    }

    pub(crate) fn contents(&self) -> Result<Contents, CardFileError> {
        Ok(Contents {
            atr: self.atr,
            blocked: self.blocked,
            applications: match &self.what {
                What::MyNumber(card) => Applications::MyNumber(Box::new(card.issue()?)),
                What::Other(kind) => Applications::Other(*kind),
            },
        })
    }
}

impl NewMyNumber {
    fn issue(&self) -> Result<MyNumber, CardFileError> {
        Ok(MyNumber {
            carrier: self.carrier,
            authentication: self.pair(
                Purpose::Authentication,
                Secret::new(&self.pin, PIN_TRIES, PIN_TRIES),
            )?,
            signature: self.pair(
                Purpose::Signature,
                Secret::new(&self.password, PASSWORD_TRIES, PASSWORD_TRIES),
            )?,
            surface: match self.carrier {
                Carrier::Plastic => {
                    let number_a = nobodys_number(u64::from(self.serial.number()));
                    Some(Surface::issue(&self.holder, &number_a, self.key(2)?)?)
                }
                Carrier::AndroidPhone | Carrier::Iphone => None,
            },
        })
    }

    fn pair(&self, purpose: Purpose, secret: Secret) -> Result<KeyPair, CardFileError> {
        let key = self.key(match purpose {
            Purpose::Authentication => 0,
            Purpose::Signature => 1,
        })?;
        let leaf = Leaf {
            purpose,
            policy: self.policy,
            serial: self.serial,
            validity: self.validity,
        };
        let issue = || leaf.issue(&key.to_public_key());
        Ok(KeyPair {
            certificate: self.issued.then(issue).transpose()?,
            key,
            secret,
        })
    }

    /// The first, second or third of its keys.
    fn key(&self, which: usize) -> Result<rsa::RsaPrivateKey, rsa::Error> {
        match self.keys {
            Keys::Fresh => keys::fresh(),
            Keys::Committed(index) => Ok(test_key(TestKey::Card(index % keys::CARD_KEYS + which))),
        }
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
        let certificate = card.authentication.certificate.unwrap();
        assert_eq!(certificate.serial, "B00001");
        assert_eq!(certificate.not_after.to_string(), "2031-01-02T14:59:59Z");
    }
}
