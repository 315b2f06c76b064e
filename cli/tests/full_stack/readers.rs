//! The reader and what lies on it: each trouble gets a sentence, and the visit goes on once it is over.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use kyotaku_core::card::{CardChannel, CardReader, LinkError, pcsc::PcscReader};
use kyotaku_core::visit::Screen;

use crate::{
    pcscd_card::PcscdCard,
    screens::{assert_says, eligibility, labels, notice},
    stage::{JOINT_DECLINED, Stage, reader_with, sample_card},
    steps::{PIN, TAP_AGAIN, consent_and_finish, tap},
};

/// Has one trouble after the other, and then a card.
struct Troubled {
    troubles: Vec<LinkError>,
    tapped: AtomicUsize,
    then: Arc<dyn CardReader>,
}

#[async_trait]
impl CardReader for Troubled {
    async fn connect(&self) -> Result<Arc<dyn CardChannel>, LinkError> {
        match self.troubles.get(self.tapped.fetch_add(1, Ordering::SeqCst)) {
            Some(&trouble) => Err(trouble),
            None => self.then.connect().await,
        }
    }
}

#[tokio::test]
async fn every_trouble_with_a_reader_has_its_sentence_and_the_typed_pin_is_kept() {
    let stage = Stage::set().await;
    let sentences = [
        (LinkError::NoReader, "カードリーダーがありません", "接続し"),
        (LinkError::ReaderGone, "カードリーダーが外れました", "つなぎ直し"),
        (LinkError::Busy, "カードが使用中です", "ほかのプログラムを閉じて"),
        (LinkError::NoService, "カードリーダーを使えません", "端末を再起動"),
        (LinkError::Failed, "カードリーダーを使えません", "つなぎ直し"),
        (LinkError::Mute, "カードが応答しません", "いったん離し"),
        (LinkError::CardGone, "カードが離れました", "動かさない"),
    ];
    let card = reader_with("valid");
    let reader = Troubled {
        troubles: sentences.iter().map(|(trouble, ..)| *trouble).collect(),
        tapped: AtomicUsize::new(0),
        then: Arc::new(card.clone()),
    };
    let mut player = stage.visit(Arc::new(reader));
    tap(&mut player, PIN).await;
    for (trouble, heading, to_do) in sentences {
        let view = player.settled().await.unwrap();
        let notice = notice(&view, heading);
        assert_says(
            &notice,
            &[to_do, "残り回数は減っていません", "同意は何も登録していません"],
        );
        assert_eq!(card.exchanges(), 0, "{trouble:?}");
        player.press(TAP_AGAIN).unwrap();
    }
    let view = player.settled().await.unwrap();
    assert_eq!(eligibility(&view).status, "資格は有効です");
    consent_and_finish(&mut player).await;
    stage.assert_latest(1, &JOINT_DECLINED).await;
    drop(player);
    stage.strike().await;
}

/// A card of another kind: it has no JPKI application.
struct AnotherCard;

#[async_trait]
impl CardReader for AnotherCard {
    async fn connect(&self) -> Result<Arc<dyn CardChannel>, LinkError> {
        Ok(Arc::new(Self))
    }
}

#[async_trait]
impl CardChannel for AnotherCard {
    async fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, LinkError> {
        assert_eq!(
            command[..4],
            [0x00, 0xA4, 0x04, 0x0C],
            "nothing but SELECT is sent to it"
        );
        Ok(vec![0x6A, 0x82])
    }
}

#[tokio::test]
async fn a_card_of_another_kind_is_said_to_be_one_and_is_shown_no_pin() {
    let stage = Stage::set().await;
    let mut player = stage.visit(Arc::new(AnotherCard));
    let view = tap(&mut player, PIN).await;
    let other = notice(&view, "マイナンバーカードではありません");
    assert_says(
        &other,
        &[
            "1枚だけ",
            "残り回数は減っていません",
            "同意は何も登録していません",
        ],
    );
    assert_eq!(
        labels(&view),
        [TAP_AGAIN, "暗証番号を入力し直す", "戻る", "中止する"]
    );
    assert_eq!(stage.rows().await, 0);
    drop(player);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_pcscd_does_not_have_is_said_to_be_missing() {
    let stage = Stage::set().await;
    let card = PcscdCard::take(sample_card("valid")).await;
    let elsewhere = PcscReader::named("a reader in another room").waiting_for_reader(Duration::ZERO);
    let mut player = stage.visit(Arc::new(elsewhere));
    let missing = notice(&tap(&mut player, PIN).await, "カードリーダーがありません");
    assert_says(&missing, &["カードリーダーを接続し", "残り回数は減っていません"]);
    assert_eq!((card.exchanges(), stage.rows().await), (0, 0));
    drop(player);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pcscd_ending_during_the_wait_for_a_card_is_said_and_the_visit_goes_on() {
    let stage = Stage::set().await;
    let card = PcscdCard::take(sample_card("valid")).await;
    card.remove();
    let mut player = stage.visit(card.reader());
    player.settled().await.unwrap();
    player.press("訪問診療等").unwrap();
    player.type_pin(PIN).unwrap();
    player
        .wait_for(
            "the wait for a card",
            |view| matches!(&view.screen, Screen::Tap(tap) if tap.progress.contains("待って")),
        )
        .await
        .unwrap();
    if !card.has_own_pcscd() {
        // The pcscd of the machine is not ours to end.
        return;
    }
    tokio::task::block_in_place(|| drop(card));
    let view = player.settled().await.unwrap();
    let ended = notice(&view, "カードリーダーを使えません");
    assert_says(&ended, &["PC/SC", "残り回数は減っていません", "端末を再起動"]);
    assert_eq!(
        labels(&view),
        [TAP_AGAIN, "暗証番号を入力し直す", "戻る", "中止する"]
    );

    // It is there again; the PIN was kept.
    let card = PcscdCard::take(sample_card("valid")).await;
    player.press(TAP_AGAIN).unwrap();
    let view = player.settled().await.unwrap();
    assert_eq!(eligibility(&view).status, "資格は有効です");
    consent_and_finish(&mut player).await;
    stage.assert_latest(1, &JOINT_DECLINED).await;
    drop((player, card));
    stage.strike().await;
}
