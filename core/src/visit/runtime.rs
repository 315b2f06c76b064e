//! The runtime of a visit: it performs the effects that [`update`] describes and feeds their outcomes back. It decides
//! nothing. At most one piece of work is under way for each [`Call`]; starting another, or stopping it, ends the first,
//! and its outcome then never reaches the model.

use std::{
    collections::HashMap,
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::{runtime::Handle, task::AbortHandle};
use tracing::{debug, info};

use self::{link::Link, tapping::Tapping};
use super::{
    effect::{Call, Effect, Outcome},
    event::Event,
    frame::view,
    keepsake::Keepsake,
    model::{Happening, Model, update},
    view::View,
};
use crate::{
    card::{CardReader, Generations},
    eligibility::{ChallengeRequest, EligibilityService, IdempotencyKey},
    origin::Origin,
};

mod link;
mod tapping;

/// Told of changes that no press caused.
pub trait Observer: Send + Sync {
    /// The view is another one now. Called on a thread of the runtime, without a lock held: it may call
    /// [`Kyotaku::view`] and [`Kyotaku::dispatch`].
    fn changed(&self);
}

/// The running visit, one for each shell. Dropping it, or [`Kyotaku::close`], ends everything that is under way.
pub struct Kyotaku {
    inner: Arc<Inner>,
}

struct Inner {
    service: Arc<dyn EligibilityService>,
    handle: Handle,
    /// What taps have learnt of cards, for as long as this object lives.
    generations: Arc<Generations>,
    state: Mutex<State>,
}

/// What the shell brought. It may hold a [`Kyotaku`] itself, so closing lets go of it.
struct Shell {
    reader: Arc<dyn CardReader>,
    observer: Arc<dyn Observer>,
}

struct State {
    /// `None` only while [`update`] has it.
    model: Option<Model>,
    /// The work that is under way, and its number.
    calls: HashMap<Call, (u64, AbortHandle)>,
    /// The number of the newest piece of work; one that was replaced can be told from the one that replaced it.
    newest: u64,
    /// `None` once closed.
    shell: Option<Shell>,
}

impl Kyotaku {
    /// Starts a visit; `interrupted` as for [`Model::start`]. The work is done on `handle`'s runtime, which needs its time and I/O enabled.
    pub fn start(
        origin: Origin,
        reader: Arc<dyn CardReader>,
        service: Arc<dyn EligibilityService>,
        observer: Arc<dyn Observer>,
        interrupted: Option<&str>,
        handle: Handle,
    ) -> Self {
        let (model, effects) = Model::start(origin, reader.antenna(), interrupted);
        let state = State {
            model: Some(model),
            calls: HashMap::new(),
            newest: 0,
            shell: Some(Shell { reader, observer }),
        };
        let inner = Arc::new(Inner {
            service,
            handle,
            generations: Arc::new(Generations::default()),
            state: Mutex::new(state),
        });
        inner.perform(&mut inner.lock(), effects);
        Self { inner }
    }

    /// Carries out a press and returns what is to be drawn then. Never blocks on card or network. An event that no
    /// control of the current view has changes nothing.
    pub fn dispatch(&self, event: Event) -> View {
        let mut state = self.inner.lock();
        self.inner.advance(&mut state, Happening::Pressed(event));
        state.view()
    }

    /// What is to be drawn now.
    pub fn view(&self) -> View {
        self.inner.lock().view()
    }

    /// What must reach somebody even if the app is ended now; see [`Model::last_words`].
    pub fn last_words(&self) -> Option<String> {
        self.inner.lock().model().last_words()
    }

    /// What the shell is to keep from now on in case that the app is ended; see [`Model::keepsake`].
    pub fn keepsake(&self) -> Option<Keepsake> {
        self.inner.lock().model().keepsake()
    }

    /// Cancels the visit where its screen has 中止する, as pressing it would: for a shell that must stop by itself, for
    /// example because the phone puts it away. A registration that is out cannot be cancelled, and stays.
    pub fn cancel(&self) -> View {
        self.dispatch(Event::Cancel)
    }

    /// Cancels, ends everything that is under way, and lets go of the reader and the observer. [`Observer::changed`] is
    /// not called any more, but for a call that has begun. Presses change nothing any more; [`Kyotaku::view`] and
    /// [`Kyotaku::last_words`] still say how the visit ended.
    pub fn close(&self) {
        let shell = {
            let mut state = self.inner.lock();
            self.inner.advance(&mut state, Happening::Pressed(Event::Cancel));
            for (_, (_, work)) in state.calls.drain() {
                work.abort();
            }
            state.shell.take()
        };
        // Without the lock: what it holds may be a shell's own code.
        drop(shell);
    }
}

impl Drop for Kyotaku {
    fn drop(&mut self) {
        self.close();
    }
}

impl State {
    /// Whether this piece of work is the newest of its call, and was not stopped.
    fn is_newest(&self, call: Call, number: u64) -> bool {
        self.calls.get(&call).is_some_and(|(newest, _)| *newest == number)
    }

    fn view(&self) -> View {
        view(self.model())
    }

    fn model(&self) -> &Model {
        self.model
            .as_ref()
            .expect("the model is out only during update, which is total and does not panic")
    }
}

impl Inner {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One happening: the model goes on, and its effects start.
    fn advance(self: &Arc<Self>, state: &mut State, happening: Happening) {
        if state.shell.is_none() {
            return;
        }
        let Some(model) = state.model.take() else { return };
        let before = model.screen_name();
        let step = update(model, happening);
        match step.ignored {
            Some(ignored) => debug!("{ignored}"),
            None if step.model.screen_name() != before => {
                info!(from = before, to = step.model.screen_name(), "screen");
            }
            None => {}
        }
        state.model = Some(step.model);
        self.perform(state, step.effects);
    }

    fn perform(self: &Arc<Self>, state: &mut State, effects: Vec<Effect>) {
        for effect in effects {
            let call = effect.call();
            if let Some((_, work)) = state.calls.remove(&call) {
                work.abort();
            }
            state.newest += 1;
            let number = state.newest;
            let link = Link {
                inner: Arc::downgrade(self),
                call,
                number,
            };
            if let Some(work) = self.work(state.shell.as_ref(), effect, link.clone()) {
                let task = self.handle.spawn(async move {
                    let outcome = work.await;
                    link.feed(outcome);
                });
                state.calls.insert(call, (number, task.abort_handle()));
            }
        }
    }

    fn tapping(&self, shell: &Shell, link: Link) -> Tapping {
        Tapping {
            reader: Arc::clone(&shell.reader),
            service: Arc::clone(&self.service),
            generations: Arc::clone(&self.generations),
            link,
        }
    }

    /// The work of an effect, as a future that borrows nothing of ours; none for [`Effect::Stop`].
    fn work(&self, shell: Option<&Shell>, effect: Effect, link: Link) -> Option<Work> {
        let service = Arc::clone(&self.service);
        Some(match effect {
            Effect::Stop(_) => return None,
            Effect::FetchSettings => Box::pin(async move { Outcome::Settings(service.settings().await) }),
            Effect::FetchChallenge(mode) => Box::pin(async move {
                let request = ChallengeRequest { mode };
                Outcome::Challenge(service.challenge(&request).await)
            }),
            Effect::WatchChallenge(time) => Box::pin(async move {
                tokio::time::sleep(time).await;
                Outcome::ChallengeExpiring
            }),
            Effect::ReadCard {
                pin,
                message,
                last_try,
                challenge,
                certificate,
            } => {
                let tapping = self.tapping(shell?, link);
                let tap = tapping.with_pin(pin, message, last_try, challenge, certificate);
                Box::pin(async move { Outcome::Card(tap.await) })
            }
            Effect::ReadSurface {
                number,
                message,
                last_try,
                today,
            } => {
                let tapping = self.tapping(shell?, link);
                let tap = tapping.without_pin(number, message, last_try, today);
                Box::pin(async move { Outcome::Card(tap.await) })
            }
            Effect::AskTries(secret) => {
                let tap = self.tapping(shell?, link).tries_left(secret);
                Box::pin(async move { Outcome::Card(tap.await) })
            }
            Effect::Check(request) => Box::pin(async move {
                let key = IdempotencyKey::of_check(&request);
                Outcome::Check(service.check(&request, &key).await)
            }),
            Effect::Register(request) => Box::pin(async move {
                let key = IdempotencyKey::of_registration(&request.statement.check, &request.digest);
                Outcome::Registration(Box::new(service.register(&request, &key).await))
            }),
            Effect::Revoke(request) => Box::pin(async move {
                let key = IdempotencyKey::of_revocation(&request);
                Outcome::Revocation(Box::new(service.revoke(&request, &key).await))
            }),
        })
    }
}

type Work = std::pin::Pin<Box<dyn Future<Output = Outcome> + Send>>;
