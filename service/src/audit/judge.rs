//! Whether a stored registration matches a condition.

use std::collections::HashMap;

use jiff::civil::Date;
use serde_json::Value;

use super::{
    condition::{Condition, is_setting},
    legible,
    stored::{Stored, Unjudged, column},
    version::Version,
};
use crate::{
    ports::in_japan,
    store::{Connection, StoreError},
};

/// Which versions of which clinic's settings fulfil the clause about them: at that time, not now.
pub(super) struct SettingsThen(HashMap<String, HashMap<i64, Result<bool, Unjudged>>>);

impl SettingsThen {
    pub(super) async fn load(connection: &mut Connection, condition: &Condition) -> Result<Self, StoreError> {
        let rows =
            sqlx::query("SELECT institution, version, settings FROM settings_versions").fetch(connection);
        let rows = legible::all(rows).await?;
        let mut versions: HashMap<String, HashMap<i64, _>> = HashMap::new();
        for row in &rows {
            let (Ok(institution), Ok(version)) =
                (column::<String>(row, "institution"), column(row, "version"))
            else {
                continue;
            };
            let text: Option<&str> = column(row, "settings").ok();
            let read: Option<Value> = text.and_then(|text| serde_json::from_str(text).ok());
            let read = read.ok_or(Unjudged::Settings);
            let fulfils = read.and_then(|settings| fulfils(&settings, condition));
            versions.entry(institution).or_default().insert(version, fulfils);
        }
        Ok(Self(versions))
    }

    fn fulfil(&self, institution: &str, version: i64) -> Result<bool, Unjudged> {
        let of_clinic = self
            .0
            .get(institution)
            .and_then(|versions| versions.get(&version));
        of_clinic.cloned().unwrap_or(Err(Unjudged::Settings))
    }
}

fn fulfils(settings: &Value, condition: &Condition) -> Result<bool, Unjudged> {
    let mut all = true;
    for (name, wanted) in &condition.file.registration.settings {
        let code = settings.get(name).and_then(Value::as_str);
        let code = code.ok_or(Unjudged::Settings)?;
        // One that no table has is not the other one that there is.
        if code != wanted && !is_setting(name, code) {
            return Err(Unjudged::Code("setting"));
        }
        all &= code == wanted;
    }
    Ok(all)
}

/// Judges. What would only have to be read to be refused anyway is not asked of it.
pub(super) fn matches(
    stored: &Stored,
    condition: &Condition,
    settings: &SettingsThen,
) -> Result<bool, Unjudged> {
    let clauses = &condition.file.registration;
    let day = in_japan(stored.registered_at).date();
    let listed = (clauses.channels.is_empty() || clauses.channels.contains(&stored.channel))
        && (clauses.modes.is_empty() || clauses.modes.contains(&stored.mode))
        && (clauses.apps.is_empty() || clauses.apps.contains(&stored.app))
        && is_within(day, clauses.registered_from, clauses.registered_to);
    let said = clauses
        .answers
        .iter()
        .all(|(question, decision)| stored.answers.contains(&(*question, *decision)))
        && clauses
            .items
            .iter()
            .all(|(item, decision)| stored.items.contains(&(*item, *decision)));
    if !listed || !said {
        return Ok(false);
    }
    if !clauses.settings.is_empty() && !settings.fulfil(&stored.institution, stored.settings_version)? {
        return Ok(false);
    }
    if condition.version_below.is_none() && condition.version_from.is_none() {
        return Ok(true);
    }
    let version = Version::read(&stored.version).ok_or(Unjudged::Code("app version"))?;
    let is_below = |limit: &Version| version.is_below(limit);
    Ok(condition.version_below.as_ref().is_none_or(is_below)
        && !condition.version_from.as_ref().is_some_and(is_below))
}

fn is_within(day: Date, first: Option<Date>, last: Option<Date>) -> bool {
    first.is_none_or(|first| day >= first) && last.is_none_or(|last| day <= last)
}
