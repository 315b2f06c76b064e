//! What is directed while a visit is under way.

use kyotaku_core::{
    card::{CardFault, OtherCard},
    eligibility::{ProblemKind, ServiceFault, Use},
};
use serde_json::json;

use crate::{
    program::Program,
    scenes::{medication_only, registered_by_a_visit},
    visit::{Visit, joint_declined},
};

#[tokio::test]
async fn settings_that_are_directed_are_the_clinics_next_version_and_refuse_what_was_drawn_before() {
    let stage = Program::start().await;
    let scene = stage.set(json!({ "patient": "valid" })).await;
    let visit = Visit::at(&scene);
    let settings = visit.settings().await.unwrap();
    let check = visit.checked(&settings).await.check;

    scene.direct(json!({ "settings": medication_only() })).await;
    let Err(ServiceFault::Refused(problem)) = visit.register(&joint_declined(&settings, &check)).await else {
        panic!("the registration was not refused");
    };
    assert_eq!(problem.kind(), Some(ProblemKind::SettingsChanged));
    assert_eq!(scene.get("registered").await, json!([]));

    let next = visit.settings().await.unwrap();
    assert_eq!(next.version, settings.version + 1);
    assert_eq!(next.surgery, Use::Off);
    visit.register(&joint_declined(&next, &check)).await.unwrap();
    let registered = json!([{ "items": { "YZK": "agree" }, "form": null }]);
    assert_eq!(scene.get("registered").await, registered);
    stage.close().await;
}

#[tokio::test]
async fn another_card_that_is_laid_on_the_reader_is_read_next_and_what_was_asked_is_counted_on() {
    let stage = Program::start().await;
    let given = json!({ "patient": "valid", "card": { "kind": "residence-card" } });
    let scene = stage.set(given).await;
    let visit = Visit::at(&scene);
    let settings = visit.settings().await.unwrap();
    let challenge = visit.challenge().await.unwrap();
    let other = visit.tap(&settings, &challenge, "1234").await;
    let card = OtherCard::ResidenceCard;
    assert_eq!(other.map(drop), Err(CardFault::NotMyNumberCard { card }));
    let asked = scene.get("card").await;
    assert_eq!(
        (&asked["verify"], &asked["tries_left"]),
        (&json!(0), &json!(null))
    );

    scene
        .direct(json!({ "patient": "renewed", "card": { "tries_left": 2 } }))
        .await;
    assert_eq!(scene.get("card").await["tries_left"], 2);
    visit.checked(&settings).await;
    let then = scene.get("card").await;
    assert_eq!((&then["verify"], &then["tries_left"]), (&json!(1), &json!(3)));
    assert!(then["commands"].as_u64() > asked["commands"].as_u64());
    stage.close().await;
}

#[tokio::test]
async fn a_wire_that_is_down_refuses_connections_until_it_is_up() {
    let stage = Program::start().await;
    let scene = stage.set(json!({ "patient": "valid" })).await;
    let visit = Visit::at(&scene);
    visit.settings().await.unwrap();
    // Each direction twice: it may stand as it is directed already.
    for _ in 0..2 {
        scene.direct(json!({ "wire": "down" })).await;
        assert_eq!(visit.settings().await, Err(ServiceFault::Unreachable));
    }
    for _ in 0..2 {
        scene.direct(json!({ "wire": "up" })).await;
        visit.settings().await.unwrap();
    }
    visit.play().await;
    assert_eq!(scene.get("registered").await, registered_by_a_visit());
    stage.close().await;
}

#[tokio::test]
async fn settings_can_be_directed_while_the_wire_goes_down() {
    let stage = Program::start().await;
    let scene = stage.set(json!({ "patient": "valid" })).await;
    let visit = Visit::at(&scene);
    scene
        .direct(json!({ "settings": medication_only(), "wire": "down" }))
        .await;
    assert_eq!(visit.settings().await, Err(ServiceFault::Unreachable));
    scene.direct(json!({ "wire": "up" })).await;
    assert_eq!(visit.settings().await.unwrap().version, 2);
    stage.close().await;
}

#[tokio::test]
async fn a_direction_that_is_wrong_in_anything_is_refused_by_its_key_and_changes_nothing() {
    let stage = Program::start().await;
    let scene = stage.set(json!({ "patient": "valid" })).await;
    let visit = Visit::at(&scene);
    let before = visit.settings().await.unwrap();
    let mut short = medication_only();
    short.as_object_mut().unwrap().remove("薬剤");
    for (direction, key) in [
        (json!({}), "`settings`"),
        (json!({ "hours_pass": 0 }), "hours_pass: "),
        (json!({ "wire": "down", "await": "lunch" }), "await: "),
        (json!({ "wire": "sideways" }), "wire: "),
        (json!({ "settings": medication_only(), "wire": "cut" }), "wire: "),
        (json!({ "wire": "down", "settings": short }), "`薬剤`"),
        (json!({ "wire": "down", "curtain": "down" }), "`curtain`"),
        (json!({ "wire": "down", "patient": "nobody" }), "patient: "),
    ] {
        let answer = scene
            .ask("POST /directions", direction.to_string().as_bytes())
            .await;
        assert_eq!(answer.status, 422, "{direction}");
        assert!(answer.text().contains(key), "{direction}: {}", answer.text());
        assert_eq!(visit.settings().await.unwrap(), before, "{direction}");
    }
    stage.close().await;
}

