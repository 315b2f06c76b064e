//! What a scene starts from, and what is directed later: a scenario's `given` and `direct`, read whole or refused by the
//! key that is wrong.

use std::num::NonZeroU8;

use kyotaku_card::sample::SAMPLES;
use serde::{Deserialize, Deserializer, de::DeserializeOwned, de::Error};

use crate::{card_fault::CardFault, mishap::ServiceMishap, settings::Settings};

/// What a scene starts from.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// Whose card it is, by the slug of the sample.
    #[serde(deserialize_with = "slug")]
    pub patient: String,
    /// The clinic's settings; the notice's if there are none.
    #[serde(default)]
    pub settings: Option<Settings>,
    /// The card on the reader; the patient's own, with nothing to happen to it, if nothing is said of it.
    #[serde(default)]
    pub card: GivenCard,
    /// What happens on the way to the service.
    #[serde(default)]
    pub service: Vec<ServiceMishap>,
    /// Whether the service can be reached at the start; it can, if nothing is said of it.
    #[serde(default)]
    pub wire: Option<Wire>,
}

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
    /// The patient's My Number card.
    MyNumber {
        /// How many tries its PIN has left.
        tries_left: u8,
        /// Whether the user-authentication certificate is there.
        certificate: bool,
    },
    /// A card without the JPKI application.
    Other,
}

/// Tries of a full counter.
pub const TRIES: u8 = 3;

impl Default for CardKind {
    fn default() -> Self {
        Self::MyNumber {
            tries_left: TRIES,
            certificate: true,
        }
    }
}

/// What changes while a visit is under way.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Direction {
    /// The clinic saves these settings, as its next version.
    #[serde(default)]
    pub settings: Option<Settings>,
    /// So many hours pass on the scene's clock.
    #[serde(default)]
    pub hours_pass: Option<NonZeroU8>,
    /// The way to the service.
    #[serde(default)]
    pub wire: Option<Wire>,
    /// What has to have happened before the visit goes on.
    #[serde(default, rename = "await")]
    pub awaited: Option<Awaited>,
}

/// What can be waited for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Awaited {
    /// Everything that was given to happen on the wire and at the card has happened.
    Mishaps,
}

/// Whether the service can be reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wire {
    /// Connections are refused.
    Down,
    /// They are accepted.
    Up,
}

/// Why a `given` or `direct` is refused: a sentence that names the key.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0}")]
pub struct Wrong(String);

impl Given {
    /// Reads a scenario's `given`.
    pub fn read(json: &[u8]) -> Result<Self, Wrong> {
        read(json)
    }
}

impl Direction {
    /// Reads a scenario's `direct`.
    pub fn read(json: &[u8]) -> Result<Self, Wrong> {
        let direction: Self = read(json)?;
        let Self {
            settings,
            hours_pass,
            wire,
            awaited,
        } = direction;
        if settings.is_none() && hours_pass.is_none() && wire.is_none() && awaited.is_none() {
            let why = "this direction says nothing: there are `settings`, `hours_pass`, `wire` and `await`";
            return Err(Wrong(why.to_owned()));
        }
        Ok(direction)
    }
}

fn read<T: DeserializeOwned>(json: &[u8]) -> Result<T, Wrong> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let read =
        serde_path_to_error::deserialize(&mut deserializer).map_err(|error| Wrong(error.to_string()))?;
    deserializer.end().map_err(|error| Wrong(error.to_string()))?;
    Ok(read)
}

fn slug<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let slug = String::deserialize(deserializer)?;
    if SAMPLES.iter().any(|sample| sample.slug == slug) {
        return Ok(slug);
    }
    let known: Vec<_> = SAMPLES.iter().map(|sample| sample.slug).collect();
    let known = known.join(", ");
    Err(D::Error::custom(format!(
        "there is no sample person `{slug}`; there are {known}"
    )))
}

impl<'de> Deserialize<'de> for GivenCard {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Written {
            tries_left: Option<u8>,
            kind: Option<Kind>,
            certificate: Option<Certificate>,
            #[serde(default)]
            faults: Vec<CardFault>,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "kebab-case")]
        enum Kind {
            Other,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "kebab-case")]
        enum Certificate {
            None,
        }

        let written = Written::deserialize(deserializer)?;
        if written.tries_left.is_some_and(|tries| tries > TRIES) {
            return Err(D::Error::custom(format!("`tries_left` is 0 to {TRIES}")));
        }
        let kind = match written.kind {
            None => CardKind::MyNumber {
                tries_left: written.tries_left.unwrap_or(TRIES),
                certificate: written.certificate.is_none(),
            },
            Some(Kind::Other) if written.tries_left.is_some() || written.certificate.is_some() => {
                let why = "a card of the `kind` other has neither `tries_left` nor a `certificate`";
                return Err(D::Error::custom(why));
            }
            Some(Kind::Other) => CardKind::Other,
        };
        Ok(Self {
            kind,
            faults: written.faults,
        })
    }
}
