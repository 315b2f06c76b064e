//! What a scene starts from, what is refused, several at once, and what is left of one that was struck.

use kyotaku_core::{
    card::CardFault,
    eligibility::{
        ServiceFault, Use,
        settings::{PrescriptionTiming, PrescriptionUse},
    },
};
use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::{
    program::{Program, Scene},
    visit::Visit,
};

/// What [`Visit::play`] leaves behind under the notice's settings.
pub(crate) fn registered_by_a_visit() -> Value {
    json!([{
        "items": {
            "SHJ": "agree", "SRJ": "decline", "YZK": "decline", "TKK": "agree", "療養情報": "agree", "TSR": "agree"
        },
        "form": "electronic"
    }])
}

/// Settings that ask for 薬剤情報 alone, and for no prescription form.
pub(crate) fn medication_only() -> Value {
    json!({
        "手術": false, "診療": false, "薬剤": true, "健診": false, "特定疾病": false, "電子カルテ情報共有": false,
        "電子処方箋利用区分": 0, "発行形態選択タイミング": 1
    })
}

async fn refuses_connections(scene: &Scene) -> bool {
    let address = scene.service.strip_prefix("http://").unwrap();
    TcpStream::connect(address).await.is_err()
}

#[tokio::test]
async fn a_scene_of_a_patient_and_nothing_else_has_the_notices_settings_and_a_whole_visit_can_be_played() {
    let stage = Program::start().await;
    let scene = stage.set(json!({ "patient": "valid" })).await;
    assert_eq!(scene.get("registered").await, json!([]));
    assert_eq!(scene.get("mishaps").await, json!([]));
    let untouched =
        json!({ "commands": 0, "verify": 0, "tries_left": 3, "number_tries_left": 3, "channels": 0 });
    assert_eq!(scene.get("card").await, untouched);

    let visit = Visit::at(&scene);
    visit.play().await;
    assert_eq!(scene.get("registered").await, registered_by_a_visit());
    scene.direct(json!({ "settings": medication_only() })).await;
    visit.play().await;
    let oldest_first = json!([
        registered_by_a_visit()[0],
        { "items": { "YZK": "agree" }, "form": null },
    ]);
    assert_eq!(scene.get("registered").await, oldest_first);
    scene.until("card", |card| card["channels"] == 0).await;
    let asked =
        json!({ "commands": 10, "verify": 2, "tries_left": 3, "number_tries_left": 3, "channels": 0 });
    assert_eq!(scene.get("card").await, asked);
    stage.close().await;
}

#[tokio::test]
async fn every_sample_person_is_found_in_the_service_by_their_own_card() {
    let stage = Program::start().await;
    for sample in kyotaku_card::sample::SAMPLES {
        let scene = stage.set(json!({ "patient": sample.slug })).await;
        let visit = Visit::at(&scene);
        let settings = visit.settings().await.unwrap();
        let challenge = visit.challenge().await.unwrap();
        let request = match visit.tap(&settings, &challenge, "1234").await {
            Ok(request) => request,
            Err(fault) => {
                assert_eq!((sample.slug, fault), ("child", CardFault::NoCertificate));
                continue;
            }
        };
        match visit.check(&request).await {
            Ok(eligibility) => assert_ne!(eligibility.check, "", "{}", sample.slug),
            Err(ServiceFault::Refused(problem)) => {
                let refused = ["certificate-expired", "card-expired", "test-card", "revoked"];
                assert!(refused.contains(&sample.slug), "{}", sample.slug);
                assert_eq!(problem.status, 422);
            }
            Err(fault) => panic!("{}: {fault}", sample.slug),
        }
        scene.strike().await;
    }
    stage.close().await;
}

