//! What a re-inquiry (再照会) answered, in the words of the eligibility screen. It is no screen of a visit: no card was read, and no
//! way leads on from it to a consent.

use super::{
    eligibility::FieldGroup,
    eligibility_words::{explanation, insurance_groups, person_fields, status},
    parts::{Field, Tone},
};
use crate::eligibility::{Eligibility, PresentEligibility};

/// The eligibility as it was found without the card.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct FoundAgain {
    /// Valid, or what else, in large words.
    pub status: String,
    /// How strongly.
    pub tone: Tone,
    /// What it means and what to do, where there is something to do.
    pub explanation: Vec<String>,
    /// The person, as the first insurer has them; nothing if none has.
    pub person: Vec<Field>,
    /// Each insurance, under its own title.
    pub insurances: Vec<FieldGroup>,
}

crate::redacted::debug_without_data!(FoundAgain);

/// What was found, in words.
pub fn found_again(present: &PresentEligibility) -> FoundAgain {
    let eligibility = as_of_a_check(present);
    let (tone, status) = status(&eligibility);
    FoundAgain {
        status,
        tone,
        explanation: explanation(&eligibility),
        person: eligibility
            .insured()
            .map(|insured| person_fields(insured, present.confirmed_on))
            .unwrap_or_default(),
        insurances: insurance_groups(&present.insurances),
    }
}

/// The same as a check would have answered it, of whose card nothing is said.
fn as_of_a_check(present: &PresentEligibility) -> Eligibility {
    Eligibility {
        check: String::new(),
        confirmed_on: present.confirmed_on,
        validity: present.validity.clone(),
        insurances: present.insurances.clone(),
        registration_lag_since: present.registration_lag_since,
        certificate_expired_on: None,
        standing: None,
    }
}
