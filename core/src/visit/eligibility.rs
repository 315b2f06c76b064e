//! The eligibility: who was found, what they are insured by, and what stands of the consent they gave here before. Starts with
//! the service's answer; ends on the consent form, where the eligibility allows a registration and the settings ask anything,
//! else with the end of the visit; or with what of that consent is to be revoked, where any of it is in force.

pub use super::event::EligibilityEvent;
use super::{
    carried::{Filling, Found},
    eligibility_words::{explanation, insurance_groups, person_fields, status},
    event::Event,
    face::Face,
    parts::{Audience, Button, Field, Tone},
    standing_words::{StandingView, standing_view},
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
    /// What stands of the consent that the patient gave here before, if they did.
    pub standing: Option<StandingView>,
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
            EligibilityEvent::Revoke if self.found.in_force().is_some() => {
                Turn::to(Way::Revoke(self.found, None))
            }
            EligibilityEvent::OpenForm | EligibilityEvent::Finish | EligibilityEvent::Revoke => {
                Turn::OutOfPlace(self)
            }
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
        let in_force = self.found.in_force().is_some();
        let way_on = if self.found.has_form() {
            let words = if in_force {
                say("eligibility-renew")
            } else {
                say("eligibility-open-form")
            };
            Button::primary(words, Event::Eligibility(EligibilityEvent::OpenForm))
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
        let revoke = in_force.then(|| {
            Button::secondary(
                say("eligibility-revoke"),
                Event::Eligibility(EligibilityEvent::Revoke),
            )
        });
        let remark = (in_force && self.found.has_form()).then(|| say("standing-renewed-as-a-whole"));
        let standing = eligibility.standing.as_deref();
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
                standing: standing.map(|standing| standing_view(standing, remark)),
                buttons: std::iter::once(way_on).chain(revoke).collect(),
            },
            back: true,
            cancel: true,
        }
    }
}
