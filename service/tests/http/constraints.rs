//! What the database refuses, with the guard out of the way: rows are written by SQL. Each forbidden row breaks one rule, the
//! refusal names it, and nothing is left behind; then the honest row passes. Here registrations; the rest beside it.

mod checks;
mod corrections;
mod disclosures;
mod kept;

use kyotaku_core::{eligibility::Use, origin::Channel, visit::CareMode};
use kyotaku_service::sample::OTHER_CLINIC;
use serde_json::{Value, json};

use crate::{
    past_the_guard::{Rows, credential},
    stage::Stage,
    visits::WAYS,
};

const FOLLOW: &str = "the items of a statement follow from its answers";
const OF_THE_STATEMENT: &str = "the items of a registration are those of its statement";
const ALIKE: &str = "SRJ and YZK of one registration are alike";
const ASKED: &str = "a registration answers what its settings ask";
const FORM: &str = "a registration has a prescription form that its settings allow";
const SAYS: &str = "a registration says what its statement says";
const TWICE: &str = "a statement has no name twice";
const OF_ITS_CHECK: &str = "a registration is of the clinic, mode and channel of its check";
const DEVICE: &str = "a registration comes by a device of its channel";
const IN_TIME: &str = "a registration is made while check and certificate are valid";
const ELIGIBLE: &str = "a registration is of a person found eligible";
const IN_FORCE: &str = "a registration is under the settings in force";
const SWITCHED_ON: &str = "a registration is in a mode that is switched on";
/// The deferred foreign key: at the commit, the last item is not there.
const INCOMPLETE: &str = "FOREIGN KEY constraint failed";

type Twist = fn(&mut Rows);

fn set(rows: &mut Rows, column: &'static str, value: Value) {
    rows.registration.insert(column, value);
}

/// Changes a member of the statement and the column of the same meaning.
fn set_both(rows: &mut Rows, member: &str, column: &'static str, value: Value) {
    rows.change_statement(|statement| statement[member] = value.clone());
    set(rows, column, value);
}

/// Leaves out this many items from this place on, and the answer that decides them.
fn leave_out(rows: &mut Rows, answer: usize, place: usize, items: usize) {
    rows.change_statement(|statement| {
        statement["answers"].as_array_mut().unwrap().remove(answer);
        statement["items"]
            .as_array_mut()
            .unwrap()
            .drain(place..place + items);
    });
    rows.items.drain(place..place + items);
    let count = json!(rows.items.len());
    set(rows, "item_count", count);
}

/// Changes the statement's text where a reader of JSON would make one of two members.
fn replace_last(rows: &mut Rows, from: &str, to: &str) {
    let text = rows.registration["statement"].as_str().unwrap();
    let place = text.rfind(from).unwrap();
    let text = [&text[..place], to, &text[place + from.len()..]].concat();
    set(rows, "statement", text.into());
}

