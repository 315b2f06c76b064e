//! The card is pulled at each exchange, before it acted and after, over each kind of reader, with the PIN and without:
//! the tries on the card are what the screen said, nothing is presented twice, and the visit goes on.

use kyotaku::play::Player;
use kyotaku_card::{Fault, FaultPlan, sample};
use kyotaku_core::{
    card::Secret,
    visit::{Screen, Tone, View},
};

use crate::{
    field::{Field, Over},
    pcscd_card::PcscdCard,
    screens::{assert_says, eligibility, notice},
    stage::{JOINT_DECLINED, Stage, sample_card},
    steps::{ASK_TRIES, PIN, TAP_AGAIN, TYPE_PIN, TYPE_PIN_AGAIN, WITHOUT_PIN, consent_and_finish, tap},
};

/// The exchange that presents the secret: after SELECT and the question for the tries.
const VERIFY: u32 = 3;
const SAME: &str = "本人です";

/// A way of proving who is there, and its words.
struct Way {
    secret: Secret,
    /// What a tap takes, by how the card is reached.
    exchanges: fn(Over) -> u32,
    wrong: &'static str,
    lost_during_verify: &'static str,
    counted_perhaps: &'static str,
    not_counted: &'static str,
    accepted: &'static str,
    type_it: &'static str,
    type_it_again: &'static str,
}

const WITH_THE_PIN: Way = Way {
    secret: Secret::Pin,
    // Of a certificate that the service does not have.
    exchanges: |over| if over == Over::ShortLengths { 11 } else { 5 },
    wrong: "9999",
    lost_during_verify: "暗証番号の照合中にカードが離れました",
    counted_perhaps: "暗証番号の残り回数が1回減ったかもしれません。",
    not_counted: "暗証番号の残り回数は減っていません。",
    accepted: "暗証番号は正しく照合されました。残り回数は減っていません。",
    type_it: TYPE_PIN,
    type_it_again: TYPE_PIN_AGAIN,
};

const WITHOUT_THE_PIN: Way = Way {
    secret: Secret::MatchingNumberB,
    exchanges: |_| 8,
    wrong: "15051220350000",
    lost_during_verify: "照合番号Bの照合中にカードが離れました",
    counted_perhaps: "照合番号Bの残り回数が1回減ったかもしれません。",
    not_counted: "照合番号Bの残り回数は減っていません。",
    accepted: "照合番号Bは正しく照合されました。残り回数は減っていません。",
    type_it: "照合番号Bを入力する",
    type_it_again: "照合番号Bを入力し直す",
};

impl Way {
    fn right(&self) -> String {
        match self.secret {
            Secret::Pin => PIN.to_owned(),
            Secret::MatchingNumberB => sample::find("valid").unwrap().matching_number(),
        }
    }

    /// From the start of a visit to what comes of a tap.
    async fn tap(&self, player: &mut Player, digits: &str) -> View {
        match self.secret {
            Secret::Pin => tap(player, digits).await,
            Secret::MatchingNumberB => {
                player.settled().await.unwrap();
                player.press("訪問診療等").unwrap();
                player.press(WITHOUT_PIN).unwrap();
                player.type_pin(digits).unwrap();
                player.settled().await.unwrap()
            }
        }
    }

    /// A tap that went well, to the eligibility: without the PIN, staff compare first.
    async fn to_the_eligibility(&self, player: &mut Player, mut view: View) {
        if self.secret == Secret::MatchingNumberB {
            assert!(matches!(view.screen, Screen::Compare(_)), "{}", view.heading);
            player.press(SAME).unwrap();
            view = player.settled().await.unwrap();
        }
        assert_eq!(eligibility(&view).status, "資格は有効です");
    }
}

