//! `scenarios/consent.json` judges the service. For every case a clinic has the case's settings, a card is checked,
//! and what the table expects is registered: written here from the table alone, in the wire's own words, with a
//! canonical text of its own. What the table expects must be stored; whatever differs from it must be refused, and
//! nothing written.
//!
//! Every channel is judged by the same table, each with its own token and in a mode that it serves; between them, in every mode.
//!
//! Nothing of the core's consent form takes part, so that the core and the service are judged apart.

use std::collections::BTreeMap;

use kyotaku_core::{origin::Channel, visit::CareMode};
use kyotaku_service::{Database, Place};
use serde_json::{Value, json};

use clinic::{APP, Clinic, Visit};
use statement::Statement;
use table::{Case, Expected, Registered, Stopped, Table};

#[path = "scenario_table/clinic.rs"]
mod clinic;
#[path = "scenario_table/statement.rs"]
mod statement;
#[path = "../../core/tests/scenario_table/table.rs"]
#[expect(dead_code, reason = "the presses are for the core's test alone")]
mod table;

/// How many cases end in a registration. The others stop before 2 確認.
const STORED: u64 = 86;
/// How many statements are refused: the twins, and one for each case that stops.
const REFUSED: u64 = 1444;

#[tokio::test(flavor = "multi_thread")]
async fn of_the_visit_app_the_service_stores_what_every_case_says_and_refuses_what_differs() {
    the_table_judges(Channel::VisitApp, CareMode::HomeVisit).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_the_reception_web_the_service_stores_what_every_case_says_and_refuses_what_differs() {
    the_table_judges(Channel::ReceptionWeb, CareMode::OnlineOutpatient).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_the_face_reader_the_service_stores_what_every_case_says_and_refuses_what_differs() {
    the_table_judges(Channel::FaceReader, CareMode::Outpatient).await;
}

mod on_postgresql {
    use super::*;

    #[tokio::test]
    async fn the_table_judges_the_service_there_too() {
        kyotaku_postgresql::tests_hold_again(&[], async |url| {
            let opened = Database::open(&Place::named(url)).await;
            opened.expect("the schema is made").close().await;
        })
        .await;
    }
}

async fn the_table_judges(channel: Channel, mode: CareMode) {
    let table = Table::read();
    let clinic = Clinic::open(channel, mode).await;
    let (mut stored, mut refused) = (0, 0);
    for case in &table.cases {
        let visit = clinic.visit(case.settings.clinic()).await;
        match &case.expected {
            Expected::Registered(expected) => {
                let statement = complete(&table, case, expected);
                for (twin, kind) in twins(&statement) {
                    is_refused(&clinic, &visit, case, &twin, kind, stored).await;
                    refused += 1;
                }
                is_stored(&clinic, &visit, case, &statement, stored).await;
                stored += 1;
            }
            Expected::Stopped(expected) => {
                let (statement, kind) = incomplete(&table, case, expected);
                is_refused(&clinic, &visit, case, &statement, kind, stored).await;
                refused += 1;
            }
        }
    }
    assert_eq!(clinic.registrations().await, stored);
    // No case is passed over, and no twin that could be made.
    assert_eq!((stored, refused), (STORED, REFUSED));
    let (app, version) = APP;
    let origin = (channel.wire_name().into(), app.into(), version.into());
    assert_eq!(clinic.origins().await, [origin]);
    clinic.close().await;
}

/// What the table expects, as a statement.
fn complete(table: &Table, case: &Case, expected: &Registered) -> Statement {
    let mut statement = Statement {
        answers: Vec::new(),
        form: expected.form.clone(),
        items: Vec::new(),
    };
    for question in &case.asked {
        let items = table.items_of(question);
        statement.answer(question, &expected.items[&items[0]]);
        for item in items {
            statement.items.push((item.clone(), expected.items[item].clone()));
        }
    }
    statement
}

/// A statement that leaves out exactly what is missing and agrees to the rest, and why it must be refused.
fn incomplete(table: &Table, case: &Case, expected: &Stopped) -> (Statement, &'static str) {
    let missing = |label: &str| expected.missing.iter().any(|missing| missing == label);
    let form_is_missing = missing(table.word("prescription"));
    let mut statement = Statement {
        answers: Vec::new(),
        form: None,
        items: Vec::new(),
    };
    if case.prescription != table::PrescriptionRow::Absent && !form_is_missing {
        statement.form = Some("electronic".into());
    }
    for question in case.asked.iter().filter(|question| !missing(question)) {
        statement.answer(question, "agree");
        for item in table.items_of(question) {
            statement.items.push((item.clone(), "agree".into()));
        }
    }
    let only_the_form = form_is_missing && expected.missing.len() == 1;
    let kind = if only_the_form {
        "prescription-form-not-allowed"
    } else {
        "answer-missing"
    };
    (statement, kind)
}

/// Statements that differ from this one in one thing, and why each must be refused.
fn twins(statement: &Statement) -> Vec<(Statement, &'static str)> {
    let mut twins = Vec::new();
    let joint = |item: &str| ["SRJ", "YZK"].contains(&item);
    let both = statement.items.iter().filter(|(item, _)| joint(item)).count() == 2;

    // One item flipped: of the joint pair, this is the fault of October 2024.
    for place in 0..statement.items.len() {
        let mut twin = statement.clone();
        flip(&mut twin.items[place].1);
        let linked = both && joint(&twin.items[place].0);
        twins.push((
            twin,
            if linked {
                "linked-items-differ"
            } else {
                "items-do-not-follow"
            },
        ));
    }
    // The joint pair flipped alike, against its answer.
    if both {
        let mut twin = statement.clone();
        twin.items
            .iter_mut()
            .filter(|(item, _)| joint(item))
            .for_each(|(_, decision)| flip(decision));
        twins.push((twin, "items-do-not-follow"));
    }
    // One answer flipped, and the items as they were.
    for place in 0..statement.answers.len() {
        let mut twin = statement.clone();
        flip(&mut twin.answers[place].1);
        twins.push((twin, "items-do-not-follow"));
    }
    // One item left out.
    for place in 0..statement.items.len() {
        let mut twin = statement.clone();
        twin.items.remove(place);
        twins.push((twin, "items-do-not-follow"));
    }
    // An item that was not asked.
    for item in ["SHJ", "SRJ", "YZK", "TKK", "療養情報", "TSR"] {
        if statement.items.iter().all(|(asked, _)| asked != item) {
            let mut twin = statement.clone();
            twin.items.push((item.into(), "agree".into()));
            twins.push((twin, "not-asked"));
        }
    }
    // No row where there is one, a form where there is no row.
    let mut twin = statement.clone();
    twin.form = match &statement.form {
        Some(_) => None,
        None => Some("electronic".into()),
    };
    twins.push((twin, "prescription-form-not-allowed"));
    twins
}

fn flip(decision: &mut String) {
    *decision = match decision.as_str() {
        "agree" => "decline".into(),
        _ => "agree".into(),
    };
}

async fn is_refused(
    clinic: &Clinic,
    visit: &Visit,
    case: &Case,
    statement: &Statement,
    kind: &str,
    stored: u64,
) {
    let (status, answer) = clinic.register(visit, statement).await;
    let name = &case.name;
    let why = &case.why;
    let expected = json!(format!("urn:kyotaku:problem:{kind}"));
    assert_eq!(answer["type"], expected, "{name}: {statement:?}\n{why}");
    assert_eq!(status, 422, "{name}");
    assert_eq!(clinic.registrations().await, stored, "{name}: nothing is written");
}

async fn is_stored(clinic: &Clinic, visit: &Visit, case: &Case, statement: &Statement, stored: u64) {
    let (status, receipt) = clinic.register(visit, statement).await;
    let (name, why) = (&case.name, &case.why);
    assert_eq!(status, 201, "{name}: {answer}\n{why}", answer = receipt["type"]);
    assert_eq!(clinic.registrations().await, stored + 1, "{name}");
    assert_eq!(receipt["statement"], statement.json(visit), "{name}");
    assert_eq!(receipt["digest"], json!(statement.digest(visit)), "{name}");
    assert_eq!(receipt["items"], statement.json(visit)["items"], "{name}");
    let held = clinic
        .items_held(receipt["registration"].as_str().expect("a receipt has a number"))
        .await;
    let Expected::Registered(Registered { items, .. }) = &case.expected else {
        panic!("{name}: only what is expected to be registered comes here");
    };
    let held_in_order: Vec<_> = held.iter().map(|(item, _)| item).collect();
    let expected_order: Vec<_> = statement.items.iter().map(|(item, _)| item).collect();
    assert_eq!(held_in_order, expected_order, "{name}");
    let held: BTreeMap<_, _> = held.into_iter().collect();
    assert_eq!(held, *items, "{name}: what the database holds\n{why}");
}

/// The JSON of a list of things and what was decided for each.
fn decided(thing: &str, list: &[(String, String)]) -> Value {
    let decided = |(name, decision): &(String, String)| json!({ thing: name, "decision": decision });
    list.iter().map(decided).collect()
}
