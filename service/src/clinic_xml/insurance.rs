//! One insurance (資格): ResultOfQualificationConfirmation.

use kyotaku_core::{
    consent::Item,
    eligibility::{
        Insurance, Insured,
        code::SpecificDisease,
        date::Date,
        result::{ElderlyRecipient, LimitApplication},
    },
};

use super::{
    CheckResult, NotWritten,
    consents::{self, SPECIFIC_DISEASES, VIEWING},
    day,
    elements::Elements,
    kana::half_width,
};

pub(super) fn write(
    elements: &mut Elements,
    result: &CheckResult<'_>,
    insurance: &Insurance,
) -> Result<(), NotWritten> {
    elements.within("ResultOfQualificationConfirmation", |found| {
        found.value("InsuredCardClassification", insurance.classification.code())?;
        found.value("InsurerNumber", &*padded(insurance.insurer_number.as_str()))?;
        found.value("InsuredCardSymbol", insurance.symbol.as_deref())?;
        found.value("InsuredIdentificationNumber", insurance.number.as_deref())?;
        found.value("InsuredBranchNumber", insurance.branch.as_deref())?;
        let relationship = insurance.relationship.as_ref().map(|code| code.code());
        found.value("PersonalFamilyClassification", relationship)?;
        write_insured(found, &insurance.insured)?;
        write_day(found, "QualificationDate", insurance.qualified_on)?;
        write_day(found, "DisqualificationDate", insurance.disqualified_on)?;
        write_day(found, "InsuredCardValidDate", insurance.valid_from)?;
        write_day(found, "InsuredCardExpirationDate", insurance.valid_until)?;
        found.value(
            "InsuredPartialContributionRatio",
            insurance.contribution_ratio.as_deref(),
        )?;
        found.value(
            "ReasonOfLoss",
            insurance.loss_reason.as_ref().map(|code| code.code()),
        )?;
        found.value("InsurerName", &*insurance.insurer_name)?;
        if let Some(elderly) = &insurance.elderly {
            write_elderly(found, elderly)?;
        }
        if let Some(limit) = &insurance.limit {
            write_limit(found, limit)?;
        }
        consents::write(found, result.standing, Item::SpecificDisease, &SPECIFIC_DISEASES)?;
        write_specific_diseases(found, &insurance.specific_diseases)?;
        let mut viewing = VIEWING.iter();
        viewing.try_for_each(|(item, names)| consents::write(found, result.standing, *item, names))
    })
}

fn write_insured(found: &mut Elements, insured: &Insured) -> Result<(), NotWritten> {
    let kana = |kana: &Option<String>| kana.as_deref().map(half_width);
    let other = insured.other_name.as_ref();
    found.value("Name", &*insured.name.name)?;
    found.value("NameOfOther", other.map(|other| &*other.name))?;
    found.value("NameKana", kana(&insured.name.kana).as_deref())?;
    found.value(
        "NameOfOtherKana",
        other.and_then(|other| kana(&other.kana)).as_deref(),
    )?;
    found.value("Sex1", insured.sex.code())?;
    found.value("Birthdate", &*day(insured.birth_date))?;
    found.value("Address", insured.address.as_deref())?;
    found.value("PostNumber", insured.post_number.as_deref())
}

fn write_elderly(found: &mut Elements, elderly: &ElderlyRecipient) -> Result<(), NotWritten> {
    found.within("ElderlyRecipientCertificateInfo", |info| {
        write_day(info, "ElderlyRecipientValidStartDate", elderly.valid_from)?;
        write_day(info, "ElderlyRecipientValidEndDate", elderly.valid_until)?;
        info.value(
            "ElderlyRecipientContributionRatio",
            elderly.contribution_ratio.as_deref(),
        )
    })
}

/// Needs no consent. The flag says "given" all the same, because readers look for the rest behind it `[I]`; nobody gave it at any
/// time, so there is none.
fn write_limit(found: &mut Elements, limit: &LimitApplication) -> Result<(), NotWritten> {
    found.value("LimitApplicationCertificateRelatedConsFlg", "1")?;
    found.within("LimitApplicationCertificateRelatedInfo", |info| {
        info.value(
            "LimitApplicationCertificateClassification",
            limit.certificate.code(),
        )?;
        info.value(
            "LimitApplicationCertificateClassificationFlag",
            limit.classification.code(),
        )?;
        write_day(
            info,
            "LimitApplicationCertificateValidStartDate",
            limit.valid_from,
        )?;
        write_day(info, "LimitApplicationCertificateValidEndDate", limit.valid_until)
    })
}

fn write_specific_diseases(found: &mut Elements, diseases: &[SpecificDisease]) -> Result<(), NotWritten> {
    if diseases.is_empty() {
        return Ok(());
    }
    found.within("SpecificDiseasesCertificateList", |list| {
        diseases.iter().try_for_each(|disease| {
            list.within("SpecificDiseasesCertificateInfo", |info| {
                info.value("SpecificDiseasesDiseaseCategory", disease.code())
            })
        })
    })
}

fn write_day(elements: &mut Elements, name: &'static str, date: Option<Date>) -> Result<(), NotWritten> {
    elements.value(name, date.map(day).as_deref())
}

/// An insurer's number has eight characters; six digits get two spaces before them.
fn padded(number: &str) -> String {
    format!("{number:>8}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use kyotaku_core::eligibility::InsurerNumber;

    #[test]
    fn an_insurers_number_is_eight_characters_however_it_was_stored() {
        for stored in ["123456", "  123456", "00123456"] {
            assert_eq!(padded(InsurerNumber::from(stored).as_str()), "  123456");
        }
        assert_eq!(padded(InsurerNumber::from("01130012").as_str()), "01130012");
        for length in 0..=8 {
            let number = "9".repeat(length);
            let padded = padded(&number);
            assert_eq!((padded.len(), padded.trim_start()), (8, &*number));
        }
        assert_eq!(padded("123456789"), "123456789");
    }
}
