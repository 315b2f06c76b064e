//! The eligibility: who was found and what they are insured by. Starts with the service's answer; ends on the consent
//! form, where the eligibility allows a registration and the settings ask anything, else with the end of the visit.

pub use super::event::EligibilityEvent;
use super::{
    carried::{Filling, Found},
    eligibility_words::{explanation, insurance_groups, person_fields, status},
    event::Event,
    face::Face,
    parts::{Audience, Button, Field, Tone},
    way::{Turn, Way},
};
use crate::{consent::Sheet, text::say};

/// The state.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct EligibilityScreen {
    pub(super) found: Found,
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
    /// Shows the eligibility, for the first time or again.
    pub(super) fn open(found: Found, sheet: Option<Sheet>) -> Turn<Self> {
        Turn::stay(Self { found, sheet })
    }

    /// A press.
    pub(super) fn press(self, event: EligibilityEvent) -> Turn<Self> {
        match event {
            EligibilityEvent::OpenForm if self.found.has_form() => {
                Turn::to(Way::Form(Filling::new(self.found, self.sheet)))
            }
            EligibilityEvent::Finish if !self.found.has_form() => Turn::to(Way::Start),
            EligibilityEvent::OpenForm | EligibilityEvent::Finish => Turn::OutOfPlace(self),
        }
    }

    /// Back to the choice of mode, with the settings as they are now: the card's proof was spent on this answer.
    pub(super) fn back(self) -> Turn<Self> {
        Turn::to(Way::Start)
    }

    pub(super) fn face(&self) -> Face<EligibilityView> {
        let eligibility = &self.found.eligibility;
        let (tone, status) = status(eligibility);
        let mut explanation = explanation(eligibility);
        let button = if self.found.has_form() {
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
                insurances: insurance_groups(&eligibility.insurances),
                buttons: vec![button],
            },
            back: true,
            cancel: true,
        }
    }
}
