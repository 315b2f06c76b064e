//! The card on the reader, as a scenario gives it: what card it is, what is peculiar to it, and what happens to its taps.

use serde::{Deserialize, Deserializer, de::Error};

use crate::card_fault::CardFault;

/// The card on the reader, and what happens to its taps.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct GivenCard {
    /// What card it is.
    pub kind: CardKind,
    /// What happens to it, in order.
    pub faults: Vec<CardFault>,
}

/// What card it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CardKind {
    /// The patient's My Number card, or the certificate on the patient's phone.
    MyNumber(MyNumberCard),
    /// A residence card (在留カード).
    ResidenceCard,
    /// A driver's licence (運転免許証).
    DrivingLicence,
    /// A transit card (交通系ICカード).
    TransitCard,
    /// A card of which nothing is known but that it is none of these.
    Other,
}

/// What is peculiar to a card with the patient's certificate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MyNumberCard {
    /// How many tries its PIN has left.
    pub tries_left: u8,
    /// How many tries its 照合番号B has left.
    pub number_tries_left: u8,
    /// Whether the user-authentication certificate is there.
    pub certificate: bool,
    /// What becomes of commands of extended length.
    pub extended: Extended,
}

/// What becomes of commands of extended length.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extended {
    /// The link carries them, and the card takes them.
    #[default]
    Taken,
    /// The link carries them, and the card refuses them.
    Refused,
    /// The link does not carry them.
    NotCarried,
}

/// Tries of a full counter, of the PIN as of 照合番号B.
pub const TRIES: u8 = 3;

impl Default for MyNumberCard {
    fn default() -> Self {
        Self {
            tries_left: TRIES,
            number_tries_left: TRIES,
            certificate: true,
            extended: Extended::Taken,
        }
    }
}

impl Default for CardKind {
    fn default() -> Self {
        Self::MyNumber(MyNumberCard::default())
    }
}

impl CardKind {
    /// The sample that it is, of `kyotaku_card::sample`; none for the patient's own card.
    pub(crate) fn sample(self) -> Option<&'static str> {
        match self {
            Self::MyNumber(_) => None,
            Self::ResidenceCard => Some("residence-card"),
            Self::DrivingLicence => Some("driving-licence"),
            Self::TransitCard => Some("transit-card"),
            Self::Other => Some("unknown-card"),
        }
    }
}

impl<'de> Deserialize<'de> for GivenCard {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Written {
            tries_left: Option<u8>,
            number_tries_left: Option<u8>,
            kind: Option<Kind>,
            certificate: Option<Certificate>,
            extended: Option<Extended>,
            #[serde(default)]
            faults: Vec<CardFault>,
        }
        #[derive(Clone, Copy, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        enum Kind {
            ResidenceCard,
            DrivingLicence,
            TransitCard,
            Other,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "kebab-case")]
        enum Certificate {
            None,
        }
        let written = Written::deserialize(deserializer)?;
        for (key, tries) in [
            ("tries_left", written.tries_left),
            ("number_tries_left", written.number_tries_left),
        ] {
            if tries.is_some_and(|tries| tries > TRIES) {
                return Err(D::Error::custom(format!("`{key}` is 0 to {TRIES}")));
            }
        }
        let kind = match written.kind {
            None => CardKind::MyNumber(MyNumberCard {
                tries_left: written.tries_left.unwrap_or(TRIES),
                number_tries_left: written.number_tries_left.unwrap_or(TRIES),
                certificate: written.certificate.is_none(),
                extended: written.extended.unwrap_or_default(),
            }),
            Some(kind) => {
                let peculiar = [
                    ("tries_left", written.tries_left.is_some()),
                    ("number_tries_left", written.number_tries_left.is_some()),
                    ("certificate", written.certificate.is_some()),
                    ("extended", written.extended.is_some()),
                ];
                if let Some((key, _)) = peculiar.iter().find(|(_, given)| *given) {
                    let why = format!("a card of another `kind` has no `{key}`");
                    return Err(D::Error::custom(why));
                }
                match kind {
                    Kind::ResidenceCard => CardKind::ResidenceCard,
                    Kind::DrivingLicence => CardKind::DrivingLicence,
                    Kind::TransitCard => CardKind::TransitCard,
                    Kind::Other => CardKind::Other,
                }
            }
        };
        Ok(Self {
            kind,
            faults: written.faults,
        })
    }
}
