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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The question.
    pub question: Question,
    /// The patient's answer.
    pub decision: Decision,
}

/// One item and what was decided for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemDecision {
    /// The item.
    pub item: Item,
    /// What holds for it.
    pub decision: Decision,
}

/// A complete statement.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
