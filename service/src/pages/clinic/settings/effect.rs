//! What the settings make of the consent form that a patient answers: the same function of them by which the app draws
//! it.

use kyotaku_core::{
    consent::{Form, PrescriptionRow, Question},
    eligibility::ClinicSettings,
};

/// The rows of the form, in the order of its screen.
pub(super) fn rows(settings: &ClinicSettings) -> Vec<&'static str> {
    let form = Form::of(settings);
    let prescription = match form.prescription {
        PrescriptionRow::Absent => None,
        PrescriptionRow::ElectronicOnly => Some("処方箋の発行方法(電子のみ。選択なし)"),
        PrescriptionRow::Choice => Some("処方箋の発行方法(電子・紙から選択)"),
    };
    form.questions
        .iter()
        .map(|question| words(*question))
        .chain(prescription)
        .collect()
}

/// The notice's words for a question.
fn words(question: Question) -> &'static str {
    match question {
        Question::Surgery => "手術情報の提供",
        Question::DiagnosisAndMedication => "診療情報および薬剤情報の提供(まとめて1つの回答)",
        Question::Diagnosis => "診療情報の提供",
        Question::Medication => "薬剤情報の提供",
        Question::Checkups => "特定健診等情報の提供",
        Question::MedicalCare => "療養情報の提供",
        Question::SpecificDisease => "特定疾病療養受療証情報の提供",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kyotaku_core::eligibility::Use;

    #[test]
    fn both_informations_together_are_one_row_and_either_alone_is_its_own() {
        let on = ClinicSettings::of_the_notice("1234567890".parse().unwrap(), "見本");
        let row = |diagnosis, medication| {
            let rows = rows(&ClinicSettings {
                diagnosis,
                medication,
                ..on.clone()
            });
            rows.into_iter()
                .filter(|row| row.contains("診療") || row.contains("薬剤"))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            row(Use::On, Use::On),
            ["診療情報および薬剤情報の提供(まとめて1つの回答)"]
        );
        assert_eq!(row(Use::On, Use::Off), ["診療情報の提供"]);
        assert_eq!(row(Use::Off, Use::On), ["薬剤情報の提供"]);
        assert!(row(Use::Off, Use::Off).is_empty());
    }
}
