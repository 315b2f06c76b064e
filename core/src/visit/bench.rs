//! Made-up states for the screens' own tests.

use std::sync::Arc;

use super::{
    care_mode::CareMode,
    carried::{Confirming, Filling, Found, Visiting},
    effect::Effect,
    way::{Turn, Way},
};
use crate::{
    consent::{Decision, Sheet},
    eligibility::{ClinicSettings, Eligibility, code::Validity},
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
        eligibility,
    };
    let filling = Filling { found, sheet };
    Confirming { filling, confirmed }
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
