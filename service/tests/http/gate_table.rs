//! What the gate gives out and what it withholds: each rule for every channel, mode and item.

use jiff::{SignedDuration, Timestamp};
use kyotaku_core::{
    consent::{Item, Question},
    eligibility::{ClinicSettings, ProblemKind, Use},
    origin::Channel,
    visit::CareMode,
};

use crate::{
    stage::{Stage, registration},
    visits::WAYS,
};

/// Each item with the question that the notice's form asks for it, and the setting that switches it on.
const ITEMS: [(Item, Question, fn(&mut ClinicSettings, Use)); 6] = [
    (Item::Surgery, Question::Surgery, |settings, to| {
        settings.surgery = to
    }),
    (
        Item::Diagnosis,
        Question::DiagnosisAndMedication,
        |settings, to| settings.diagnosis = to,
    ),
    (
        Item::Medication,
        Question::DiagnosisAndMedication,
        |settings, to| settings.medication = to,
    ),
    (Item::Checkups, Question::Checkups, |settings, to| {
        settings.checkups = to
    }),
    (Item::MedicalCare, Question::MedicalCare, |settings, to| {
        settings.record_sharing = to
    }),
    (
        Item::SpecificDisease,
        Question::SpecificDisease,
        |settings, to| settings.specific_disease = to,
    ),
];

const QUESTIONS: [Question; 5] = [
    Question::Surgery,
    Question::DiagnosisAndMedication,
    Question::Checkups,
    Question::MedicalCare,
    Question::SpecificDisease,
];

fn question_of(item: Item) -> Question {
    ITEMS.iter().find(|row| row.0 == item).unwrap().1
}

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[tokio::test]
async fn what_was_agreed_in_a_mode_is_given_out_in_that_mode_and_in_no_other() {
    for (channel, mode) in WAYS {
        let stage = Stage::set().await;
        let patient = stage.patient(channel, mode).await;
        stage
            .expect(&patient, mode, |_| Err(ProblemKind::NotConsented))
            .await;
        let number = stage.consented((channel, mode), &[]).await;
        for asked in CareMode::ALL {
            stage
                .expect(&patient, asked, |_| match asked == mode {
                    true => Ok(number.clone()),
                    false => Err(ProblemKind::NotConsented),
                })
                .await;
        }
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn the_notices_patient_who_declined_the_joint_row_has_neither_of_its_items_given_out() {
    for (channel, mode) in WAYS {
        let stage = Stage::set().await;
        let patient = stage.patient(channel, mode).await;
        let check = stage.check_by(channel, mode).await;
        let body = stage.statement_in(mode, &check).await;
        let receipt = stage.send(registration(&body).by(channel)).await.ok();
        stage
            .expect(&patient, mode, |item| match item {
                Item::Diagnosis | Item::Medication => Err(ProblemKind::NotConsented),
                _ => Ok(receipt["registration"].as_str().unwrap().to_owned()),
            })
            .await;
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn each_question_that_is_declined_withholds_its_items_and_a_later_registration_counts_as_a_whole() {
    for way in WAYS {
        let stage = Stage::set().await;
        let patient = stage.patient(way.0, way.1).await;
        for question in QUESTIONS {
            let number = stage.consented(way, &[question]).await;
            stage
                .expect(&patient, way.1, |item| match question_of(item) == question {
                    true => Err(ProblemKind::NotConsented),
                    false => Ok(number.clone()),
                })
                .await;
        }
        stage.consented(way, &QUESTIONS).await;
        stage
            .expect(&patient, way.1, |_| Err(ProblemKind::NotConsented))
            .await;
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn a_later_registration_by_another_channel_of_the_same_mode_replaces_the_first() {
    for mode in CareMode::OF_THE_APP {
        let stage = Stage::set().await;
        let patient = stage.patient(Channel::VisitApp, mode).await;
        stage.consented((Channel::VisitApp, mode), &[]).await;
        stage.consented((Channel::ReceptionWeb, mode), &QUESTIONS).await;
        stage
            .expect(&patient, mode, |_| Err(ProblemKind::NotConsented))
            .await;
        let last = stage.consented((Channel::VisitApp, mode), &[]).await;
        stage.expect(&patient, mode, |_| Ok(last.clone())).await;
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn a_revoked_question_withholds_its_items_for_good_until_it_is_registered_again() {
    for way in WAYS {
        let stage = Stage::set().await;
        let patient = stage.patient(way.0, way.1).await;
        for revoked in QUESTIONS {
            let number = stage.consented(way, &[]).await;
            stage.revoke(&number, Some(revoked)).await;
            stage
                .expect(&patient, way.1, |item| match question_of(item) == revoked {
                    true => Err(ProblemKind::ConsentRevoked),
                    false => Ok(number.clone()),
                })
                .await;
        }
        let number = stage.consented(way, &[Question::Checkups]).await;
        stage.revoke(&number, None).await;
        stage
            .expect(&patient, way.1, |item| match item {
                Item::Checkups => Err(ProblemKind::NotConsented),
                _ => Err(ProblemKind::ConsentRevoked),
            })
            .await;
        let again = stage.consented(way, &[]).await;
        stage.expect(&patient, way.1, |_| Ok(again.clone())).await;
        stage.running.shutdown().await;
    }
}

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
async fn a_consent_holds_to_its_last_second_and_not_a_second_longer() {
    // Registered at; 外来 ends; オンライン・外来（通常とは異なる動線） ends.
    let moments = [
        (
            "2026-11-22T12:00:00+09:00",
            "2026-11-23T12:00:00+09:00",
            "2026-11-23T00:00:00+09:00",
        ),
        (
            "2026-11-23T23:59:59+09:00",
            "2026-11-24T23:59:59+09:00",
            "2026-11-24T00:00:00+09:00",
        ),
        (
            "2026-12-31T23:59:59+09:00",
            "2027-01-01T23:59:59+09:00",
            "2027-01-01T00:00:00+09:00",
        ),
        (
            "2027-02-28T00:00:00+09:00",
            "2027-03-01T00:00:00+09:00",
            "2027-03-01T00:00:00+09:00",
        ),
        (
            "2028-02-28T23:59:59+09:00",
            "2028-02-29T23:59:59+09:00",
            "2028-02-29T00:00:00+09:00",
        ),
        (
            "2028-02-29T23:59:59+09:00",
            "2028-03-01T23:59:59+09:00",
            "2028-03-01T00:00:00+09:00",
        ),
    ];
    for way in WAYS {
        let stage = Stage::set().await;
        let patient = stage.patient(way.0, way.1).await;
        for (registered_at, outpatient, online) in moments {
            stage.clock.set(moment(registered_at));
            let number = stage.consented(way, &[]).await;
            let end = match way.1 {
                CareMode::HomeVisit => None,
                CareMode::OnlineOutpatient => Some(moment(online)),
                CareMode::Outpatient => Some(moment(outpatient)),
            };
            let last = end.unwrap_or(moment("2099-12-31T23:59:59+09:00")) - SignedDuration::from_secs(1);
            stage.clock.set(last);
            stage.expect(&patient, way.1, |_| Ok(number.clone())).await;
            if let Some(end) = end {
                stage.clock.set(end);
                stage
                    .expect(&patient, way.1, |_| Err(ProblemKind::ConsentExpired))
                    .await;
            }
        }
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
        pool.close().await;
        stage.running.shutdown().await;
    }
}
