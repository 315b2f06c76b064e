//! Who is eligible (資格): asked by the guard of the check that a consent is registered under, and by the gate of the person as
//! they are registered now.

use kyotaku_core::eligibility::code::Validity;

/// Whether a person of this 資格有効性 (006), with so many insurances, is eligible. That 有効, 複数該当 and 有効（未登録） are, and the
/// others are not, is our reading `[I]`.
pub(crate) fn is_eligible(validity: &Validity, insurances: i64) -> bool {
    match validity {
        Validity::Valid | Validity::Several | Validity::ValidUnregistered => insurances > 0,
        Validity::Invalid | Validity::InvalidNewExists | Validity::NoneFound | Validity::Unknown(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_codes_are_eligible_and_only_with_an_insurance() {
        let unknown = Validity::Unknown("7".to_owned());
        for validity in Validity::KNOWN.iter().chain([&unknown]) {
            let holds = ["1", "5", "6"].contains(&validity.code());
            assert_eq!(is_eligible(validity, 1), holds, "{}", validity.code());
            assert!(!is_eligible(validity, 0), "{}", validity.code());
        }
    }
}
