//! The catalogue: the questions a patient answers, in the order of the screen, and the items that each decides.

use serde::{Deserialize, Serialize};

use crate::eligibility::ClinicSettings;

/// A patient's answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
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
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
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
    pub(super) fn is_asked(self, settings: &ClinicSettings) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}
