//! Disclosures: under a consent in force for that item, clinic, person and mode, and while the setting is on.

use kyotaku_core::{eligibility::Use, origin::Channel, visit::CareMode};
use kyotaku_service::sample::{CLINIC, OTHER_CLINIC};
use serde_json::Value;

use crate::{
    past_the_guard::{Row, insert},
    rows_of_consents::{ITEMS, correction, disclosure, refused, registered, with},
    stage::Stage,
    visits::WAYS,
};

const REVOKED: &str = "a disclosure is of nothing that was revoked";
const HOLDS: &str = "a disclosure is made while its consent holds";
const AGREED: &str = "a disclosure is of an item that was agreed";
const CONSENTED: &str = "a disclosure is of the clinic, person and mode of its consent";
const USES: &str = "a disclosure is of what the clinic uses";
const LAST: &str = "a disclosure is under the last registration";

#[tokio::test]
async fn nothing_is_disclosed_but_what_was_agreed_there_then_by_that_person_in_that_mode() {
    for (channel, mode) in WAYS {
        let stage = Stage::set().await;
        let mut database = stage.past_the_guard().await;
        let (_, number) = registered(&stage, channel, mode).await;
        for (item, agreed) in ITEMS {
            let honest = disclosure(&number, mode, item);
            if !agreed {
                refused(&mut database, "disclosures", &honest, AGREED).await;
                continue;
            }
            for (column, another) in [
                ("institution", OTHER_CLINIC),
                ("insured", "several"),
                ("mode", "at-sea"),
            ] {
                let twisted = with(honest.clone(), column, another);
                refused(&mut database, "disclosures", &twisted, CONSENTED).await;
            }
            insert(&mut database, "disclosures", &honest).await.unwrap();
        }
        let (_, later) = registered(&stage, channel, mode).await;
        let of_the_earlier = with(disclosure(&number, mode, "SHJ"), "disclosure", "again");
        refused(&mut database, "disclosures", &of_the_earlier, LAST).await;
        stage.save(|settings| settings.surgery = Use::Off).await;
        refused(
            &mut database,
            "disclosures",
            &disclosure(&later, mode, "SHJ"),
            USES,
        )
        .await;
        insert(&mut database, "disclosures", &disclosure(&later, mode, "TKK"))
            .await
            .unwrap();
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn nothing_is_disclosed_after_its_time_by_mode() {
    for (mode, channel, still, no_more) in [
        (
            CareMode::HomeVisit,
            Channel::VisitApp,
            "2036-11-22T12:00:00+09:00",
            None,
        ),
        (
            CareMode::OnlineOutpatient,
            Channel::ReceptionWeb,
            "2026-11-22T23:59:59+09:00",
            Some("2026-11-23T00:00:00+09:00"),
        ),
        (
            CareMode::Outpatient,
            Channel::FaceReader,
            "2026-11-23T11:59:59+09:00",
            Some("2026-11-23T12:00:00+09:00"),
        ),
    ] {
        let stage = Stage::set().await;
        let mut database = stage.past_the_guard().await;
        let (_, number) = registered(&stage, channel, mode).await;
        for (item, _) in ITEMS.into_iter().filter(|&(_, agreed)| agreed) {
            let honest = disclosure(&number, mode, item);
            if let Some(no_more) = no_more {
                let late = with(honest.clone(), "disclosed_at", no_more);
                refused(&mut database, "disclosures", &late, HOLDS).await;
            }
            insert(&mut database, "disclosures", &with(honest, "disclosed_at", still))
                .await
                .unwrap();
        }
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn nothing_is_disclosed_that_was_revoked_by_question_or_as_a_whole() {
    let stage = Stage::set().await;
    let mut database = stage.past_the_guard().await;
    for (question, taken) in [
        ("surgery", "SHJ"),
        ("checkups", "TKK"),
        ("medical-care", "療養情報"),
        ("specific-disease", "TSR"),
    ] {
        let (_, number) = registered(&stage, Channel::VisitApp, CareMode::HomeVisit).await;
        let revoked = correction(&number, question.into(), "1");
        insert(&mut database, "corrections", &revoked).await.unwrap();
        for (item, _) in ITEMS.into_iter().filter(|&(_, agreed)| agreed) {
            let row = disclosure(&number, CareMode::HomeVisit, item);
            if item == taken {
                refused(&mut database, "disclosures", &row, REVOKED).await;
            } else {
                insert(&mut database, "disclosures", &row).await.unwrap();
            }
        }
        let all = correction(&number, Value::Null, "0");
        insert(&mut database, "corrections", &all).await.unwrap();
        for (item, _) in ITEMS.into_iter().filter(|&(_, agreed)| agreed) {
            let row = with(
                disclosure(&number, CareMode::HomeVisit, item),
                "disclosure",
                "after",
            );
            refused(&mut database, "disclosures", &row, REVOKED).await;
        }
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn an_emergency_disclosure_needs_the_setting_and_a_person_whom_the_clinic_knows() {
    let stage = Stage::set().await;
    let mut database = stage.past_the_guard().await;
    stage.check("valid").await;
    let row: [(&str, Value); 6] = [
        ("disclosure", "e".into()),
        ("institution", CLINIC.into()),
        ("insured", "valid".into()),
        ("reason", "意識がない".into()),
        ("program", "sample-ehr".into()),
        ("disclosed_at", "2026-11-22T12:00:00+09:00".into()),
    ];
    let row: Row = row.into();
    let knows = "an emergency disclosure is of a person whom the clinic knows";
    let table = "emergency_disclosures";
    refused(
        &mut database,
        table,
        &with(row.clone(), "insured", "several"),
        knows,
    )
    .await;
    refused(
        &mut database,
        table,
        &with(row.clone(), "institution", OTHER_CLINIC),
        knows,
    )
    .await;
    stage.save(|settings| settings.emergency = Use::Off).await;
    let uses = "an emergency disclosure is made where the clinic uses them";
    refused(&mut database, table, &row, uses).await;
    stage.save(|settings| settings.emergency = Use::On).await;
    insert(&mut database, table, &row).await.unwrap();
    stage.running.shutdown().await;
}
