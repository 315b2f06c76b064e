//! The runtime over ports that answer when a test says so: what it starts, what it stops, and whom it tells.

mod ended_taps;
mod ports;

use std::sync::{Arc, Mutex, atomic::Ordering};

use kyotaku_core::{
    eligibility::ServiceFault,
    visit::{CareMode, Event, Kyotaku, Observer, Screen},
};
use tokio::{
    runtime::Handle,
    sync::{Notify, mpsc},
};

use crate::ports::{Bench, EmptyField, Scripted, Waiting, challenge, origin, press, settings};

const ONLINE: &str = "オンライン診療等・外来診療等（通常とは異なる動線）";

#[tokio::test]
async fn settings_are_fetched_at_once_and_the_observer_is_told_when_they_are_there() {
    let mut bench = Bench::new();
    assert!(matches!(bench.kyotaku.view().screen, Screen::Waiting(_)));
    let Some(Waiting::Settings(answer)) = bench.calls.recv().await else {
        panic!("settings come first")
    };
    answer.send(Ok(settings())).unwrap();
    bench.told.0.notified().await;
    assert!(matches!(bench.kyotaku.view().screen, Screen::Mode(_)));
    assert_eq!(
        bench.kyotaku.view().footer.clinic.as_deref(),
        Some("サンプル医療機関")
    );
}

#[tokio::test]
async fn the_answer_of_a_call_that_was_replaced_never_comes() {
    let mut bench = Bench::choosing().await;
    bench.press("訪問診療等");
    let (first_mode, first) = bench.next_challenge().await;
    bench.press("戻る");
    bench.press(ONLINE);
    let (second_mode, second) = bench.next_challenge().await;
    assert_eq!(
        (first_mode, second_mode),
        (CareMode::HomeVisit, CareMode::OnlineOutpatient)
    );
    // The first call's task was ended, so nobody listens for its answer.
    assert!(first.is_closed());
    second.send(Err(ServiceFault::Unreachable)).unwrap();
    bench.told.0.notified().await;
    assert_eq!(bench.kyotaku.view().heading, "接続できません");
}

