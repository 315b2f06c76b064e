//! What a file says of the consents: the flags (016) and times of what stands when it is fetched, by mode and item; and 特定疾病, the one
//! thing in it that needs a consent.

use jiff::Timestamp;
use kyotaku_core::{
    card::ChallengeMessage,
    consent::{Decision, Question, RegistrationRequest, Sheet},
    eligibility::{
        ProblemKind, Use,
        settings::{PrescriptionTiming, PrescriptionUse},
    },
    origin::Channel,
    visit::CareMode,
};
use kyotaku_service::sample;
use serde_json::{Value, json};

use crate::{
    clinic_xml::{insurance, insure},
    eligibility_results::{file, file_request},
    reader::{BODY, FLAGS, Leaves, of_insurance, read},
    stage::{Request, Stage, check, proof, registration, start},
};

/// A channel that serves this mode.
fn channel(mode: CareMode) -> Channel {
    match mode {
        CareMode::HomeVisit | CareMode::OnlineOutpatient => Channel::VisitApp,
        CareMode::Outpatient => Channel::FaceReader,
    }
}

/// Checks `valid` in this mode.
async fn checked(stage: &Stage, mode: CareMode) -> String {
    stage.check_by(channel(mode), mode).await
}

/// Registers that all is agreed, but for this question. The registration's number.
async fn registered(stage: &Stage, mode: CareMode, declined: Option<Question>) -> String {
    stage.consented((channel(mode), mode), declined.as_slice()).await
}

async fn said(stage: &Stage, check: &str) -> Leaves {
    read(&file(stage, check).await, "UTF-8")
}

fn flags(said: &Leaves) -> [&str; 5] {
    FLAGS.map(|flag| &*said[&of_insurance(0, flag)])
}

/// The flags that a question decides, by their places in [`FLAGS`].
const DECIDED: [(Question, &[usize]); 5] = [
    (Question::SpecificDisease, &[0]),
    (Question::Checkups, &[1]),
    (Question::DiagnosisAndMedication, &[2, 3]),
    (Question::Surgery, &[4]),
    (Question::MedicalCare, &[]),
];

/// In each mode, what the flag of a consent says whose time is over, and its first moment (in seconds from noon); none if it has no
/// end.
const MODES: [(CareMode, Option<(&str, i64)>); 3] = [
    (CareMode::HomeVisit, None),
    (CareMode::OnlineOutpatient, Some(("2", 12 * 3600))),
    (CareMode::Outpatient, Some(("0", 24 * 3600))),
];

