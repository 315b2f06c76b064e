//! The whole visit: which screen it is on, and [`update`], the pure function over it that neither does I/O nor knows the
//! time. Each screen's own rules are in its own file; here stands only which one is asked.

use std::sync::Arc;

use super::{
    care_mode::CareMode,
    checking::Checking,
    confirm::ConfirmScreen,
    done::DoneScreen,
    effect::{Call, Effect, Outcome},
    eligibility::EligibilityScreen,
    event::Event,
    input::InputScreen,
    mode::ModeScreen,
    notice::Notice,
    pin::PinPad,
    registering::Registering,
    tap::TapScreen,
};
use crate::{eligibility::ClinicSettings, origin::Origin};

/// A visit. No `Debug`: it holds a person's data.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Model {
    pub(super) origin: Arc<Origin>,
    pub(super) stage: Stage,
}

/// Which screen the visit is on, with that screen's state.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Stage {
    Mode(ModeScreen),
    Pin(PinPad),
    Tap(TapScreen),
    Checking(Checking),
    Eligibility(EligibilityScreen),
    Input(InputScreen),
    Confirm(Box<ConfirmScreen>),
    Registering(Box<Registering>),
    Done(Box<DoneScreen>),
    Notice(Box<Notice>),
}

/// The clinic's settings as they were when the visit began, and its mode.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Visiting {
    pub(super) settings: Arc<ClinicSettings>,
    pub(super) mode: CareMode,
}

/// What a screen does with what happened.
pub(super) enum Turn {
    /// Goes on: this screen or another, and what is to be done outside.
    Go(Stage, Vec<Effect>),
    /// Stays: the press does not belong here.
    OutOfPlace(Stage),
    /// Stays: the outcome is of a call that this screen does not wait for any more.
    Stale(Stage),
}

/// Something that happened: a press, or the outcome of an effect.
#[derive(Clone, PartialEq, Eq)]
pub enum Happening {
    /// A control was pressed.
    Pressed(Event),
    /// An effect's outcome came.
    Came(Outcome),
}

/// The result of [`update`].
pub struct Step {
    /// The visit after it.
    pub model: Model,
    /// What is to be done outside, in order.
    pub effects: Vec<Effect>,
    /// Why nothing changed, if nothing did because the happening had no place here.
    pub ignored: Option<Ignored>,
}

/// Why a happening changed nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Ignored {
    /// A press that this screen has no control for: of a view drawn before the screen changed, or not of a view.
    #[error("{event} was pressed on {screen}, which has no such control now")]
    OutOfPlace {
        /// The event's name.
        event: &'static str,
        /// The screen's name.
        screen: &'static str,
    },
    /// An outcome that nobody waits for any more: the screen that asked was left meanwhile.
    #[error("{outcome} came to {screen}, which does not wait for it")]
    Stale {
        /// The outcome's name.
        outcome: &'static str,
        /// The screen's name.
        screen: &'static str,
    },
}

impl Model {
    /// A new visit, and its first effects.
    pub fn start(origin: Origin) -> (Self, Vec<Effect>) {
        let (stage, effects) = match ModeScreen::start() {
            Turn::Go(stage, effects) => (stage, effects),
            Turn::OutOfPlace(stage) | Turn::Stale(stage) => (stage, Vec::new()),
        };
        (
            Self {
                origin: Arc::new(origin),
                stage,
            },
            effects,
        )
    }

    /// What must reach somebody even if the app is ended now: that a registration's outcome is not known, and the
    /// number to find it by.
    pub fn last_words(&self) -> Option<String> {
        match &self.stage {
            Stage::Registering(screen) => Some(screen.last_words()),
            Stage::Notice(screen) => screen.last_words(),
            Stage::Mode(_)
            | Stage::Pin(_)
            | Stage::Tap(_)
            | Stage::Checking(_)
            | Stage::Eligibility(_)
            | Stage::Input(_)
            | Stage::Confirm(_)
            | Stage::Done(_) => None,
        }
    }

    /// The screen's name, for logs.
    pub fn screen_name(&self) -> &'static str {
        match &self.stage {
            Stage::Mode(_) => "Mode",
            Stage::Pin(_) => "Pin",
            Stage::Tap(_) => "Tap",
            Stage::Checking(_) => "Checking",
            Stage::Eligibility(_) => "Eligibility",
            Stage::Input(_) => "Input",
            Stage::Confirm(_) => "Confirm",
            Stage::Registering(_) => "Registering",
            Stage::Done(_) => "Done",
            Stage::Notice(_) => "Notice",
        }
    }
}

impl Turn {
    /// Goes on without anything to do outside.
    pub(super) fn to(stage: Stage) -> Self {
        Self::Go(stage, Vec::new())
    }

    /// The same, and one more thing to do outside.
    pub(super) fn and(mut self, effect: Effect) -> Self {
        if let Self::Go(_, effects) = &mut self {
            effects.push(effect);
        }
        self
    }
}

