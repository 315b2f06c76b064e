//! The rules, in the order in which they are asked. The first that is broken is the refusal; nothing is written.

use std::fmt;

use jiff::Timestamp;
use kyotaku_core::{
    eligibility::{ClinicSettings, InstitutionCode, ProblemKind, Use},
    origin::Channel,
    visit::CareMode,
};

use super::{
    canonical,
    said::{RawRegistration, Said},
    table::{self, LINKED_ITEMS},
};
use crate::{
    channels::mode_is_served,
    eligible::is_eligible,
    http::Refusal,
    store::{StoredItem, checks::StoredCheck},
};

/// What a registration is judged by, beside the request itself.
pub(crate) struct Circumstances<'a> {
    /// The clinic whose device sent the request.
    pub(crate) caller: &'a InstitutionCode,
    /// The channel of that device.
    pub(crate) channel: Channel,
    /// The check that the statement names, if there is one.
    pub(crate) check: Option<&'a StoredCheck>,
    /// The clinic's settings in force.
    pub(crate) settings: &'a ClinicSettings,
    pub(crate) now: Timestamp,
}

/// What the guard lets be written.
#[derive(PartialEq, Eq)]
pub(crate) struct Judged {
    /// The items, from the guard's own derivation, in the order of the screen.
    pub(crate) items: Vec<StoredItem>,
    /// The digest of the canonical text, from the guard's own derivation.
    pub(crate) digest: String,
}

/// Judges a registration.
pub(crate) fn judge(raw: &RawRegistration, circumstances: &Circumstances<'_>) -> Result<Judged, Refusal> {
    the_check_allows_it(raw, circumstances)?;
    the_settings_are_those_of_the_form(raw, circumstances)?;
    linked_items_are_alike(&raw.said, circumstances.settings)?;
    the_answers_decide_the_items(raw, circumstances.settings)
}

/// How many items there are, and never what was decided.
impl fmt::Debug for Judged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Judged");
        debug.field("items", &self.items.len()).finish_non_exhaustive()
    }
}

fn refuse(kind: ProblemKind, detail: &'static str) -> Result<(), Refusal> {
    Err(Refusal::new(kind, detail))
}

fn the_check_allows_it(raw: &RawRegistration, circumstances: &Circumstances<'_>) -> Result<(), Refusal> {
    let Some(check) = circumstances.check else {
        return refuse(
            ProblemKind::CheckUnknown,
            "The statement names no check that was made here.",
        );
    };
    if check.institution != *circumstances.caller {
        return refuse(
            ProblemKind::CheckOfAnotherClinic,
            "The device is enrolled with another clinic.",
        );
    }
    if check.channel != circumstances.channel {
        return refuse(
            ProblemKind::CheckOfAnotherChannel,
            "A consent is registered by the channel that made the check.",
        );
    }
    if raw.said.institution != check.institution.as_str() {
        return refuse(
            ProblemKind::StatementForAnotherCheck,
            "The statement names another clinic.",
        );
    }
    let mode = match check.mode {
        CareMode::HomeVisit => "home-visit",
        CareMode::OnlineOutpatient => "online-outpatient",
        CareMode::Outpatient => "outpatient",
    };
    if raw.said.mode != mode {
        return refuse(
            ProblemKind::StatementForAnotherCheck,
            "The statement names another mode.",
        );
    }
    mode_is_served(circumstances.channel, check.mode)?;
    if check.used {
        return refuse(ProblemKind::CheckUsed, "A check serves one registration.");
    }
    if circumstances.now >= check.expires_at {
        return refuse(
            ProblemKind::CheckExpired,
            "The eligibility is to be checked again.",
        );
    }
    if !is_eligible(&check.validity, check.insurances_found) {
        return refuse(
            ProblemKind::NotEligible,
            "The check did not find a valid insurance.",
        );
    }
    // Eligibility stays usable for three months after the certificate expired; that a consent does not is our
    // reading [I].
    // Its last second is valid in full.
    if circumstances.now.as_second() > check.certificate_not_after.as_second() {
        return refuse(
            ProblemKind::CertificateExpired,
            "No consent can be registered with an expired certificate.",
        );
    }
    Ok(())
}

