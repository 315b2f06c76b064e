//! The answers while the patient gives them: one answer per question, and no item anywhere. Items come into
//! being in [`Sheet::confirm`], together with the digest of what is then shown, sent and stored.

use std::collections::BTreeMap;

use crate::{
    eligibility::{ClinicSettings, InstitutionCode},
    visit::CareMode,
};

use super::{Answer, Decision, Form, ItemDecision, PrescriptionForm, PrescriptionRow, Question, Statement};

/// A form with the answers given so far.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

    /// 一括ボタン: answers every consent question alike. The prescription form is not a consent and stays.
    pub fn answer_all(&mut self, decision: Decision) {
        self.answers = self
            .form
            .questions
            .iter()
            .map(|&question| (question, decision))
            .collect();
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
