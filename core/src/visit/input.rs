//! 1 入力: the consent form. Starts from the eligibility; the phone is turned to the patient. Nothing is preselected;
//! each press changes one question, or all consents alike. Ends on 2 確認 with every question answered, or stays and
//! says which are not. The rules are [`crate::consent::Sheet`]'s.

use std::sync::Arc;

pub use super::event::InputEvent;
use super::{
    carried::{Confirming, Filling, Found, Visiting},
    cause::Cause,
    effect::{Call, Effect},
    event::Event,
    face::Face,
    parts::{Audience, Button, Choice},
    resume::Resume,
    way::{Turn, Way},
    words::{decision_label, form_label, question_label},
};
use crate::{
    consent::{Decision, Missing, PrescriptionForm, PrescriptionRow, Sheet},
    eligibility::{ClinicSettings, ServiceFault},
    text::{say, say_with},
};

/// The state.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum InputScreen {
    /// The settings changed under the form: [`Effect::FetchSettings`] is under way for a new one.
    Redrawing(Found),
    /// The form is shown.
    Answering {
        /// The sheet.
        filling: Filling,
        /// Whether the patient tried to go on with something unanswered.
        tried: bool,
    },
}

/// 1 入力.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct InputView {
    /// What is asked.
    pub lead: String,
    /// すべての項目に同意する and すべての項目に同意しない; none where no consent is asked.
    pub all: Vec<Button>,
    /// The questions, in order; the prescription form last.
    pub questions: Vec<QuestionView>,
    /// Why it did not go on: which questions are unanswered.
    pub hint: Option<String>,
    /// On to 2 確認.
    pub next: Button,
}

/// One question with its buttons.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct QuestionView {
    /// The question.
    pub label: String,
    /// Its answers, of the same size and weight; none where there is nothing to choose.
    pub choices: Vec<Choice>,
    /// The answer as it stands, in words: "not answered" is one of them.
    pub state: String,
    /// Whether it still waits for an answer after the patient tried to go on.
    pub missing: bool,
}

impl InputScreen {
    /// The form with the answers it has.
    pub(super) fn open(filling: Filling) -> Turn<Self> {
        Turn::stay(Self::Answering {
            filling,
            tried: false,
        })
    }

    /// A new form, from the settings as they are now.
    pub(super) fn redraw(found: Found) -> Turn<Self> {
        Turn::stay(Self::Redrawing(found)).and(Effect::FetchSettings)
    }

    /// The settings came, or did not. With these, there may be no form for this visit any more: the eligibility says so.
    pub(super) fn settings(self, answer: Result<ClinicSettings, ServiceFault>) -> Turn<Self> {
        let Self::Redrawing(mut found) = self else {
            return Turn::Stale(self);
        };
        match answer {
            Ok(settings) => {
                found.visiting.settings = Arc::new(settings);
                if found.has_form() {
                    Self::open(Filling::new(found, None))
                } else {
                    Turn::to(Way::Eligibility(found, None))
                }
            }
            Err(fault) => Turn::notice(Cause::Service(fault), Resume::Form(found)),
        }
    }

    /// A press.
    pub(super) fn press(self, event: InputEvent) -> Turn<Self> {
        let Self::Answering {
            mut filling,
            mut tried,
        } = self
        else {
            return Turn::OutOfPlace(self);
        };
        let understood = match event {
            InputEvent::AnswerAll(decision) => filling.sheet.answer_all(decision),
            InputEvent::Answer(question, decision) => filling.sheet.answer(question, decision),
            InputEvent::ChooseForm(form) => filling.sheet.choose_form(form),
            InputEvent::Review => {
                let Found {
                    visiting,
                    eligibility,
                    ..
                } = &filling.found;
                match filling.sheet.confirm(&eligibility.check, visiting.mode) {
                    Ok(confirmed) => return Turn::to(Way::Confirm(Confirming { filling, confirmed })),
                    Err(_missing) => tried = true,
                }
                true
            }
        };
        let stays = Self::Answering { filling, tried };
        if understood {
            Turn::stay(stays)
        } else {
            Turn::OutOfPlace(stays)
        }
    }

