use super::*;
use kyotaku_core::{
    consent::{Item, Sheet},
    origin::Channel,
};

pub(crate) const REGISTERED_AT: &str = "2026-11-22T12:00:00+09:00";

pub(crate) fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn settings() -> ClinicSettings {
    ClinicSettings::of_the_notice("1234567890".parse().unwrap(), "サンプル医療機関")
}

/// All agreed, then 診療・薬剤 declined if `joint` says so, as an honest client confirms it and an honest guard stores it.
pub(crate) fn registered(mode: CareMode, joint: Decision) -> Registered {
    let settings = settings();
    let mut sheet = Sheet::new(&settings);
    sheet.answer_all(Decision::Agree);
    sheet.answer(Question::DiagnosisAndMedication, joint);
    stored(&sheet, mode, &settings)
}

/// All agreed that these settings ask.
pub(crate) fn all_agreed(mode: CareMode, settings: &ClinicSettings) -> Registered {
    let mut sheet = Sheet::new(settings);
    sheet.answer_all(Decision::Agree);
    stored(&sheet, mode, settings)
}

fn stored(sheet: &Sheet, mode: CareMode, settings: &ClinicSettings) -> Registered {
    let confirmed = sheet.confirm("a-check", mode).unwrap();
    let statement = confirmed.statement();
    Registered {
        registration: "a-registration".to_owned(),
        institution: statement.institution.clone(),
        check: "a-check".to_owned(),
        mode,
        registered_at: moment(REGISTERED_AT),
        statement: serde_json::to_string(statement).unwrap(),
        digest: confirmed.digest().to_owned(),
        prescription_form: statement
            .prescription_form
            .map(|form| form.wire_name().to_owned()),
        items: statement
            .items
            .iter()
            .map(|item| StoredItem {
                item: item.item.code().to_owned(),
                decision: item.decision.wire_name().to_owned(),
            })
            .collect(),
        settings: settings.clone(),
        corrections: Vec::new(),
        origin: Origin {
            channel: Channel::VisitApp,
            app: "kyotaku-terminal".to_owned(),
            version: "0.1.0".to_owned(),
            device: "tablet-1".to_owned(),
        },
    }
}

fn standing(registered: &Registered, now: &str) -> Vec<Standing> {
    let consent = judge(registered, moment(now)).unwrap();
    consent.answers.iter().map(|answer| answer.standing).collect()
}

#[test]
fn an_answer_stands_as_it_was_given_in_every_mode() {
    for mode in CareMode::ALL {
        let declined = registered(mode, Decision::Decline);
        assert_eq!(
            standing(&declined, REGISTERED_AT),
            [
                Standing::Given,
                Standing::Declined,
                Standing::Given,
                Standing::Given,
                Standing::Given
            ]
        );
        let agreed = registered(mode, Decision::Agree);
        assert_eq!(standing(&agreed, REGISTERED_AT), [Standing::Given; 5]);
    }
}

#[test]
fn what_was_agreed_expires_at_the_very_second_and_what_was_declined_stays_declined() {
    for (mode, last, first_after) in [
        (
            CareMode::Outpatient,
            "2026-11-23T11:59:59+09:00",
            "2026-11-23T12:00:00+09:00",
        ),
        (
            CareMode::OnlineOutpatient,
            "2026-11-22T23:59:59+09:00",
            "2026-11-23T00:00:00+09:00",
        ),
    ] {
        let registered = registered(mode, Decision::Decline);
        assert_eq!(
            standing(&registered, last)[..2],
            [Standing::Given, Standing::Declined]
        );
        assert_eq!(
            standing(&registered, first_after)[..2],
            [Standing::Expired, Standing::Declined]
        );
    }
    let home_visit = registered(CareMode::HomeVisit, Decision::Agree);
    assert_eq!(
        standing(&home_visit, "2076-11-22T12:00:00+09:00"),
        [Standing::Given; 5]
    );
}

