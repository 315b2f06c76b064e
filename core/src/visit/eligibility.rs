//! The eligibility: who was found and what they are insured by. Starts with the service's answer; ends on the consent
//! form, where the eligibility allows a registration and the settings ask anything, else with the end of the visit.

use std::sync::Arc;

pub use super::event::EligibilityEvent;
use super::{
    eligibility_words::{explanation, insurance_fields, person_fields, status},
    event::Event,
    face::Face,
    input::{Filling, InputScreen},
    mode::ModeScreen,
    model::{Stage, Turn, Visiting},
    parts::{Audience, Button, Field, Tone},
};
use crate::text::say;
use crate::{
    consent::{Form, Sheet},
    eligibility::Eligibility,
    text::say_with,
};

/// The state.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct EligibilityScreen {
    pub(super) visiting: Visiting,
    eligibility: Arc<Eligibility>,
    /// The answers given so far, if the patient went back from the form.
    sheet: Option<Sheet>,
}

/// The eligibility.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct EligibilityView {
    /// Valid, or what else, in large words.
    pub status: String,
    /// How strongly.
    pub tone: Tone,
    /// What it means and what to do, where there is something to do.
    pub explanation: Vec<String>,
    /// The person.
    pub person: Vec<Field>,
    /// Each insurance, under its own title.
    pub insurances: Vec<FieldGroup>,
    /// The ways on.
    pub buttons: Vec<Button>,
}

/// Fields under a title.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct FieldGroup {
    /// The title.
    pub title: String,
    /// The fields.
    pub fields: Vec<Field>,
}

impl EligibilityScreen {
    /// Shows the service's answer.
    pub(super) fn open(visiting: Visiting, eligibility: Eligibility) -> Turn {
        Self::shown(visiting, Arc::new(eligibility), None)
    }

    /// Shows it again, and keeps the answers that were given.
    pub(super) fn shown(visiting: Visiting, eligibility: Arc<Eligibility>, sheet: Option<Sheet>) -> Turn {
        Turn::to(Stage::Eligibility(Self {
            visiting,
            eligibility,
            sheet,
        }))
    }

    /// The consent form with no answers, if there is one for this visit; else this screen, which says why not.
    pub(super) fn open_form(visiting: Visiting, eligibility: Arc<Eligibility>) -> Turn {
        Self {
            visiting,
            eligibility,
            sheet: None,
        }
        .on_to_form()
    }

    fn on_to_form(self) -> Turn {
        if !self.has_form() {
            return Turn::to(Stage::Eligibility(self));
        }
        let Self {
            visiting,
            eligibility,
            sheet,
        } = self;
        let sheet = sheet.unwrap_or_else(|| Sheet::new(&visiting.settings));
        InputScreen::shown(Filling {
            visiting,
            eligibility,
            sheet,
        })
    }

    /// A press.
    pub(super) fn press(self, event: EligibilityEvent) -> Turn {
        match event {
            EligibilityEvent::OpenForm if self.has_form() => self.on_to_form(),
            EligibilityEvent::Finish if !self.has_form() => ModeScreen::start(),
            EligibilityEvent::OpenForm | EligibilityEvent::Finish => {
                Turn::OutOfPlace(Stage::Eligibility(self))
            }
        }
    }

    /// Back to the choice of mode, with the settings as they are now: the card's proof was spent on this answer.
    pub(super) fn back(self) -> Turn {
        ModeScreen::start()
    }

    fn has_form(&self) -> bool {
        self.eligibility.allows_registration() && !Form::of(&self.visiting.settings).is_empty()
    }

    pub(super) fn face(&self) -> Face<EligibilityView> {
        let eligibility = &self.eligibility;
        let (tone, status) = status(eligibility);
        let mut explanation = explanation(eligibility);
        let button = if self.has_form() {
            Button::primary(
                say("eligibility-open-form"),
                Event::Eligibility(EligibilityEvent::OpenForm),
            )
        } else {
            let why = if eligibility.allows_registration() {
                "eligibility-nothing-asked"
            } else {
                "eligibility-no-form"
            };
            explanation.push(say(why));
            Button::primary(
                say("eligibility-finish"),
                Event::Eligibility(EligibilityEvent::Finish),
            )
        };
        let several = eligibility.insurances.len() > 1;
        let title = |index: usize| {
            if several {
                say_with("insurance-title-numbered", &[("number", (index + 1).into())])
            } else {
                say("insurance-title")
            }
        };
        let insurances = eligibility
            .insurances
            .iter()
            .enumerate()
            .map(|(index, insurance)| FieldGroup {
                title: title(index),
                fields: insurance_fields(insurance),
            });
        Face {
            heading: say("eligibility-heading"),
            audience: Audience::Staff,
            step: None,
            view: EligibilityView {
                status,
                tone,
                explanation,
                person: eligibility
                    .insured()
                    .map(|insured| person_fields(insured, eligibility.confirmed_on))
                    .unwrap_or_default(),
                insurances: insurances.collect(),
                buttons: vec![button],
            },
            back: true,
            cancel: true,
        }
    }
}
