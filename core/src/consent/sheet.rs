//! The answers while the patient gives them: one answer per question, and no item anywhere. Items come into
//! being in [`Sheet::confirm`], together with the digest of what is then shown, sent and stored.

use std::collections::BTreeMap;

use crate::{
    eligibility::{ClinicSettings, InstitutionCode},
    visit::CareMode,
};

use super::{Answer, Decision, Form, ItemDecision, PrescriptionForm, PrescriptionRow, Question, Statement};

/// A form with the answers given so far.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Sheet {
    form: Form,
    institution: InstitutionCode,
    settings_version: u32,
    answers: BTreeMap<Question, Decision>,
    /// The patient's choice of form; the row's fixed 電子 is not stored here.
    chosen: Option<PrescriptionForm>,
}

/// What is not answered yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Missing {
    /// This question.
    Answer(Question),
    /// The choice of the prescription form.
    PrescriptionForm,
}

/// A statement that was complete when it was confirmed, and its digest. Only [`Sheet::confirm`] makes one; only
/// one that was shown can be registered.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Confirmed {
    statement: Statement,
    digest: String,
}

impl Sheet {
    /// An unanswered sheet of the form that these settings draw.
    pub fn new(settings: &ClinicSettings) -> Self {
        Self {
            form: Form::of(settings),
            institution: settings.institution.clone(),
            settings_version: settings.version,
            answers: BTreeMap::new(),
            chosen: None,
        }
    }

    /// The form it answers.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// The answer to a question, if it was given.
    pub fn answer_to(&self, question: Question) -> Option<Decision> {
        self.answers.get(&question).copied()
    }

    /// The prescription form as it stands: chosen, fixed, or none.
    pub fn prescription_form(&self) -> Option<PrescriptionForm> {
        match self.form.prescription {
            PrescriptionRow::Absent => None,
            PrescriptionRow::ElectronicOnly => Some(PrescriptionForm::Electronic),
            PrescriptionRow::Choice => self.chosen,
        }
    }

    /// 個別ボタン: answers one question, whole. The last press wins. False if the form does not ask it; then
    /// nothing changes.
    pub fn answer(&mut self, question: Question, decision: Decision) -> bool {
        let asked = self.form.questions.contains(&question);
        if asked {
            self.answers.insert(question, decision);
        }
        asked
    }

    /// 一括ボタン: answers every consent question alike. The prescription form is not a consent and stays. False if the
    /// form asks no consent; then nothing changes.
    pub fn answer_all(&mut self, decision: Decision) -> bool {
        self.answers = self
            .form
            .questions
            .iter()
            .map(|&question| (question, decision))
            .collect();
        !self.answers.is_empty()
    }

    /// Chooses the prescription form. False if there is nothing to choose; then nothing changes.
    pub fn choose_form(&mut self, form: PrescriptionForm) -> bool {
        let choice = self.form.prescription == PrescriptionRow::Choice;
        if choice {
            self.chosen = Some(form);
        }
        choice
    }

    /// What is not answered yet, in the order of the screen.
    pub fn missing(&self) -> Vec<Missing> {
        let unanswered = self
            .form
            .questions
            .iter()
            .filter(|question| !self.answers.contains_key(question));
        let mut missing: Vec<_> = unanswered.map(|&question| Missing::Answer(question)).collect();
        if self.form.prescription == PrescriptionRow::Choice && self.chosen.is_none() {
            missing.push(Missing::PrescriptionForm);
        }
        missing
    }

