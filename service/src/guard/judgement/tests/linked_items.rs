//! 診療情報 and 薬剤情報 cannot differ, whatever else a request says. The requests are written out here, so that nothing
//! of the core's catalogue is in them.

use super::*;
use crate::guard::table::all_settings;

/// Pairs of what was decided, as a list of the wire.
fn decided(thing: &str, decisions: &[(&str, &str)]) -> Value {
    let entry = |&(name, decision): &(&str, &str)| json!({thing: name, "decision": decision});
    decisions.iter().map(entry).collect()
}

fn request(answers: &[(&str, &str)], items: &[(&str, &str)], form: Option<&str>) -> Value {
    with_fitting_digest(json!({"digest": "", "statement": {
        "institution": "1234567890", "check": "check-1", "mode": "home-visit", "settings_version": 1,
        "answers": decided("question", answers),
        "prescription_form": form,
        "items": decided("item", items),
    }}))
}

fn outcome(request: &Value, settings: &ClinicSettings) -> Result<(), ProblemKind> {
    judged(request, settings, Some(&check())).map(drop)
}

fn uses_both(settings: &ClinicSettings) -> bool {
    settings.diagnosis.is_on() && settings.medication.is_on()
}

#[test]
fn where_both_are_used_they_cannot_differ_whatever_the_form_asked_and_whatever_else_is_said() {
    let mut refused = 0;
    for settings in all_settings().into_iter().filter(uses_both) {
        for (diagnosis, medication) in [("agree", "decline"), ("decline", "agree")] {
            let answers = [
                &[][..],
                &[("diagnosis-and-medication", diagnosis)],
                &[("diagnosis-and-medication", medication)],
                // As by a catalogue that asks the two apart although both are used.
                &[("diagnosis", diagnosis), ("medication", medication)],
                &[
                    ("surgery", "agree"),
                    ("surgery", "decline"),
                    ("medication", medication),
                ],
            ];
            let items = [
                &[("SRJ", diagnosis), ("YZK", medication)][..],
                &[("YZK", medication), ("SRJ", diagnosis)],
                &[
                    ("SHJ", "agree"),
                    ("SRJ", diagnosis),
                    ("TSR", "agree"),
                    ("YZK", medication),
                ],
                &[("SRJ", diagnosis), ("YZK", diagnosis), ("YZK", medication)],
                &[("SRJ", diagnosis), ("SRJ", medication), ("YZK", medication)],
            ];
            for answers in answers {
                for items in items {
                    for form in [None, Some("electronic"), Some("paper")] {
                        let outcome = outcome(&request(answers, items, form), &settings);
                        assert_eq!(
                            outcome,
                            Err(ProblemKind::LinkedItemsDiffer),
                            "{answers:?} {items:?}"
                        );
                        refused += 1;
                    }
                }
            }
        }
    }
    assert_eq!(refused, 128 * 2 * 5 * 5 * 3);
}

#[test]
fn the_notices_case_with_the_fault_of_october_2024_is_refused_for_that_even_with_an_unfitting_digest() {
    let answers = [
        ("surgery", "agree"),
        ("diagnosis-and-medication", "decline"),
        ("checkups", "agree"),
        ("medical-care", "agree"),
        ("specific-disease", "agree"),
    ];
    let items = [
        ("SHJ", "agree"),
        ("SRJ", "decline"),
        ("YZK", "agree"),
        ("TKK", "agree"),
        ("療養情報", "agree"),
        ("TSR", "agree"),
    ];
    let fitting = request(&answers, &items, Some("electronic"));
    let mut unfitting = fitting.clone();
    unfitting["digest"] = "0".repeat(64).into();
    for faulty in [fitting, unfitting] {
        assert_eq!(outcome(&faulty, &notice()), Err(ProblemKind::LinkedItemsDiffer));
    }
}

#[test]
fn asked_apart_although_both_are_used_is_refused_even_if_they_are_alike() {
    for decision in ["agree", "decline"] {
        let apart = request(
            &[("diagnosis", decision), ("medication", decision)],
            &[("SRJ", decision), ("YZK", decision)],
            Some("electronic"),
        );
        assert_eq!(outcome(&apart, &notice()), Err(ProblemKind::NotAsked));
    }
}

#[test]
fn where_one_of_them_is_used_the_other_is_an_item_that_was_not_asked() {
    for settings in all_settings().into_iter().filter(|settings| !uses_both(settings)) {
        let both = request(&[], &[("SRJ", "agree"), ("YZK", "decline")], None);
        assert_eq!(outcome(&both, &settings), Err(ProblemKind::NotAsked));
    }
}
