//! Made-up values for the tests of the client.

use super::{DeviceToken, HttpConfig, TrustedRoots};
use crate::{
    consent::{
        Answer, Decision, Item, ItemDecision, Question, Receipt, RegistrationRequest, Revocation,
        RevocationReason, RevocationRequest, Standing, StandingAnswer, StandingConsent, Statement,
    },
    eligibility::{
        Challenge, CheckRequest, ClinicSettings, Eligibility, Identity, InstitutionCode, PinProof,
        SentCertificate,
    },
    origin::{Channel, Origin},
    visit::CareMode,
};

/// A client's configuration for this address. It trusts an authority that no server has, so that nothing depends
/// on what this machine trusts.
pub(super) fn config(base_url: &str) -> HttpConfig {
    let token = DeviceToken::new("TEST-ONLY-token").unwrap();
    let mut config = HttpConfig::new(base_url, token, sample_origin());
    let params = rcgen::CertificateParams::new(Vec::new()).unwrap();
    let authority = params.self_signed(&rcgen::KeyPair::generate().unwrap()).unwrap();
    config.trusted_roots = TrustedRoots::Only(authority.pem().into_bytes());
    config
}

fn sample_origin() -> Origin {
    Origin {
        channel: Channel::VisitApp,
        app: "kyotaku-test".into(),
        version: "0.0.1".into(),
        device: "bag-3".into(),
    }
}

fn sample_institution() -> InstitutionCode {
    "1234567890".parse().unwrap()
}

pub(super) fn sample_settings() -> ClinicSettings {
    ClinicSettings::of_the_notice(sample_institution(), "見本クリニック")
}

pub(super) fn sample_challenge() -> Challenge {
    Challenge {
        challenge: "challenge-1".into(),
        nonce: "AAECAw==".into(),
        expires_in: 120,
        today: jiff::civil::date(2026, 11, 23),
    }
}

pub(super) fn sample_check() -> CheckRequest {
    CheckRequest {
        challenge: "challenge-1".into(),
        certificate: SentCertificate::Whole("TEST-ONLY-certificate".into()),
        identity: Identity::Pin(PinProof {
            signature: "TEST-ONLY-signature".into(),
        }),
    }
}

pub(super) fn sample_eligibility() -> Eligibility {
    let person = serde_json::json!({
        "name": { "name": "見本　花子", "kana": "ﾐﾎﾝ ﾊﾅｺ" }, "other_name": null, "sex": "2",
        "birth_date": "1940-05-12", "post_number": null, "address": null,
    });
    serde_json::from_value(serde_json::json!({
        "check": "check-1", "confirmed_on": "2026-11-22", "validity": "1",
        "registration_lag_since": null, "certificate_expired_on": null,
        "insurances": [{
            "insured": person, "classification": "01", "insurer_number": "06139999", "insurer_name": "見本健康保険組合",
            "symbol": "12", "number": "345", "branch": "01", "relationship": "1", "qualified_on": "2020-04-01",
            "disqualified_on": null, "loss_reason": null, "valid_from": null, "valid_until": null,
            "contribution_ratio": "010", "elderly": null, "limit": null, "specific_diseases": [],
        }],
    }))
    .unwrap()
}

pub(super) fn sample_registration() -> RegistrationRequest {
    let statement = Statement {
        institution: sample_institution(),
        check: "check-1".into(),
        mode: CareMode::HomeVisit,
        settings_version: 1,
        answers: vec![Answer {
            question: Question::Surgery,
            decision: Decision::Decline,
        }],
        prescription_form: None,
        items: vec![ItemDecision {
            item: Item::Surgery,
            decision: Decision::Decline,
        }],
    };
    RegistrationRequest {
        digest: statement.digest(),
        statement,
    }
}

pub(super) fn sample_revocation() -> RevocationRequest {
    RevocationRequest {
        registration: "registration-1".into(),
        question: Some(Question::DiagnosisAndMedication),
        reason: RevocationReason::ByPatient,
        check: Some("check-1".into()),
    }
}

pub(super) fn sample_standing() -> StandingConsent {
    StandingConsent {
        registration: "registration-1".into(),
        mode: CareMode::HomeVisit,
        registered_at: "2026-11-22T10:00:00+09:00".into(),
        until: None,
        answers: vec![StandingAnswer {
            question: Question::DiagnosisAndMedication,
            decision: Decision::Agree,
            standing: Standing::Revoked,
            revocation: Some(Revocation {
                reason: RevocationReason::ByPatient,
                revoked_at: "2026-11-22T10:05:00+09:00".into(),
            }),
        }],
        prescription_form: None,
        origin: sample_origin(),
    }
}

pub(super) fn sample_receipt() -> Receipt {
    let RegistrationRequest { statement, digest } = sample_registration();
    Receipt {
        registration: "registration-1".into(),
        registered_at: "2026-11-22T10:00:00+09:00".into(),
        items: statement.items.clone(),
        statement,
        digest,
        origin: sample_origin(),
    }
}