/// One card pulled at one exchange, and the visit to its end.
async fn pulled(stage: &Stage, field: &Field, over: Over, way: &Way, exchange: u32, fault: Fault) {
    let told = format!("{over:?} {:?} {exchange} {fault:?}", way.secret);
    let registered = stage.rows().await;
    let mut player = stage.visit(field.reader());
    let before = field.exchanges();
    field.plan(exchange, fault);
    let view = way.tap(&mut player, &way.right()).await;

    let (heading, tries, again) = match exchange {
        ..VERIFY => ("カードが離れました", way.not_counted, TAP_AGAIN),
        VERIFY => (way.lost_during_verify, way.counted_perhaps, way.type_it_again),
        _ => ("カードが離れました", way.accepted, way.type_it),
    };
    let lost = notice(&view, heading);
    assert_says(&lost, &[tries, "同意は何も登録していません"]);
    let alarm = lost.tone == Tone::Alarm;
    assert_eq!(alarm, exchange == VERIFY, "{told}");
    assert_eq!(
        field.exchanges(),
        before + exchange,
        "nothing is sent after it: {told}"
    );
    assert_eq!(field.tries_left(way.secret), 3, "{told}");
    assert_eq!(stage.rows().await, registered, "{told}");

    field.put_back();
    player.press(again).unwrap();
    if again != TAP_AGAIN {
        player.type_pin(&way.right()).unwrap();
    }
    let view = player.settled().await.unwrap();
    way.to_the_eligibility(&mut player, view).await;
    let whole = (way.exchanges)(over);
    assert_eq!(field.exchanges(), before + exchange + whole, "{told}");
    consent_and_finish(&mut player).await;
    assert_eq!(stage.rows().await, registered + 1, "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_pulled_at_any_exchange_registers_nothing_costs_no_try_and_the_next_tap_goes_on() {
    for over in [Over::Process, Over::Tcp, Over::Pcscd] {
        let stage = Stage::set().await;
        let field = Field::with(over, "valid").await;
        for way in [WITH_THE_PIN, WITHOUT_THE_PIN] {
            for exchange in 1..=(way.exchanges)(over) {
                for fault in [Fault::PulledBefore, Fault::PulledAfter] {
                    pulled(&stage, &field, over, &way, exchange, fault).await;
                }
            }
        }
        stage.assert_latest(2 * (5 + 8), &JOINT_DECLINED).await;
        stage.strike().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn so_it_is_at_any_of_the_eleven_exchanges_of_short_lengths() {
    for exchange in 1..=(WITH_THE_PIN.exchanges)(Over::ShortLengths) {
        // Each time a service that does not have the certificate yet, or it would not be read whole.
        let stage = Stage::set().await;
        let fault = if exchange % 2 == 0 {
            Fault::PulledBefore
        } else {
            Fault::PulledAfter
        };
        let field = Field::with(Over::ShortLengths, "valid").await;
        pulled(&stage, &field, Over::ShortLengths, &WITH_THE_PIN, exchange, fault).await;
        stage.strike().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_secret_lost_on_its_way_may_have_counted_and_a_tap_that_presents_nothing_says_whether_it_did()
{
    for over in [Over::Process, Over::Tcp, Over::Pcscd] {
        let stage = Stage::set().await;
        let field = Field::with(over, "valid").await;
        for way in [WITH_THE_PIN, WITHOUT_THE_PIN] {
            for (fault, left) in [(Fault::PulledBefore, 3), (Fault::PulledAfter, 2)] {
                let mut player = stage.visit(field.reader());
                field.plan(VERIFY, fault);
                let view = way.tap(&mut player, way.wrong).await;
                assert_says(&notice(&view, way.lost_during_verify), &[way.counted_perhaps]);
                assert_eq!(field.tries_left(way.secret), left);

                field.put_back();
                let before = field.exchanges();
                player.press(ASK_TRIES).unwrap();
                let view = player.settled().await.unwrap();
                assert_eq!(field.exchanges(), before + 2, "it selects, and asks");
                let said = match &view.screen {
                    Screen::Pin(pad) => pad.notice.clone(),
                    Screen::Number(pad) => pad.notice.clone(),
                    _ => panic!("no pad: {}", view.heading),
                };
                let count = format!("あと {left} 回");
                assert!(
                    said.as_ref().is_some_and(|said| said.contains(&count)),
                    "{said:?}"
                );
                assert_eq!(field.tries_left(way.secret), left);

                // The right one fills the counter again.
                player.type_pin(&way.right()).unwrap();
                let view = player.settled().await.unwrap();
                way.to_the_eligibility(&mut player, view).await;
                assert_eq!(field.tries_left(way.secret), 3);
            }
        }
        assert_eq!(stage.rows().await, 0);
        stage.strike().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_card_is_given_up_and_works_again_once_it_was_taken_away_and_put_back() {
    let stage = Stage::set().await;
    let card = PcscdCard::take(sample_card("valid")).await;
    let mut player = stage.visit(card.reader());
    card.plan(FaultPlan::at(4, Fault::Silent));
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