fn the_settings_are_those_of_the_form(
    raw: &RawRegistration,
    circumstances: &Circumstances<'_>,
) -> Result<(), Refusal> {
    let settings = circumstances.settings;
    if raw.said.settings_version != settings.version {
        return refuse(
            ProblemKind::SettingsChanged,
            "The form was drawn from another version of the settings.",
        );
    }
    let used = match raw.said.mode.as_str() {
        "home-visit" => settings.home_visit,
        "online-outpatient" => settings.online_outpatient,
        // 外来 has no switch on the settings screen.
        _ => Use::On,
    };
    if used != Use::On {
        return refuse(ProblemKind::ModeNotEnabled, "The mode was switched off.");
    }
    Ok(())
}

/// The fault of October 2024, before all else about the items. It needs no question: whatever a form has asked, and
/// however often, the two are alike where the clinic uses both.
fn linked_items_are_alike(said: &Said, settings: &ClinicSettings) -> Result<(), Refusal> {
    let decisions_for = |linked: &'static str| said.items.iter().filter(move |(item, _)| item == linked);
    let [diagnosis, medication] = LINKED_ITEMS.map(decisions_for);
    let mut pairs = diagnosis.flat_map(|one| medication.clone().map(move |other| (one, other)));
    if table::are_linked_items_used(settings) && pairs.any(|((_, one), (_, other))| one != other) {
        return refuse(
            ProblemKind::LinkedItemsDiffer,
            "SRJ and YZK are decided by one answer and cannot differ.",
        );
    }
    Ok(())
}

fn the_answers_decide_the_items(raw: &RawRegistration, settings: &ClinicSettings) -> Result<Judged, Refusal> {
    let said = &raw.said;
    let rows = table::rows(settings);
    let asked = |question: &str| rows.iter().any(|row| row.question == question);
    let asked_item = |item: &str| rows.iter().any(|row| row.items.contains(&item));
    if !said.answers.iter().all(|(question, _)| asked(question)) {
        refuse(
            ProblemKind::NotAsked,
            "An answer stands to a question that the settings do not ask.",
        )?;
    }
    if !said.items.iter().all(|(item, _)| asked_item(item)) {
        refuse(
            ProblemKind::NotAsked,
            "An item stands that the settings do not ask for.",
        )?;
    }
    if stands_twice(&said.answers) || stands_twice(&said.items) {
        refuse(ProblemKind::NotAsked, "An answer or an item stands twice.")?;
    }

    let mut answers = Vec::new();
    let mut items = Vec::new();
    for row in &rows {
        let Some((question, decision)) = said.answers.iter().find(|(question, _)| question == row.question)
        else {
            return Err(Refusal::new(
                ProblemKind::AnswerMissing,
                "A question that the settings ask has no answer.",
            ));
        };
        answers.push((question.clone(), decision.clone()));
        items.extend(row.items.iter().map(|&item| (item.to_owned(), decision.clone())));
    }
    let follow = said.items.len() == items.len() && items.iter().all(|item| said.items.contains(item));
    if !follow {
        refuse(
            ProblemKind::ItemsDoNotFollow,
            "The items are not those that the answers decide.",
        )?;
    }

    let form_said = said.prescription_form.as_deref();
    if !table::prescription_forms(settings).contains(&form_said) {
        refuse(
            ProblemKind::PrescriptionFormNotAllowed,
            "The settings offer another prescription form, or none.",
        )?;
    }

    let digest = canonical::digest(&canonical::text(&canonical::Parts {
        institution: &said.institution,
        check: &said.check,
        mode: &said.mode,
        settings_version: said.settings_version,
        answers: &answers,
        prescription_form: form_said,
        items: &items,
    }));
    // What was sent is stored as it stands; so its order, too, is the one that was digested.
    if digest != raw.digest || said.answers != answers || said.items != items {
        refuse(
            ProblemKind::DigestMismatch,
            "The digest is not that of the statement's canonical text.",
        )?;
    }
    let items = items
        .into_iter()
        .map(|(item, decision)| StoredItem { item, decision })
        .collect();
    Ok(Judged { items, digest })
}

fn stands_twice(list: &[(String, String)]) -> bool {
    list.iter()
        .enumerate()
        .any(|(place, (thing, _))| list[..place].iter().any(|(earlier, _)| earlier == thing))
}

#[cfg(test)]
mod tests;
