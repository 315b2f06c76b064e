use super::*;
use crate::standing::{
    Correction,
    tests::{REGISTERED_AT, moment, registered, settings},
};
use kyotaku_core::{
    consent::{Decision, Question, RevocationReason},
    eligibility::Use,
};

/// An item, what switches it, and the question that asks for it.
type Switched = (Item, fn(&mut ClinicSettings) -> &mut Use, Question);

const SWITCHES: [Switched; 6] = [
    (Item::Surgery, |settings| &mut settings.surgery, Question::Surgery),
    (
        Item::Diagnosis,
        |settings| &mut settings.diagnosis,
        Question::DiagnosisAndMedication,
    ),
    (
        Item::Medication,
        |settings| &mut settings.medication,
        Question::DiagnosisAndMedication,
    ),
    (
        Item::Checkups,
        |settings| &mut settings.checkups,
        Question::Checkups,
    ),
    (
        Item::MedicalCare,
        |settings| &mut settings.record_sharing,
        Question::MedicalCare,
    ),
    (
        Item::SpecificDisease,
        |settings| &mut settings.specific_disease,
        Question::SpecificDisease,
    ),
];

/// Everything that the gate looks at, each part to be changed by itself.
struct Asked {
    item: Item,
    mode: CareMode,
    institution: InstitutionCode,
    settings: ClinicSettings,
    is_eligible: bool,
    registered: Option<Registered>,
    now: Timestamp,
}

/// For an eligible patient, all of whose answers are given, at the moment of the registration.
fn asked(item: Item, mode: CareMode) -> Asked {
    Asked {
        item,
        mode,
        institution: "1234567890".parse().unwrap(),
        settings: settings(),
        is_eligible: true,
        registered: Some(registered(mode, Decision::Agree)),
        now: moment(REGISTERED_AT),
    }
}

impl Asked {
    fn decided(&self) -> Result<&str, Closed> {
        decide(&Circumstances {
            item: self.item,
            mode: self.mode,
            institution: &self.institution,
            settings: &self.settings,
            is_eligible: self.is_eligible,
            registered: self.registered.as_ref(),
            now: self.now,
        })
    }
}

fn revoked(question: Option<Question>) -> Correction {
    Correction {
        question,
        reason: RevocationReason::ByPatient,
        corrected_at: moment(REGISTERED_AT),
    }
}

/// Each mode with each item.
fn each() -> impl Iterator<Item = (CareMode, Item)> {
    CareMode::ALL
        .into_iter()
        .flat_map(|mode| Item::ALL.map(|item| (mode, item)))
}

#[test]
fn what_was_agreed_is_open_and_what_was_declined_is_not() {
    for (mode, item) in each() {
        let mut asked = asked(item, mode);
        assert_eq!(asked.decided(), Ok("a-registration"), "{mode:?} {item:?}");
        asked.registered = Some(registered(mode, Decision::Decline));
        let expected = match item {
            Item::Diagnosis | Item::Medication => Err(Closed::NotConsented),
            _ => Ok("a-registration"),
        };
        assert_eq!(asked.decided(), expected, "{mode:?} {item:?}");
        asked.registered = None;
        assert_eq!(asked.decided(), Err(Closed::NotConsented), "{mode:?} {item:?}");
    }
}

#[test]
fn each_item_has_its_own_switch_and_no_other() {
    for (switched, switch, _) in SWITCHES {
        for (mode, item) in each() {
            let mut asked = asked(item, mode);
            *switch(&mut asked.settings) = Use::Off;
            let is_closed = asked.decided() == Err(Closed::ItemNotEnabled);
            assert_eq!(is_closed, item == switched, "{switched:?} off, {mode:?} {item:?}");
        }
    }
}

#[test]
fn a_mode_that_is_off_is_closed_for_every_item() {
    for (mode, item) in each() {
        let mut asked = asked(item, mode);
        asked.settings.home_visit = Use::Off;
        assert_eq!(
            asked.decided() == Err(Closed::ModeNotEnabled),
            mode == CareMode::HomeVisit
        );
        asked.settings.online_outpatient = Use::Off;
        assert_eq!(
            asked.decided() == Err(Closed::ModeNotEnabled),
            mode != CareMode::Outpatient
        );
    }
}

#[test]
fn a_revoked_question_closes_its_items_and_no_others_and_all_of_them_every_item() {
    for (mode, item) in each() {
        for (_, _, question) in SWITCHES {
            let mut asked = asked(item, mode);
            let corrections = &mut asked.registered.as_mut().unwrap().corrections;
            corrections.push(revoked(Some(question)));
            let is_closed = asked.decided() == Err(Closed::Revoked);
            assert_eq!(
                is_closed,
                question.items().contains(&item),
                "{question:?} {mode:?} {item:?}"
            );
        }
        let mut asked = asked(item, mode);
        asked.registered.as_mut().unwrap().corrections.push(revoked(None));
        assert_eq!(asked.decided(), Err(Closed::Revoked), "{mode:?} {item:?}");
    }
}

