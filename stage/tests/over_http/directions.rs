//! What is directed while a visit is under way.

use kyotaku_core::eligibility::{ProblemKind, ServiceFault, Use};
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
    let challenge = visit.challenge().await.unwrap();
    let request = visit.tap(&settings, &challenge, "1234").await.unwrap();
    let check = visit.check(&request).await.unwrap().check;

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
        (json!({ "wire": "sideways" }), "wire: "),
        (json!({ "settings": medication_only(), "wire": "cut" }), "wire: "),
        (json!({ "wire": "down", "settings": short }), "`薬剤`"),
        (json!({ "wire": "down", "curtain": "down" }), "`curtain`"),
        (json!({ "wire": "down", "patient": "valid" }), "`patient`"),
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
