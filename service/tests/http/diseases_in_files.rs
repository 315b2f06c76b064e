//! 特定疾病 in a file: told under a consent in force only, and logged as a disclosure first. And what of a consent that contradicts
//! itself: nothing stands.

use kyotaku_core::{
    consent::Question,
    eligibility::{ProblemKind, Use},
    visit::CareMode,
};
use serde_json::{Value, json};

use crate::{
    clinic_xml::{insurance, insure},
    consent_flags::{MODES, checked, flags, registered, said},
    eligibility_results::file_request,
    reader::Leaves,
    stage::Stage,
};

/// Gives `valid` 特定疾病, one after another of table 013.
async fn give_diseases(stage: &Stage) {
    let mut insurance = insurance(stage).await;
    insurance["specific_diseases"] = json!(["1", "2", "3"]);
    insure(stage, "1", &[insurance]).await;
}

fn diseases(said: &Leaves) -> Vec<&str> {
    let of = |(path, value)| {
        let path: &String = path;
        let value: &String = value;
        path.ends_with("/SpecificDiseasesDiseaseCategory")
            .then_some(&**value)
    };
    said.iter().filter_map(of).collect()
}

/// Item, mode, registration and program of each disclosure.
async fn disclosures(stage: &Stage) -> Vec<(String, String, String, String)> {
    let rows = stage.disclosures().await.into_iter();
    rows.map(|(_, _, _, item, mode, registration, program, _)| (item, mode, registration, program))
        .collect()
}

#[tokio::test]
async fn specific_diseases_are_told_under_a_consent_in_force_only_and_each_time_is_a_logged_disclosure() {
    for (mode, end) in MODES {
        let stage = Stage::set().await;
        give_diseases(&stage).await;
        let check = checked(&stage, mode).await;
        assert!(diseases(&said(&stage, &check).await).is_empty());
        registered(&stage, mode, Some(Question::SpecificDisease)).await;
        assert!(diseases(&said(&stage, &check).await).is_empty());
        assert!(disclosures(&stage).await.is_empty());

        let consent = registered(&stage, mode, None).await;
        let logged = (
            "TSR".to_owned(),
            mode.wire_name().to_owned(),
            consent.clone(),
            "sample-ehr".to_owned(),
        );
        for times in 1..=2 {
            assert_eq!(diseases(&said(&stage, &check).await), ["1", "2", "3"]);
            assert_eq!(disclosures(&stage).await, vec![logged.clone(); times], "{mode:?}");
        }
        stage.save(|settings| settings.specific_disease = Use::Off).await;
        assert!(diseases(&said(&stage, &check).await).is_empty());
        stage.save(|settings| settings.specific_disease = Use::On).await;
        if let Some((_, seconds)) = end {
            stage.pass_time(seconds);
        } else {
            stage.revoke(&consent, None).await;
        }
        assert!(diseases(&said(&stage, &check).await).is_empty());
        assert_eq!(disclosures(&stage).await.len(), 2);
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn specific_diseases_are_not_told_of_an_eligibility_that_does_not_hold_or_that_changed_or_of_nothing() {
    let stage = Stage::set().await;
    let check = checked(&stage, CareMode::HomeVisit).await;
    registered(&stage, CareMode::HomeVisit, None).await;
    // He has none.
    assert!(diseases(&said(&stage, &check).await).is_empty());
    give_diseases(&stage).await;
    let healthy = insurance(&stage).await;
    insure(&stage, "2", std::slice::from_ref(&healthy)).await;
    let invalid = checked(&stage, CareMode::HomeVisit).await;
    assert!(diseases(&said(&stage, &invalid).await).is_empty());
    let mut changed: Value = healthy;
    changed["number"] = "9999999".into();
    insure(&stage, "1", &[changed]).await;
    assert!(diseases(&said(&stage, &check).await).is_empty());
    assert!(disclosures(&stage).await.is_empty());
    stage.running.shutdown().await;
}

#[tokio::test]
async fn no_log_no_file() {
    let stage = Stage::set().await;
    give_diseases(&stage).await;
    let check = checked(&stage, CareMode::HomeVisit).await;
    registered(&stage, CareMode::HomeVisit, None).await;
    sqlx::raw_sql("DROP TABLE disclosures")
        .execute(&stage.database().await)
        .await
        .unwrap();
    let answer = stage.send(file_request(&check)).await;
    assert!(!answer.text.contains("SpecificDiseases") && !answer.text.contains("居宅"));
    assert_eq!(answer.problem(), ProblemKind::StorageUnavailable);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn of_a_consent_that_contradicts_itself_nothing_stands_and_an_alarm_is_raised() {
    let stage = Stage::set().await;
    give_diseases(&stage).await;
    let check = checked(&stage, CareMode::HomeVisit).await;
    registered(&stage, CareMode::HomeVisit, None).await;
    let pool = stage.database().await;
    stage.drop_triggers().await;
    // The fault of October 2024, in the rows of the items.
    sqlx::raw_sql("UPDATE registration_items SET decision = 'decline' WHERE item = 'SRJ'")
        .execute(&pool)
        .await
        .unwrap();
    let said = said(&stage, &check).await;
    assert_eq!(flags(&said), ["0"; 5]);
    assert!(diseases(&said).is_empty());
    assert!(disclosures(&stage).await.is_empty());
    let alarm: String = sqlx::query_scalar("SELECT contradiction FROM alarms")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(alarm, "item-rows-differ");
    stage.running.shutdown().await;
}
