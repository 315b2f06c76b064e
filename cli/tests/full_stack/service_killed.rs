//! The service is killed, as by a power cut, and started anew on the same database.

use std::sync::Arc;

use kyotaku_stage::{FaultyWire, Mishap};

use crate::{
    screens::{done, notice},
    stage::{JOINT_DECLINED, Stage, reader_with, visit_at},
    steps::{consent_and_finish, fill_in, register, up_to_the_eligibility},
};

const ASK_OUTCOME: &str = "登録結果をもう一度問い合わせる";

#[tokio::test]
async fn a_service_killed_between_check_and_registration_is_restarted_and_the_visit_goes_on() {
    let mut stage = Stage::set().await;
    let mut wire = FaultyWire::to(stage.address()).unwrap();
    let mut player = visit_at(&wire.address(), Arc::new(reader_with("valid")));
    up_to_the_eligibility(&mut player).await;
    consent_and_finish(&mut player).await;
    up_to_the_eligibility(&mut player).await;
    fill_in(&player);

    wire.down().await;
    stage.kill().await;
    let view = register(&mut player).await;
    notice(&view, "登録できませんでした");
    stage.assert_latest(1, &JOINT_DECLINED).await;
    stage.restart().await;
    wire.lead_to(stage.address());
    wire.up().unwrap();
    player.press("もう一度登録する").unwrap();
    done(&player.settled().await.unwrap());
    stage.assert_latest(2, &JOINT_DECLINED).await;
    drop(player);
    stage.strike().await;
}

#[tokio::test]
async fn a_service_killed_after_it_stored_still_knows_the_receipt_when_it_is_restarted() {
    let mut stage = Stage::set().await;
    let wire = FaultyWire::to(stage.address()).unwrap();
    let mut player = visit_at(&wire.address(), Arc::new(reader_with("valid")));
    up_to_the_eligibility(&mut player).await;
    fill_in(&player);
    wire.plan("/v1/registrations", Mishap::AnswerLost);
    notice(&register(&mut player).await, "未確認");
    stage.kill().await;
    // Asked while it is dead: still not known.
    player.press(ASK_OUTCOME).unwrap();
    notice(&player.settled().await.unwrap(), "未確認");
    stage.restart().await;
    wire.lead_to(stage.address());
    player.press(ASK_OUTCOME).unwrap();
    done(&player.settled().await.unwrap());
    stage.assert_latest(1, &JOINT_DECLINED).await;
    drop(player);
    stage.strike().await;
}
