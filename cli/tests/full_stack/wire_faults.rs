//! The service down, slow, or answering garbage, at each call: the screen says so, the same call is made again, and
//! the visit goes on from where it stood. (A registration that may have been stored is in `doubt`.)

use std::sync::Arc;

use kyotaku::play::Player;
use kyotaku_card::SoftReader;
use kyotaku_stage::{FaultyWire, Mishap, mishap::SIGN_IN};

use crate::{
    screens::{assert_not_said_to_be_registered, assert_says, done, eligibility, labels, notice, pin},
    stage::{JOINT_DECLINED, Stage, client_in_a_hurry, reader_with, visit_at, visit_with},
    steps::{PIN, REGISTER, consent_and_finish, fill_in, tap, up_to_the_eligibility},
};

const SETTINGS: &str = "/v1/settings";
const CHALLENGES: &str = "/v1/challenges";
const CHECKS: &str = "/v1/eligibility-checks";
/// The calls before the registration.
const CALLS: [&str; 3] = [SETTINGS, CHALLENGES, CHECKS];
/// What one tap sends to the card.
const EXCHANGES: u32 = 5;

const NOT_HTTP: &str = "\u{1}\u{2} 220 mail.example ESMTP\r\n\r\n";
const PROXY_ERROR: &str =
    "HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>";