/// Each forbidden registration with the rules that it breaks: one of them is named.
const FORBIDDEN: &[(&[&str], Twist)] = &[
    // The fault of October 2024, in the statement and in the rows alone.
    (&[FOLLOW], |rows| {
        rows.change_statement(|statement| statement["items"][2]["decision"] = "agree".into());
        rows.items[2].1 = "agree".into();
    }),
    (&[ALIKE, OF_THE_STATEMENT], |rows| {
        rows.items[2].1 = "agree".into()
    }),
    (&[FOLLOW], |rows| {
        rows.change_statement(|statement| statement["answers"][1]["decision"] = "agree".into());
    }),
    (&[FOLLOW], |rows| {
        rows.change_statement(|statement| drop(statement["items"].as_array_mut().unwrap().remove(2)));
        rows.items.remove(2);
        set(rows, "item_count", 5.into());
    }),
    (&[FOLLOW], |rows| {
        let none = json!({"decision": "agree"});
        rows.change_statement(|statement| statement["items"].as_array_mut().unwrap().push(none));
        set(rows, "item_count", 7.into());
    }),
    (&[OF_THE_STATEMENT], |rows| rows.items[0].1 = "decline".into()),
    (&[OF_THE_STATEMENT], |rows| rows.items[3].0 = "TSR".into()),
    (&[OF_THE_STATEMENT], |rows| rows.items.swap(0, 3)),
    (
        &["the registration has all of its items", OF_THE_STATEMENT],
        |rows| {
            rows.items.push(("TSR".into(), "agree".into()));
        },
    ),
    (&[INCOMPLETE], |rows| drop(rows.items.pop())),
    (&[INCOMPLETE], |rows| rows.items.clear()),
    // Another form than the settings ask: a question less, the joint question apart, half of it, one without a name.
    (&[ASKED], |rows| leave_out(rows, 0, 0, 1)),
    (&[ASKED], |rows| leave_out(rows, 1, 1, 2)),
    (&[ASKED], |rows| {
        rows.change_statement(|statement| {
            statement["answers"][1]["question"] = "diagnosis".into();
            let medication = json!({"question": "medication", "decision": "decline"});
            statement["answers"].as_array_mut().unwrap().insert(2, medication);
        });
    }),
    (&[ASKED], |rows| {
        rows.change_statement(|statement| {
            statement["answers"][1]["question"] = "diagnosis".into();
            statement["items"].as_array_mut().unwrap().remove(2);
        });
        rows.items.remove(2);
        set(rows, "item_count", 5.into());
    }),
    (&[ASKED], |rows| {
        let unnamed = json!({"decision": "agree"});
        rows.change_statement(|statement| statement["answers"].as_array_mut().unwrap().push(unnamed));
    }),
    (&[FORM], |rows| {
        set_both(rows, "prescription_form", "prescription_form", "paper".into())
    }),
    (&[FORM], |rows| {
        set_both(rows, "prescription_form", "prescription_form", Value::Null)
    }),
    // The row and its statement are of two minds.
    (&[SAYS], |rows| {
        rows.change_statement(|statement| statement["institution"] = OTHER_CLINIC.into())
    }),
    (&[SAYS], |rows| {
        rows.change_statement(|statement| statement["check"] = "0".into())
    }),
    (&[SAYS], |rows| {
        rows.change_statement(|statement| statement["mode"] = "at-sea".into())
    }),
    (&[SAYS], |rows| {
        rows.change_statement(|statement| statement["settings_version"] = 2.into())
    }),
    (&[SAYS], |rows| {
        rows.change_statement(|statement| statement["prescription_form"] = Value::Null)
    }),
    (&[SAYS], |rows| set(rows, "item_count", 5.into())),
    (&[TWICE], |rows| {
        replace_last(rows, "\"agree\"", "\"agree\",\"decision\":\"agree\"")
    }),
    (&[TWICE], |rows| {
        replace_last(rows, "\"agree\"", "\"agree\",\"d\\u0065cision\":\"agree\"")
    }),
    // Whoever reads the last of the two sees other rules broken, too.
    (&[TWICE, FOLLOW, SAYS], |rows| {
        replace_last(rows, "}", ",\"items\":[]}")
    }),
    (&[TWICE, FOLLOW], |rows| {
        replace_last(rows, "\"agree\"", "\"agree\",\"decision\":\"decline\"")
    }),
    (&["malformed JSON"], |rows| {
        set(rows, "statement", "agreed".into())
    }),
    // Another check, clinic, mode, channel, device or time.
    (&[OF_ITS_CHECK, ELIGIBLE, IN_TIME], |rows| {
        set_both(rows, "check", "check_number", "0".into())
    }),
    (&[OF_ITS_CHECK], |rows| {
        set_both(rows, "institution", "institution", OTHER_CLINIC.into())
    }),
    (&[OF_ITS_CHECK], |rows| {
        let other = match rows.registration["mode"].as_str() {
            Some("home-visit") => "online-outpatient",
            _ => "home-visit",
        };
        set_both(rows, "mode", "mode", other.into());
    }),
    (&[OF_ITS_CHECK], |rows| {
        let other = match rows.registration["channel"].as_str() {
            Some("visit-app") => Channel::FaceReader,
            _ => Channel::VisitApp,
        };
        set(rows, "channel", other.wire_name().into());
        set(rows, "credential", credential(other).into());
    }),
    (&[DEVICE], |rows| set(rows, "credential", "nobody's".into())),
    (&[IN_TIME], |rows| {
        set(rows, "registered_at", "2026-11-22T13:00:00+09:00".into())
    }),
];

