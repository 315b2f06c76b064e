//! 特定疾病: the one thing in a file that needs a consent (TSR). What was answered to a check is not believed here: they come from what
//! the insurers have of the person now, if the gate lets them out.

use kyotaku_core::eligibility::{Eligibility, Insurance, code::SpecificDisease};

/// Takes whatever specific diseases an eligibility has out of it, and puts in what the insurers have, which is nothing where the gate
/// is closed. An insurance that its insurer changed since the check gets none. Whether there are any now: then it is a disclosure.
pub(crate) fn replace(eligibility: &mut Eligibility, insurers_have: &[Insurance]) -> bool {
    for insurance in &mut eligibility.insurances {
        insurance.specific_diseases = Vec::new();
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
