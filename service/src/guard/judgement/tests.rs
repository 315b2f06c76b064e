//! Every rule of the guard, broken one at a time in an honest request.

mod checks;
mod linked_items;

use super::*;
use kyotaku_core::{
    consent::{Decision, RegistrationRequest, Sheet},
    eligibility::{
        Use,
        code::Validity,
        settings::{PrescriptionTiming, PrescriptionUse},
    },
};
use serde_json::{Value, json};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn notice() -> ClinicSettings {
    ClinicSettings::of_the_notice("1234567890".parse().unwrap(), "サンプル医療機関")
}

fn check() -> StoredCheck {
    StoredCheck {
        institution: "1234567890".parse().unwrap(),
        channel: Channel::VisitApp,
        mode: CareMode::HomeVisit,
        validity: Validity::Valid,
        insurances_found: 1,
        certificate_not_after: at("2027-01-01T00:00:00Z"),
        expires_at: at("2026-11-22T01:00:00Z"),
        used: false,
    }
}

/// Agree to all, as an honest client sends it.
fn honest(settings: &ClinicSettings) -> Value {
    let mut sheet = Sheet::new(settings);
    sheet.answer_all(Decision::Agree);
    let confirmed = sheet.confirm("check-1", CareMode::HomeVisit).unwrap();
    serde_json::to_value(RegistrationRequest::new(&confirmed)).unwrap()
}

/// The same with the digest that fits whatever stands in it now, so that only the rule itself can refuse.
fn with_fitting_digest(mut request: Value) -> Value {
    let statement = &request["statement"];
    let pairs = |list: &str, thing: &str| -> Vec<(String, String)> {
        let list = statement[list].as_array().unwrap().iter();
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        list.map(|entry| (word(&entry[thing]), word(&entry["decision"])))
            .collect()
    };
    let digest = canonical::digest(&canonical::text(&canonical::Parts {
        institution: statement["institution"].as_str().unwrap(),
        check: statement["check"].as_str().unwrap(),
        mode: statement["mode"].as_str().unwrap(),
        settings_version: statement["settings_version"].as_u64().unwrap() as u32,
        answers: &pairs("answers", "question"),
        prescription_form: statement["prescription_form"].as_str(),
        items: &pairs("items", "item"),
    }));
    request["digest"] = digest.into();
    request
}

fn judged(
    request: &Value,
    settings: &ClinicSettings,
    check: Option<&StoredCheck>,
) -> Result<Judged, ProblemKind> {
    judged_by(Channel::VisitApp, request, settings, check)
}

fn judged_by(
    channel: Channel,
    request: &Value,
    settings: &ClinicSettings,
    check: Option<&StoredCheck>,
) -> Result<Judged, ProblemKind> {
    let raw = RawRegistration::read(request.to_string().as_bytes()).map_err(|refusal| refusal.kind)?;
    let circumstances = Circumstances {
        caller: &"1234567890".parse().unwrap(),
        channel,
        check,
        settings,
        now: at("2026-11-22T00:30:00Z"),
    };
    judge(&raw, &circumstances).map_err(|refusal| refusal.kind)
}

/// The refusal of the honest request after `change`, under the notice's settings.
fn refusal_after(change: impl FnOnce(&mut Value)) -> ProblemKind {
    let mut request = honest(&notice());
    change(&mut request["statement"]);
    judged(&with_fitting_digest(request), &notice(), Some(&check())).unwrap_err()
}

#[test]
fn an_honest_registration_passes_and_the_items_are_the_guards_own() {
    let judged = judged(&honest(&notice()), &notice(), Some(&check())).unwrap();
    let items: Vec<_> = judged
        .items
        .iter()
        .map(|item| (&*item.item, &*item.decision))
        .collect();
    let expected = ["SHJ", "SRJ", "YZK", "TKK", "療養情報", "TSR"].map(|item| (item, "agree"));
    assert_eq!(items, expected);
}

#[test]
fn what_was_not_asked_or_stands_twice_is_refused() {
    let add = |list: &'static str, entry: Value| {
        refusal_after(move |statement| statement[list].as_array_mut().unwrap().push(entry))
    };
    for (list, entry) in [
        ("answers", json!({"question": "medication", "decision": "agree"})),
        ("answers", json!({"question": "surgery", "decision": "agree"})),
        ("answers", json!({"question": "surgery", "decision": "decline"})),
        ("items", json!({"item": "SHJ", "decision": "agree"})),
        ("items", json!({"item": "TKK", "decision": "decline"})),
    ] {
        assert_eq!(add(list, entry.clone()), ProblemKind::NotAsked, "{entry}");
    }
    let without_checkups = ClinicSettings {
        checkups: Use::Off,
        ..notice()
    };
    let of_more = honest(&notice());
    assert_eq!(
        judged(&of_more, &without_checkups, Some(&check())),
        Err(ProblemKind::NotAsked)
    );
    let mut item_only = honest(&without_checkups);
    let items = item_only["statement"]["items"].as_array_mut().unwrap();
    items.push(json!({"item": "TKK", "decision": "agree"}));
    assert_eq!(
        judged(&with_fitting_digest(item_only), &without_checkups, Some(&check())),
        Err(ProblemKind::NotAsked)
    );
}