#[tokio::test]
async fn settings_that_are_given_are_in_force_and_the_form_that_is_registered_follows_them() {
    let stage = Program::start().await;
    let scene = stage
        .set(json!({ "patient": "valid", "settings": medication_only() }))
        .await;
    let visit = Visit::at(&scene);
    let settings = visit.settings().await.unwrap();
    assert_eq!((settings.medication, settings.diagnosis), (Use::On, Use::Off));
    assert_eq!(settings.prescription_use, PrescriptionUse::None);
    assert_eq!(settings.prescription_timing, PrescriptionTiming::Elsewhere);
    visit.play().await;
    let registered = json!([{ "items": { "YZK": "agree" }, "form": null }]);
    assert_eq!(scene.get("registered").await, registered);
    stage.close().await;
}

#[tokio::test]
async fn a_mode_that_the_given_settings_switch_off_is_off_and_the_other_is_not() {
    let stage = Program::start().await;
    for (key, home_visit, online) in [
        ("訪問診療等機能", Use::Off, Use::On),
        ("オンライン診療等・外来診療等機能", Use::On, Use::Off),
    ] {
        let mut settings = medication_only();
        settings[key] = false.into();
        let scene = stage
            .set(json!({ "patient": "valid", "settings": settings }))
            .await;
        let settings = Visit::at(&scene).settings().await.unwrap();
        assert_eq!(
            (settings.home_visit, settings.online_outpatient),
            (home_visit, online)
        );
    }
    stage.close().await;
}

#[tokio::test]
async fn what_is_given_wrongly_is_refused_by_its_key_and_no_scene_is_set() {
    let stage = Program::start().await;
    let mut settings = medication_only();
    settings["発行形態選択タイミング"] = 3.into();
    for (given, key) in [
        (json!({}), "`patient`"),
        (json!({ "patient": "nobody" }), "patient: "),
        (json!({ "patient": "valid", "weather": "fine" }), "`weather`"),
        (
            json!({ "patient": "valid", "settings": { "手術": true } }),
            "settings: ",
        ),
        (
            json!({ "patient": "valid", "settings": settings }),
            "settings.発行形態選択タイミング: ",
        ),
        (
            json!({ "patient": "valid", "card": { "tries_left": 4 } }),
            "`tries_left`",
        ),
        (
            json!({ "patient": "valid", "card": { "tries": 1 } }),
            "card.tries: ",
        ),
        (
            json!({ "patient": "valid", "card": { "kind": "library" } }),
            "card.kind: ",
        ),
        (
            json!({ "patient": "valid", "card": { "kind": "other", "tries_left": 1 } }),
            "`tries_left`",
        ),
        (
            json!({ "patient": "valid", "card": { "number_tries_left": 4 } }),
            "`number_tries_left`",
        ),
        (
            json!({ "patient": "valid", "card": { "kind": "transit-card", "extended": "refused" } }),
            "`extended`",
        ),
        (
            json!({ "patient": "valid", "card": { "certificate": "old" } }),
            "card.certificate: ",
        ),
        (
            json!({ "patient": "valid", "card": { "faults": [{ "at": "connect", "fault": "noise" }] } }),
            "card.faults[0]: ",
        ),
        (
            json!({ "patient": "valid", "service": [{ "call": "check", "fault": "receipt-differs" }] }),
            "service[0]: `call`",
        ),
        (json!({ "patient": "valid", "wire": "sideways" }), "wire: "),
        (
            json!({ "patient": "valid", "service": [{ "call": "check", "fault": "slow" }] }),
            "service[0].fault: ",
        ),
    ] {
        let answer = stage.ask("POST /scenes", given.to_string().as_bytes()).await;
        assert_eq!(answer.status, 422, "{given}");
        assert!(answer.text().contains(key), "{given}: {}", answer.text());
    }
    for not_json in ["", "patient: valid", r#"{"patient":"valid"} and more"#] {
        let answer = stage.ask("POST /scenes", not_json.as_bytes()).await;
        assert_eq!(answer.status, 422, "{}", answer.text());
    }
    assert_eq!(stage.files(), [""; 0]);
    stage.close().await;
}

