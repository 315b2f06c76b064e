//! 特定疾病: the one thing in a file that needs a consent (TSR). A stored answer does not have it; it comes from what the insurer has of
//! the person now, and only where everything allows it.

use kyotaku_core::{
    consent::{Item, Standing, StandingConsent},
    eligibility::{ClinicSettings, Eligibility, Insurance, code::SpecificDisease},
};

use super::standing_of;

/// Takes the specific diseases out of an eligibility, and puts those in that may be told: the consent is given, the clinic uses the
/// information, and the check is one that a consent could be registered under. An insurance that the insurer changed since the
/// check gets none. Whether there are any now: then it is a disclosure, to be logged before the file is given out.
pub(crate) fn replace(
    eligibility: &mut Eligibility,
    insurers_have: &[Insurance],
    standing: Option<&StandingConsent>,
    settings: &ClinicSettings,
) -> bool {
    for insurance in &mut eligibility.insurances {
        insurance.specific_diseases = Vec::new();
    }
    let allowed = standing_of(standing, Item::SpecificDisease) == Some(Standing::Given)
        && settings.specific_disease.is_on()
        && eligibility.allows_registration();
    if !allowed {
        return false;
    }
    for insurance in &mut eligibility.insurances {
        insurance.specific_diseases = diseases_of(insurance, insurers_have);
    }
    eligibility
        .insurances
        .iter()
        .any(|insurance| !insurance.specific_diseases.is_empty())
}

fn diseases_of(insurance: &Insurance, insurers_have: &[Insurance]) -> Vec<SpecificDisease> {
    let is_the_same = |now: &&Insurance| {
        let without = Insurance {
            specific_diseases: Vec::new(),
            ..(*now).clone()
        };
        without == *insurance
    };
    let now = insurers_have.iter().find(is_the_same);
    now.map(|now| now.specific_diseases.clone()).unwrap_or_default()
}
