//! The message: a header that says what the file is, and a body with one person's insurances.

use jiff::Timestamp;
use kyotaku_core::consent::PrescriptionForm;

use super::{CheckResult, NotWritten, day, elements::Elements, insurance, moment};

/// 002 照会区分: by card.
const BY_CARD: &str = "1";
/// 003 処理結果: normal. A check that failed has no file: it was refused, and nothing of it is stored.
const NORMAL: &str = "1";

pub(super) fn write(elements: &mut Elements, result: &CheckResult<'_>) -> Result<(), NotWritten> {
    elements.within("XmlMsg", |message| {
        message.within("MessageHeader", |header| write_header(header, result))?;
        message.within("MessageBody", |body| write_body(body, result))
    })
}

/// ErrorCode and ErrorMessage come with an abnormal result only, of which there is none.
fn write_header(header: &mut Elements, result: &CheckResult<'_>) -> Result<(), NotWritten> {
    let eligibility = result.eligibility;
    header.value("ProcessExecutionTime", &*moment(result.made_at))?;
    header.value("QualificationConfirmationDate", &*day(eligibility.confirmed_on))?;
    header.value("MedicalInstitutionCode", result.settings.institution.as_str())?;
    header.value("ArbitraryFileIdentifier", &*eligibility.check)?;
    header.value("ReferenceClassification", BY_CARD)?;
    header.value("SegmentOfResult", NORMAL)?;
    header.value("CharacterCodeIdentifier", header.character_code())
}

/// ProcessingResultCode and ProcessingResultMessage have nothing to say of a normal result; their codes are not public.
fn write_body(body: &mut Elements, result: &CheckResult<'_>) -> Result<(), NotWritten> {
    body.value("ProcessingResultStatus", NORMAL)?;
    body.value("QualificationValidity", result.eligibility.validity.code())?;
    body.value("PrescriptionIssueSelect", prescription_form(result))?;
    if result.eligibility.insurances.is_empty() {
        return Ok(());
    }
    body.within("ResultList", |list| {
        let mut insurances = result.eligibility.insurances.iter();
        insurances.try_for_each(|insurance| insurance::write(list, result, insurance))
    })
}

/// 017 処方箋, as it was chosen with the consent that counts, and until that is over. It is a form and no consent: a revocation leaves
/// it alone.
fn prescription_form(result: &CheckResult<'_>) -> Option<&'static str> {
    let consent = result.standing?;
    let end: Option<Timestamp> = consent.until.as_ref().and_then(|until| until.parse().ok());
    if end.is_some_and(|end| result.made_at >= end) {
        return None;
    }
    consent.prescription_form.map(|form| match form {
        PrescriptionForm::Electronic => "1",
        PrescriptionForm::Paper => "2",
    })
}
