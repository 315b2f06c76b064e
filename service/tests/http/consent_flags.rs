//! What a file says of the consents: the flags (016) and times of what stands when it is fetched, by mode and item.

use jiff::Timestamp;
use kyotaku_core::{
    consent::{Decision, PrescriptionForm, Question, RegistrationRequest, Sheet},
    eligibility::settings::{PrescriptionTiming, PrescriptionUse},
    origin::Channel,
    visit::CareMode,
};

use crate::{
    eligibility_results::file,
    reader::{BODY, FLAGS, Leaves, of_insurance, read},
    stage::{Stage, registration, start},
};

/// A channel that serves this mode.
fn channel(mode: CareMode) -> Channel {
    match mode {
        CareMode::HomeVisit | CareMode::OnlineOutpatient => Channel::VisitApp,
        CareMode::Outpatient => Channel::FaceReader,
    }
}

/// Checks `valid` in this mode.
pub(crate) async fn checked(stage: &Stage, mode: CareMode) -> String {
    stage.check_by(channel(mode), mode).await
}

/// Registers that all is agreed, but for this question. The registration's number.
pub(crate) async fn registered(stage: &Stage, mode: CareMode, declined: Option<Question>) -> String {
    stage.consented((channel(mode), mode), declined.as_slice()).await
}

pub(crate) async fn said(stage: &Stage, check: &str) -> Leaves {
    read(&file(stage, check).await, "UTF-8")
}

pub(crate) fn flags(said: &Leaves) -> [&str; 5] {
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
pub(crate) const MODES: [(CareMode, Option<(&str, i64)>); 3] = [
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

#[tokio::test]
async fn the_prescription_form_is_the_one_chosen_until_the_consent_is_over() {
    for (prescription_use, chosen, code) in [
        (PrescriptionUse::ElectronicOnly, None, Some("1")),
        (
            PrescriptionUse::Both,
            Some(PrescriptionForm::Electronic),
            Some("1"),
        ),
        (PrescriptionUse::Both, Some(PrescriptionForm::Paper), Some("2")),
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
