//! Guard, database and gate: each is tried with the other two switched off, by every channel and in every mode. The faults are
//! the notice's, and others of its kind.

use kyotaku_core::eligibility::ProblemKind;
use serde_json::{Value, json};

use crate::{
    past_the_guard::Rows,
    refused_registrations::changed,
    stage::{Stage, registration},
    visits::WAYS,
};

/// A fault, and what each layer says of it.
struct Fault {
    name: &'static str,
    /// What is wrong in the statement; its digest fits.
    statement: fn(&mut Value),
    /// What is wrong in what is written of it.
    rows: fn(&mut Rows),
    /// None: what is wrong is not in the request; the guard writes the rows itself.
    guard: Option<ProblemKind>,
    /// None: SQL has no SHA-256, so that the database cannot tell.
    database: Option<&'static [&'static str]>,
    /// The contradiction that is raised as an alarm.
    gate: &'static str,
}

const FOLLOW: Option<&[&str]> = Some(&["the items of a statement follow from its answers"]);
const ASKED: Option<&[&str]> = Some(&["a registration answers what its settings ask"]);
const SAYS: Option<&[&str]> = Some(&["a registration says what its statement says"]);

const FAULTS: [Fault; 10] = [
    Fault {
        name: "the notice's: the joint row declined, 薬剤情報 stated and stored as agreed",
        statement: |statement| statement["items"][2]["decision"] = "agree".into(),
        rows: |_| {},
        guard: Some(ProblemKind::LinkedItemsDiffer),
        database: FOLLOW,
        gate: "items-do-not-follow",
    },
    Fault {
        name: "the notice's, in the stored rows alone",
        statement: |_| {},
        rows: |rows| rows.items[2].1 = "agree".into(),
        guard: None,
        database: Some(&[
            "SRJ and YZK of one registration are alike",
            "the items of a registration are those of its statement",
        ]),
        gate: "item-rows-differ",
    },
    Fault {
        name: "the joint row declined, both items agreed",
        statement: |statement| {
            statement["items"][1]["decision"] = "agree".into();
            statement["items"][2]["decision"] = "agree".into();
        },
        rows: |_| {},
        guard: Some(ProblemKind::ItemsDoNotFollow),
        database: FOLLOW,
        gate: "items-do-not-follow",
    },
    Fault {
        name: "the two asked apart although the clinic uses both",
        statement: |statement| {
            statement["answers"][1]["question"] = "diagnosis".into();
            let medication = json!({"question": "medication", "decision": "agree"});
            statement["answers"].as_array_mut().unwrap().insert(2, medication);
            statement["items"][2]["decision"] = "agree".into();
        },
        rows: |_| {},
        guard: Some(ProblemKind::LinkedItemsDiffer),
        database: ASKED,
        gate: "statement-of-other-settings",
    },
    Fault {
        name: "one of the joint items left out",
        statement: |statement| drop(statement["items"].as_array_mut().unwrap().remove(2)),
        rows: |_| {},
        guard: Some(ProblemKind::ItemsDoNotFollow),
        database: FOLLOW,
        gate: "items-do-not-follow",
    },
    Fault {
        name: "the last row not written",
        statement: |_| {},
        rows: |rows| drop(rows.items.pop()),
        guard: None,
        database: Some(&["FOREIGN KEY constraint failed"]),
        gate: "item-rows-differ",
    },
    Fault {
        name: "a question unanswered",
        statement: |statement| {
            statement["answers"].as_array_mut().unwrap().remove(0);
            statement["items"].as_array_mut().unwrap().remove(0);
        },
        rows: |_| {},
        guard: Some(ProblemKind::AnswerMissing),
        database: ASKED,
        gate: "statement-of-other-settings",
    },
    Fault {
        name: "a prescription form that was not offered",
        statement: |statement| statement["prescription_form"] = "paper".into(),
        rows: |_| {},
        guard: Some(ProblemKind::PrescriptionFormNotAllowed),
        database: Some(&["a registration has a prescription form that its settings allow"]),
        gate: "statement-of-other-settings",
    },
    Fault {
        name: "another clinic's statement",
        statement: |statement| statement["institution"] = "9876543210".into(),
        rows: |_| {},
        guard: Some(ProblemKind::StatementForAnotherCheck),
        database: SAYS,
        gate: "statement-of-another-row",
    },
    Fault {
        name: "a digest of something else",
        statement: |_| {},
        rows: |rows| drop(rows.registration.insert("digest", "0".repeat(64).into())),
        guard: None,
        database: None,
        gate: "digest-differs",
    },
];

impl Fault {
    /// The request with the fault in it, and the rows that a service without a guard would write of it.
    fn of(&self, honest: &Value, way: usize, number: &str) -> (Value, Rows) {
        let (channel, mode) = WAYS[way];
        let body = changed(honest, self.statement);
        let check = honest["statement"]["check"].as_str().unwrap();
        let mut rows = Rows::of(&body, number, channel, mode, check);
        (self.rows)(&mut rows);
        (body, rows)
    }
}

#[tokio::test]
async fn the_guard_alone_refuses_every_fault_that_a_request_can_have() {
    let stage = Stage::set().await;
    stage.drop_triggers().await;
    for (way, (channel, mode)) in WAYS.into_iter().enumerate() {
        let honest = stage
            .statement_in(mode, &stage.check_by(channel, mode).await)
            .await;
        let mut unfitting = honest.clone();
        unfitting["digest"] = "0".repeat(64).into();
        let refused = stage.refused(registration(&unfitting).by(channel)).await;
        assert_eq!(refused, ProblemKind::DigestMismatch);
        for fault in &FAULTS {
            let Some(expected) = fault.guard else { continue };
            let (body, _) = fault.of(&honest, way, "r");
            let refused = stage.refused(registration(&body).by(channel)).await;
            assert_eq!(refused, expected, "{channel:?} {mode:?}: {}", fault.name);
        }
        stage.send(registration(&honest).by(channel)).await.ok();
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_database_alone_refuses_every_fault_that_it_can_see() {
    let stage = Stage::set().await;
    let mut database = stage.past_the_guard().await;
    for (way, (channel, mode)) in WAYS.into_iter().enumerate() {
        let honest = stage
            .statement_in(mode, &stage.check_by(channel, mode).await)
            .await;
        let before = stage.rows().await;
        for fault in &FAULTS {
            let Some(rules) = fault.database else { continue };
            let (_, rows) = fault.of(&honest, way, "r");
            let refusal = rows.write(&mut database).await.unwrap_err();
            assert!(
                rules.contains(&&*refusal),
                "{channel:?} {mode:?}: {}: {refusal}",
                fault.name
            );
            assert_eq!(stage.rows().await, before, "{}", fault.name);
        }
        let check = honest["statement"]["check"].as_str().unwrap();
        let rows = Rows::of(&honest, &format!("r{way}"), channel, mode, check);
        rows.write(&mut database).await.unwrap();
    }
    stage.running.shutdown().await;
}
