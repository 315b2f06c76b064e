//! A registration whose answer does not arrive: 未確認, until the service says what became of it. The receipt is found
//! by the same idempotency key, and the row is one.

use std::sync::Arc;

use kyotaku::play::Player;
use kyotaku_core::visit::{Tone, View};
use kyotaku_stage::{FaultyWire, Mishap, mishap::SIGN_IN};

use crate::{
    screens::{answers, assert_not_said_to_be_registered, assert_says, done, labels, notice, value},
    stage::{JOINT_DECLINED, Stage, client_in_a_hurry, reader_with, visit_at, visit_with},
    steps::{
        JOINT_QUESTION, REGISTER, TO_THE_START, consent_and_finish, fill_in, register, up_to_the_eligibility,
    },
};

const REGISTRATIONS: &str = "/v1/registrations";
const ASK_OUTCOME: &str = "登録結果をもう一度問い合わせる";
const LEAVE_IT: &str = "未確認のまま終える";
/// A page of something in between; a 4xx, but not the service's own.
const FORBIDDEN: &str =
    "HTTP/1.1 403 Forbidden\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>";

/// What 未確認 must say, and must not offer: there is no way back to a form that might be registered already.
#[track_caller]
fn assert_in_doubt(view: &View) {
    let doubt = notice(view, "未確認");
    assert!(doubt.tone == Tone::Alarm);
    assert_says(
        &doubt,
        &[
            "登録されたかどうかは、まだ分かりません（未確認）",
            "二重に登録されることはありません",
        ],
    );
    assert_not_said_to_be_registered(&doubt);
    assert_eq!(labels(view), [ASK_OUTCOME, LEAVE_IT]);
    assert_eq!(value(&doubt.details, "控え番号").len(), 12);
}

/// Asks what became of it: 3 完了, with what was confirmed.
async fn assert_found(player: &mut Player) {
    player.press(ASK_OUTCOME).unwrap();
    let receipt = done(&player.settled().await.unwrap());
    let rows = answers(&receipt.rows);
    assert!(rows.contains(&(JOINT_QUESTION, "同意しない")), "{rows:?}");
}

#[tokio::test]
async fn a_registration_whose_answer_was_lost_is_found_again_by_its_key_and_stored_once() {
    let stage = Stage::set().await;
    let wire = FaultyWire::to(stage.address()).unwrap();
    let card = reader_with("valid");
    let mut stored = 0;
    for mishap in [
        Mishap::AnswerLost,
        Mishap::AnswerCut(0),
        Mishap::AnswerCut(40),
        Mishap::AnswerReplaced(SIGN_IN),
        Mishap::AnswerReplaced(FORBIDDEN),
    ] {
        let mut player = visit_at(&wire.address(), Arc::new(card.clone()));
        up_to_the_eligibility(&mut player).await;
        fill_in(&player);
        // The first time, and the first time it is asked again.
        wire.plan(REGISTRATIONS, mishap);
        wire.plan(REGISTRATIONS, mishap);
        assert_in_doubt(&register(&mut player).await);
        stored += 1;
        stage.assert_latest(stored, &JOINT_DECLINED).await;

        player.press(ASK_OUTCOME).unwrap();
        assert_in_doubt(&player.settled().await.unwrap());
        assert_found(&mut player).await;
        stage.assert_latest(stored, &JOINT_DECLINED).await;
        wire.assert_all_happened();
        let keys = wire.registration_keys();
        let of_this_visit = &keys[keys.len() - 3..];
        assert!(
            of_this_visit.iter().all(|key| *key == of_this_visit[0]),
            "{of_this_visit:?}"
        );
    }
    stage.strike().await;
}