#[tokio::test]
async fn going_back_from_a_tap_ends_the_wait_for_a_card() {
    let bench = Bench::tapping().await;
    bench.told.0.notified().await;
    tokio::task::yield_now().await;
    assert_eq!(bench.waits.load(Ordering::SeqCst), 1);
    let back = bench.press("戻る");
    let Screen::Pin(pad) = back.screen else {
        panic!("back is the PIN pad")
    };
    assert_eq!(pad.entered, 0, "the PIN went with the tap");
    while bench.waits.load(Ordering::SeqCst) > 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_card_that_does_not_come_in_time_leaves_the_pin_for_another_tap() {
    let bench = Bench::tapping().await;
    while bench.kyotaku.view().heading != "カードが見つかりません" {
        bench.told.0.notified().await;
    }
    let again = bench.press("もう一度カードをかざす");
    assert!(
        matches!(again.screen, Screen::Tap(_)),
        "no digit has to be typed again"
    );
}

#[tokio::test(start_paused = true)]
async fn a_pin_pad_that_is_left_alone_forgets_what_was_typed_and_asks_for_nothing() {
    let mut bench = Bench::typing().await;
    for digit in ["1", "2", "3"] {
        bench.press(digit);
    }
    bench.told.0.notified().await;
    assert_eq!(bench.kyotaku.view().heading, "入力をやめました");
    assert!(
        bench.calls.try_recv().is_err(),
        "no challenge is fetched for nobody"
    );
    let Screen::Pin(pad) = bench.press("暗証番号を入力する").screen else {
        panic!("back on the pad")
    };
    assert_eq!(pad.entered, 0);
    bench.next_challenge().await;
}

#[tokio::test]
async fn after_close_nothing_is_under_way_the_visit_is_cancelled_and_no_press_does_anything() {
    let mut bench = Bench::choosing().await;
    bench.press("訪問診療等");
    let (_, mut answer) = bench.next_challenge().await;
    bench.kyotaku.close();
    answer.closed().await;
    let before = bench.kyotaku.view();
    let Screen::Notice(notice) = &before.screen else {
        panic!("a notice, not {}", before.heading)
    };
    assert_eq!(before.heading, "中止しました");
    assert_eq!(
        notice.unchanged,
        "今回の操作では、同意は何も登録していません。登録済みの同意は元のままです。"
    );
    for (_, event) in before.controls() {
        assert!(bench.kyotaku.dispatch(event.clone()) == before);
    }
    assert_eq!(before.controls().len(), 1);
    assert!(bench.kyotaku.cancel() == before);
}

#[tokio::test]
async fn a_press_that_the_screen_does_not_have_changes_nothing() {
    let bench = Bench::choosing().await;
    let before = bench.kyotaku.view();
    assert!(bench.kyotaku.dispatch(Event::Back) == before);
    assert!(bench.kyotaku.dispatch(Event::Cancel) == before);
}

/// Presses a button from inside its own callback.
struct Eager {
    kyotaku: Mutex<Option<Arc<Kyotaku>>>,
    pressed: Notify,
}

impl Observer for Eager {
    fn changed(&self) {
        let kyotaku = self.kyotaku.lock().unwrap().clone();
        if let Some(kyotaku) = kyotaku {
            press(&kyotaku, "訪問診療等");
            self.pressed.notify_one();
        }
    }
}

#[tokio::test]
async fn an_observer_may_dispatch_from_its_callback() {
    let (sender, mut calls) = mpsc::unbounded_channel();
    let eager = Arc::new(Eager {
        kyotaku: Mutex::new(None),
        pressed: Notify::new(),
    });
    let kyotaku = Arc::new(Kyotaku::start(
        origin(),
        Arc::new(EmptyField::default()),
        Arc::new(Scripted(sender)),
        Arc::clone(&eager) as Arc<dyn Observer>,
        None,
        Handle::current(),
    ));
    *eager.kyotaku.lock().unwrap() = Some(Arc::clone(&kyotaku));
    let Some(Waiting::Settings(answer)) = calls.recv().await else {
        panic!("settings come first")
    };
    answer.send(Ok(settings())).unwrap();
    eager.pressed.notified().await;
    assert!(matches!(kyotaku.view().screen, Screen::Pin(_)));
    eager.kyotaku.lock().unwrap().take();
}

#[tokio::test]
async fn a_pin_typed_faster_than_the_challenge_comes_waits_for_it_and_asks_no_second_one() {
    let mut bench = Bench::choosing().await;
    bench.press("訪問診療等");
    let (_, answer) = bench.next_challenge().await;
    for digit in ["1", "2", "3", "4"] {
        bench.press(digit);
    }
    let Screen::Tap(tap) = bench.press("次へ（カードをかざす）").screen else {
        panic!("on to the tap")
    };
    assert_eq!(tap.lead, "まだカードをかざさないでください。");
    assert!(
        !answer.is_closed(),
        "the call under way is the one that is waited for"
    );
    answer.send(Ok(challenge())).unwrap();
    bench.told.0.notified().await;
    tokio::task::yield_now().await;
    assert!(bench.calls.try_recv().is_err(), "no second challenge");
    assert!(matches!(bench.kyotaku.view().screen, Screen::Tap(tap) if tap.lead.contains("置いて")));
}

#[tokio::test]
async fn without_the_pin_the_challenge_that_is_on_its_way_serves_the_number_too() {
    let mut bench = Bench::choosing().await;
    bench.press("訪問診療等");
    let (_, answer) = bench.next_challenge().await;
    let number = bench.press("暗証番号を使わずに確認する（目視）");
    assert!(matches!(number.screen, Screen::Number(_)));
    assert!(!answer.is_closed());
    answer.send(Ok(challenge())).unwrap();
    bench.told.0.notified().await;
    for digit in "15051220351234".chars() {
        bench.press(&digit.to_string());
    }
    let Screen::Tap(tap) = bench.press("次へ（カードをかざす）").screen else {
        panic!("on to the tap")
    };
    assert_eq!(tap.steps, 6);
    assert!(bench.calls.try_recv().is_err(), "no second challenge");
}
