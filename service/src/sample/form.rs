//! The form that most made-up visits hand in.

use kyotaku_core::{
    consent::{Confirmed, Decision, Missing, Question, Sheet},
    eligibility::ClinicSettings,
    visit::CareMode,
};

/// What the notice's patients pressed, as it should have been registered: all is agreed to, then 診療情報および薬剤情報の提供 is declined,
/// where the clinic asks for it.
pub fn joint_declined(
    settings: &ClinicSettings,
    check: &str,
    mode: CareMode,
) -> Result<Confirmed, Vec<Missing>> {
    let mut sheet = Sheet::new(settings);
    sheet.answer_all(Decision::Agree);
    sheet.answer(Question::DiagnosisAndMedication, Decision::Decline);
    sheet.confirm(check, mode)
}