#[tokio::test]
async fn in_every_mode_each_declined_item_says_none_and_the_others_say_given_until_their_time_is_over() {
    for (mode, end) in MODES {
        let stage = Stage::set().await;
        for (declined, places) in DECIDED {
            stage.pass_time(0);
            let check = checked(&stage, mode).await;
            registered(&stage, mode, Some(declined)).await;
            let mut given = ["1"; 5];
            places.iter().for_each(|&place| given[place] = "0");
            let last_second = end.map_or(3600 * 24 * 3650, |(_, seconds)| seconds - 1);
            for seconds in [0, last_second] {
                stage.pass_time(seconds);
                assert_eq!(
                    flags(&said(&stage, &check).await),
                    given,
                    "{mode:?} {declined:?} {seconds}"
                );
            }
            if let Some((over, seconds)) = end {
                stage.pass_time(seconds);
                let ended = given.map(|flag| if flag == "1" { over } else { "0" });
                assert_eq!(flags(&said(&stage, &check).await), ended, "{mode:?} {declined:?}");
            }
        }
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn what_was_agreed_says_when_and_where_it_ends_until_when_and_what_was_not_says_no_time() {
    for (mode, available) in [
        (CareMode::HomeVisit, None),
        (CareMode::OnlineOutpatient, Some("20261123000000")),
        (CareMode::Outpatient, Some("20261123120005")),
    ] {
        let stage = Stage::set().await;
        let check = checked(&stage, mode).await;
        stage.pass_time(5);
        registered(&stage, mode, Some(Question::DiagnosisAndMedication)).await;
        let said = said(&stage, &check).await;
        let at = |element: &str| said.get(&of_insurance(0, element)).map(String::as_str);
        for consent in ["SpecificHealthCheckupsInfo", "OperationInfo"] {
            assert_eq!(at(&format!("{consent}ConsTime")), Some("20261122120005"));
            assert_eq!(at(&format!("{consent}AvailableTime")), available, "{mode:?}");
        }
        assert_eq!(
            at("SpecificDiseasesCertificateRelatedConsTime"),
            Some("20261122120005")
        );
        for consent in ["PharmacistsInfo", "DiagnosisInfo"] {
            assert_eq!(at(&format!("{consent}ConsTime")), None);
            assert_eq!(at(&format!("{consent}AvailableTime")), None);
        }
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn a_file_of_an_older_check_says_what_stands_now_and_another_modes_consent_says_nothing() {
    let stage = Stage::set().await;
    let older = checked(&stage, CareMode::HomeVisit).await;
    assert_eq!(flags(&said(&stage, &older).await), ["0"; 5]);
    registered(&stage, CareMode::OnlineOutpatient, None).await;
    assert_eq!(flags(&said(&stage, &older).await), ["0"; 5]);
    let registration = registered(&stage, CareMode::HomeVisit, None).await;
    assert_eq!(flags(&said(&stage, &older).await), ["1"; 5]);
    stage
        .revoke(&registration, Some(Question::DiagnosisAndMedication))
        .await;
    let said = said(&stage, &older).await;
    assert_eq!(flags(&said), ["1", "1", "0", "0", "1"]);
    assert!(!said.contains_key(&of_insurance(0, "PharmacistsInfoConsTime")));
    stage.running.shutdown().await;
}

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
    sqlx::query_as("SELECT item, mode, registration, program FROM disclosures")
        .fetch_all(&stage.database().await)
        .await
        .unwrap()
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
    insure(&stage, "2", &[healthy.clone()]).await;
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
    let triggers: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .fetch_all(&pool)
        .await
        .unwrap();
    for trigger in triggers {
        let drop = format!("DROP TRIGGER \"{trigger}\"");
        sqlx::raw_sql(sqlx::AssertSqlSafe(drop))
            .execute(&pool)
            .await
            .unwrap();
    }
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

#[tokio::test]
async fn the_prescription_form_is_the_one_chosen_until_the_consent_is_over() {
    for (prescription_use, chosen, code) in [
        (PrescriptionUse::ElectronicOnly, None, Some("1")),
        (
            PrescriptionUse::Both,
            Some(kyotaku_core::consent::PrescriptionForm::Electronic),
            Some("1"),
        ),
        (
            PrescriptionUse::Both,
            Some(kyotaku_core::consent::PrescriptionForm::Paper),
            Some("2"),
        ),
        (PrescriptionUse::PaperOnly, None, None),
    ] {
        let stage = Stage::set().await;
        let settings = stage
            .save(|settings| {
                settings.prescription_use = prescription_use;
                settings.prescription_timing = PrescriptionTiming::AtEligibilityCheck;
            })
            .await;
        let check = checked(&stage, CareMode::OnlineOutpatient).await;
        let form = format!("{BODY}/PrescriptionIssueSelect");
        assert!(!said(&stage, &check).await.contains_key(&form));
        let mut sheet = Sheet::new(&settings);
        sheet.answer_all(Decision::Decline);
        if let Some(chosen) = chosen {
            sheet.choose_form(chosen);
        }
        let confirmed = sheet.confirm(&check, CareMode::OnlineOutpatient).unwrap();
        let body = serde_json::to_value(RegistrationRequest::new(&confirmed)).unwrap();
        stage.send(registration(&body)).await.ok();
        assert_eq!(said(&stage, &check).await.get(&form).map(String::as_str), code);
        let over: Timestamp = "2026-11-22T15:00:00Z".parse().unwrap();
        stage.pass_time((over - start()).get_seconds());
        assert!(!said(&stage, &check).await.contains_key(&form));
        stage.running.shutdown().await;
    }
}
