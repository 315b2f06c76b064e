//! What stands of a registered consent: which answers hold, until when, and what was revoked (取消). A later registration of
//! the same person, clinic and mode takes the place of an earlier one as a whole; a revocation takes answers away and gives
//! none.

use serde::{Deserialize, Serialize};

use super::{Decision, PrescriptionForm, Question};
use crate::{origin::Origin, visit::CareMode};

/// Whether an answer allows anything now. Close to 016 同意状態, which has no code for "revoked" `[I]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// 同意あり: it was agreed, and holds.
    Given,
    /// 同意しない was the answer.
    Declined,
    /// It was agreed, and its time is over (期限切れ).
    Expired,
    /// It was agreed, and revoked (取消済).
    Revoked,
}

/// Why a consent was revoked (031).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum RevocationReason {
    /// その他.
    #[serde(rename = "0")]
    Other,
    /// The clinic revoked it.
    #[serde(rename = "1")]
    ByClinic,
    /// The patient revoked it.
    #[serde(rename = "2")]
    ByPatient,
    /// 利用目的の変更.
    #[serde(rename = "3")]
    ChangeOfUse,
}

impl RevocationReason {
    /// Every reason, in the order of table 031.
    pub const ALL: [Self; 4] = [Self::Other, Self::ByClinic, Self::ByPatient, Self::ChangeOfUse];

    /// The code on the wire and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Other => "0",
            Self::ByClinic => "1",
            Self::ByPatient => "2",
            Self::ChangeOfUse => "3",
        }
    }
}

/// That an answer was revoked.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Revocation {
    /// 031.
    pub reason: RevocationReason,
    /// When: RFC 3339, in Japan's time, whole seconds.
    pub revoked_at: String,
}

/// One answer of the registration, and what stands of it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StandingAnswer {
    /// The question.
    pub question: Question,
    /// What was answered when it was registered.
    pub decision: Decision,
    /// What stands of it now.
    pub standing: Standing,
    /// Why it does not stand, if it was revoked.
    pub revocation: Option<Revocation>,
}

/// The registration that counts for one person, at one clinic, in one mode: the last.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StandingConsent {
    /// The registration's number.
    pub registration: String,
    /// The mode that it was given for.
    pub mode: CareMode,
    /// When it was registered: RFC 3339, in Japan's time, whole seconds.
    pub registered_at: String,
    /// The first moment at which it does not hold any more; none if it holds until it is revoked.
    pub until: Option<String>,
    /// Its answers, in the order of the screen.
    pub answers: Vec<StandingAnswer>,
    /// 処方箋の発行方法, where the form had the row.
    pub prescription_form: Option<PrescriptionForm>,
    /// The channel, app, version and device that it was registered by.
    pub origin: Origin,
}

impl StandingConsent {
    /// Whether any answer allows anything now.
    pub fn is_in_force(&self) -> bool {
        self.answers
            .iter()
            .any(|answer| answer.standing == Standing::Given)
    }
}

/// `POST /v1/revocations`, with an [`IDEMPOTENCY_HEADER`](crate::eligibility::exchange::IDEMPOTENCY_HEADER).
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RevocationRequest {
    /// The registration's number.
    pub registration: String,
    /// The question whose answer is revoked; none for all of them. It is always a whole question, so that linked items stay
    /// alike.
    pub question: Option<Question>,
    /// Why.
    pub reason: RevocationReason,
    /// The eligibility check that shows that the patient is there with the card. Needed where the patient revokes.
    pub check: Option<String>,
}

crate::redacted::debug_without_data!(Revocation, StandingAnswer, StandingConsent, RevocationRequest);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_go_out_as_the_codes_of_table_031() {
        for reason in RevocationReason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.code());
        }
    }

    #[test]
    fn what_was_answered_and_revoked_is_not_printed() {
        let answer = StandingAnswer {
            question: Question::Medication,
            decision: Decision::Agree,
            standing: Standing::Given,
            revocation: None,
        };
        assert_eq!(format!("{answer:?}"), "StandingAnswer");
    }
}
