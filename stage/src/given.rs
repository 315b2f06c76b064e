//! What a scene starts from, and what is directed later: a scenario's `given` and `direct`, read whole or refused by the
//! key that is wrong.

use std::num::NonZeroU8;

use kyotaku_card::sample::SAMPLES;
use serde::{Deserialize, Deserializer, de::DeserializeOwned, de::Error};

use crate::{given_card::GivenCard, mishap::ServiceMishap, settings::Settings};

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
    /// Whether the service has checked this patient before, and so has the certificate.
    #[serde(default)]
    pub known: bool,
    /// Whether the service takes certificates of the test policy (試験用); as one in use it does not, if nothing is said of
    /// it.
    #[serde(default)]
    pub accept_test_cards: bool,
    /// What happens on the way to the service.
    #[serde(default)]
    pub service: Vec<ServiceMishap>,
    /// Whether the service can be reached at the start; it can, if nothing is said of it.
    #[serde(default)]
    pub wire: Option<Wire>,
}

/// What changes while a visit is under way.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Direction {
    /// The clinic saves these settings, as its next version.
    #[serde(default)]
    pub settings: Option<Settings>,
    /// So many hours pass on the scene's clock.
    #[serde(default)]
    pub hours_pass: Option<NonZeroU8>,
    /// Another card is laid on the reader: that of this patient, with all its tries.
    #[serde(default, deserialize_with = "other_slug")]
    pub patient: Option<String>,
    /// Another card is laid on the reader: this one.
    #[serde(default)]
    pub card: Option<GivenCard>,
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
            patient,
            card,
            wire,
            awaited,
        } = &direction;
        let nothing_else = wire.is_none() && awaited.is_none();
        if settings.is_none() && hours_pass.is_none() && patient.is_none() && card.is_none() && nothing_else {
            let why = "this direction says nothing: there are `settings`, `hours_pass`, `patient`, `card`, `wire` \
                       and `await`";
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

fn other_slug<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    slug(deserializer).map(Some)
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