#[tokio::test]
async fn no_registration_is_written_that_breaks_a_rule_by_any_channel_in_any_mode() {
    let stage = Stage::set().await;
    let mut database = stage.past_the_guard().await;
    for (place, (channel, mode)) in WAYS.into_iter().enumerate() {
        let check = stage.check_by(channel, mode).await;
        let body = stage.statement_in(mode, &check).await;
        let honest = Rows::of(&body, &format!("r{place}"), channel, mode, &check);
        let before = stage.rows().await;
        for (number, (rules, twist)) in FORBIDDEN.iter().enumerate() {
            let mut rows = honest.clone();
            twist(&mut rows);
            let refusal = rows.write(&mut database).await.unwrap_err();
            assert!(
                rules.contains(&&*refusal),
                "{number} {channel:?} {mode:?}: {refusal}, and not {rules:?}"
            );
            assert_eq!(stage.rows().await, before, "{number}");
        }
        honest.write(&mut database).await.unwrap();
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn an_outdated_form_a_mode_switched_off_and_items_out_of_order_are_refused() {
    let (channel, mode) = WAYS[0];
    let stage = Stage::set().await;
    let mut database = stage.past_the_guard().await;
    let check = stage.check_by(channel, mode).await;
    let body = stage.statement_in(mode, &check).await;
    let mut rows = Rows::of(&body, "r", channel, mode, &check);

    let mut out_of_order = rows.clone();
    out_of_order.items.truncate(1);
    assert_eq!(out_of_order.write(&mut database).await.unwrap_err(), INCOMPLETE);
    let refusal = rows.write_items_from(1, &mut database).await.unwrap_err();
    assert_eq!(
        refusal,
        "the items of a registration come in the order of the screen"
    );

    stage.save(|_| {}).await;
    assert_eq!(rows.write(&mut database).await.unwrap_err(), IN_FORCE);
    stage.save(|settings| settings.home_visit = Use::Off).await;
    set_both(&mut rows, "settings_version", "settings_version", 3.into());
    assert_eq!(rows.write(&mut database).await.unwrap_err(), SWITCHED_ON);
    stage.save(|settings| settings.home_visit = Use::On).await;
    set_both(&mut rows, "settings_version", "settings_version", 4.into());
    rows.write(&mut database).await.unwrap();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn nobody_is_registered_who_was_not_found_eligible_or_whose_certificate_has_expired() {
    let (channel, mode) = (Channel::VisitApp, CareMode::HomeVisit);
    let stage = Stage::set().await;
    let mut database = stage.past_the_guard().await;
    for (slug, expected) in [
        ("invalid", Err(ELIGIBLE)),
        ("new-exists", Err(ELIGIBLE)),
        ("none", Err(ELIGIBLE)),
        ("lag", Err(ELIGIBLE)),
        ("certificate-expired-recently", Err(IN_TIME)),
        ("several", Ok(())),
        ("unregistered", Ok(())),
    ] {
        let check = stage.check(slug).await["check"].as_str().unwrap().to_owned();
        let body = stage.statement(&check).await;
        let written = Rows::of(&body, slug, channel, mode, &check)
            .write(&mut database)
            .await;
        assert_eq!(written, expected.map_err(str::to_owned), "{slug}");
    }
    stage.running.shutdown().await;
}