#[tokio::test]
async fn scenes_that_stand_at_once_have_nothing_in_common() {
    let stage = Program::start().await;
    let (plain, other) = tokio::join!(
        stage.set(json!({ "patient": "valid" })),
        stage.set(json!({
            "patient": "foreigner", "settings": medication_only(), "card": { "tries_left": 2 },
            "service": [{ "call": "register", "fault": "request-lost" }]
        })),
    );
    assert_ne!((&plain.path, &plain.service), (&other.path, &other.service));
    let (plain_visit, visit) = (Visit::at(&plain), Visit::at(&other));
    let settings = visit.settings().await.unwrap();
    let challenge = visit.challenge().await.unwrap();
    let ((), refused) = tokio::join!(plain_visit.play(), visit.tap(&settings, &challenge, "9999"));
    assert_eq!(refused, Err(CardFault::WrongPin { left: 1 }));

    assert_eq!(plain.get("registered").await, registered_by_a_visit());
    assert_eq!(plain.get("card").await["tries_left"], 3);
    assert_eq!(other.get("registered").await, json!([]));
    assert_eq!(other.get("card").await["tries_left"], 1);
    assert_eq!(other.get("mishaps").await.as_array().unwrap().len(), 1);

    plain.direct(json!({ "wire": "down" })).await;
    assert!(refuses_connections(&plain).await);
    visit.challenge().await.unwrap();
    plain.strike().await;
    visit.challenge().await.unwrap();
    stage.close().await;
}

#[tokio::test]
async fn a_scene_that_is_struck_leaves_no_file_no_port_and_nothing_that_hangs() {
    let stage = Program::start().await;
    let scene = stage
        .set(json!({
            "patient": "valid",
            "card": { "faults": [{ "at": "connect", "fault": "hangs" }] },
            "service": [{ "call": "settings", "fault": "answer-held" }]
        }))
        .await;
    assert_eq!(stage.files().len(), 1);
    let visit = Visit::at(&scene);
    let struck = async {
        // Both hang by now.
        scene.until("mishaps", |left| *left == json!([])).await;
        scene.strike().await;
    };
    let (connected, settings, ()) =
        tokio::join!(scene.ask("POST /card/connect", b""), visit.settings(), struck);
    assert_eq!(
        (connected.status, connected.json()),
        (409, json!({ "link": "reader-gone" }))
    );
    assert_eq!(settings, Err(ServiceFault::NoAnswer));
    assert_eq!(stage.files(), [""; 0]);
    assert!(refuses_connections(&scene).await);
    for call in [
        "GET /card",
        "GET /registered",
        "GET /mishaps",
        "POST /card/connect",
        "POST /card/1/transceive",
        "DELETE /card/1",
        "DELETE ",
    ] {
        let answer = scene.ask(call, b"").await;
        let said = (answer.status, answer.text());
        assert_eq!(said, (404, "there is no such scene".to_owned()), "{call}");
    }
    stage.close().await;
}

#[tokio::test]
async fn the_stage_ends_when_its_input_closes_and_leaves_nothing_of_the_scenes_that_still_stand() {
    let stage = Program::start().await;
    let given = json!({ "patient": "valid", "card": { "faults": [{ "at": "connect", "fault": "hangs" }] } });
    let (first, second) = (stage.set(given.clone()).await, stage.set(given).await);
    // Nobody waits for its answer, but the connection stays.
    let address = first.stage.clone();
    let hanging = TcpStream::connect(address).await.unwrap();
    let request = format!("POST {}/card/connect HTTP/1.1\r\nhost: stage\r\n\r\n", first.path);
    hanging.writable().await.unwrap();
    assert_eq!(hanging.try_write(request.as_bytes()).unwrap(), request.len());
    first.until("mishaps", |left| *left == json!([])).await;
    assert_eq!(stage.files().len(), 2);
    stage.close().await;
    for scene in [first, second] {
        assert!(refuses_connections(&scene).await);
    }
    drop(hanging);
}