    /// Decides: turns the answered questions into items, for this eligibility check. Every item takes the answer of
    /// the one question that decides it, so items of one question cannot differ.
    pub fn confirm(&self, check: &str, mode: CareMode) -> Result<Confirmed, Vec<Missing>> {
        let missing = self.missing();
        if !missing.is_empty() {
            return Err(missing);
        }
        let answers: Vec<Answer> = self
            .answers
            .iter()
            .map(|(&question, &decision)| Answer { question, decision })
            .collect();
        let items = answers
            .iter()
            .flat_map(|answer| {
                let decision = answer.decision;
                answer
                    .question
                    .items()
                    .iter()
                    .map(move |&item| ItemDecision { item, decision })
            })
            .collect();
        let statement = Statement {
            institution: self.institution.clone(),
            check: check.to_owned(),
            mode,
            settings_version: self.settings_version,
            answers,
            prescription_form: self.prescription_form(),
            items,
        };
        let digest = statement.digest();
        Ok(Confirmed { statement, digest })
    }
}

impl Confirmed {
    /// What was confirmed.
    pub fn statement(&self) -> &Statement {
        &self.statement
    }

    /// [`Statement::digest`] of it, taken when it was confirmed.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

crate::redacted::debug_without_data!(Sheet, Confirmed);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        consent::Item,
        eligibility::settings::{PrescriptionUse, Use},
    };

    fn notice() -> ClinicSettings {
        ClinicSettings::of_the_notice("1234567890".parse().unwrap(), "サンプル医療機関")
    }

    fn decided(confirmed: &Confirmed, item: Item) -> Option<Decision> {
        confirmed
            .statement()
            .items
            .iter()
            .find(|held| held.item == item)
            .map(|held| held.decision)
    }

    #[test]
    fn the_notices_case_declines_diagnosis_and_medication_both() {
        let mut sheet = Sheet::new(&notice());
        sheet.answer_all(Decision::Agree);
        assert!(sheet.answer(Question::DiagnosisAndMedication, Decision::Decline));
        let confirmed = sheet.confirm("check-1", CareMode::HomeVisit).unwrap();
        assert_eq!(decided(&confirmed, Item::Diagnosis), Some(Decision::Decline));
        assert_eq!(decided(&confirmed, Item::Medication), Some(Decision::Decline));
        for other in [
            Item::Surgery,
            Item::Checkups,
            Item::MedicalCare,
            Item::SpecificDisease,
        ] {
            assert_eq!(decided(&confirmed, other), Some(Decision::Agree));
        }
    }

    #[test]
    fn an_unanswered_question_stops_the_confirmation_and_is_named() {
        let mut sheet = Sheet::new(&ClinicSettings {
            prescription_use: PrescriptionUse::Both,
            ..notice()
        });
        assert_eq!(sheet.missing().len(), 6);
        sheet.answer_all(Decision::Decline);
        assert_eq!(
            sheet.confirm("check-1", CareMode::HomeVisit),
            Err(vec![Missing::PrescriptionForm])
        );
        assert!(sheet.choose_form(PrescriptionForm::Paper));
        assert!(sheet.confirm("check-1", CareMode::HomeVisit).is_ok());
    }

    #[test]
    fn what_is_not_on_the_form_cannot_be_answered() {
        let mut sheet = Sheet::new(&ClinicSettings {
            surgery: Use::Off,
            ..notice()
        });
        let before = sheet.clone();
        assert!(!sheet.answer(Question::Surgery, Decision::Agree));
        assert!(!sheet.answer(Question::Diagnosis, Decision::Agree));
        assert!(
            !sheet.choose_form(PrescriptionForm::Paper),
            "the row stands with 電子 and nothing to choose"
        );
        assert_eq!(sheet, before);
        assert_eq!(sheet.prescription_form(), Some(PrescriptionForm::Electronic));
    }

    #[test]
    fn the_order_of_the_presses_does_not_change_what_is_confirmed() {
        let mut forwards = Sheet::new(&notice());
        let mut backwards = forwards.clone();
        let asked = forwards.form().questions.clone();
        for &question in &asked {
            forwards.answer(question, Decision::Agree);
        }
        for &question in asked.iter().rev() {
            backwards.answer(question, Decision::Agree);
        }
        let confirm = |sheet: &Sheet| sheet.confirm("check-1", CareMode::HomeVisit).unwrap();
        assert_eq!(confirm(&forwards), confirm(&backwards));
    }
}
