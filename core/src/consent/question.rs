//! The catalogue: which questions a clinic's settings ask, in the order of the screen, and which items each
//! decides. Both are total functions of their input; a test lists every input.

use serde::{Deserialize, Serialize};

use crate::eligibility::{
    ClinicSettings,
    settings::{PrescriptionTiming, PrescriptionUse},
};

/// A patient's answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// 同意する.
    Agree,
    /// 同意しない.
    Decline,
}

impl Decision {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Agree, Self::Decline];

    /// The name on the wire, in the canonical text and in the database.
    pub fn wire_name(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Decline => "decline",
        }
    }
}

/// 閲覧同意種別 (036), and 療養情報, for which no public table has a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Item {
    /// 手術情報.
    #[serde(rename = "SHJ")]
    Surgery,
    /// 診療情報.
    #[serde(rename = "SRJ")]
    Diagnosis,
    /// 薬剤情報.
    #[serde(rename = "YZK")]
    Medication,
    /// 特定健診等情報.
    #[serde(rename = "TKK")]
    Checkups,
    /// 療養情報. Its code is not public `[?]`; the wire has the word itself.
    #[serde(rename = "療養情報")]
    MedicalCare,
    /// 特定疾病療養受療証情報.
    #[serde(rename = "TSR")]
    SpecificDisease,
}

impl Item {
    /// Every item, in the order of the screen.
    pub const ALL: [Self; 6] = [
        Self::Surgery,
        Self::Diagnosis,
        Self::Medication,
        Self::Checkups,
        Self::MedicalCare,
        Self::SpecificDisease,
    ];

    /// The code on the wire, in the canonical text and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Surgery => "SHJ",
            Self::Diagnosis => "SRJ",
            Self::Medication => "YZK",
            Self::Checkups => "TKK",
            Self::MedicalCare => "療養情報",
            Self::SpecificDisease => "TSR",
        }
    }
}

/// A question the patient answers once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// 手術情報の提供.
    Surgery,
    /// 診療情報および薬剤情報の提供: one question, two items.
    DiagnosisAndMedication,
    /// 診療情報の提供, where 薬剤情報 is not used.
    Diagnosis,
    /// 薬剤情報の提供, where 診療情報 is not used.
    Medication,
    /// 特定健診等情報の提供.
    Checkups,
    /// 療養情報の提供.
    MedicalCare,
    /// 特定疾病療養受療証情報の提供.
    SpecificDisease,
}

impl Question {
    /// Every question, in the order of the screen.
    pub const ALL: [Self; 7] = [
        Self::Surgery,
        Self::DiagnosisAndMedication,
        Self::Diagnosis,
        Self::Medication,
        Self::Checkups,
        Self::MedicalCare,
        Self::SpecificDisease,
    ];

    /// The items that the answer to this question decides, always all alike.
    pub fn items(self) -> &'static [Item] {
        match self {
            Self::Surgery => &[Item::Surgery],
            Self::DiagnosisAndMedication => &[Item::Diagnosis, Item::Medication],
            Self::Diagnosis => &[Item::Diagnosis],
            Self::Medication => &[Item::Medication],
            Self::Checkups => &[Item::Checkups],
            Self::MedicalCare => &[Item::MedicalCare],
            Self::SpecificDisease => &[Item::SpecificDisease],
        }
    }

    /// The name on the wire and in the canonical text.
    pub fn wire_name(self) -> &'static str {
        match self {
            Self::Surgery => "surgery",
            Self::DiagnosisAndMedication => "diagnosis-and-medication",
            Self::Diagnosis => "diagnosis",
            Self::Medication => "medication",
            Self::Checkups => "checkups",
            Self::MedicalCare => "medical-care",
            Self::SpecificDisease => "specific-disease",
        }
    }

    /// Whether these settings ask it.
    fn is_asked(self, settings: &ClinicSettings) -> bool {
        let (diagnosis, medication) = (settings.diagnosis.is_on(), settings.medication.is_on());
        match self {
            Self::Surgery => settings.surgery.is_on(),
            Self::DiagnosisAndMedication => diagnosis && medication,
            Self::Diagnosis => diagnosis && !medication,
            Self::Medication => medication && !diagnosis,
            Self::Checkups => settings.checkups.is_on(),
            // Which setting turns 療養情報 on is not public [I].
            Self::MedicalCare => settings.record_sharing.is_on(),
            Self::SpecificDisease => settings.specific_disease.is_on(),
        }
    }
}

/// 処方箋の発行方法 (017: 1 電子, 2 紙).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
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
    use crate::eligibility::settings::Use;

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
    fn names_on_the_wire_are_the_names_in_the_canonical_text() {
        for question in Question::ALL {
            assert_eq!(serde_json::to_value(question).unwrap(), question.wire_name());
        }
        for item in Item::ALL {
            assert_eq!(serde_json::to_value(item).unwrap(), item.code());
        }
        for decision in Decision::ALL {
            assert_eq!(serde_json::to_value(decision).unwrap(), decision.wire_name());
        }
        for form in [PrescriptionForm::Electronic, PrescriptionForm::Paper] {
            assert_eq!(serde_json::to_value(form).unwrap(), form.wire_name());
        }
    }
}
