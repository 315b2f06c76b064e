//! Wrong PINs and blocked ones, over pcscd: what is said, what is asked first, and what the card counted.

use kyotaku_core::visit::Tone;

use crate::{
    pcscd_card::PcscdCard,
    screens::{assert_says, eligibility, labels, notice, pin},
    stage::{Stage, sample_card},
    steps::{PIN, TO_THE_START, TYPE_PIN, WITHOUT_PIN, consent_and_finish, tap},
};

const WRONG: &str = "9999";
const SPEND_THE_LAST: &str = "最後の1回を使って続ける";
const TYPE_ANEW: &str = "暗証番号を入力し直す";

#[tokio::test(flavor = "multi_thread")]
async fn wrong_pins_say_how_many_tries_are_left_and_the_last_one_is_spent_only_when_somebody_says_so() {
    let stage = Stage::set().await;
    let card = PcscdCard::take(sample_card("valid")).await;
    let mut player = stage.visit(card.reader());

    tap(&mut player, WRONG).await;
    for left in [2, 1] {
        let wrong = notice(&player.view(), "暗証番号が違います");
        let counted = format!("あと {left} 回まちがえると");
        assert_says(
            &wrong,
            &[&counted, "同意は何も登録していません", "患者に暗証番号を確かめ"],
        );
        assert_eq!(card.tries_left(), left);
        // SELECT, tries left, VERIFY: it was sent once.
        assert_eq!(card.exchanges(), 3 * u32::from(3 - left));
        let pad = pin(&player.press(TYPE_PIN).unwrap());
        assert_eq!((pad.entered, pad.notice.unwrap().contains(&counted)), (0, true));
        if left == 2 {
            player.type_pin(WRONG).unwrap();
            player.settled().await.unwrap();
        }
    }

    // The right PIN now: nobody has said that the last try may be spent, so it is not.
    player.type_pin(PIN).unwrap();
    let view = player.settled().await.unwrap();
    let last = notice(&view, "暗証番号はあと1回です");
    assert!(last.tone == Tone::Alarm);
    assert_says(
        &last,
        &[
            "カードにはまだ暗証番号を送っていません",
            "残り回数は減っていません",
        ],
    );
    assert_eq!(
        labels(&view),
        [TYPE_ANEW, SPEND_THE_LAST, WITHOUT_PIN, "戻る", "中止する"]
    );
    assert_eq!((card.tries_left(), card.exchanges()), (1, 8));

    // Typed anew, it is asked again.
    player.press(TYPE_ANEW).unwrap();
    player.type_pin(PIN).unwrap();
    notice(&player.settled().await.unwrap(), "暗証番号はあと1回です");
    assert_eq!((card.tries_left(), card.exchanges()), (1, 10));

    player.press(SPEND_THE_LAST).unwrap();
    let view = player.settled().await.unwrap();
    assert_eq!(eligibility(&view).status, "資格は有効です");
    assert_eq!((card.tries_left(), card.exchanges()), (3, 15));
    consent_and_finish(&mut player).await;
    assert_eq!(stage.rows().await, 1);
    drop(player);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_third_wrong_pin_blocks_and_a_blocked_card_says_where_to_have_it_reset_and_is_shown_no_pin() {
    let stage = Stage::set().await;
    let card = PcscdCard::take(sample_card("valid")).await;
    let mut player = stage.visit(card.reader());
    tap(&mut player, WRONG).await;
    player.press(TYPE_PIN).unwrap();
    player.type_pin(WRONG).unwrap();
    player.settled().await.unwrap();
    player.press(TYPE_PIN).unwrap();
    player.type_pin(WRONG).unwrap();
    notice(&player.settled().await.unwrap(), "暗証番号はあと1回です");
    player.press(SPEND_THE_LAST).unwrap();
    let view = player.settled().await.unwrap();
    let blocked = notice(&view, "暗証番号がロックされました");
    assert!(blocked.tone == Tone::Alarm);
    assert_says(
        &blocked,
        &["市区町村の窓口", "再設定", "同意は何も登録していません"],
    );
    assert_eq!(labels(&view), [WITHOUT_PIN, TO_THE_START]);
    assert_eq!((card.tries_left(), card.exchanges()), (0, 11));

    // The next visit with it: SELECT, tries left, and no VERIFY.
    player.press(TO_THE_START).unwrap();
    let view = tap(&mut player, PIN).await;
    let blocked = notice(&view, "暗証番号がロックされています");
    assert_says(
        &blocked,
        &[
            "市区町村の窓口",
            "再設定",
            "すでにロック",
            "同意は何も登録していません",
        ],
    );
    assert_eq!(labels(&view), [WITHOUT_PIN, TO_THE_START]);
    assert_eq!((card.tries_left(), card.exchanges()), (0, 13));
    assert_eq!(stage.rows().await, 0);

    // The program goes on.
    player.press(TO_THE_START).unwrap();
    player.settled().await.unwrap();
    player.press("訪問診療等").unwrap();
    drop(player);
    stage.strike().await;
}