/// What a happening makes of a visit. Total: what has no place changes nothing, and says so.
pub fn update(model: Model, happening: Happening) -> Step {
    let Model { origin, stage } = model;
    let name = match &happening {
        Happening::Pressed(event) => event.name(),
        Happening::Came(outcome) => outcome.name(),
    };
    let turn = match happening {
        Happening::Pressed(event) => press(stage, event),
        Happening::Came(outcome) => came(stage, outcome),
    };
    let (stage, effects, ignored): (_, _, Option<fn(_, _) -> Ignored>) = match turn {
        Turn::Go(stage, effects) => (stage, effects, None),
        Turn::OutOfPlace(stage) => (
            stage,
            Vec::new(),
            Some(|event, screen| Ignored::OutOfPlace { event, screen }),
        ),
        Turn::Stale(stage) => (
            stage,
            Vec::new(),
            Some(|outcome, screen| Ignored::Stale { outcome, screen }),
        ),
    };
    let model = Model { origin, stage };
    let screen = model.screen_name();
    Step {
        model,
        effects,
        ignored: ignored.map(|ignored| ignored(name, screen)),
    }
}

/// The one place where an event of another screen is out of place.
fn press(stage: Stage, event: Event) -> Turn {
    match (stage, event) {
        (stage, Event::Back) => back(stage),
        (stage, Event::Cancel) => cancel(stage),
        (Stage::Mode(screen), Event::Mode(event)) => screen.press(event),
        (Stage::Pin(screen), Event::Pin(event)) => screen.press(event),
        (Stage::Eligibility(screen), Event::Eligibility(event)) => screen.press(event),
        (Stage::Input(screen), Event::Input(event)) => screen.press(event),
        (Stage::Confirm(screen), Event::Confirm(event)) => screen.press(event),
        (Stage::Registering(screen), Event::Registering(event)) => screen.press(event),
        (Stage::Done(screen), Event::Done(event)) => screen.press(event),
        (Stage::Notice(screen), Event::Notice(event)) => screen.press(event),
        (
            stage,
            Event::Mode(_)
            | Event::Pin(_)
            | Event::Eligibility(_)
            | Event::Input(_)
            | Event::Confirm(_)
            | Event::Registering(_)
            | Event::Done(_)
            | Event::Notice(_),
        ) => Turn::OutOfPlace(stage),
    }
}

fn back(stage: Stage) -> Turn {
    match stage {
        Stage::Pin(screen) => screen.back(),
        Stage::Tap(screen) => screen.back(),
        Stage::Checking(screen) => screen.back(),
        Stage::Eligibility(screen) => screen.back(),
        Stage::Input(screen) => screen.back(),
        Stage::Confirm(screen) => screen.back(),
        Stage::Notice(screen) => screen.back(),
        // The first screen, a request that is out, and a receipt have nothing before them to go back to.
        Stage::Mode(_) | Stage::Registering(_) | Stage::Done(_) => Turn::OutOfPlace(stage),
    }
}

fn cancel(stage: Stage) -> Turn {
    match stage {
        Stage::Tap(screen) => stopping_all(Notice::cancelled(screen.tries())),
        Stage::Pin(_) | Stage::Checking(_) | Stage::Eligibility(_) | Stage::Input(_) | Stage::Confirm(_) => {
            stopping_all(Notice::cancelled(None))
        }
        Stage::Notice(screen) => stopping_all(screen.cancel()),
        Stage::Mode(_) | Stage::Registering(_) | Stage::Done(_) => Turn::OutOfPlace(stage),
    }
}

/// Nothing that a cancelled visit asked for is waited for.
fn stopping_all(turn: Turn) -> Turn {
    [
        Call::Settings,
        Call::Challenge,
        Call::ChallengeWatch,
        Call::Card,
        Call::Check,
    ]
    .into_iter()
    .fold(turn, |turn, call| turn.and(Effect::Stop(call)))
}

fn came(stage: Stage, outcome: Outcome) -> Turn {
    match (stage, outcome) {
        (Stage::Mode(ModeScreen::Loading), Outcome::Settings(answer)) => ModeScreen::settings(answer),
        (Stage::Input(screen), Outcome::Settings(answer)) => screen.settings(answer),
        (Stage::Pin(screen), Outcome::Challenge(answer)) => screen.challenge(answer),
        (Stage::Tap(screen), Outcome::Challenge(answer)) => screen.challenge(answer),
        (Stage::Pin(screen), Outcome::ChallengeExpiring) => screen.left_alone(),
        (Stage::Tap(screen), Outcome::ChallengeExpiring) => screen.challenge_expiring(),
        (Stage::Notice(screen), Outcome::ChallengeExpiring) => screen.challenge_expiring(),
        (Stage::Tap(screen), Outcome::CardPhase(phase)) => screen.phase(phase),
        (Stage::Tap(screen), Outcome::Card(tap)) => screen.ended(tap),
        (Stage::Checking(screen), Outcome::Check(answer)) => screen.answered(answer),
        (Stage::Registering(screen), Outcome::Registration(answer)) => screen.answered(*answer),
        // The screen that asked was left meanwhile. (A registration's answer is never among these: the visit stays on
        // Registering until it comes, or says 未確認.)
        (
            stage,
            Outcome::Settings(_)
            | Outcome::Challenge(_)
            | Outcome::ChallengeExpiring
            | Outcome::CardPhase(_)
            | Outcome::Card(_)
            | Outcome::Check(_)
            | Outcome::Registration(_),
        ) => Turn::Stale(stage),
    }
}
