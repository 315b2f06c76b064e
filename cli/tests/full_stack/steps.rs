//! The steps of a visit, as a person takes them.

use kyotaku::play::Player;
use kyotaku_core::visit::{Screen, View};

use crate::screens::{done, eligibility};

pub(crate) const PIN: &str = kyotaku_card::sample::PIN;
pub(crate) const OPEN_FORM: &str = "同意登録へ進む（患者に画面を向ける）";
pub(crate) const RENEW: &str = "同意を新しく登録し直す（更新・患者に画面を向ける）";
pub(crate) const JOINT_QUESTION: &str = "診療情報および薬剤情報の提供";
pub(crate) const REGISTER: &str = "同意内容に登録する";
pub(crate) const TYPE_PIN: &str = "暗証番号を入力する";
pub(crate) const TYPE_PIN_AGAIN: &str = "暗証番号を入力し直す";
pub(crate) const ASK_TRIES: &str = "カードをかざして残り回数を確かめる";
pub(crate) const WITHOUT_PIN: &str = "暗証番号を使わずに確認する（目視）";
pub(crate) const TAP_AGAIN: &str = "もう一度カードをかざす";
pub(crate) const TO_THE_START: &str = "最初に戻る";

/// Chooses 訪問診療等, types the PIN and holds the card to the reader; the screen that comes of it.
pub(crate) async fn tap(player: &mut Player, pin: &str) -> View {
    let view = player.settled().await.unwrap();
    assert!(matches!(view.screen, Screen::Mode(_)), "{}", view.heading);
    player.press("訪問診療等").unwrap();
    player.type_pin(pin).unwrap();
    player.settled().await.unwrap()
}

/// A visit up to a valid eligibility.
pub(crate) async fn up_to_the_eligibility(player: &mut Player) {
    let view = tap(player, PIN).await;
    assert_eq!(eligibility(&view).status, "資格は有効です");
}

/// From the eligibility to 2 確認: all agreed, then the joint question declined.
pub(crate) fn fill_in(player: &Player) {
    // In words that tell a first consent from one that is given anew.
    let way_on = eligibility(&player.view()).buttons.swap_remove(0).label;
    assert!([OPEN_FORM, RENEW].contains(&way_on.as_str()), "{way_on}");
    player.press(&way_on).unwrap();
    player.press("すべての項目に同意する").unwrap();
    player.answer(JOINT_QUESTION, "同意しない").unwrap();
    let view = player.press("確認へ進む").unwrap();
    assert_eq!(view.heading, "同意登録内容の確認");
}

/// From 2 確認 on: registers, and the screen that comes of it.
pub(crate) async fn register(player: &mut Player) -> View {
    player.press(REGISTER).unwrap();
    player.settled().await.unwrap()
}

/// From the eligibility to 3 完了, and back to the start.
pub(crate) async fn consent_and_finish(player: &mut Player) {
    fill_in(player);
    done(&register(player).await);
    player.press("終了する").unwrap();
    // The settings of the next visit have come: no request is left on its way.
    player.settled().await.unwrap();
}