    /// Back to the eligibility; the answers are kept.
    pub(super) fn back(self) -> Turn<Self> {
        match self {
            Self::Redrawing(found) => {
                Turn::to(Way::Eligibility(found, None)).and(Effect::Stop(Call::Settings))
            }
            Self::Answering { filling, .. } => Turn::to(Way::Eligibility(filling.found, Some(filling.sheet))),
        }
    }

    pub(super) fn visiting(&self) -> &Visiting {
        match self {
            Self::Redrawing(found) => &found.visiting,
            Self::Answering { filling, .. } => &filling.found.visiting,
        }
    }

    /// No view of its own while the settings are on their way.
    pub(super) fn face(&self) -> Face<Option<InputView>> {
        let (step, view) = match self {
            Self::Redrawing(_) => (None, None),
            Self::Answering { filling, tried } => (Some(0), Some(form_view(&filling.sheet, *tried))),
        };
        Face {
            heading: say("input-heading"),
            audience: Audience::Patient,
            step,
            view,
            back: true,
            cancel: true,
        }
    }
}

fn form_view(sheet: &Sheet, tried: bool) -> InputView {
    let missing = if tried { sheet.missing() } else { Vec::new() };
    let questions = sheet.form().questions.iter();
    let mut rows: Vec<_> = questions
        .map(|&question| {
            let answer = sheet.answer_to(question);
            let choice = |decision| Choice {
                label: decision_label(decision),
                event: Event::Input(InputEvent::Answer(question, decision)),
                selected: answer == Some(decision),
            };
            QuestionView {
                label: question_label(question),
                choices: Decision::ALL.map(choice).into(),
                state: answer.map_or_else(|| say("not-answered"), decision_label),
                missing: missing.contains(&Missing::Answer(question)),
            }
        })
        .collect();
    rows.extend(prescription_view(sheet, &missing));
    let all =
        |decision, label: &str| Button::secondary(say(label), Event::Input(InputEvent::AnswerAll(decision)));
    InputView {
        lead: say("input-lead"),
        all: if sheet.form().questions.is_empty() {
            Vec::new()
        } else {
            vec![
                all(Decision::Agree, "agree-all"),
                all(Decision::Decline, "decline-all"),
            ]
        },
        questions: rows,
        hint: hint(&missing),
        next: Button::primary(say("input-next"), Event::Input(InputEvent::Review)),
    }
}

fn prescription_view(sheet: &Sheet, missing: &[Missing]) -> Option<QuestionView> {
    let chosen = sheet.prescription_form();
    let choice = |form| Choice {
        label: form_label(form),
        event: Event::Input(InputEvent::ChooseForm(form)),
        selected: chosen == Some(form),
    };
    let choices = match sheet.form().prescription {
        PrescriptionRow::Absent => return None,
        PrescriptionRow::ElectronicOnly => Vec::new(),
        PrescriptionRow::Choice => [PrescriptionForm::Electronic, PrescriptionForm::Paper]
            .map(choice)
            .into(),
    };
    Some(QuestionView {
        label: say("question-prescription-form"),
        choices,
        state: chosen.map_or_else(|| say("not-answered"), form_label),
        missing: missing.contains(&Missing::PrescriptionForm),
    })
}

/// Which questions still wait, by name.
fn hint(missing: &[Missing]) -> Option<String> {
    let names: Vec<_> = missing
        .iter()
        .map(|missing| match missing {
            Missing::Answer(question) => question_label(*question),
            Missing::PrescriptionForm => say("question-prescription-form"),
        })
        .collect();
    (!names.is_empty()).then(|| say_with("input-missing", &[("questions", names.join("、").into())]))
}
