//! The requests and answers of the patient's own side. All are JSON.

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use serde::{Deserialize, Serialize};

use crate::{
    card::{CardProof, CertificateRead},
    consent::{Item, Question, StandingConsent},
    eligibility::InstitutionCode,
    visit::CareMode,
};

/// `POST /v1/holder/challenges`: what a card is to sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HolderChallenge {
    /// It, as it is handed back.
    pub challenge: String,
    /// 32 bytes that nobody can foresee, standard base64 with padding.
    pub nonce: String,
    /// Seconds from the answer until it expires.
    pub expires_in: u32,
}

/// `POST /v1/holder/sessions`: what the card signed after the PIN.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HolderSessionRequest {
    /// [`HolderChallenge::challenge`].
    pub challenge: String,
    /// The whole user-authentication certificate: DER, standard base64.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::eligibility::text_form::Base64))]
    pub certificate: String,
    /// The signature over [`crate::card::ChallengeMessage::of_holder`] by the certificate's key: standard base64.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::eligibility::text_form::Base64))]
    pub signature: String,
}

impl HolderSessionRequest {
    /// The request that carries a card's proof. None if only the certificate's beginning was read.
    pub fn new(challenge: &HolderChallenge, proof: &CardProof) -> Option<Self> {
        let CertificateRead::Whole(der) = &proof.certificate else {
            return None;
        };
        Some(Self {
            challenge: challenge.challenge.clone(),
            certificate: BASE64.encode(der),
            signature: BASE64.encode(&proof.signature),
        })
    }
}

/// The answer: by this token the patient is known until it expires.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HolderSession {
    /// A bearer token.
    pub token: String,
    /// The first moment at which it is none any more: RFC 3339, in Japan's time, whole seconds.
    pub expires_at: String,
}

/// A clinic, as a patient knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Clinic {
    /// 医療機関コード.
    pub institution: InstitutionCode,
    /// Its name, as its settings in force have it.
    pub name: String,
}

/// `GET /v1/holder/disclosures`: who was given what of the patient's, the newest first.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Disclosures {
    /// At most 100.
    pub disclosures: Vec<Disclosure>,
    /// If there are older ones: what to ask for them with, as the parameter `before`.
    pub older: Option<String>,
}

/// One disclosure (情報提供).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Disclosure {
    /// Its number.
    pub disclosure: String,
    /// When: RFC 3339, in Japan's time, whole seconds.
    pub disclosed_at: String,
    /// To whom.
    pub clinic: Clinic,
    /// To which of the clinic's programs, by the name that it is enrolled under.
    pub program: String,
    /// Of what, and by what right.
    pub basis: Basis,
}

/// By what right information was given out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The patient had agreed.
    Consent {
        /// What was given.
        item: Item,
        /// The same in words.
        item_name: String,
        /// The mode that the consent was given for.
        mode: CareMode,
        /// The consent, by its registration's number.
        registration: String,
        /// When it was registered: RFC 3339, in Japan's time, whole seconds.
        registered_at: String,
    },
    /// 救急時医療情報: without a consent.
    Emergency {
        /// The reason that the clinic stated.
        reason: String,
    },
}

/// `GET /v1/holder/consents`: what stands, at every clinic and in every mode; what was registered last comes first.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Consents {
    /// One for each clinic and mode.
    pub consents: Vec<ClinicConsent>,
}

/// What stands at one clinic in one mode.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClinicConsent {
    /// Where.
    pub clinic: Clinic,
    /// In which mode.
    pub mode: CareMode,
    /// The number of the registration that counts.
    pub registration: String,
    /// Whether all of it was revoked at once.
    pub revoked_as_a_whole: bool,
    /// What stands of it; null if what is stored contradicts itself. Nothing is given out under such a one, and it can be
    /// revoked as a whole only.
    pub consent: Option<StandingConsent>,
}

/// `POST /v1/holder/revocations`, with an [`IDEMPOTENCY_HEADER`](crate::eligibility::exchange::IDEMPOTENCY_HEADER). The
/// reason is always 2 of table 031: the patient revokes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HolderRevocationRequest {
    /// The registration's number.
    pub registration: String,
    /// The question whose answer is taken back; none for all of them.
    pub question: Option<Question>,
}

/// `POST /v1/holder/page-codes`: opens the page once, for who has no card reader on the device with the browser.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageCode {
    /// Twelve letters and digits in groups of four.
    pub code: String,
    /// The page's path.
    pub page: String,
    /// The first moment at which it opens nothing any more: RFC 3339, in Japan's time, whole seconds.
    pub expires_at: String,
}

crate::redacted::debug_without_data!(
    HolderSessionRequest,
    HolderSession,
    Disclosures,
    Disclosure,
    Basis,
    Consents,
    ClinicConsent,
    HolderRevocationRequest,
    PageCode
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::CertificateHead;

    fn challenge() -> HolderChallenge {
        HolderChallenge {
            challenge: "challenge-1".into(),
            nonce: "AAECAw==".into(),
            expires_in: 600,
        }
    }

    #[test]
    fn a_proof_with_a_part_of_the_certificate_makes_no_request() {
        let proof = |certificate| CardProof {
            certificate,
            signature: vec![1, 2],
        };
        let head = CertificateHead::of(&[7; CertificateHead::READ]).unwrap();
        assert!(HolderSessionRequest::new(&challenge(), &proof(CertificateRead::Known(head))).is_none());
        let request = HolderSessionRequest::new(&challenge(), &proof(CertificateRead::Whole(vec![0x30])));
        let request = serde_json::to_value(request.unwrap()).unwrap();
        assert_eq!(
            request,
            serde_json::json!({"challenge": "challenge-1", "certificate": "MA==", "signature": "AQI="})
        );
    }

    #[test]
    fn tokens_codes_and_what_was_given_are_not_printed() {
        let session = HolderSession {
            token: "secret".into(),
            expires_at: "2026-11-23T12:00:00+09:00".into(),
        };
        assert_eq!(format!("{session:?}"), "HolderSession");
        let emergency = Basis::Emergency {
            reason: "意識なし".into(),
        };
        assert_eq!(format!("{emergency:?}"), "Basis");
    }
}
