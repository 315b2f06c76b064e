//! Made-up states for the screens' own tests.

use std::sync::Arc;

use super::{
    care_mode::CareMode,
    carried::{Confirming, Filling, Found, Revocation, Visiting},
    effect::Effect,
    way::{Turn, Way},
};
use crate::{
    card::Secret,
    consent::{
        self, Decision, Question, RevocationReason, RevocationRequest, Sheet, Standing, StandingAnswer,
        StandingConsent,
    },
    eligibility::{ClinicSettings, Eligibility, code::Validity},
    origin::{Channel, Origin},
};

/// A home visit with the notice's settings.
pub(super) fn visiting() -> Visiting {
    let institution = "1234567890".parse().expect("ten digits");
    let settings = Arc::new(ClinicSettings::of_the_notice(institution, "サンプル医療機関"));
    Visiting::new(settings, CareMode::HomeVisit)
}

/// 2 確認 of a sheet on which everything was agreed to.
pub(super) fn confirming() -> Confirming {
    let visiting = visiting();
    let mut sheet = Sheet::new(&visiting.settings);
    sheet.answer_all(Decision::Agree);
    let confirmed = sheet
        .confirm("check-1", visiting.mode)
        .expect("every question is answered");
    let eligibility = Arc::new(Eligibility {
        check: "check-1".to_owned(),
        confirmed_on: jiff::civil::date(2026, 11, 22),
        validity: Validity::Valid,
        insurances: Vec::new(),
        registration_lag_since: None,
        certificate_expired_on: None,
        standing: None,
    });
    let found = Found {
        visiting,
        secret: Secret::Pin,
        eligibility,
    };
    let filling = Filling { found, sheet };
    Confirming { filling, confirmed }
}

/// A consent to both questions of it, in force until it is revoked.
pub(super) fn standing(mode: CareMode) -> StandingConsent {
    let given = |question| StandingAnswer {
        question,
        decision: Decision::Agree,
        standing: Standing::Given,
        revocation: None,
    };
    StandingConsent {
        registration: "registration-1".to_owned(),
        mode,
        registered_at: "2026-11-22T10:00:00+09:00".to_owned(),
        until: None,
        answers: [Question::Surgery, Question::DiagnosisAndMedication]
            .map(given)
            .into(),
        prescription_form: None,
        origin: Origin {
            channel: Channel::VisitApp,
            app: "app".to_owned(),
            version: "1".to_owned(),
            device: "device".to_owned(),
        },
    }
}

/// The eligibility, with that consent.
pub(super) fn found_with_standing() -> Found {
    let Found {
        visiting,
        secret,
        eligibility,
    } = confirming().filling.found;
    let standing = Some(Box::new(standing(visiting.mode)));
    Found {
        visiting,
        secret,
        eligibility: Arc::new(Eligibility {
            standing,
            ..(*eligibility).clone()
        }),
    }
}

/// The screen that stayed, and what it asks for.
pub(super) fn stayed<S>(turn: Turn<S>) -> (S, Vec<Effect>) {
    match turn {
        Turn::Stay(screen, effects) => (screen, effects),
        Turn::Leave(..) => panic!("the screen was left"),
        Turn::OutOfPlace(_) | Turn::Stale(_) => panic!("the screen refused"),
    }
}

/// Where a turn leads, and what is asked for on leaving.
pub(super) fn left<S>(turn: Turn<S>) -> (Way, Vec<Effect>) {
    match turn {
        Turn::Leave(way, effects) => (*way, effects),
        Turn::Stay(..) => panic!("the screen was not left"),
        Turn::OutOfPlace(_) | Turn::Stale(_) => panic!("the screen refused"),
    }
}

/// A revocation of that consent.
pub(super) fn revocation(question: Option<Question>, reason: RevocationReason) -> Revocation {
    let check = (reason == RevocationReason::ByPatient).then(|| "check-1".to_owned());
    Revocation {
        found: found_with_standing(),
        request: RevocationRequest {
            registration: "registration-1".to_owned(),
            question,
            reason,
            check,
        },
    }
}

/// What a service that carried it out reads back.
pub(super) fn after_revocation(revocation: &Revocation) -> StandingConsent {
    let Revocation { found, request } = revocation;
    let mut standing = standing(found.visiting.mode);
    for answer in &mut standing.answers {
        if request
            .question
            .is_none_or(|question| question == answer.question)
        {
            answer.standing = Standing::Revoked;
            answer.revocation = Some(consent::Revocation {
                reason: request.reason,
                revoked_at: "2026-11-23T09:05:00+09:00".to_owned(),
            });
        }
    }
    standing
}
