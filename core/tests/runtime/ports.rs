//! Ports that answer when a test says so, and a visit that runs over them.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use async_trait::async_trait;
use kyotaku_core::{
    card::{CardChannel, CardReader, LinkError},
    consent::{Receipt, RegistrationRequest, RevocationRequest, StandingConsent},
    eligibility::{
        Challenge, ChallengeRequest, CheckRequest, ClinicSettings, Eligibility, EligibilityService,
        IdempotencyKey, Lookup, LookupRequest, ServiceFault,
    },
    origin::{Channel, Origin},
    visit::{CareMode, Kyotaku, Observer, View},
};
use tokio::{
    runtime::Handle,
    sync::{Notify, mpsc, oneshot},
};

/// A call that waits for its answer.
pub(crate) enum Waiting {
    Settings(oneshot::Sender<Result<ClinicSettings, ServiceFault>>),
    Challenge(CareMode, oneshot::Sender<Result<Challenge, ServiceFault>>),
}

/// Hands each call to the test, and waits for its answer.
pub(crate) struct Scripted(pub(crate) mpsc::UnboundedSender<Waiting>);

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

    async fn knows_certificate(&self, _: &LookupRequest) -> Result<Lookup, ServiceFault> {
        Err(ServiceFault::Unreachable)
    }

    async fn check(&self, _: &CheckRequest, _: &IdempotencyKey) -> Result<Eligibility, ServiceFault> {
        Err(ServiceFault::Unreachable)
    }

    async fn register(&self, _: &RegistrationRequest, _: &IdempotencyKey) -> Result<Receipt, ServiceFault> {
        Err(ServiceFault::Unreachable)
    }

    async fn revoke(
        &self,
        _: &RevocationRequest,
        _: &IdempotencyKey,
    ) -> Result<StandingConsent, ServiceFault> {
        Err(ServiceFault::Unreachable)
    }
}

/// A reader in whose field no card comes; it counts the waits that are under way.
#[derive(Default)]
pub(crate) struct EmptyField(Arc<AtomicUsize>);

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
pub(crate) struct Told(pub(crate) Notify);

impl Observer for Told {
    fn changed(&self) {
        self.0.notify_one();
    }
}

pub(crate) struct Bench {
    pub(crate) kyotaku: Arc<Kyotaku>,
    pub(crate) calls: mpsc::UnboundedReceiver<Waiting>,
    pub(crate) told: Arc<Told>,
    pub(crate) waits: Arc<AtomicUsize>,
}

impl Bench {
    pub(crate) fn new() -> Self {
        let (sender, calls) = mpsc::unbounded_channel();
        let (told, reader) = (Arc::new(Told::default()), EmptyField::default());
        let waits = Arc::clone(&reader.0);
        let kyotaku = Arc::new(Kyotaku::start(
            origin(),
            Arc::new(reader),
            Arc::new(Scripted(sender)),
            Arc::clone(&told) as Arc<dyn Observer>,
            None,
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
    pub(crate) async fn choosing() -> Self {
        let mut bench = Self::new();
        let Some(Waiting::Settings(answer)) = bench.calls.recv().await else {
            panic!("settings come first")
        };
        answer.send(Ok(settings())).unwrap();
        bench.told.0.notified().await;
        bench
    }

    /// One that stands on the PIN pad, with its challenge.
    pub(crate) async fn typing() -> Self {
        let mut bench = Self::choosing().await;
        bench.press("訪問診療等");
        bench.next_challenge().await.1.send(Ok(challenge())).unwrap();
        bench.told.0.notified().await;
        bench
    }

    /// One that waits for a card.
    pub(crate) async fn tapping() -> Self {
        let bench = Self::typing().await;
        for digit in ["1", "2", "3", "4"] {
            bench.press(digit);
        }
        bench.press("次へ（カードをかざす）");
        bench
    }

    pub(crate) fn press(&self, label: &str) -> View {
        press(&self.kyotaku, label)
    }

    pub(crate) async fn next_challenge(
        &mut self,
    ) -> (CareMode, oneshot::Sender<Result<Challenge, ServiceFault>>) {
        match self.calls.recv().await {
            Some(Waiting::Challenge(mode, answer)) => (mode, answer),
            _ => panic!("a challenge is asked for"),
        }
    }
}

pub(crate) fn press(kyotaku: &Kyotaku, label: &str) -> View {
    let view = kyotaku.view();
    let event = view
        .controls()
        .into_iter()
        .find(|(name, _)| *name == label)
        .map(|(_, event)| event.clone());
    kyotaku.dispatch(event.unwrap_or_else(|| panic!("{label} is not on {}", view.heading)))
}

pub(crate) fn origin() -> Origin {
    Origin {
        channel: Channel::VisitApp,
        app: "test".into(),
        version: "0".into(),
        device: "test".into(),
    }
}

pub(crate) fn settings() -> ClinicSettings {
    ClinicSettings::of_the_notice("1234567890".parse().unwrap(), "サンプル医療機関")
}

pub(crate) fn challenge() -> Challenge {
    Challenge {
        challenge: "challenge-1".into(),
        nonce: "AAAA".into(),
        expires_in: 600,
        today: kyotaku_core::eligibility::date::Date::constant(2026, 11, 23),
    }
}
