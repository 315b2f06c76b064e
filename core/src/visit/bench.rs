//! Made-up states for the screens' own tests.

use std::sync::Arc;

use super::{
    care_mode::CareMode,
    confirm::ConfirmScreen,
    input::Filling,
    model::{Stage, Turn, Visiting},
};
use crate::{
    consent::{Decision, Sheet},
    eligibility::{ClinicSettings, Eligibility, code::Validity},
};

/// A home visit with the notice's settings.
pub(super) fn visiting() -> Visiting {
    let institution = "1234567890".parse().expect("ten digits");
    Visiting {
        settings: Arc::new(ClinicSettings::of_the_notice(institution, "サンプル医療機関")),
        mode: CareMode::HomeVisit,
    }
}

/// 2 確認 of a sheet on which everything was agreed to.
pub(super) fn confirm_screen() -> ConfirmScreen {
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
    });
    let filling = Filling {
        visiting,
        eligibility,
        sheet,
    };
    ConfirmScreen { filling, confirmed }
}

/// Where a turn leads, and what it asks for; it must not be refused.
pub(super) fn went(turn: Turn) -> (Stage, Vec<super::effect::Effect>) {
    match turn {
        Turn::Go(stage, effects) => (stage, effects),
        Turn::OutOfPlace(_) | Turn::Stale(_) => panic!("the screen refused"),
    }
}
