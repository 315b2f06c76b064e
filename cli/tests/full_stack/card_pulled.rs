//! The card is pulled at each exchange, over pcscd.

use kyotaku_card::{Fault, FaultPlan};
use kyotaku_core::visit::Tone;

use crate::{
    pcscd_card::PcscdCard,
    screens::{assert_says, eligibility, notice, pin},
    stage::{JOINT_DECLINED, Stage, sample_card},
    steps::{PIN, TAP_AGAIN, TYPE_PIN, consent_and_finish, tap},
};

/// SELECT, tries left, VERIFY, seven READ BINARY, sign.
const EXCHANGES: u32 = 11;
const VERIFY: u32 = 3;

#[tokio::test(flavor = "multi_thread")]
async fn a_card_pulled_at_any_exchange_registers_nothing_costs_no_try_and_the_next_tap_goes_on() {
    let stage = Stage::set().await;
    let card = PcscdCard::take(sample_card("valid")).await;
    let mut player = stage.visit(card.reader());
    let mut registered = 0;
    for exchange in 1..=EXCHANGES {
        for fault in [Fault::PulledBefore, Fault::PulledAfter] {
            let before = card.exchanges();
            card.plan(FaultPlan::at(before + exchange, fault.clone()));
            let view = tap(&mut player, PIN).await;

            let (heading, tries, again) = match exchange {
                ..VERIFY => ("カードが離れました", "残り回数は減っていません。", TAP_AGAIN),
                VERIFY => (
                    "暗証番号の照合中にカードが離れました",
                    "残り回数が1回減ったかもしれません。",
                    TYPE_PIN,
                ),
                _ => (
                    "カードが離れました",
                    "正しく照合されました。残り回数は減っていません。",
                    TYPE_PIN,
                ),
            };
            let lost = notice(&view, heading);
            assert_says(
                &lost,
                &[tries, "同意は何も登録していません", "動かさない"]
                    [..if exchange == VERIFY { 2 } else { 3 }],
            );
            assert!(
                lost.tone
                    == if exchange == VERIFY {
                        Tone::Alarm
                    } else {
                        Tone::Caution
                    }
            );
            assert_eq!(
                card.exchanges(),
                before + exchange,
                "nothing is sent after {exchange} {fault:?}"
            );
            assert_eq!(card.tries_left(), 3, "{exchange} {fault:?}");
            assert!(!card.is_in());
            assert_eq!(stage.rows().await, registered, "{exchange} {fault:?}");

            card.insert();
            player.press(again).unwrap();
            if again == TYPE_PIN {
                player.type_pin(PIN).unwrap();
            }
            let view = player.settled().await.unwrap();
            assert_eq!(eligibility(&view).status, "資格は有効です");
            assert_eq!(card.exchanges(), before + exchange + EXCHANGES);
            consent_and_finish(&mut player).await;
            registered += 1;
            assert_eq!(stage.rows().await, registered);
        }
    }
    stage
        .assert_latest(u64::from(2 * EXCHANGES), &JOINT_DECLINED)
        .await;
    drop(player);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_pin_lost_on_its_way_may_have_counted_and_the_next_tap_says_whether_it_did() {
    let stage = Stage::set().await;
    let card = PcscdCard::take(sample_card("valid")).await;
    let mut player = stage.visit(card.reader());
    for (fault, counted, left_after_another) in [(Fault::PulledBefore, 3, 2), (Fault::PulledAfter, 2, 1)] {
        card.plan(FaultPlan::at(card.exchanges() + VERIFY, fault));
        let view = tap(&mut player, "9999").await;
        let lost = notice(&view, "暗証番号の照合中にカードが離れました");
        assert_says(
            &lost,
            &["残り回数が1回減ったかもしれません", "もう一度カードをかざして"],
        );
        assert_eq!(card.tries_left(), counted);

        card.insert();
        let view = player.press(TYPE_PIN).unwrap();
        assert!(pin(&view).notice.unwrap().contains("1回減ったかもしれません"));
        player.type_pin("9999").unwrap();
        let wrong = notice(&player.settled().await.unwrap(), "暗証番号が違います");
        assert_says(&wrong, &[&format!("あと {left_after_another} 回まちがえると")]);
        assert_eq!(card.tries_left(), left_after_another);

        // The right PIN fills the counter again; where one try was left, someone has to agree first.
        player.press(TYPE_PIN).unwrap();
        player.type_pin(PIN).unwrap();
        let mut view = player.settled().await.unwrap();
        if left_after_another == 1 {
            notice(&view, "暗証番号はあと1回です");
            player.press("最後の1回を使って続ける").unwrap();
            view = player.settled().await.unwrap();
        }
        assert_eq!(eligibility(&view).status, "資格は有効です");
        assert_eq!(card.tries_left(), 3);
        player.press("中止する").unwrap();
        player.press("最初に戻る").unwrap();
    }
    assert_eq!(stage.rows().await, 0);
    drop(player);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_card_is_given_up_and_works_again_once_it_was_taken_away_and_put_back() {
    let stage = Stage::set().await;
    let card = PcscdCard::take(sample_card("valid")).await;
    let mut player = stage.visit(card.reader());
    card.plan(FaultPlan::at(5, Fault::Silent));
    let view = tap(&mut player, PIN).await;
    let silent = notice(&view, "カードが応答しません");
    assert_says(
        &silent,
        &[
            "正しく照合されました",
            "いったん離し",
            "同意は何も登録していません",
        ],
    );
    assert_eq!((card.tries_left(), stage.rows().await), (3, 0));

    card.remove();
    card.insert();
    player.press(TYPE_PIN).unwrap();
    player.type_pin(PIN).unwrap();
    let view = player.settled().await.unwrap();
    assert_eq!(eligibility(&view).status, "資格は有効です");
    consent_and_finish(&mut player).await;
    stage.assert_latest(1, &JOINT_DECLINED).await;
    drop(player);
    stage.strike().await;
}
