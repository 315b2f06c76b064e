//! The runtime over ports that answer when a test says so: what it starts, what it stops, and whom it tells.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use async_trait::async_trait;
use kyotaku_core::{
    card::{CardChannel, CardReader, LinkError},
    consent::{Receipt, RegistrationRequest},
    eligibility::{
        Challenge, ChallengeRequest, CheckRequest, ClinicSettings, Eligibility, EligibilityService,
        IdempotencyKey, ServiceFault,
    },
    origin::{Channel, Origin},
    visit::{CareMode, Event, Kyotaku, Observer, Screen, View},
};
use tokio::{
    runtime::Handle,
    sync::{Notify, mpsc, oneshot},
};

/// A call that waits for its answer.
enum Waiting {
    Settings(oneshot::Sender<Result<ClinicSettings, ServiceFault>>),
    Challenge(CareMode, oneshot::Sender<Result<Challenge, ServiceFault>>),
}

/// Hands each call to the test, and waits for its answer.
struct Scripted(mpsc::UnboundedSender<Waiting>);

impl Scripted {
    async fn ask<T>(
        &self,
        call: impl FnOnce(oneshot::Sender<Result<T, ServiceFault>>) -> Waiting,
    ) -> Result<T, ServiceFault> {
        let (answer, answered) = oneshot::channel();
        let _ = self.0.send(call(answer));
        answered.await.unwrap_or(Err(ServiceFault::NoAnswer))
    }
}

#[async_trait]
impl EligibilityService for Scripted {
    async fn settings(&self) -> Result<ClinicSettings, ServiceFault> {
        self.ask(Waiting::Settings).await
    }

    async fn challenge(&self, request: &ChallengeRequest) -> Result<Challenge, ServiceFault> {
        self.ask(|answer| Waiting::Challenge(request.mode, answer)).await
    }

    async fn check(&self, _: &CheckRequest, _: &IdempotencyKey) -> Result<Eligibility, ServiceFault> {
        Err(ServiceFault::Unreachable)
    }

    async fn register(&self, _: &RegistrationRequest, _: &IdempotencyKey) -> Result<Receipt, ServiceFault> {
        Err(ServiceFault::Unreachable)
    }
}

/// A reader in whose field no card comes; it counts the waits that are under way.
#[derive(Default)]
struct EmptyField(Arc<AtomicUsize>);

/// Counts down when the wait that holds it is dropped.
struct WaitUnderWay(Arc<AtomicUsize>);

impl Drop for WaitUnderWay {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[async_trait]
impl CardReader for EmptyField {
    async fn connect(&self) -> Result<Arc<dyn CardChannel>, LinkError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        let _wait = WaitUnderWay(Arc::clone(&self.0));
        std::future::pending().await
    }
}

/// Wakes the test at each change.
#[derive(Default)]
struct Told(Notify);

impl Observer for Told {
    fn changed(&self) {
        self.0.notify_one();
    }
}

struct Bench {
    kyotaku: Arc<Kyotaku>,
    calls: mpsc::UnboundedReceiver<Waiting>,
    told: Arc<Told>,
    waits: Arc<AtomicUsize>,
}

impl Bench {
    fn new() -> Self {
        let (sender, calls) = mpsc::unbounded_channel();
        let (told, reader) = (Arc::new(Told::default()), EmptyField::default());
        let waits = Arc::clone(&reader.0);
        let kyotaku = Arc::new(Kyotaku::start(
            origin(),
            Arc::new(reader),
            Arc::new(Scripted(sender)),
            Arc::clone(&told) as Arc<dyn Observer>,
            Handle::current(),
        ));
        Self {
            kyotaku,
            calls,
            told,
            waits,
        }
    }

    /// A visit that stands on the choice of mode.
    async fn choosing() -> Self {
        let mut bench = Self::new();
        let Some(Waiting::Settings(answer)) = bench.calls.recv().await else {
            panic!("settings come first")
        };
        answer.send(Ok(settings())).unwrap();
        bench.told.0.notified().await;
        bench
    }

    fn press(&self, label: &str) -> View {
        press(&self.kyotaku, label)
    }

    async fn next_challenge(&mut self) -> (CareMode, oneshot::Sender<Result<Challenge, ServiceFault>>) {
        match self.calls.recv().await {
            Some(Waiting::Challenge(mode, answer)) => (mode, answer),
            _ => panic!("a challenge is asked for"),
        }
    }
}

fn press(kyotaku: &Kyotaku, label: &str) -> View {
    let view = kyotaku.view();
    let event = view
        .controls()
        .into_iter()
        .find(|(name, _)| *name == label)
        .map(|(_, event)| event.clone());
    kyotaku.dispatch(event.unwrap_or_else(|| panic!("{label} is not on {}", view.heading)))
}

fn origin() -> Origin {
    Origin {
        channel: Channel::VisitApp,
        app: "test".into(),
        version: "0".into(),
        device: "test".into(),
    }
}

fn settings() -> ClinicSettings {
    ClinicSettings::of_the_notice("1234567890".parse().unwrap(), "サンプル医療機関")
}

fn challenge() -> Challenge {
    Challenge {
        challenge: "challenge-1".into(),
        nonce: "AAAA".into(),
        expires_in: 600,
    }
}

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
    let mut bench = Bench::choosing().await;
    bench.press("訪問診療等");
    bench.next_challenge().await.1.send(Ok(challenge())).unwrap();
    bench.told.0.notified().await;
    for digit in ["1", "2", "3", "4"] {
        bench.press(digit);
    }
    bench.press("次へ（カードをかざす）");
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
    let mut bench = Bench::choosing().await;
    bench.press("訪問診療等");
    bench.next_challenge().await.1.send(Ok(challenge())).unwrap();
    bench.told.0.notified().await;
    for digit in ["1", "2", "3", "4"] {
        bench.press(digit);
    }
    bench.press("次へ（カードをかざす）");
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
async fn a_challenge_is_replaced_before_it_is_too_old_for_a_tap() {
    let mut bench = Bench::choosing().await;
    bench.press("訪問診療等");
    bench.next_challenge().await.1.send(Ok(challenge())).unwrap();
    bench.told.0.notified().await;
    let (_, second) = bench.next_challenge().await;
    second.send(Ok(challenge())).unwrap();
    bench.told.0.notified().await;
    assert!(matches!(bench.kyotaku.view().screen, Screen::Pin(_)));
}

#[tokio::test]
async fn after_close_nothing_is_under_way_and_no_press_does_anything() {
    let mut bench = Bench::choosing().await;
    bench.press("訪問診療等");
    let (_, mut answer) = bench.next_challenge().await;
    bench.kyotaku.close();
    answer.closed().await;
    let before = bench.kyotaku.view();
    assert!(bench.press("中止する") == before);
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
