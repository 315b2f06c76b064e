//! What an audit looks for, as data: a JSON file whose shape `docs/audit.md` specifies. The notice's stands beside this file and is built
//! in; others are given without code. A file that says anything this program does not know is refused whole: a clause that is silently left out
//! would count other people.

use std::collections::BTreeMap;

use kyotaku_core::{
    consent::{Decision, Item, Question, RevocationReason},
    eligibility::ClinicSettings,
    origin::Channel,
    visit::CareMode,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{presses, version::Version};
use crate::{guard::Json, ports::hex};

/// The file of the notice.
pub const NOTICE: &str = include_str!("notice.json");
const FORMAT: &str = "kyotaku-audit-condition-1";

/// Why a file is no condition.
#[derive(Debug, thiserror::Error)]
pub enum ConditionError {
    /// It is not JSON of the shape.
    #[error("it is not a condition: {0}")]
    Shape(#[from] serde_json::Error),
    /// A value of it means nothing here.
    #[error("it is not a condition: {0}")]
    Meaning(String),
}

/// A condition, checked.
#[derive(Clone, Debug)]
pub struct Condition {
    pub(super) file: ConditionFile,
    pub(super) version_below: Option<Version>,
    pub(super) version_from: Option<Version>,
    /// SHA-256 of the file's bytes, lower-case hexadecimal: it stands in every correction that is made by it.
    pub sha256: String,
}

/// The file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConditionFile {
    format: String,
    /// Lower-case letters, digits, `-` and `.`.
    pub(super) name: String,
    pub(super) title: String,
    pub(super) registration: Clauses,
    pub(super) disclosed_items: Vec<Item>,
    #[serde(default)]
    pub(super) confirming_presses: Vec<String>,
    pub(super) correction: Option<CorrectionWanted>,
}

/// What a registration has to be. All clauses that are there have to hold; one that is not there asks nothing.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Clauses {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) channels: Vec<Channel>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) modes: Vec<CareMode>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) apps: Vec<String>,
    version_from: Option<String>,
    version_below: Option<String>,
    /// The first day, in Japan.
    pub(super) registered_from: Option<jiff::civil::Date>,
    /// The last day, in Japan.
    pub(super) registered_to: Option<jiff::civil::Date>,
    /// Of the version of the settings that the registration names.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) settings: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) answers: BTreeMap<Question, Decision>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) items: BTreeMap<Item, Decision>,
}

/// What is taken back of what matches.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CorrectionWanted {
    /// Whose question's answer is taken back, as a whole.
    pub(super) item: Item,
    pub(super) reason: RevocationReason,
    pub(super) text: String,
}

impl Condition {
    /// The notice's: visit app before the fix, both settings on at that time, 診療 declined and 薬剤 agreed in one registration.
    pub fn of_the_notice() -> Self {
        Self::read(NOTICE).unwrap_or_else(|error| unreachable!("a test reads it: {error}"))
    }

    /// Reads a condition.
    pub fn read(text: &str) -> Result<Self, ConditionError> {
        // Of two members of one name a map keeps the last: the other would be left out.
        let _: Json = serde_json::from_str(text)?;
        let file: ConditionFile = serde_json::from_str(text)?;
        let wrong = |what: &str| Err(ConditionError::Meaning(what.to_owned()));
        if file.format != FORMAT {
            return wrong("its format is not kyotaku-audit-condition-1");
        }
        let is_name =
            |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-.".contains(letter);
        if file.name.is_empty() || file.name.len() > 64 || !file.name.chars().all(is_name) {
            return wrong("its name is not 1 to 64 lower-case letters, digits, - and .");
        }
        let mut settings = file.registration.settings.iter();
        if let Some((name, code)) = settings.find(|(name, code)| !is_setting(name, code)) {
            return wrong(&format!("there is no setting {name} of {code}"));
        }
        if file.disclosed_items.is_empty() {
            return wrong("it names no item whose disclosures count");
        }
        if let Some(press) = file
            .confirming_presses
            .iter()
            .find(|press| !presses::is_press(press))
        {
            return wrong(&format!("there is no press {press}"));
        }
        if let Some(correction) = &file.correction {
            // Recorded by the operator, it is nobody's own wish.
            if correction.reason == RevocationReason::ByPatient {
                return wrong("a correction is not the patient's wish");
            }
            if correction.text.trim().is_empty() {
                return wrong("its correction has no reason in words");
            }
        }
        let version = |text: &Option<String>| match text {
            None => Ok(None),
            Some(text) => Version::read(text)
                .map(Some)
                .ok_or_else(|| ConditionError::Meaning(format!("{text} is no version"))),
        };
        Ok(Self {
            version_below: version(&file.registration.version_below)?,
            version_from: version(&file.registration.version_from)?,
            sha256: hex(&Sha256::digest(text)),
            file,
        })
    }

    /// Its short name.
    pub fn name(&self) -> &str {
        &self.file.name
    }

    /// What it looks for, in words.
    pub fn title(&self) -> &str {
        &self.file.title
    }
}

/// Whether a clause can ask for this: a setting whose value is a code, and one of its codes.
pub(super) fn is_setting(name: &str, code: &str) -> bool {
    let Ok(institution) = "0000000000".parse() else {
        return false;
    };
    let settings = serde_json::to_value(ClinicSettings::of_the_notice(institution, ""));
    let Ok(Value::Object(mut settings)) = settings else {
        return false;
    };
    let is_code = !matches!(name, "institution" | "institution_name");
    match settings.get_mut(name) {
        Some(Value::String(value)) if is_code => {
            code.clone_into(value);
            serde_json::from_value::<ClinicSettings>(Value::Object(settings)).is_ok()
        }
        Some(_) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notices_condition_is_read_and_says_what_the_notice_says() {
        let condition = Condition::of_the_notice();
        let clauses = &condition.file.registration;
        assert_eq!(clauses.channels, [Channel::VisitApp]);
        assert_eq!(clauses.settings.len(), 2);
        assert_eq!(clauses.items[&Item::Diagnosis], Decision::Decline);
        assert_eq!(clauses.items[&Item::Medication], Decision::Agree);
        assert_eq!(condition.file.disclosed_items, [Item::Medication]);
        assert_eq!(condition.sha256.len(), 64);
    }

    #[test]
    fn whatever_is_not_known_is_refused_whole() {
        for (from, to) in [
            ("condition-1", "condition-2"),
            ("\"channels\"", "\"chanels\""),
            ("visit-app", "fax"),
            ("1.0.4", "latest"),
            ("\"diagnosis\": \"1\"", "\"diagnoses\": \"1\""),
            ("\"diagnosis\": \"1\"", "\"institution_name\": \"1\""),
            ("\"diagnosis\": \"1\"", "\"diagnosis\": \"on\""),
            ("SRJ", "SRX"),
            ("\"SRJ\": \"decline\"", "\"SRJ\": \"decline\", \"SRJ\": \"agree\""),
            ("\"decline\"", "\"no\""),
            ("[\"YZK\"]", "[]"),
            ("\"agree-all\"", "\"agree everything\""),
            ("\"reason\": \"0\"", "\"reason\": \"7\""),
            ("\"reason\": \"0\"", "\"reason\": \"2\""),
            ("medication-of-2025-01", "Medication of 2025"),
        ] {
            assert!(NOTICE.contains(from), "{from}");
            let changed = NOTICE.replacen(from, to, 1);
            assert!(Condition::read(&changed).is_err(), "{to}");
        }
        assert!(Condition::read("").is_err());
    }
}
