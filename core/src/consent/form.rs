//! The form that a clinic's settings draw: a total function of them, all of whose inputs a test lists.

use serde::{Deserialize, Serialize};

use super::Question;
use crate::eligibility::{
    ClinicSettings,
    settings::{PrescriptionTiming, PrescriptionUse},
};

/// 処方箋の発行方法 (017: 1 電子, 2 紙).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum PrescriptionForm {
    /// 電子.
    Electronic,
    /// 紙.
    Paper,
}

impl PrescriptionForm {
    /// The name on the wire and in the canonical text.
    pub fn wire_name(self) -> &'static str {
        match self {
            Self::Electronic => "electronic",
            Self::Paper => "paper",
        }
    }
}

/// How the row 処方箋の発行方法 stands on the form. It is a form, not a consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PrescriptionRow {
    /// Not on the form.
    Absent,
    /// It stands with 電子 and nothing to choose.
    ElectronicOnly,
    /// The patient chooses 電子 or 紙.
    Choice,
}

/// The form that a clinic's settings draw.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Form {
    /// The consent questions, in the order of the screen.
    pub questions: Vec<Question>,
    /// The prescription row, last on the screen.
    pub prescription: PrescriptionRow,
}

impl Form {
    /// The form of these settings.
    pub fn of(settings: &ClinicSettings) -> Self {
        let prescription = match (settings.prescription_timing, settings.prescription_use) {
            (PrescriptionTiming::Elsewhere, _) => PrescriptionRow::Absent,
            (PrescriptionTiming::AtEligibilityCheck, form) => match form {
                PrescriptionUse::None | PrescriptionUse::PaperOnly => PrescriptionRow::Absent,
                PrescriptionUse::ElectronicOnly => PrescriptionRow::ElectronicOnly,
                PrescriptionUse::Both => PrescriptionRow::Choice,
            },
        };
        Self {
            questions: Question::ALL
                .into_iter()
                .filter(|question| question.is_asked(settings))
                .collect(),
            prescription,
        }
    }

    /// Whether there is nothing to ask and nothing to show.
    pub fn is_empty(&self) -> bool {
        self.questions.is_empty() && self.prescription == PrescriptionRow::Absent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{consent::Item, eligibility::settings::Use};

    const SWITCHES: [Use; 2] = [Use::Off, Use::On];
    const USES: [PrescriptionUse; 4] = [
        PrescriptionUse::None,
        PrescriptionUse::ElectronicOnly,
        PrescriptionUse::Both,
        PrescriptionUse::PaperOnly,
    ];

    fn notice() -> ClinicSettings {
        ClinicSettings::of_the_notice("1234567890".parse().unwrap(), "サンプル医療機関")
    }

    #[test]
    fn the_notices_settings_ask_the_six_rows_of_its_screen() {
        let form = Form::of(&notice());
        assert_eq!(
            form.questions,
            [
                Question::Surgery,
                Question::DiagnosisAndMedication,
                Question::Checkups,
                Question::MedicalCare,
                Question::SpecificDisease,
            ]
        );
        assert_eq!(form.prescription, PrescriptionRow::ElectronicOnly);
    }

    #[test]
    fn diagnosis_and_medication_are_one_question_where_both_are_used_and_their_own_where_one_is() {
        for diagnosis in SWITCHES {
            for medication in SWITCHES {
                let asked = Form::of(&ClinicSettings {
                    diagnosis,
                    medication,
                    ..notice()
                })
                .questions;
                let expected: &[Question] = match (diagnosis, medication) {
                    (Use::On, Use::On) => &[Question::DiagnosisAndMedication],
                    (Use::On, Use::Off) => &[Question::Diagnosis],
                    (Use::Off, Use::On) => &[Question::Medication],
                    (Use::Off, Use::Off) => &[],
                };
                assert_eq!(asked[1..asked.len() - 3], *expected);
            }
        }
    }

    #[test]
    fn the_prescription_row_depends_on_timing_and_use_alone() {
        for prescription_use in USES {
            for prescription_timing in [
                PrescriptionTiming::Elsewhere,
                PrescriptionTiming::AtEligibilityCheck,
            ] {
                let settings = ClinicSettings {
                    prescription_use,
                    prescription_timing,
                    ..notice()
                };
                let expected = match (prescription_timing, prescription_use) {
                    (PrescriptionTiming::AtEligibilityCheck, PrescriptionUse::ElectronicOnly) => {
                        PrescriptionRow::ElectronicOnly
                    }
                    (PrescriptionTiming::AtEligibilityCheck, PrescriptionUse::Both) => {
                        PrescriptionRow::Choice
                    }
                    _ => PrescriptionRow::Absent,
                };
                assert_eq!(Form::of(&settings).prescription, expected);
            }
        }
    }

    #[test]
    fn every_item_is_decided_by_exactly_one_question_of_any_form() {
        for diagnosis in SWITCHES {
            for medication in SWITCHES {
                let form = Form::of(&ClinicSettings {
                    diagnosis,
                    medication,
                    ..notice()
                });
                let items: Vec<_> = form
                    .questions
                    .iter()
                    .flat_map(|question| question.items())
                    .collect();
                for item in Item::ALL {
                    assert!(
                        items.iter().filter(|&&&decided| decided == item).count() <= 1,
                        "{item:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_form_has_the_same_name_on_the_wire_and_in_the_canonical_text() {
        for form in [PrescriptionForm::Electronic, PrescriptionForm::Paper] {
            assert_eq!(serde_json::to_value(form).unwrap(), form.wire_name());
        }
    }
}