#[test]
fn a_consent_that_is_over_is_closed_from_its_last_second_on() {
    for (mode, item) in each() {
        let end = match mode {
            CareMode::HomeVisit => None,
            CareMode::OnlineOutpatient => Some("2026-11-23T00:00:00+09:00"),
            CareMode::Outpatient => Some("2026-11-23T12:00:00+09:00"),
        };
        let mut asked = asked(item, mode);
        asked.now = moment(end.unwrap_or("2126-11-22T12:00:00+09:00"));
        let expected = match end {
            Some(_) => Err(Closed::Expired),
            None => Ok("a-registration"),
        };
        assert_eq!(asked.decided(), expected, "{mode:?} {item:?}");
        asked.now -= jiff::SignedDuration::from_secs(1);
        assert_eq!(asked.decided(), Ok("a-registration"), "{mode:?} {item:?}");
    }
}

#[test]
fn an_item_that_was_off_when_the_form_was_drawn_was_not_agreed_to() {
    for (mode, item) in each() {
        let mut asked = asked(item, mode);
        // Without 薬剤情報 the form asks for 診療情報 alone.
        let mut drawn_from = settings();
        drawn_from.medication = Use::Off;
        asked.registered = Some(crate::standing::tests::all_agreed(mode, &drawn_from));
        let expected = match item {
            Item::Medication => Err(Closed::NotConsented),
            _ => Ok("a-registration"),
        };
        assert_eq!(asked.decided(), expected, "{mode:?} {item:?}");
    }
}

#[test]
fn a_stored_flag_that_disagrees_with_its_statement_closes_every_item_and_is_a_contradiction() {
    for (mode, item) in each() {
        let mut asked = asked(item, mode);
        let mut stored = registered(mode, Decision::Decline);
        assert_eq!(stored.items[2].item, "YZK");
        stored.items[2].decision = "agree".to_owned();
        asked.registered = Some(stored);
        assert_eq!(
            asked.decided(),
            Err(Closed::Contradictory(Contradiction::ItemRowsDiffer)),
            "{mode:?} {item:?}"
        );
    }
}

#[test]
fn a_registration_of_another_clinic_or_mode_opens_nothing() {
    for (mode, item) in each() {
        let another = Err(Closed::Contradictory(Contradiction::StatementOfAnotherRow));
        let mut of_a_clinic = asked(item, mode);
        of_a_clinic.institution = "9876543210".parse().unwrap();
        assert_eq!(of_a_clinic.decided(), another, "{mode:?} {item:?}");
        for other in CareMode::ALL.into_iter().filter(|other| *other != mode) {
            let mut of_a_mode = asked(item, mode);
            of_a_mode.registered = Some(registered(other, Decision::Agree));
            assert_eq!(of_a_mode.decided(), another, "{mode:?} {other:?} {item:?}");
        }
    }
}

#[test]
fn of_several_reasons_the_first_is_said() {
    let mut asked = asked(Item::Medication, CareMode::OnlineOutpatient);
    asked.settings.online_outpatient = Use::Off;
    asked.settings.medication = Use::Off;
    asked.is_eligible = false;
    asked.now = moment("2026-11-24T00:00:00+09:00");
    let stored = asked.registered.as_mut().unwrap();
    stored.digest.clear();
    stored.corrections.push(revoked(None));
    let mut said = Vec::new();
    let mends: [fn(&mut Asked); 6] = [
        |asked| asked.settings.online_outpatient = Use::On,
        |asked| asked.settings.medication = Use::On,
        |asked| asked.is_eligible = true,
        |asked| {
            let corrections = std::mem::take(&mut asked.registered.as_mut().unwrap().corrections);
            let honest = registered(CareMode::OnlineOutpatient, Decision::Agree);
            asked.registered = Some(Registered {
                corrections,
                ..honest
            });
        },
        |asked| asked.registered.as_mut().unwrap().corrections.clear(),
        |asked| asked.now = moment(REGISTERED_AT),
    ];
    for mend in mends {
        said.push(asked.decided().unwrap_err());
        mend(&mut asked);
    }
    assert_eq!(
        said,
        [
            Closed::ModeNotEnabled,
            Closed::ItemNotEnabled,
            Closed::NotEligible,
            Closed::Contradictory(Contradiction::DigestDiffers),
            Closed::Revoked,
            Closed::Expired,
        ]
    );
    assert_eq!(asked.decided(), Ok("a-registration"));
}
