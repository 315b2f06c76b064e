//! What the gate gives out and what it withholds, by the clinic's settings in force and the patient's eligibility: each rule for
//! every channel, mode and item.

use kyotaku_core::{
    eligibility::{ClinicSettings, ProblemKind, Use},
    visit::CareMode,
};

use crate::{gate_table::ITEMS, stage::Stage, visits::WAYS};

#[tokio::test]
async fn an_item_is_given_out_only_while_its_setting_is_on() {
    for way in WAYS {
        let stage = Stage::set().await;
        let patient = stage.patient(way.0, way.1).await;
        let number = stage.consented(way, &[]).await;
        for (switched, _, switch) in ITEMS {
            stage.save(|settings| switch(settings, Use::Off)).await;
            stage
                .expect(&patient, way.1, |item| match item == switched {
                    true => Err(ProblemKind::ItemNotEnabled),
                    false => Ok(number.clone()),
                })
                .await;
            stage.save(|settings| switch(settings, Use::On)).await;
            stage.given(&patient, switched, way.1).await;
        }
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn an_item_that_was_off_when_the_patient_was_asked_is_not_consented_to_after_it_is_switched_on() {
    for way in WAYS {
        let stage = Stage::set().await;
        let patient = stage.patient(way.0, way.1).await;
        for (switched, _, switch) in ITEMS {
            stage.save(|settings| switch(settings, Use::Off)).await;
            let number = stage.consented(way, &[]).await;
            stage.save(|settings| switch(settings, Use::On)).await;
            stage
                .expect(&patient, way.1, |item| match item == switched {
                    true => Err(ProblemKind::NotConsented),
                    false => Ok(number.clone()),
                })
                .await;
        }
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn a_mode_gives_out_nothing_while_it_is_switched_off_and_outpatient_has_no_switch() {
    for way in WAYS {
        let stage = Stage::set().await;
        let patient = stage.patient(way.0, way.1).await;
        let number = stage.consented(way, &[]).await;
        let switch = |to: Use| {
            move |settings: &mut ClinicSettings| match way.1 {
                CareMode::HomeVisit => settings.home_visit = to,
                CareMode::OnlineOutpatient => settings.online_outpatient = to,
                CareMode::Outpatient => {
                    settings.home_visit = to;
                    settings.online_outpatient = to;
                }
            }
        };
        stage.save(switch(Use::Off)).await;
        stage
            .expect(&patient, way.1, |_| match way.1 {
                CareMode::Outpatient => Ok(number.clone()),
                _ => Err(ProblemKind::ModeNotEnabled),
            })
            .await;
        stage.save(switch(Use::On)).await;
        stage.expect(&patient, way.1, |_| Ok(number.clone())).await;
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn only_somebody_eligible_now_has_anything_given_out() {
    for way in WAYS {
        let stage = Stage::set().await;
        let patient = stage.patient(way.0, way.1).await;
        let number = stage.consented(way, &[]).await;
        let pool = stage.database().await;
        for (code, is_eligible) in [
            ("1", true),
            ("2", false),
            ("3", false),
            ("4", false),
            ("5", true),
            ("6", true),
            ("7", false),
        ] {
            sqlx::query("UPDATE insured SET validity = $1 WHERE insured = 'valid'")
                .bind(code)
                .execute(&pool)
                .await
                .unwrap();
            stage
                .expect(&patient, way.1, |_| match is_eligible {
                    true => Ok(number.clone()),
                    false => Err(ProblemKind::NotEligible),
                })
                .await;
        }
        stage.running.shutdown().await;
    }
}
