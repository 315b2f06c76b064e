//! What stands of a registered consent at a moment. **[`judge`] is where it is decided**, for the gate, for the app, for the
//! clinic's programs and for the patient.
//!
//! It trusts no stored flag: the items are derived once more from the answers in the stored statement, by the core's
//! catalogue (the guard, which let the registration in, has a table of its own), and whatever is stored beside has to say the
//! same. If it does not, nothing stands: it is a [`Contradiction`].
//!
//! - [`validity`]: how long a consent holds.

mod validity;

use jiff::Timestamp;
use kyotaku_core::{
    consent::{
        Decision, Form, ItemDecision, PrescriptionForm, PrescriptionRow, Question, Revocation,
        RevocationReason, Standing, StandingAnswer, StandingConsent, Statement,
    },
    eligibility::{ClinicSettings, InstitutionCode},
    origin::Origin,
    visit::CareMode,
};

use crate::{ports::time_text, store::StoredItem};

/// A registration as it is stored, each part from its own row, with what was taken back of it since.
pub(crate) struct Registered {
    pub(crate) registration: String,
    pub(crate) institution: InstitutionCode,
    pub(crate) check: String,
    pub(crate) mode: CareMode,
    pub(crate) registered_at: Timestamp,
    /// The statement's JSON text.
    pub(crate) statement: String,
    pub(crate) digest: String,
    pub(crate) prescription_form: Option<String>,
    pub(crate) items: Vec<StoredItem>,
    /// The version of the settings that the form was drawn from.
    pub(crate) settings: ClinicSettings,
    /// The oldest first.
    pub(crate) corrections: Vec<Correction>,
    pub(crate) origin: Origin,
}

impl Registered {
    /// Whether all answers were taken back at once.
    pub(crate) fn is_revoked_as_a_whole(&self) -> bool {
        self.corrections
            .iter()
            .any(|correction| correction.question.is_none())
    }
}

/// What was taken back.
pub(crate) struct Correction {
    /// None: all of the answers.
    pub(crate) question: Option<Question>,
    pub(crate) reason: RevocationReason,
    pub(crate) corrected_at: Timestamp,
}

/// What is stored of one registration contradicts itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub(crate) enum Contradiction {
    /// The stored statement is not one.
    #[error("statement-unreadable")]
    StatementUnreadable,
    /// The statement names another clinic, check, mode, settings version or prescription form than its row.
    #[error("statement-of-another-row")]
    StatementOfAnotherRow,
    /// The statement does not answer just what the settings asked.
    #[error("statement-of-other-settings")]
    StatementOfOtherSettings,
    /// The statement's items are not those that its answers decide: the fault of October 2024.
    #[error("items-do-not-follow")]
    ItemsDoNotFollow,
    /// The items' own rows are not the statement's.
    #[error("item-rows-differ")]
    ItemRowsDiffer,
    /// The digest is not the statement's.
    #[error("digest-differs")]
    DigestDiffers,
}

/// What stands of the registration now.
pub(crate) fn judge(registered: &Registered, now: Timestamp) -> Result<StandingConsent, Contradiction> {
    let statement = agreeing_statement(registered)?;
    let end = validity::end(registered.mode, registered.registered_at);
    let is_over = end.is_some_and(|end| now >= end);
    let answers = statement.answers.iter().map(|answer| {
        let revoked = registered.corrections.iter().find(|correction| {
            correction
                .question
                .is_none_or(|question| question == answer.question)
        });
        let standing = match (answer.decision, revoked) {
            (Decision::Decline, _) => Standing::Declined,
            (Decision::Agree, Some(_)) => Standing::Revoked,
            (Decision::Agree, None) if is_over => Standing::Expired,
            (Decision::Agree, None) => Standing::Given,
        };
        StandingAnswer {
            question: answer.question,
            decision: answer.decision,
            standing,
            revocation: revoked
                .filter(|_| standing == Standing::Revoked)
                .map(|correction| Revocation {
                    reason: correction.reason,
                    revoked_at: time_text(correction.corrected_at),
                }),
        }
    });
    Ok(StandingConsent {
        answers: answers.collect(),
        prescription_form: statement.prescription_form,
        ..without_answers(registered)
    })
}

/// What can be said of a registration that contradicts itself: that it was made. None of its answers can be told, and none
/// stands.
pub(crate) fn without_answers(registered: &Registered) -> StandingConsent {
    StandingConsent {
        registration: registered.registration.clone(),
        mode: registered.mode,
        registered_at: time_text(registered.registered_at),
        until: validity::end(registered.mode, registered.registered_at).map(time_text),
        answers: Vec::new(),
        prescription_form: None,
        origin: registered.origin.clone(),
    }
}

/// The stored statement, if everything stored beside it says the same.
fn agreeing_statement(registered: &Registered) -> Result<Statement, Contradiction> {
    let statement: Statement =
        serde_json::from_str(&registered.statement).map_err(|_| Contradiction::StatementUnreadable)?;
    let form_said = statement.prescription_form.map(PrescriptionForm::wire_name);
    if statement.institution != registered.institution
        || statement.check != registered.check
        || statement.mode != registered.mode
        || statement.settings_version != registered.settings.version
        || form_said != registered.prescription_form.as_deref()
    {
        return Err(Contradiction::StatementOfAnotherRow);
    }
    let form = Form::of(&registered.settings);
    let form_fits = match form.prescription {
        PrescriptionRow::Absent => form_said.is_none(),
        PrescriptionRow::ElectronicOnly => statement.prescription_form == Some(PrescriptionForm::Electronic),
        PrescriptionRow::Choice => form_said.is_some(),
    };
    if !form_fits
        || !statement
            .answers
            .iter()
            .map(|answer| answer.question)
            .eq(form.questions)
    {
        return Err(Contradiction::StatementOfOtherSettings);
    }
    let derived: Vec<_> = statement
        .answers
        .iter()
        .flat_map(|answer| {
            let decision = answer.decision;
            let items = answer.question.items().iter();
            items.map(move |&item| ItemDecision { item, decision })
        })
        .collect();
    if statement.items != derived {
        return Err(Contradiction::ItemsDoNotFollow);
    }
    let rows = registered
        .items
        .iter()
        .map(|row| (row.item.as_str(), row.decision.as_str()));
    if !rows.eq(derived
        .iter()
        .map(|item| (item.item.code(), item.decision.wire_name())))
    {
        return Err(Contradiction::ItemRowsDiffer);
    }
    if statement.digest() != registered.digest {
        return Err(Contradiction::DigestDiffers);
    }
    Ok(statement)
}

#[cfg(test)]
pub(crate) mod tests;
