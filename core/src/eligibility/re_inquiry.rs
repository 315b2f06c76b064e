//! 再照会: the eligibility of a patient, asked again without the card; and the people of whom a clinic can ask it.

use serde::{Deserialize, Serialize};

use super::{Insurance, code::Validity, date::Date, name::PersonName};
use crate::consent::StandingConsent;

/// `POST /v1/re-inquiries`, with an [`IDEMPOTENCY_HEADER`](super::exchange::IDEMPOTENCY_HEADER).
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReInquiryRequest {
    /// The clinic's own number for the patient: [`KnownPatient::patient`].
    pub patient: String,
}

/// The answer. Nothing can be registered under it: for that, a card has to be read.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReInquiry {
    /// Its own number. It is no check's.
    pub re_inquiry: String,
    /// Whom it is about.
    pub patient: String,
    /// What the insurers say now.
    pub eligibility: PresentEligibility,
    /// The consent of 訪問診療等 on which the continuing relationship rests, as it stands.
    pub standing: StandingConsent,
}

/// What an [`Eligibility`](super::Eligibility) says without a card and its check.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PresentEligibility {
    /// QualificationConfirmationDate.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub confirmed_on: Date,
    /// QualificationValidity (006).
    pub validity: Validity,
    /// What was found; several for 複数該当, none for 該当資格なし.
    pub insurances: Vec<Insurance>,
    /// As [`Eligibility::registration_lag_since`](super::Eligibility::registration_lag_since).
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub registration_lag_since: Option<Date>,
}

/// `GET /v1/patients`: one of the clinic's people with a consent of 訪問診療等 in force.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnownPatient {
    /// The clinic's own number for the person. It says nothing, and means nothing at another clinic.
    pub patient: String,
    /// Name and kana as the insurer has them now; if none has the person now, as they were when the consent was registered.
    /// ● stays.
    #[serde(flatten)]
    pub name: PersonName,
    /// From the same insurer.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub birth_date: Date,
    /// The consent, as it stands.
    pub standing: StandingConsent,
}

crate::redacted::debug_without_data!(ReInquiryRequest, ReInquiry, PresentEligibility, KnownPatient);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_asked_about_is_not_printed() {
        let request = ReInquiryRequest {
            patient: "patient-1".into(),
        };
        assert_eq!(format!("{request:?}"), "ReInquiryRequest");
    }
}
