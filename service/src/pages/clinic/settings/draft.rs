//! What somebody has put into the screen, until it is saved: each setting's value as text, and the version that the
//! screen was drawn from. It becomes [`ClinicSettings`] by way of their JSON, whose names and values the screen has, so
//! no setting can be forgotten here.

use std::collections::BTreeMap;

use kyotaku_core::eligibility::ClinicSettings;

use super::screen::{self, Setting};
use crate::pages::{Fields, PageFault};

/// The hidden field with the version that the screen was drawn from.
pub(super) const VERSION: &str = "version";

/// The longest 医療機関名称, in characters.
const LONGEST_NAME: usize = 60;

/// What was put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    /// The version that the screen was drawn from.
    pub(super) version: u32,
    values: BTreeMap<&'static str, String>,
}

/// What is wrong with a setting's value, and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) name: &'static str,
    pub(super) words: &'static str,
}

/// A setting that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) label: &'static str,
    pub(super) from: String,
    pub(super) to: String,
}

impl Draft {
    /// The screen as it is drawn of these settings.
    pub(super) fn of(settings: &ClinicSettings) -> Self {
        // Text and one number: it always has a JSON form.
        let json = serde_json::to_value(settings).unwrap_or_default();
        let value = |setting: &Setting| json[setting.name].as_str().unwrap_or_default().to_owned();
        Self {
            version: settings.version,
            values: screen::settings()
                .map(|setting| (setting.name, value(setting)))
                .collect(),
        }
    }

    /// What was sent with a form; a setting that is not there is empty.
    pub(super) fn sent(fields: &Fields) -> Result<Self, PageFault> {
        let version = fields.get(VERSION).and_then(|version| version.parse().ok());
        let value = |setting: &Setting| fields.get(setting.name).unwrap_or_default().trim().to_owned();
        Ok(Self {
            version: version.ok_or(PageFault::NoForm)?,
            values: screen::settings()
                .map(|setting| (setting.name, value(setting)))
                .collect(),
        })
    }

    /// The value of a setting.
    pub(super) fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// Each setting's name and value, as hidden fields carry them.
    pub(super) fn hidden(&self) -> Vec<(&'static str, String)> {
        let values = self.values.iter().map(|(name, value)| (*name, value.clone()));
        values.chain([(VERSION, self.version.to_string())]).collect()
    }

    /// The settings that this makes of those in force, or what is wrong with it.
    pub(super) fn read(&self, current: &ClinicSettings) -> Result<ClinicSettings, Vec<Wrong>> {
        let wrong: Vec<_> = screen::settings()
            .filter_map(|setting| {
                let words = complaint(setting, self.value(setting.name))?;
                Some(Wrong {
                    name: setting.name,
                    words,
                })
            })
            .collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let mut json = serde_json::to_value(current).unwrap_or_default();
        for (name, value) in &self.values {
            json[*name] = value.as_str().into();
        }
        // Each value is one of its setting's, as a test tries, so this is a fault of the screen's own.
        let unread = Wrong {
            name: "character_code",
            words: "読み取れない値があります。画面を開き直してください。",
        };
        serde_json::from_value(json).map_err(|_| vec![unread])
    }

    /// This draft's own changes of `base`, done to `current`.
    pub(super) fn moved(&self, base: &ClinicSettings, current: &ClinicSettings) -> Self {
        let (base, mut moved) = (Self::of(base), Self::of(current));
        for (name, value) in &self.values {
            if base.value(name) != value {
                moved.values.insert(*name, value.clone());
            }
        }
        moved
    }
}

fn complaint(setting: &Setting, value: &str) -> Option<&'static str> {
    if !setting.choices.is_empty() {
        let is_choice = setting.choices.iter().any(|choice| choice.value == value);
        return (!is_choice).then_some("いずれかを選んでください。");
    }
    if value.is_empty() {
        Some("医療機関名称を入力してください。")
    } else if value.chars().count() > LONGEST_NAME {
        Some("医療機関名称は60文字以内で入力してください。")
    } else if value.chars().any(char::is_control) {
        Some("医療機関名称に使えない文字があります。入力し直してください。")
    } else {
        None
    }
}

/// What differs, in the order of the screen.
pub(super) fn changes(from: &ClinicSettings, to: &ClinicSettings) -> Vec<Change> {
    let (from, to) = (Draft::of(from), Draft::of(to));
    screen::settings()
        .filter(|setting| from.value(setting.name) != to.value(setting.name))
        .map(|setting| Change {
            label: setting.label,
            from: setting.words(from.value(setting.name)),
            to: setting.words(to.value(setting.name)),
        })
        .collect()
}

#[cfg(test)]
mod tests;
