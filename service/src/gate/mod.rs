//! The gate to 電子カルテ: whether a clinic's own program may have one item of a patient's information in one mode. **[`decide`]
//! is where it is decided**: pure, from what the caller read inside the transaction that logs the disclosure.
//!
//! It believes no stored flag: what stands is worked out by [`standing::judge`] from the stored statement, at each request anew.
//!
//! - [`emergency`]: 救急時医療情報, which needs a reason and no consent.

pub(crate) mod emergency;

use jiff::Timestamp;
use kyotaku_core::{
    consent::{Item, Standing},
    eligibility::{ClinicSettings, InstitutionCode, ProblemKind},
    visit::CareMode,
};

use crate::{
    http::Refusal,
    standing::{self, Contradiction, Registered},
};

/// What is asked for, and all that it is judged by.
pub(crate) struct Circumstances<'a> {
    pub(crate) item: Item,
    pub(crate) mode: CareMode,
    /// The clinic whose program asks.
    pub(crate) institution: &'a InstitutionCode,
    /// Its settings in force.
    pub(crate) settings: &'a ClinicSettings,
    /// Whether the patient is eligible now.
    pub(crate) is_eligible: bool,
    /// The registration that counts, if there is one.
    pub(crate) registered: Option<&'a Registered>,
    pub(crate) now: Timestamp,
}

/// Why the gate stays closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Closed {
    /// The clinic does not use the mode.
    ModeNotEnabled,
    /// 設定なし: the clinic does not use the item.
    ItemNotEnabled,
    /// 資格なし.
    NotEligible,
    /// What is stored of the consent contradicts itself; an alarm is due.
    Contradictory(Contradiction),
    /// 未同意: never registered, not asked, or declined.
    NotConsented,
    /// 期限切れ.
    Expired,
    /// 取消済.
    Revoked,
}

/// Decides, in the order of [`Closed`]. Open, it names the registration under which the item may be given out.
pub(crate) fn decide<'a>(circumstances: &Circumstances<'a>) -> Result<&'a str, Closed> {
    if !circumstances.mode.is_on(circumstances.settings) {
        return Err(Closed::ModeNotEnabled);
    }
    if !is_on(circumstances.item, circumstances.settings) {
        return Err(Closed::ItemNotEnabled);
    }
    if !circumstances.is_eligible {
        return Err(Closed::NotEligible);
    }
    let registered = circumstances.registered.ok_or(Closed::NotConsented)?;
    let consent = standing::judge(registered, circumstances.now).map_err(Closed::Contradictory)?;
    // It was found by its check's clinic and its row's mode: the statement has to be of the same.
    if registered.institution != *circumstances.institution || consent.mode != circumstances.mode {
        return Err(Closed::Contradictory(Contradiction::StatementOfAnotherRow));
    }
    let answer = consent
        .answers
        .iter()
        .find(|answer| answer.question.items().contains(&circumstances.item))
        .ok_or(Closed::NotConsented)?;
    match answer.standing {
        Standing::Given => Ok(&registered.registration),
        Standing::Declined => Err(Closed::NotConsented),
        Standing::Expired => Err(Closed::Expired),
        Standing::Revoked => Err(Closed::Revoked),
    }
}

/// Whether the clinic uses the item.
pub(crate) fn is_on(item: Item, settings: &ClinicSettings) -> bool {
    let switch = match item {
        Item::Surgery => settings.surgery,
        Item::Diagnosis => settings.diagnosis,
        Item::Medication => settings.medication,
        Item::Checkups => settings.checkups,
        // Which setting turns 療養情報 on is not public [I].
        Item::MedicalCare => settings.record_sharing,
        Item::SpecificDisease => settings.specific_disease,
    };
    switch.is_on()
}

impl From<Closed> for Refusal {
    fn from(closed: Closed) -> Self {
        let (kind, detail) = match closed {
            Closed::ModeNotEnabled => (
                ProblemKind::ModeNotEnabled,
                "The clinic's settings have the mode switched off.",
            ),
            Closed::ItemNotEnabled => (
                ProblemKind::ItemNotEnabled,
                "The clinic's settings have the information switched off.",
            ),
            Closed::NotEligible => (
                ProblemKind::NotEligible,
                "The patient has no valid insurance now.",
            ),
            Closed::Contradictory(_) => (
                ProblemKind::ConsentContradictory,
                "Nothing is given out under it; an alarm is raised.",
            ),
            Closed::NotConsented => (
                ProblemKind::NotConsented,
                "The patient has not agreed to this information at this clinic in this mode.",
            ),
            Closed::Expired => (
                ProblemKind::ConsentExpired,
                "The patient is to be asked again, with the card.",
            ),
            Closed::Revoked => (
                ProblemKind::ConsentRevoked,
                "What the patient agreed to was taken back since.",
            ),
        };
        Self::new(kind, detail)
    }
}

#[cfg(test)]
mod tests;
