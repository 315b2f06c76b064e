//! What a patient states: answers and the items that follow from them, for one eligibility check. The same value
//! is drawn on 2 確認, digested, sent, stored and read back.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    eligibility::{InstitutionCode, exchange::hex},
    visit::CareMode,
};

use super::{Decision, Item, PrescriptionForm, Question};

/// One question and its answer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The question.
    pub question: Question,
    /// The patient's answer.
    pub decision: Decision,
}

/// One item and what was decided for it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemDecision {
    /// The item.
    pub item: Item,
    /// What holds for it.
    pub decision: Decision,
}

/// A complete statement.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The clinic it is given to.
    pub institution: InstitutionCode,
    /// The eligibility check it was given under.
    pub check: String,
    /// The mode of the visit.
    pub mode: CareMode,
    /// The version of the settings that drew the form.
    #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 0, maximum = 4_294_967_295_u64))]
    pub settings_version: u32,
    /// The answers, in the order of the screen.
    pub answers: Vec<Answer>,
    /// 処方箋の発行方法, where the form has the row.
    pub prescription_form: Option<PrescriptionForm>,
    /// The items that follow from the answers, in the order of the screen.
    pub items: Vec<ItemDecision>,
}

impl Statement {
    /// The canonical text: UTF-8, one fact a line, each ended by a line feed. `docs/protocol.md` specifies it; the
    /// service's guard writes it anew from the raw request.
    pub fn canonical_text(&self) -> String {
        let mut text = format!(
            "kyotaku statement 1\ninstitution {}\ncheck {}\nmode {}\nsettings {}\n",
            self.institution.as_str(),
            self.check,
            self.mode.wire_name(),
            self.settings_version,
        );
        for answer in &self.answers {
            text += &format!(
                "answer {} {}\n",
                answer.question.wire_name(),
                answer.decision.wire_name()
            );
        }
        text += &format!(
            "form {}\n",
            self.prescription_form.map_or("none", PrescriptionForm::wire_name)
        );
        for item in &self.items {
            text += &format!("item {} {}\n", item.item.code(), item.decision.wire_name());
        }
        text
    }

    /// SHA-256 of the canonical text: 64 lower-case hexadecimal digits.
    pub fn digest(&self) -> String {
        hex(&Sha256::digest(self.canonical_text()))
    }
}

crate::redacted::debug_without_data!(Answer, ItemDecision, Statement);

#[cfg(test)]
mod tests {
    use super::*;

    fn statement() -> Statement {
        let decline = Decision::Decline;
        Statement {
            institution: "1234567890".parse().unwrap(),
            check: "check-1".into(),
            mode: CareMode::HomeVisit,
            settings_version: 3,
            answers: vec![
                Answer {
                    question: Question::Surgery,
                    decision: Decision::Agree,
                },
                Answer {
                    question: Question::DiagnosisAndMedication,
                    decision: decline,
                },
                Answer {
                    question: Question::MedicalCare,
                    decision: decline,
                },
            ],
            prescription_form: Some(PrescriptionForm::Electronic),
            items: vec![
                ItemDecision {
                    item: Item::Surgery,
                    decision: Decision::Agree,
                },
                ItemDecision {
                    item: Item::Diagnosis,
                    decision: decline,
                },
                ItemDecision {
                    item: Item::Medication,
                    decision: decline,
                },
                ItemDecision {
                    item: Item::MedicalCare,
                    decision: decline,
                },
            ],
        }
    }

    #[test]
    fn the_canonical_text_is_one_fact_a_line() {
        assert_eq!(
            statement().canonical_text(),
            "kyotaku statement 1\ninstitution 1234567890\ncheck check-1\nmode home-visit\nsettings 3\n\
             answer surgery agree\nanswer diagnosis-and-medication decline\nanswer medical-care decline\n\
             form electronic\nitem SHJ agree\nitem SRJ decline\nitem YZK decline\nitem 療養情報 decline\n"
        );
    }

    #[test]
    fn the_digest_is_the_sha_256_of_the_canonical_text() {
        // printf '<the text above>' | sha256sum
        assert_eq!(
            statement().digest(),
            "1cf65a78c968d6c914f66cce545da4b550eb7205d49f6db9d12eacb86b3be769"
        );
    }

    #[test]
    fn one_item_more_or_less_or_other_is_another_digest() {
        let digest = statement().digest();
        let mut twisted = statement();
        twisted.items[2].decision = Decision::Agree;
        assert_ne!(twisted.digest(), digest);
        let mut shorter = statement();
        shorter.items.pop();
        assert_ne!(shorter.digest(), digest);
        assert_ne!(
            Statement {
                prescription_form: None,
                ..statement()
            }
            .digest(),
            digest
        );
    }

    #[test]
    fn debug_tells_no_answer() {
        assert_eq!(format!("{:?}", statement()), "Statement");
        assert_eq!(format!("{:?}", statement().answers), "[Answer, Answer, Answer]");
    }

    #[test]
    fn a_member_that_is_not_of_a_statement_is_refused() {
        let mut json = serde_json::to_value(statement()).unwrap();
        assert!(serde_json::from_value::<Statement>(json.clone()).is_ok());
        json["medication"] = true.into();
        assert!(serde_json::from_value::<Statement>(json).is_err());
    }
}
