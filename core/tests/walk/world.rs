//! The answers from outside that the walks use. Everything is plainly made up.

use kyotaku_core::{
    card::{Antenna, CardProof, CertificateHead, CertificateRead, Portrait, SurfaceProof, SurfaceReading},
    consent::{
        Decision, Question, Receipt, RegistrationRequest, Revocation, RevocationReason, RevocationRequest,
        Standing, StandingAnswer, StandingConsent,
    },
    eligibility::{
        Challenge, ClinicSettings, Eligibility, Insurance, Insured, Problem, ProblemKind, ServiceFault,
        code::{CardClassification, Sex, Validity},
        name::PersonName,
        settings::{PrescriptionTiming, PrescriptionUse, Use},
    },
    origin::{Channel, Origin},
    visit::{
        CareMode, Event, Happening, Model, Screen,
        effect::{Outcome, Tap},
        view,
    },
};

use crate::explorer::State;

pub(crate) fn origin() -> Origin {
    Origin {
        channel: Channel::VisitApp,
        app: "walk".into(),
        version: "0".into(),
        device: "test".into(),
    }
}

pub(crate) fn notice_settings() -> ClinicSettings {
    ClinicSettings::of_the_notice("1234567890".parse().unwrap(), "サンプル医療機関")
}

/// Every combination of the settings that the form depends on: 2^6 × 4 × 2.
pub(crate) fn every_settings() -> Vec<ClinicSettings> {
    const USES: [PrescriptionUse; 4] = [
        PrescriptionUse::None,
        PrescriptionUse::ElectronicOnly,
        PrescriptionUse::Both,
        PrescriptionUse::PaperOnly,
    ];
    const TIMINGS: [PrescriptionTiming; 2] = [
        PrescriptionTiming::Elsewhere,
        PrescriptionTiming::AtEligibilityCheck,
    ];
    let on = |bits: u32, bit: u32| if bits & (1 << bit) == 0 { Use::Off } else { Use::On };
    let mut all = Vec::new();
    for bits in 0..1 << 6 {
        for prescription_use in USES {
            for prescription_timing in TIMINGS {
                all.push(ClinicSettings {
                    surgery: on(bits, 0),
                    diagnosis: on(bits, 1),
                    medication: on(bits, 2),
                    checkups: on(bits, 3),
                    specific_disease: on(bits, 4),
                    record_sharing: on(bits, 5),
                    prescription_use,
                    prescription_timing,
                    ..notice_settings()
                });
            }
        }
    }
    all
}

pub(crate) fn challenge() -> Challenge {
    Challenge {
        challenge: "challenge-1".into(),
        nonce: "AAAA".into(),
        expires_in: 600,
        today: kyotaku_core::eligibility::date::Date::constant(2026, 11, 23),
    }
}

pub(crate) fn proof() -> CardProof {
    CardProof {
        certificate: CertificateRead::Whole(vec![1]),
        signature: vec![2],
    }
}

/// The same of a certificate that the service said it has.
pub(crate) fn proof_by_name() -> CardProof {
    let head = CertificateHead::of(&[1; CertificateHead::READ]).unwrap();
    CardProof {
        certificate: CertificateRead::Known(head),
        signature: vec![2],
    }
}

/// What a card shows without the PIN: a portrait of two grey pixels.
pub(crate) fn surface() -> SurfaceReading {
    SurfaceReading {
        portrait: Portrait::new(2, 1, vec![0, 255]).unwrap(),
        expires_on: "2035-05-12".parse().unwrap(),
        proof: SurfaceProof {
            certificate: vec![1],
            holder: vec![2],
            images_digest: [3; 32],
            portrait_digest: [4; 32],
            record_signature: vec![5],
            issuer_certificate: vec![6],
            signature: vec![7],
        },
    }
}

