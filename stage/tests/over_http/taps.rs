//! Each fault at each place of a tap: what the core's tap makes of it, what reached the card, and that the next tap is well.

use kyotaku_core::card::{CardFault, LinkError, OtherCard, Phase};
use serde_json::{Value, json};

use crate::{
    program::{Program, Scene},
    remote_card::link_error,
    visit::Visit,
};

/// The places of a tap, and how many commands came to the card before.
const PLACES: [(&str, Phase, u32); 5] = [
    ("select", Phase::Select, 0),
    ("tries-left", Phase::TriesLeft, 1),
    ("verify", Phase::Verify, 2),
    ("read-certificate", Phase::ReadCertificate, 3),
    ("sign", Phase::Sign, 4),
];
#[rustfmt::skip]
const LINK_ERRORS: [&str; 7] =
    ["no-reader", "reader-gone", "card-gone", "mute", "busy", "no-service", "failed"];
const SELECT: [u8; 15] = [
    0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01,
];
/// What one tap sends.
const EXCHANGES: u32 = 5;

/// Sets a scene with this card, and taps it with the right PIN.
async fn tapped(stage: &Program, card: Value) -> (Scene, Result<(), CardFault>) {
    let scene = stage.set(json!({ "patient": "valid", "card": card })).await;
    let fault = tap(&scene, "1234").await;
    (scene, fault)
}

async fn tap(scene: &Scene, pin: &str) -> Result<(), CardFault> {
    let visit = Visit::at(scene);
    let settings = visit.settings().await.unwrap();
    let challenge = visit.challenge().await.unwrap();
    visit.tap(&settings, &challenge, pin).await.map(drop)
}

fn lost(phase: Phase) -> CardFault {
    if phase == Phase::Verify {
        CardFault::LostDuringVerify
    } else {
        CardFault::Lost { phase }
    }
}

