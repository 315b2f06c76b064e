//! Each mishap at each call of a visit: what the core's client makes of it, whether the service carried the request out,
//! and that the same call is answered when it is made again.

use kyotaku_core::eligibility::{ProblemKind, ServiceFault};
use serde_json::{Value, json};

use crate::{
    program::{Program, Scene},
    scenes::{medication_only, registered_by_a_visit},
    visit::{Visit, joint_declined},
};

const CALLS: [&str; 4] = ["settings", "challenge", "check", "register"];

/// A mishap, and what the client makes of it; nothing for one in which it would wait for an answer.
fn mishaps() -> Vec<(Value, Option<ServiceFault>, Carried)> {
    let refused = |kind| {
        Some(ServiceFault::Refused(kyotaku_core::eligibility::Problem::new(
            kind,
        )))
    };
    let no_answer = || Some(ServiceFault::NoAnswer);
    let garbled = Some(ServiceFault::Garbled);
    vec![
        (json!({ "fault": "request-lost" }), no_answer(), Carried::Not),
        (json!({ "fault": "request-held" }), None, Carried::Not),
        (json!({ "fault": "answer-lost" }), no_answer(), Carried::Out),
        (json!({ "fault": "answer-held" }), None, Carried::Out),
        (json!({ "fault": "answer-cut" }), no_answer(), Carried::Out),
        (json!({ "fault": "answer-garbage" }), garbled, Carried::Out),
        (
            json!({ "fault": "refused", "problem": "storage-unavailable" }),
            refused(ProblemKind::StorageUnavailable),
            Carried::Not,
        ),
        (
            json!({ "fault": "refused", "problem": "unauthorized" }),
            refused(ProblemKind::Unauthorized),
            Carried::Not,
        ),
    ]
}

/// Whether the service carried the request out.
#[derive(Clone, Copy, PartialEq)]
enum Carried {
    Out,
    Not,
}

/// One call of a visit, which the mishap may be for.
struct Turn<'a> {
    scene: &'a Scene,
    call: &'a str,
    planned: &'a Value,
    expected: &'a Option<ServiceFault>,
    carried: Carried,
}

impl Turn<'_> {
    /// Makes the call; first once in vain, if the mishap is for it.
    async fn make<T>(&self, call: &str, make: impl AsyncFn() -> Result<T, ServiceFault>) -> T {
        if call == self.call {
            assert_eq!(self.scene.get("mishaps").await, json!([self.planned]));
            match self.expected {
                Some(fault) => assert_eq!(make().await.err().as_ref(), Some(fault), "{}", self.planned),
                None => tokio::select! {
                    _ = make() => panic!("{}: it was answered", self.planned),
                    () = self.scene.direct(json!({ "await": "mishaps" })) => {}
                },
            }
            assert_eq!(self.scene.get("mishaps").await, json!([]), "{}", self.planned);
            if call == "register" {
                let stored = self.scene.get("registered").await;
                let expected = if self.carried == Carried::Out {
                    registered_by_a_visit()
                } else {
                    json!([])
                };
                assert_eq!(stored, expected, "{}", self.planned);
            }
        }
        let again = make().await;
        again.unwrap_or_else(|fault| panic!("{call} after {}: {fault}", self.planned))
    }
}

#[tokio::test]
async fn each_mishap_happens_once_to_the_call_that_it_is_for_and_to_no_other() {
    let stage = Program::start().await;
    for call in CALLS {
        for (mut planned, expected, carried) in mishaps() {
            planned["call"] = call.into();
            let scene = stage
                .set(json!({ "patient": "valid", "service": [planned] }))
                .await;
            let turn = Turn {
                scene: &scene,
                call,
                planned: &planned,
                expected: &expected,
                carried,
            };
            let visit = Visit::at(&scene);
            let settings = turn.make("settings", async || visit.settings().await).await;
            let challenge = turn.make("challenge", async || visit.challenge().await).await;
            let request = visit.tap(&settings, &challenge, "1234").await.unwrap();
            let check = turn.make("check", async || visit.check(&request).await).await;
            let confirmed = joint_declined(&settings, &check.check);
            turn.make("register", async || visit.register(&confirmed).await)
                .await;
            assert_eq!(scene.get("registered").await, registered_by_a_visit());
            scene.strike().await;
        }
    }
    stage.close().await;
}

#[tokio::test]
async fn mishaps_of_one_call_happen_in_their_order_whatever_is_planned_for_the_others() {
    let stage = Program::start().await;
    let planned = json!([
        { "call": "check", "fault": "answer-lost" },
        { "call": "settings", "fault": "answer-garbage" },
        { "call": "settings", "fault": "refused" },
    ]);
    let scene = stage.set(json!({ "patient": "valid", "service": planned })).await;
    let visit = Visit::at(&scene);
    assert_eq!(visit.settings().await, Err(ServiceFault::Garbled));
    let Err(ServiceFault::Refused(problem)) = visit.settings().await else {
        panic!("the second mishap did not happen");
    };
    assert_eq!(problem.kind(), Some(ProblemKind::StorageUnavailable));
    visit.settings().await.unwrap();
    assert_eq!(scene.get("mishaps").await, json!([planned[0]]));
    stage.close().await;
}

#[tokio::test]
async fn a_receipt_that_differs_says_otherwise_of_one_item_and_what_is_stored_is_what_was_stated() {
    let stage = Program::start().await;
    let planned = json!([{ "call": "register", "fault": "receipt-differs" }]);
    let scene = stage.set(json!({ "patient": "valid", "service": planned })).await;
    let visit = Visit::at(&scene);
    let settings = visit.settings().await.unwrap();
    let confirmed = joint_declined(&settings, &visit.checked(&settings).await.check);
    let receipt = visit.register(&confirmed).await.unwrap();
    assert!(!receipt.holds(&confirmed));
    assert!(receipt.statement == *confirmed.statement() && receipt.digest == confirmed.digest());
    let stated = &confirmed.statement().items;
    assert_eq!(receipt.items.len(), stated.len());
    for (said, stated) in receipt.items.iter().zip(stated) {
        assert_eq!(said.item, stated.item);
        let differs = said.decision != stated.decision;
        assert_eq!(differs, said.item.code() == "YZK", "{}", said.item.code());
    }
    assert_eq!(scene.get("registered").await, registered_by_a_visit());
    // Asked again, it is the receipt itself.
    assert!(visit.register(&confirmed).await.unwrap().holds(&confirmed));
    stage.close().await;
}

#[tokio::test]
async fn a_receipt_without_the_item_does_not_differ_and_the_mishap_is_still_to_come() {
    let stage = Program::start().await;
    let planned = json!([{ "call": "register", "fault": "receipt-differs" }]);
    let mut settings = medication_only();
    settings["薬剤"] = false.into();
    settings["手術"] = true.into();
    let scene = stage
        .set(json!({ "patient": "valid", "settings": settings, "service": planned }))
        .await;
    Visit::at(&scene).play().await;
    assert_eq!(
        scene.get("registered").await,
        json!([{ "items": { "SHJ": "agree" }, "form": null }])
    );
    assert_eq!(scene.get("mishaps").await, planned);
    stage.close().await;
}