pub(crate) fn eligibility(validity: Validity) -> Eligibility {
    let insured = Insured {
        name: PersonName {
            name: "見本　●子".into(),
            kana: Some("ﾐﾎﾝ ﾏﾙｺ".into()),
        },
        other_name: None,
        sex: Sex::Female,
        birth_date: "1940-05-12".parse().unwrap(),
        post_number: None,
        address: None,
    };
    let insurance = Insurance {
        insured,
        classification: CardClassification::General,
        insurer_number: "99999999".into(),
        insurer_name: "見本健康保険組合".into(),
        symbol: None,
        number: None,
        branch: None,
        relationship: None,
        qualified_on: None,
        disqualified_on: None,
        loss_reason: None,
        valid_from: None,
        valid_until: None,
        contribution_ratio: Some("010".into()),
        elderly: None,
        limit: None,
        specific_diseases: Vec::new(),
    };
    Eligibility {
        check: "check-1".into(),
        confirmed_on: "2026-11-22".parse().unwrap(),
        insurances: if validity == Validity::NoneFound {
            Vec::new()
        } else {
            vec![insurance]
        },
        validity,
        registration_lag_since: None,
        certificate_expired_on: None,
        standing: None,
    }
}

/// The same, of somebody who agreed before to 手術情報 and to the joint question, with what stands of the two now.
pub(crate) fn eligibility_with(validity: Validity, surgery: Standing, joint: Standing) -> Eligibility {
    Eligibility {
        standing: Some(Box::new(standing(surgery, joint))),
        ..eligibility(validity)
    }
}

fn standing(surgery: Standing, joint: Standing) -> StandingConsent {
    let answer = |question, standing| StandingAnswer {
        question,
        decision: Decision::Agree,
        standing,
        revocation: (standing == Standing::Revoked).then(|| Revocation {
            reason: RevocationReason::ByClinic,
            revoked_at: "2026-11-20T10:00:00+09:00".into(),
        }),
    };
    StandingConsent {
        registration: "registration-0".into(),
        mode: CareMode::HomeVisit,
        registered_at: "2026-11-10T10:00:00+09:00".into(),
        until: None,
        answers: vec![
            answer(Question::Surgery, surgery),
            answer(Question::DiagnosisAndMedication, joint),
        ],
        prescription_form: None,
        origin: origin(),
    }
}

/// What a service reads back that carried a revocation out, of a consent that was wholly in force.
pub(crate) fn after_revocation(request: &RevocationRequest) -> StandingConsent {
    let mut after = standing(Standing::Given, Standing::Given);
    for answer in &mut after.answers {
        if request
            .question
            .is_none_or(|question| question == answer.question)
        {
            answer.standing = Standing::Revoked;
            answer.revocation = Some(Revocation {
                reason: request.reason,
                revoked_at: "2026-11-23T09:05:00+09:00".into(),
            });
        }
    }
    after
}

/// The receipt of a service that stored what it was sent.
pub(crate) fn receipt(request: &RegistrationRequest) -> Receipt {
    Receipt {
        registration: "registration-1".into(),
        registered_at: "2026-11-22T10:00:00+09:00".into(),
        items: request.statement.items.clone(),
        statement: request.statement.clone(),
        digest: request.digest.clone(),
        origin: origin(),
    }
}

pub(crate) fn refused(kind: ProblemKind) -> ServiceFault {
    ServiceFault::Refused(Problem::new(kind))
}

/// A visit that stands on the eligibility of a person who may register.
pub(crate) fn at_eligibility(settings: ClinicSettings) -> State {
    let (model, effects) = Model::start(origin(), Antenna::Unknown, None);
    let mut state = State::new(model, Default::default(), &effects);
    let came = |outcome| Happening::Came(outcome);
    state = state.step(came(Outcome::Settings(Ok(settings)))).0;
    state = press(&state, "訪問診療等");
    state = state.step(came(Outcome::Challenge(Ok(challenge())))).0;
    for _ in 0..4 {
        state = press(&state, "1");
    }
    state = press(&state, "次へ（カードをかざす）");
    state = state.step(came(Outcome::Card(Tap::Proved(proof())))).0;
    state = state
        .step(came(Outcome::Check(Ok(eligibility(Validity::Valid)))))
        .0;
    assert!(matches!(view(&state.model).screen, Screen::Eligibility(_)));
    state
}

/// Presses the one control with this label.
pub(crate) fn press(state: &State, label: &str) -> State {
    let view = view(&state.model);
    let found: Vec<Event> = view
        .controls()
        .into_iter()
        .filter(|(name, _)| *name == label)
        .map(|(_, event)| event.clone())
        .collect();
    assert_eq!(found.len(), 1, "{label} on {}", state.model.screen_name());
    state.step(Happening::Pressed(found[0].clone())).0
}