async fn opened(scene: &Scene) -> String {
    let answer = scene.ask("POST /card/connect", b"").await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()["channel"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn each_fault_happens_once_at_its_place_and_says_what_reached_the_card() {
    let stage = Program::start().await;
    for (at, phase, before) in PLACES {
        for fault in ["removed-before", "removed-after", "noise"]
            .iter()
            .chain(&LINK_ERRORS)
        {
            let acts = matches!(*fault, "removed-after" | "noise");
            let expected = match *fault {
                "noise" if phase != Phase::Verify => CardFault::Malformed { phase },
                _ => lost(phase),
            };
            let planned = json!([{ "at": at, "fault": fault }]);
            let (scene, tapped) = tapped(&stage, json!({ "faults": planned })).await;
            assert_eq!(tapped, Err(expected), "{planned}");
            assert_eq!(scene.get("mishaps").await, json!([]), "{planned}");
            let commands = before + u32::from(acts);
            let card = scene.get("card").await;
            assert_eq!(card["commands"], commands, "{planned}");
            assert_eq!(card["verify"] == 1, commands > 2, "{planned}");

            assert_eq!(tap(&scene, "1234").await, Ok(()), "{planned}");
            assert_eq!(scene.get("card").await["commands"], commands + EXCHANGES);
            scene.until("card", |card| card["channels"] == 0).await;
            scene.strike().await;
        }
    }
    stage.close().await;
}

#[tokio::test]
async fn a_channel_whose_card_is_gone_says_so_from_then_on_and_reaches_no_card() {
    let stage = Program::start().await;
    for fault in ["removed-before", "removed-after", "mute"] {
        let planned = json!({ "faults": [{ "at": "select", "fault": fault }] });
        let scene = stage.set(json!({ "patient": "valid", "card": planned })).await;
        let call = format!("POST /card/{}/transceive", opened(&scene).await);
        for _ in 0..2 {
            let said = link_error(&scene.ask(&call, &SELECT).await);
            let expected = if fault == "mute" {
                LinkError::Mute
            } else {
                LinkError::CardGone
            };
            assert_eq!(said, Some(expected), "{fault}");
        }
        let reached = u8::from(fault == "removed-after");
        let card = json!({ "commands": reached, "verify": 0, "tries_left": 3, "number_tries_left": 3, "channels": 1 });
        assert_eq!(scene.get("card").await, card, "{fault}");
    }
    stage.close().await;
}

#[tokio::test]
async fn a_reader_that_has_no_card_says_so_by_its_name_and_the_next_tap_is_well() {
    let stage = Program::start().await;
    for name in LINK_ERRORS {
        let planned = json!({ "faults": [{ "at": "connect", "fault": name }] });
        let scene = stage.set(json!({ "patient": "valid", "card": planned })).await;
        let answer = scene.ask("POST /card/connect", b"").await;
        assert_eq!((answer.status, answer.json()), (409, json!({ "link": name })));
        assert_eq!(scene.get("card").await["channels"], 0);
        assert_eq!(tap(&scene, "1234").await, Ok(()));
        scene.strike().await;
    }
    stage.close().await;
}

#[tokio::test]
async fn what_hangs_is_not_answered_while_the_client_waits_and_the_next_tap_is_well() {
    let stage = Program::start().await;
    for at in [
        "connect",
        "select",
        "tries-left",
        "verify",
        "read-certificate",
        "sign",
    ] {
        let planned = json!({ "faults": [{ "at": at, "fault": "hangs" }] });
        let scene = stage.set(json!({ "patient": "valid", "card": planned })).await;
        tokio::select! {
            // It has a minute for each answer.
            tapped = tap(&scene, "1234") => panic!("{at}: {tapped:?}"),
            () = scene.until("mishaps", |left| *left == json!([])) => {}
        }
        let card = scene.get("card").await;
        // The card acted; only its answer did not come.
        let place = PLACES.iter().find(|(place, _, _)| *place == at);
        let reached = place.map_or(0, |(_, _, before)| before + 1);
        assert_eq!(card["commands"], reached, "{at}");
        assert_eq!(tap(&scene, "1234").await, Ok(()), "{at}");
        scene.until("card", |card| card["channels"] == 0).await;
        scene.strike().await;
    }
    stage.close().await;
}

#[tokio::test]
async fn faults_happen_one_after_the_other_in_the_order_in_which_they_are_given() {
    let stage = Program::start().await;
    // The second would be met first by the first tap; it waits behind the first.
    let faults = json!([
        { "at": "sign", "fault": "removed-after" },
        { "at": "select", "fault": "mute" },
        { "at": "connect", "fault": "no-reader" },
    ]);
    let (scene, first) = tapped(&stage, json!({ "faults": faults })).await;
    assert_eq!(first, Err(lost(Phase::Sign)));
    assert_eq!(scene.get("mishaps").await, json!([faults[1], faults[2]]));
    assert_eq!(tap(&scene, "1234").await, Err(lost(Phase::Select)));
    assert_eq!(
        tap(&scene, "1234").await,
        Err(CardFault::Reader(LinkError::NoReader))
    );
    assert_eq!(tap(&scene, "1234").await, Ok(()));
    stage.close().await;
}

#[tokio::test]
async fn noise_is_of_the_bytes_that_are_given() {
    let stage = Program::start().await;
    // A card that refuses, once, for a reason that has no name.
    let faults = json!([{ "at": "sign", "fault": "noise", "bytes": "6A86" }]);
    let (scene, refused) = tapped(&stage, json!({ "faults": faults })).await;
    let phase = Phase::Sign;
    assert_eq!(
        refused,
        Err(CardFault::Refused {
            phase,
            status: 0x6A86
        })
    );
    assert_eq!(tap(&scene, "1234").await, Ok(()));
    stage.close().await;
}

#[tokio::test]
async fn a_wrong_pin_counts_from_the_tries_that_were_given() {
    let stage = Program::start().await;
    for tries in 0..=3 {
        let scene = stage
            .set(json!({ "patient": "valid", "card": { "tries_left": tries } }))
            .await;
        let expected = match tries {
            0 => CardFault::Blocked,
            _ => CardFault::WrongPin { left: tries - 1 },
        };
        assert_eq!(tap(&scene, "9999").await, Err(expected));
        let card = scene.get("card").await;
        assert_eq!(card["tries_left"], tries.saturating_sub(1));
        assert_eq!(card["verify"], u8::from(tries > 0));
        scene.strike().await;
    }
    stage.close().await;
}

#[tokio::test]
async fn a_wrong_pin_counts_if_the_card_was_removed_after_it_and_not_if_before() {
    let stage = Program::start().await;
    for (fault, left) in [("removed-before", 3), ("removed-after", 2)] {
        let planned = json!({ "faults": [{ "at": "verify", "fault": fault }] });
        let scene = stage.set(json!({ "patient": "valid", "card": planned })).await;
        assert_eq!(tap(&scene, "9999").await, Err(CardFault::LostDuringVerify));
        assert_eq!(scene.get("card").await["tries_left"], left);
        scene.strike().await;
    }
    stage.close().await;
}

#[tokio::test]
async fn another_kind_of_card_and_a_card_without_its_certificate_are_seen_as_what_they_are() {
    let stage = Program::start().await;
    let (scene, other) = tapped(&stage, json!({ "kind": "other" })).await;
    assert_eq!(
        other,
        Err(CardFault::NotMyNumberCard {
            card: OtherCard::Unknown
        })
    );
    assert_eq!(scene.get("card").await["tries_left"], json!(null));
    let (scene, without) = tapped(&stage, json!({ "certificate": "none" })).await;
    assert_eq!(without, Err(CardFault::NoCertificate));
    assert_eq!(scene.get("card").await["tries_left"], 3);
    stage.close().await;
}

#[tokio::test]
async fn a_released_channel_is_no_channel_any_more_and_the_card_has_forgotten_the_login() {
    let stage = Program::start().await;
    let scene = stage.set(json!({ "patient": "valid" })).await;
    let first = opened(&scene).await;
    let transceive = |channel: &str| format!("POST /card/{channel}/transceive");
    let answer = scene.ask(&transceive(&first), &SELECT).await;
    assert_eq!((answer.status, answer.body), (200, vec![0x90, 0x00]));
    assert_eq!(scene.get("card").await["channels"], 1);

    // A second channel ends the first, as another tap would; both are open until they are released.
    let second = opened(&scene).await;
    assert_ne!(first, second);
    let answer = scene.ask(&transceive(&first), &SELECT).await;
    assert_eq!(link_error(&answer), Some(LinkError::CardGone));
    assert_eq!(scene.get("card").await["channels"], 2);
    let certificate = scene
        .ask(&transceive(&second), &[0x00, 0xB0, 0x8A, 0x00, 0x00])
        .await;
    assert_eq!(certificate.body, [0x6A, 0x82], "nothing is selected any more");

    for channel in [first, second] {
        let release = format!("DELETE /card/{channel}");
        assert_eq!(scene.ask(&release, b"").await.status, 204);
        for call in [release, transceive(&channel)] {
            let answer = scene.ask(&call, &SELECT).await;
            let said = (answer.status, answer.text());
            assert_eq!(said, (404, "there is no such channel".to_owned()));
        }
    }
    assert_eq!(scene.get("card").await["channels"], 0);
    stage.close().await;
}

#[tokio::test]
async fn the_stage_presents_the_pin_itself_when_it_is_told_to() {
    let stage = Program::start().await;
    let scene = stage
        .set(json!({ "patient": "valid", "card": { "tries_left": 1 } }))
        .await;
    let call = format!("POST /card/{}/transceive", opened(&scene).await);
    assert_eq!(scene.ask(&call, &SELECT).await.body, [0x90, 0x00]);
    let told = scene.ask_with(&call, "kyotaku-present-pin: yes\r\n", b"").await;
    assert_eq!(told.body, [0x90, 0x00]);
    let card = scene.get("card").await;
    assert_eq!((&card["verify"], &card["tries_left"]), (&json!(1), &json!(3)));
    // Told so, it takes no command beside it.
    let both = scene
        .ask_with(&call, "kyotaku-present-pin: yes\r\n", &SELECT)
        .await;
    assert_eq!(both.status, 422);
    assert_eq!(scene.get("card").await["commands"], 2);
    stage.close().await;
}