const WRONG_SHAPE: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 14\r\n\r\n{\"version\":-1}";

const NO_ANSWER: (&str, &str) = ("応答がありません", "少し待ってから");
const GARBLED: (&str, &str) = ("応答を読み取れません", "Wi-Fiの認証");
const UNREACHABLE: (&str, &str) = ("接続できません", "モバイル通信");

/// Presses the notice's first button, by which the call that failed is made again.
fn ask_again(player: &Player) {
    let view = player.view();
    player.press(labels(&view)[0]).unwrap();
}

/// Walks a visit to its eligibility in which each call fails once; what is said each time, and that the card is
/// not asked again for it.
async fn walk_past_a_failure_of_each_call(
    player: &mut Player,
    card: &SoftReader,
    (heading, to_do): (&str, &str),
) {
    let before = card.exchanges();
    for path in CALLS {
        let view = player.wait_for_heading(heading).await.unwrap();
        let failed = notice(&view, heading);
        assert_says(
            &failed,
            &[to_do, "オンライン資格確認等システム", "何も登録していません"],
        );
        assert_not_said_to_be_registered(&failed);
        let asked = if path == CHECKS { EXCHANGES } else { 0 };
        assert_eq!(card.exchanges() - before, asked, "{path}");
        ask_again(player);
        let view = player.settled().await.unwrap();
        match path {
            SETTINGS => {
                player.press("訪問診療等").unwrap();
            }
            CHALLENGES => {
                pin(&view);
                player.type_pin(PIN).unwrap();
            }
            _ => assert_eq!(eligibility(&view).status, "資格は有効です"),
        }
    }
    assert_eq!(card.exchanges() - before, EXCHANGES);
}

#[tokio::test]
async fn every_call_whose_answer_is_lost_or_garbled_says_so_and_is_made_again() {
    let stage = Stage::set().await;
    let wire = FaultyWire::to(stage.address()).unwrap();
    let card = reader_with("valid");
    let mut registered = 0;
    for (mishap, words) in [
        (Mishap::RequestLost, NO_ANSWER),
        (Mishap::AnswerLost, NO_ANSWER),
        (Mishap::AnswerCut(40), NO_ANSWER),
        (Mishap::AnswerReplaced(SIGN_IN), GARBLED),
        (Mishap::AnswerReplaced(NOT_HTTP), GARBLED),
        (Mishap::AnswerReplaced(PROXY_ERROR), GARBLED),
        (Mishap::AnswerReplaced(WRONG_SHAPE), GARBLED),
    ] {
        for path in CALLS {
            wire.plan(path, mishap);
        }
        let mut player = visit_at(&wire.address(), Arc::new(card.clone()));
        walk_past_a_failure_of_each_call(&mut player, &card, words).await;
        wire.assert_all_happened();
        assert_eq!(stage.rows().await, registered);
        consent_and_finish(&mut player).await;
        registered += 1;
        stage.assert_latest(registered, &JOINT_DECLINED).await;
    }
    stage.strike().await;
}

#[tokio::test]
async fn a_service_too_slow_to_answer_is_given_up_and_asked_again() {
    let stage = Stage::set().await;
    let wire = FaultyWire::to(stage.address()).unwrap();
    let card = reader_with("valid");
    wire.plan(SETTINGS, Mishap::RequestHeld);
    wire.plan(CHALLENGES, Mishap::RequestHeld);
    wire.plan(CHECKS, Mishap::AnswerHeld);
    let mut player = visit_with(client_in_a_hurry(&wire.address()), Arc::new(card.clone()));
    walk_past_a_failure_of_each_call(&mut player, &card, NO_ANSWER).await;
    wire.assert_all_happened();
    assert_eq!(stage.rows().await, 0);
    consent_and_finish(&mut player).await;
    stage.assert_latest(1, &JOINT_DECLINED).await;
    drop(player);
    stage.strike().await;
}

#[tokio::test]
async fn a_service_that_is_down_is_said_to_be_and_the_visit_goes_on_when_it_is_up() {
    let stage = Stage::set().await;
    let mut wire = FaultyWire::to(stage.address()).unwrap();
    wire.down().await;
    let card = reader_with("valid");
    let mut player = visit_at(&wire.address(), Arc::new(card.clone()));
    // Still down when asked again; nothing is worse for it.
    for _ in 0..2 {
        let down = notice(
            &player.wait_for_heading(UNREACHABLE.0).await.unwrap(),
            UNREACHABLE.0,
        );
        assert_says(&down, &[UNREACHABLE.1, "何も登録していません"]);
        ask_again(&player);
        player.settled().await.unwrap();
    }
    wire.up().unwrap();
    ask_again(&player);
    up_to_the_eligibility(&mut player).await;
    fill_in(&player);

    // Down at the registration: nothing was sent, so nothing is in doubt, and the answers are kept.
    wire.down().await;
    for _ in 0..2 {
        let label = if labels(&player.view()).contains(&REGISTER) {
            REGISTER
        } else {
            "もう一度登録する"
        };
        player.press(label).unwrap();
        let down = notice(&player.settled().await.unwrap(), "登録できませんでした");
        assert_says(
            &down,
            &["今回の内容は登録されていません", "入力した内容は残っています"],
        );
        assert_not_said_to_be_registered(&down);
        assert_eq!(stage.rows().await, 0);
    }
    wire.up().unwrap();
    player.press("もう一度登録する").unwrap();
    done(&player.settled().await.unwrap());
    stage.assert_latest(1, &JOINT_DECLINED).await;
    drop(player);
    stage.strike().await;
}

#[tokio::test]
async fn going_back_from_a_check_that_failed_and_tapping_anew_is_another_check() {
    let stage = Stage::set().await;
    let wire = FaultyWire::to(stage.address()).unwrap();
    wire.plan(CHECKS, Mishap::AnswerLost);
    let card = reader_with("valid");
    let mut player = visit_at(&wire.address(), Arc::new(card.clone()));
    notice(&tap(&mut player, PIN).await, NO_ANSWER.0);
    player.press("戻る").unwrap();
    player.type_pin(PIN).unwrap();
    assert_eq!(
        eligibility(&player.settled().await.unwrap()).status,
        "資格は有効です"
    );
    assert_eq!(card.exchanges(), 2 * EXCHANGES);
    consent_and_finish(&mut player).await;
    stage.assert_latest(1, &JOINT_DECLINED).await;
    drop(player);
    stage.strike().await;
}