#[test]
fn a_missing_answer_and_items_that_do_not_follow_are_refused() {
    for place in 0..5 {
        let refusal = refusal_after(|statement| {
            statement["answers"].as_array_mut().unwrap().remove(place);
        });
        assert_eq!(refusal, ProblemKind::AnswerMissing, "{place}");
    }
    for place in [0, 3, 4, 5] {
        let refusal = refusal_after(|statement| statement["items"][place]["decision"] = "decline".into());
        assert_eq!(refusal, ProblemKind::ItemsDoNotFollow, "{place}");
    }
    for place in 0..6 {
        let refusal = refusal_after(|statement| {
            statement["items"].as_array_mut().unwrap().remove(place);
        });
        assert_eq!(refusal, ProblemKind::ItemsDoNotFollow, "{place}");
    }
    let both_agreed = refusal_after(|statement| statement["answers"][1]["decision"] = "decline".into());
    assert_eq!(both_agreed, ProblemKind::ItemsDoNotFollow);
}

#[test]
fn only_a_prescription_form_that_was_offered_passes() {
    use PrescriptionTiming::{AtEligibilityCheck, Elsewhere};
    let forms = [Value::Null, "electronic".into(), "paper".into()];
    for (timing, usage, allowed) in [
        (AtEligibilityCheck, PrescriptionUse::None, [true, false, false]),
        (
            AtEligibilityCheck,
            PrescriptionUse::ElectronicOnly,
            [false, true, false],
        ),
        (AtEligibilityCheck, PrescriptionUse::Both, [false, true, true]),
        (
            AtEligibilityCheck,
            PrescriptionUse::PaperOnly,
            [true, false, false],
        ),
        (Elsewhere, PrescriptionUse::None, [true, false, false]),
        (Elsewhere, PrescriptionUse::ElectronicOnly, [true, false, false]),
        (Elsewhere, PrescriptionUse::Both, [true, false, false]),
        (Elsewhere, PrescriptionUse::PaperOnly, [true, false, false]),
    ] {
        let settings = ClinicSettings {
            prescription_timing: timing,
            prescription_use: usage,
            ..notice()
        };
        for (form, allowed) in forms.iter().zip(allowed) {
            let mut request = honest(&notice());
            request["statement"]["prescription_form"] = form.clone();
            let outcome = judged(&with_fitting_digest(request), &settings, Some(&check())).map(drop);
            let expected = if allowed {
                Ok(())
            } else {
                Err(ProblemKind::PrescriptionFormNotAllowed)
            };
            assert_eq!(outcome, expected, "{timing:?} {usage:?} {form}");
        }
    }
}

#[test]
fn a_digest_that_does_not_fit_is_refused_and_so_is_another_order() {
    let outcome = |change: fn(&mut Value)| {
        let mut request = honest(&notice());
        change(&mut request);
        judged(&request, &notice(), Some(&check()))
    };
    assert_eq!(
        outcome(|request| request["digest"] = "0".repeat(64).into()),
        Err(ProblemKind::DigestMismatch)
    );
    let upper = |request: &mut Value| {
        request["digest"] = request["digest"].as_str().unwrap().to_uppercase().into();
    };
    assert_eq!(outcome(upper), Err(ProblemKind::DigestMismatch));
    let reverse = |request: &mut Value| request["statement"]["items"].as_array_mut().unwrap().reverse();
    assert_eq!(outcome(reverse), Err(ProblemKind::DigestMismatch));
    let reversed_with_its_digest =
        refusal_after(|statement| statement["answers"].as_array_mut().unwrap().reverse());
    assert_eq!(reversed_with_its_digest, ProblemKind::DigestMismatch);
}

#[test]
fn settings_that_changed_or_a_mode_switched_off_are_refused() {
    let changed = ClinicSettings {
        version: 2,
        ..notice()
    };
    assert_eq!(
        judged(&honest(&notice()), &changed, Some(&check())),
        Err(ProblemKind::SettingsChanged)
    );
    let off = ClinicSettings {
        home_visit: Use::Off,
        ..notice()
    };
    assert_eq!(
        judged(&honest(&off), &off, Some(&check())),
        Err(ProblemKind::ModeNotEnabled)
    );
}

#[test]
fn what_was_judged_is_not_printed() {
    let judged = judged(&honest(&notice()), &notice(), Some(&check())).unwrap();
    assert_eq!(format!("{judged:?}"), "Judged { items: 6, .. }");
    assert_eq!(
        format!("{:?}", judged.items[0]),
        "StoredItem { item: \"SHJ\", .. }"
    );
}
