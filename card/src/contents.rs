//! What a card keeps when power goes: what kind of card it is, its applications, keys, PINs and counters.

use rsa::RsaPrivateKey;
use serde::{Deserialize, Serialize};

use crate::{
    secret::Secret,
    soft_card::{Atr, Blocked, OtherKind},
    surface::Surface,
};

/// The whole memory of a card.
#[derive(Clone, Debug)]
pub(crate) struct Contents {
    pub(crate) atr: Atr,
    pub(crate) blocked: Blocked,
    pub(crate) applications: Applications,
}

/// What can be selected.
#[derive(Clone, Debug)]
pub(crate) enum Applications {
    /// Those of a My Number card, or of the phone that stands in for one.
    MyNumber(Box<MyNumber>),
    /// Those of another card.
    Other(OtherKind),
}

/// The applications of a My Number card.
#[derive(Clone, Debug)]
pub(crate) struct MyNumber {
    pub(crate) carrier: Carrier,
    pub(crate) authentication: KeyPair,
    pub(crate) signature: KeyPair,
    /// A phone has none.
    pub(crate) surface: Option<Surface>,
}

/// What carries the applications.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Carrier {
    /// The plastic card.
    #[default]
    Plastic,
    /// An Android phone (スマホ用電子証明書): the certificate needs the PIN first, there is no surface application.
    AndroidPhone,
    /// An iPhone. That its certificate needs the PIN, too, is inferred from Android.
    Iphone,
}

/// A private key, its certificate if it was issued, and what unlocks it.
#[derive(Clone)]
pub(crate) struct KeyPair {
    pub(crate) key: RsaPrivateKey,
    pub(crate) certificate: Option<Vec<u8>>,
    pub(crate) secret: Secret,
}

impl std::fmt::Debug for KeyPair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyPair")
            .field("secret", &self.secret)
            .finish_non_exhaustive()
    }
}

impl Contents {
    pub(crate) fn my_number(&self) -> Option<&MyNumber> {
        match &self.applications {
            Applications::MyNumber(card) => Some(card),
            Applications::Other(_) => None,
        }
    }

    pub(crate) fn my_number_mut(&mut self) -> Option<&mut MyNumber> {
        match &mut self.applications {
            Applications::MyNumber(card) => Some(card),
            Applications::Other(_) => None,
        }
    }
}