#[test]
fn a_revocation_takes_its_question_and_no_other_and_says_why() {
    let mut registered = registered(CareMode::HomeVisit, Decision::Agree);
    registered.corrections.push(Correction {
        question: Some(Question::DiagnosisAndMedication),
        reason: RevocationReason::ByPatient,
        corrected_at: moment("2026-11-22T13:00:00+09:00"),
    });
    let now = "2026-11-22T13:00:00+09:00";
    assert_eq!(
        standing(&registered, now)[..3],
        [Standing::Given, Standing::Revoked, Standing::Given]
    );
    let consent = judge(&registered, moment(now)).unwrap();
    let revocation = consent.answers[1].revocation.clone().unwrap();
    assert_eq!(revocation.reason, RevocationReason::ByPatient);
    assert_eq!(revocation.revoked_at, now);
    registered.corrections.push(Correction {
        question: None,
        reason: RevocationReason::ByClinic,
        corrected_at: moment("2026-11-22T14:00:00+09:00"),
    });
    assert_eq!(standing(&registered, now), [Standing::Revoked; 5]);
    let consent = judge(&registered, moment(now)).unwrap();
    let reasons: Vec<_> = consent
        .answers
        .iter()
        .map(|answer| answer.revocation.as_ref().unwrap().reason)
        .collect();
    assert_eq!(
        reasons[..2],
        [RevocationReason::ByClinic, RevocationReason::ByPatient]
    );
}

#[test]
fn whatever_stored_part_says_something_else_is_a_contradiction_and_nothing_stands() {
    type Twist = (&'static str, fn(&mut Registered), Contradiction);
    let twists: [Twist; 11] = [
        (
            "YZK agreed in its own row, as in October 2024",
            |stored| stored.items[2].decision = "agree".to_owned(),
            Contradiction::ItemRowsDiffer,
        ),
        (
            "YZK agreed in the statement's items",
            |stored| change_item(stored, Item::Medication, Decision::Agree),
            Contradiction::ItemsDoNotFollow,
        ),
        (
            "an item's row is missing",
            |stored| drop(stored.items.pop()),
            Contradiction::ItemRowsDiffer,
        ),
        (
            "no statement",
            |stored| stored.statement.clear(),
            Contradiction::StatementUnreadable,
        ),
        (
            "another digest",
            |stored| stored.digest.replace_range(..1, "_"),
            Contradiction::DigestDiffers,
        ),
        (
            "another clinic",
            |stored| stored.institution = "9876543210".parse().unwrap(),
            Contradiction::StatementOfAnotherRow,
        ),
        (
            "another check",
            |stored| stored.check.push('2'),
            Contradiction::StatementOfAnotherRow,
        ),
        (
            "another mode",
            |stored| stored.mode = CareMode::Outpatient,
            Contradiction::StatementOfAnotherRow,
        ),
        (
            "another version of the settings",
            |stored| stored.settings.version = 2,
            Contradiction::StatementOfAnotherRow,
        ),
        (
            "another prescription form",
            |stored| stored.prescription_form = Some("paper".to_owned()),
            Contradiction::StatementOfAnotherRow,
        ),
        (
            "settings that asked something else",
            |stored| stored.settings.surgery = kyotaku_core::eligibility::Use::Off,
            Contradiction::StatementOfOtherSettings,
        ),
    ];
    for (what, twist, contradiction) in twists {
        let mut stored = registered(CareMode::HomeVisit, Decision::Decline);
        assert!(judge(&stored, moment(REGISTERED_AT)).is_ok());
        twist(&mut stored);
        assert_eq!(
            judge(&stored, moment(REGISTERED_AT)).unwrap_err(),
            contradiction,
            "{what}"
        );
    }
}

/// Changes one item of the stored statement, and everything beside it but the answers: rows and digest agree with it.
fn change_item(stored: &mut Registered, item: Item, decision: Decision) {
    let mut statement: Statement = serde_json::from_str(&stored.statement).unwrap();
    for (said, row) in statement.items.iter_mut().zip(&mut stored.items) {
        if said.item == item {
            said.decision = decision;
            row.decision = decision.wire_name().to_owned();
        }
    }
    stored.statement = serde_json::to_string(&statement).unwrap();
    stored.digest = statement.digest();
}