#[tokio::test]
async fn a_wire_that_is_given_as_down_is_down_from_the_start() {
    let stage = Program::start().await;
    let scene = stage.set(json!({ "patient": "valid", "wire": "down" })).await;
    let visit = Visit::at(&scene);
    assert_eq!(visit.settings().await, Err(ServiceFault::Unreachable));
    scene.direct(json!({ "wire": "up" })).await;
    visit.settings().await.unwrap();
    stage.close().await;
}

#[tokio::test]
async fn a_clock_that_stands_still_gives_every_visit_the_same_time_until_hours_pass() {
    let stage = Program::start().await;
    let scene = stage.set(json!({ "patient": "valid" })).await;
    let visit = Visit::at(&scene);
    let settings = visit.settings().await.unwrap();
    let mut times = Vec::new();
    for hours in [0, 2, 255] {
        if hours > 0 {
            scene.direct(json!({ "hours_pass": hours })).await;
        }
        let check = visit.checked(&settings).await.check;
        let receipt = visit.register(&joint_declined(&settings, &check)).await.unwrap();
        times.push(receipt.registered_at);
    }
    // 257 hours are ten days and 17 hours.
    let expected = [
        "2026-11-23T09:05:00+09:00",
        "2026-11-23T11:05:00+09:00",
        "2026-12-04T02:05:00+09:00",
    ];
    assert_eq!(times, expected);
    stage.close().await;
}

#[tokio::test]
async fn a_check_grows_too_old_when_hours_pass() {
    let stage = Program::start().await;
    let scene = stage.set(json!({ "patient": "valid" })).await;
    let visit = Visit::at(&scene);
    let settings = visit.settings().await.unwrap();
    let check = visit.checked(&settings).await.check;
    scene.direct(json!({ "hours_pass": 2 })).await;
    let Err(ServiceFault::Refused(problem)) = visit.register(&joint_declined(&settings, &check)).await else {
        panic!("the registration was not refused");
    };
    assert_eq!(problem.kind(), Some(ProblemKind::CheckExpired));
    assert_eq!(scene.get("registered").await, json!([]));
    stage.close().await;
}

#[tokio::test]
async fn who_awaits_the_mishaps_goes_on_when_all_of_them_have_happened_and_not_before() {
    let stage = Program::start().await;
    let given = json!({
        "patient": "valid",
        "card": { "faults": [{ "at": "connect", "fault": "hangs" }] },
        "service": [{ "call": "challenge", "fault": "request-held" }]
    });
    let scene = stage.set(given).await;
    let visit = Visit::at(&scene);
    let connecting = async {
        scene
            .until("mishaps", |left| left.as_array().unwrap().len() == 1)
            .await;
        // One is left; so whoever awaits it still does.
        scene.ask("POST /card/connect", b"").await
    };
    tokio::select! {
        // It answers when nothing is left, and not while something is.
        () = scene.direct(json!({ "await": "mishaps" })) => {}
        _ = visit.challenge() => panic!("a challenge that is held was answered"),
        _ = connecting => panic!("what hangs was answered"),
    }
    assert_eq!(scene.get("mishaps").await, json!([]));
    // With nothing left there is nothing to wait for.
    scene.direct(json!({ "await": "mishaps" })).await;
    stage.close().await;
}

#[tokio::test]
async fn who_awaits_the_mishaps_of_a_registration_goes_on_when_it_is_stored() {
    let stage = Program::start().await;
    let given = json!({ "patient": "valid", "service": [{ "call": "register", "fault": "answer-held" }] });
    let scene = stage.set(given).await;
    let visit = Visit::at(&scene);
    let settings = visit.settings().await.unwrap();
    let check = visit.checked(&settings).await.check;
    let confirmed = joint_declined(&settings, &check);
    tokio::select! {
        () = scene.direct(json!({ "await": "mishaps" })) => {}
        _ = visit.register(&confirmed) => panic!("an answer that is held came"),
    }
    assert_eq!(scene.get("registered").await, registered_by_a_visit());
    stage.close().await;
}

#[tokio::test]
async fn who_awaits_the_mishaps_of_a_scene_that_is_struck_waits_no_longer() {
    let stage = Program::start().await;
    let given = json!({ "patient": "valid", "service": [
        { "call": "check", "fault": "answer-held" }, { "call": "settings", "fault": "request-held" }
    ] });
    let scene = stage.set(given).await;
    let visit = Visit::at(&scene);
    let striking = async {
        scene
            .until("mishaps", |left| left.as_array().unwrap().len() == 1)
            .await;
        scene.strike().await;
    };
    let (awaited, _, ()) = tokio::join!(
        scene.ask("POST /directions", br#"{"await":"mishaps"}"#),
        visit.settings(),
        striking
    );
    assert_eq!(
        (awaited.status, awaited.text()),
        (404, "there is no such scene".to_owned())
    );
    stage.close().await;
}