#[tokio::test]
async fn a_registration_that_never_arrived_is_in_doubt_and_is_stored_when_it_is_asked_for_again() {
    let stage = Stage::set().await;
    let wire = FaultyWire::to(stage.address()).unwrap();
    let mut player = visit_at(&wire.address(), Arc::new(reader_with("valid")));
    up_to_the_eligibility(&mut player).await;
    fill_in(&player);
    wire.plan(REGISTRATIONS, Mishap::RequestLost);
    assert_in_doubt(&register(&mut player).await);
    assert_eq!(stage.rows().await, 0);
    assert_found(&mut player).await;
    stage.assert_latest(1, &JOINT_DECLINED).await;
    drop(player);
    stage.strike().await;
}

#[tokio::test]
async fn a_service_too_slow_or_unreachable_after_it_stored_leaves_it_in_doubt_until_it_answers() {
    let stage = Stage::set().await;
    let mut wire = FaultyWire::to(stage.address()).unwrap();
    let client = client_in_a_hurry(&wire.address());
    let mut player = visit_with(client, Arc::new(reader_with("valid")));
    up_to_the_eligibility(&mut player).await;
    fill_in(&player);
    wire.plan(REGISTRATIONS, Mishap::AnswerHeld);
    assert_in_doubt(&register(&mut player).await);
    stage.assert_latest(1, &JOINT_DECLINED).await;

    // That nothing can be sent now says nothing of what was sent before.
    wire.down().await;
    player.press(ASK_OUTCOME).unwrap();
    assert_in_doubt(&player.settled().await.unwrap());
    wire.up().unwrap();
    assert_found(&mut player).await;
    stage.assert_latest(1, &JOINT_DECLINED).await;
    drop(player);
    stage.strike().await;
}

#[tokio::test]
async fn a_visit_ended_in_doubt_says_so_with_the_reference_and_the_next_visit_is_not_held_up() {
    let stage = Stage::set().await;
    let wire = FaultyWire::to(stage.address()).unwrap();
    let mut player = visit_at(&wire.address(), Arc::new(reader_with("valid")));
    up_to_the_eligibility(&mut player).await;
    fill_in(&player);
    wire.plan(REGISTRATIONS, Mishap::AnswerLost);
    let view = register(&mut player).await;
    assert_in_doubt(&view);
    let reference = value(&notice(&view, "未確認").details, "控え番号").to_owned();

    let view = player.press(LEAVE_IT).unwrap();
    let left = notice(&view, "未確認のまま終わりました");
    assert!(left.tone == Tone::Alarm);
    assert_says(
        &left,
        &[
            "登録されたかどうかは、まだ分かりません（未確認）",
            "コールセンター",
        ],
    );
    assert_not_said_to_be_registered(&left);
    assert_eq!(value(&left.details, "控え番号"), reference);
    assert_eq!(labels(&view), [TO_THE_START]);
    stage.assert_latest(1, &JOINT_DECLINED).await;

    player.press(TO_THE_START).unwrap();
    up_to_the_eligibility(&mut player).await;
    consent_and_finish(&mut player).await;
    stage.assert_latest(2, &JOINT_DECLINED).await;
    drop(player);
    stage.strike().await;
}

#[tokio::test]
async fn a_registration_that_is_not_waited_for_is_in_doubt_and_not_cancelled() {
    let stage = Stage::set().await;
    let wire = FaultyWire::to(stage.address()).unwrap();
    let mut player = visit_at(&wire.address(), Arc::new(reader_with("valid")));
    up_to_the_eligibility(&mut player).await;
    fill_in(&player);
    wire.plan(REGISTRATIONS, Mishap::AnswerHeld);
    player.press(REGISTER).unwrap();
    // Settings, challenge, check, registration.
    wire.until_carried(4).await;
    stage.assert_latest(1, &JOINT_DECLINED).await;
    assert_in_doubt(&player.press("待つのをやめる（登録は取り消されません）").unwrap());
    assert_found(&mut player).await;
    stage.assert_latest(1, &JOINT_DECLINED).await;
    drop(player);
    stage.strike().await;
}
