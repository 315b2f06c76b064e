//! A visit played as a person would: controls found by their words, screens waited for. The demo and the whole-flow
//! tests play with it; nothing here knows what a press means.

mod counted;
mod process;

pub use counted::CountedService;
pub use process::{ServiceProcess, StartFailure};

use std::{
    sync::{Arc, Mutex, OnceLock, PoisonError, Weak},
    time::Duration,
};

use kyotaku_core::{
    card::CardReader,
    eligibility::EligibilityService,
    origin::Origin,
    visit::{Event, Kyotaku, Observer, Screen, View},
};
use tokio::{runtime::Handle, sync::watch, time::timeout};

/// Somebody who reads the screen and presses what it offers.
pub struct Player {
    kyotaku: Arc<Kyotaku>,
    changes: watch::Receiver<()>,
    told: Arc<Told>,
}

/// Why a visit could not be played on.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    /// The screen has no control with these words, or several.
    #[error("「{label}」 is not one control of the screen 「{heading}」")]
    NoSuchControl {
        /// The words.
        label: String,
        /// The screen's heading.
        heading: String,
    },
    /// The screen that was waited for did not come.
    #[error("「{awaited}」 did not come; the screen is 「{heading}」")]
    DidNotCome {
        /// What was waited for.
        awaited: String,
        /// The heading of the screen that is there.
        heading: String,
    },
}

/// How long a screen is waited for: longer than every time limit of the core's, so that its own notice comes first.
const PATIENCE: Duration = Duration::from_secs(120);

/// Keeps every screen that a change brought, however short it stood.
struct Told {
    changes: watch::Sender<()>,
    kyotaku: OnceLock<Weak<Kyotaku>>,
    passed: Mutex<Vec<View>>,
}

impl Observer for Told {
    fn changed(&self) {
        if let Some(kyotaku) = self.kyotaku.get().and_then(Weak::upgrade) {
            let view = kyotaku.view();
            self.passed
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(view);
        }
        self.changes.send_replace(());
    }
}

impl Player {
    /// Starts a visit on the current tokio runtime.
    pub fn start(origin: Origin, reader: Arc<dyn CardReader>, service: Arc<dyn EligibilityService>) -> Self {
        let (sender, changes) = watch::channel(());
        let told = Arc::new(Told {
            changes: sender,
            kyotaku: OnceLock::new(),
            passed: Mutex::default(),
        });
        let observer = Arc::clone(&told) as Arc<dyn Observer>;
        let kyotaku = Arc::new(Kyotaku::start(
            origin,
            reader,
            service,
            observer,
            None,
            Handle::current(),
        ));
        // The first change may come before this: then it is not among those that passed.
        let _ = told.kyotaku.set(Arc::downgrade(&kyotaku));
        Self {
            kyotaku,
            changes,
            told,
        }
    }

    /// The screens that changes brought since this was asked last, the newest last.
    pub fn passed(&self) -> Vec<View> {
        std::mem::take(&mut *self.told.passed.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The screen as it is now.
    pub fn view(&self) -> View {
        self.kyotaku.view()
    }

    /// Presses the control with these words.
    pub fn press(&self, label: &str) -> Result<View, PlayError> {
        let view = self.view();
        let found: Vec<&Event> = view
            .controls()
            .into_iter()
            .filter(|(words, _)| *words == label)
            .map(|(_, event)| event)
            .collect();
        match found[..] {
            [event] => Ok(self.kyotaku.dispatch(event.clone())),
            _ => Err(no_such_control(label, &view)),
        }
    }

    /// Presses one question's button.
    pub fn answer(&self, question: &str, answer: &str) -> Result<View, PlayError> {
        let view = self.view();
        let Screen::Input(form) = &view.screen else {
            return Err(no_such_control(question, &view));
        };
        let row = form.questions.iter().find(|row| row.label == question);
        let choice = row.and_then(|row| row.choices.iter().find(|choice| choice.label == answer));
        match choice {
            Some(choice) => Ok(self.kyotaku.dispatch(choice.event.clone())),
            None => Err(no_such_control(question, &view)),
        }
    }

    /// Types a PIN on the pad, and goes on.
    pub fn type_pin(&self, digits: &str) -> Result<View, PlayError> {
        for digit in digits.chars() {
            self.press(&digit.to_string())?;
        }
        self.press("次へ（カードをかざす）")
    }

    /// Waits until a screen that `is_it` accepts is there.
    pub async fn wait_for(
        &mut self,
        awaited: &str,
        is_it: impl Fn(&View) -> bool,
    ) -> Result<View, PlayError> {
        let changes = &mut self.changes;
        let kyotaku = &self.kyotaku;
        let found = timeout(PATIENCE, async {
            loop {
                // Marked as seen before the look, so that a change during the look is not missed.
                changes.mark_unchanged();
                let view = kyotaku.view();
                if is_it(&view) {
                    return Some(view);
                }
                changes.changed().await.ok()?;
            }
        });
        found.await.ok().flatten().ok_or_else(|| PlayError::DidNotCome {
            awaited: awaited.to_owned(),
            heading: self.view().heading,
        })
    }

    /// Waits until the visit waits for nothing outside: neither a card nor an answer.
    pub async fn settled(&mut self) -> Result<View, PlayError> {
        self.wait_for("a screen to act on", |view| {
            !matches!(view.screen, Screen::Tap(_) | Screen::Waiting(_))
        })
        .await
    }

    /// Waits for a screen with this heading.
    pub async fn wait_for_heading(&mut self, heading: &str) -> Result<View, PlayError> {
        self.wait_for(heading, |view| view.heading == heading).await
    }
}

fn no_such_control(label: &str, view: &View) -> PlayError {
    PlayError::NoSuchControl {
        label: label.to_owned(),
        heading: view.heading.clone(),
    }
}
