//! The whole visit, and [`update`], the pure function over it that neither does I/O nor knows the time. Each screen's own
//! rules are in its own file; here stands only which one is asked, and that the next is opened when it says so.

use std::sync::Arc;

use super::{
    cause::Cause,
    effect::{Call, Effect, Outcome},
    event::Event,
    keepsake::Interrupted,
    mode::ModeScreen,
    resume::Resume,
    stage::Stage,
    way::{Turn, Way},
};
use crate::{card::Antenna, origin::Origin};

/// A visit. No `Debug`: it holds a person's data.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Model {
    pub(super) origin: Arc<Origin>,
    pub(super) antenna: Antenna,
    pub(super) stage: Stage,
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
    /// A new visit with a reader that feels a card there, and its first effects. If the app was ended under the one before,
    /// it begins by saying so: `interrupted` is the text of the [`Keepsake`](super::Keepsake) that was kept then.
    pub fn start(origin: Origin, antenna: Antenna, interrupted: Option<&str>) -> (Self, Vec<Effect>) {
        let (stage, effects) = settle(Stage::open(match interrupted {
            Some(text) => Way::Notice(Cause::Interrupted(Interrupted::read(text)), Resume::Start),
            None => Way::Start,
        }));
        (
            Self {
                origin: Arc::new(origin),
                antenna,
                stage,
            },
            effects,
        )
    }

    /// What must reach somebody even if the app is ended now: that the outcome of a registration or a revocation is not
    /// known, and the number to find it by.
    pub fn last_words(&self) -> Option<String> {
        match &self.stage {
            Stage::Storing(screen) => Some(screen.storing.last_words()),
            Stage::Notice(screen) => screen.last_words(),
            Stage::Mode(_)
            | Stage::Pin(_)
            | Stage::Number(_)
            | Stage::Tap(_)
            | Stage::Asking(_)
            | Stage::Compare(_)
            | Stage::Checking(_)
            | Stage::Eligibility(_)
            | Stage::Input(_)
            | Stage::Confirm(_)
            | Stage::Revoke(_)
            | Stage::ConfirmRevocation(_)
            | Stage::Done(_)
            | Stage::Revoked(_) => None,
        }
    }

    /// The screen's name, for logs.
    pub fn screen_name(&self) -> &'static str {
        self.stage.name()
    }
}

/// What a happening makes of a visit. Total: what has no place changes nothing, and says so.
pub fn update(model: Model, happening: Happening) -> Step {
    let Model {
        origin,
        antenna,
        stage,
    } = model;
    let name = match &happening {
        Happening::Pressed(event) => event.name(),
        Happening::Came(outcome) => outcome.name(),
    };
    let turn = match happening {
        Happening::Pressed(event) => press(stage, event),
        Happening::Came(outcome) => came(stage, outcome),
    };
    let ignored = match &turn {
        Turn::Stay(..) | Turn::Leave(..) => None,
        Turn::OutOfPlace(stage) => Some(Ignored::OutOfPlace {
            event: name,
            screen: stage.name(),
        }),
        Turn::Stale(stage) => Some(Ignored::Stale {
            outcome: name,
            screen: stage.name(),
        }),
    };
    let (stage, effects) = settle(turn);
    Step {
        model: Model {
            origin,
            antenna,
            stage,
        },
        effects,
        ignored,
    }
}

/// The screen that a turn leads to in the end, and what is to be done outside: what the next screen asks for comes before
/// what the one that was left asks for.
fn settle(turn: Turn<Stage>) -> (Stage, Vec<Effect>) {
    match turn {
        Turn::Stay(stage, effects) => (stage, effects),
        Turn::OutOfPlace(stage) | Turn::Stale(stage) => (stage, Vec::new()),
        Turn::Leave(way, on_leaving) => {
            let (stage, mut effects) = settle(Stage::open(*way));
            effects.extend(on_leaving);
            (stage, effects)
        }
    }
}

/// The one place where an event of another screen is out of place.
fn press(stage: Stage, event: Event) -> Turn<Stage> {
    match (stage, event) {
        (stage, Event::Back) => back(stage),
        (stage, Event::Cancel) => cancel(stage),
        (Stage::Mode(screen), Event::Mode(event)) => screen.press(event).on(Stage::Mode),
        (Stage::Pin(screen), Event::Pin(event)) => screen.press(event).on(Stage::Pin),
        (Stage::Number(screen), Event::Number(event)) => screen.press(event).on(Stage::Number),
        (Stage::Compare(screen), Event::Compare(event)) => screen.press(event).on(Stage::Compare),
        (Stage::Eligibility(screen), Event::Eligibility(event)) => screen.press(event).on(Stage::Eligibility),
        (Stage::Input(screen), Event::Input(event)) => screen.press(event).on(Stage::Input),
        (Stage::Confirm(screen), Event::Confirm(event)) => screen.press(event).on(Stage::Confirm),
        (Stage::Revoke(screen), Event::Revoke(event)) => screen.press(event).on(Stage::Revoke),
        (Stage::ConfirmRevocation(screen), Event::ConfirmRevocation(event)) => {
            screen.press(event).on(Stage::ConfirmRevocation)
        }
        (Stage::Storing(screen), Event::Storing(event)) => screen.press(event).on(Stage::Storing),
        (Stage::Done(screen), Event::Done(event)) => screen.press(event).on(Stage::Done),
        (Stage::Revoked(screen), Event::Done(event)) => screen.press(event).on(Stage::Revoked),
        (Stage::Notice(screen), Event::Notice(event)) => screen.press(event).on(Stage::Notice),
        (
            stage,
            Event::Mode(_)
            | Event::Pin(_)
            | Event::Number(_)
            | Event::Compare(_)
            | Event::Eligibility(_)
            | Event::Input(_)
            | Event::Confirm(_)
            | Event::Revoke(_)
            | Event::ConfirmRevocation(_)
            | Event::Storing(_)
            | Event::Done(_)
            | Event::Notice(_),
        ) => Turn::OutOfPlace(stage),
    }
}

fn back(stage: Stage) -> Turn<Stage> {
    match stage {
        Stage::Pin(screen) => screen.back().on(Stage::Pin),
        Stage::Number(screen) => screen.back().on(Stage::Number),
        Stage::Tap(screen) => screen.back().on(Stage::Tap),
        Stage::Asking(screen) => screen.back().on(Stage::Asking),
        Stage::Compare(screen) => screen.back().on(Stage::Compare),
        Stage::Checking(screen) => screen.back().on(Stage::Checking),
        Stage::Eligibility(screen) => screen.back().on(Stage::Eligibility),
        Stage::Input(screen) => screen.back().on(Stage::Input),
        Stage::Confirm(screen) => screen.back().on(Stage::Confirm),
        Stage::Revoke(screen) => screen.back().on(Stage::Revoke),
        Stage::ConfirmRevocation(screen) => screen.back().on(Stage::ConfirmRevocation),
        Stage::Notice(screen) => screen.back().on(Stage::Notice),
        // The first screen, a request that is out, and a receipt have nothing before them to go back to.
        Stage::Mode(_) | Stage::Storing(_) | Stage::Done(_) | Stage::Revoked(_) => Turn::OutOfPlace(stage),
    }
}

fn cancel(stage: Stage) -> Turn<Stage> {
    match stage {
        Stage::Tap(screen) => stopping_all(Turn::cancelled(screen.tries())),
        Stage::Asking(screen) => stopping_all(Turn::cancelled(screen.pad.tries())),
        Stage::Pin(_)
        | Stage::Number(_)
        | Stage::Compare(_)
        | Stage::Checking(_)
        | Stage::Eligibility(_)
        | Stage::Input(_)
        | Stage::Confirm(_)
        | Stage::Revoke(_)
        | Stage::ConfirmRevocation(_) => stopping_all(Turn::cancelled(None)),
        Stage::Notice(screen) => stopping_all(screen.cancel().on(Stage::Notice)),
        Stage::Mode(_) | Stage::Storing(_) | Stage::Done(_) | Stage::Revoked(_) => Turn::OutOfPlace(stage),
    }
}

/// Nothing that a cancelled visit asked for is waited for.
fn stopping_all(turn: Turn<Stage>) -> Turn<Stage> {
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

fn came(stage: Stage, outcome: Outcome) -> Turn<Stage> {
    match (stage, outcome) {
        (Stage::Mode(ModeScreen::Loading), Outcome::Settings(answer)) => {
            ModeScreen::settings(answer).on(Stage::Mode)
        }
        (Stage::Input(screen), Outcome::Settings(answer)) => screen.settings(answer).on(Stage::Input),
        (Stage::Pin(screen), Outcome::Challenge(answer)) => screen.challenge(answer).on(Stage::Pin),
        (Stage::Number(screen), Outcome::Challenge(answer)) => screen.challenge(answer).on(Stage::Number),
        (Stage::Tap(screen), Outcome::Challenge(answer)) => screen.challenge(answer).on(Stage::Tap),
        (Stage::Pin(screen), Outcome::ChallengeExpiring) => screen.left_alone().on(Stage::Pin),
        (Stage::Number(screen), Outcome::ChallengeExpiring) => screen.left_alone().on(Stage::Number),
        (Stage::Compare(screen), Outcome::ChallengeExpiring) => screen.left_alone().on(Stage::Compare),
        (Stage::Tap(screen), Outcome::ChallengeExpiring) => screen.challenge_expiring().on(Stage::Tap),
        (Stage::Notice(screen), Outcome::ChallengeExpiring) => screen.challenge_expiring().on(Stage::Notice),
        (Stage::Asking(screen), Outcome::ChallengeExpiring) => screen.challenge_expiring().on(Stage::Asking),
        (Stage::Asking(screen), Outcome::CardNews(news)) => screen.news(news).on(Stage::Asking),
        (Stage::Asking(screen), Outcome::Card(tap)) => screen.ended(tap).on(Stage::Asking),
        (Stage::Tap(screen), Outcome::CardNews(news)) => screen.news(news).on(Stage::Tap),
        (Stage::Tap(screen), Outcome::Card(tap)) => screen.ended(tap).on(Stage::Tap),
        (Stage::Checking(screen), Outcome::Check(answer)) => screen.answered(answer).on(Stage::Checking),
        (Stage::Storing(screen), Outcome::Registration(answer)) => {
            screen.registered(*answer).on(Stage::Storing)
        }
        (Stage::Storing(screen), Outcome::Revocation(answer)) => screen.revoked(*answer).on(Stage::Storing),
        // The screen that asked was left meanwhile. (A registration's answer is never among these, nor a revocation's:
        // the visit stays on Storing until it comes, or says 未確認.)
        (
            stage,
            Outcome::Settings(_)
            | Outcome::Challenge(_)
            | Outcome::ChallengeExpiring
            | Outcome::CardNews(_)
            | Outcome::Card(_)
            | Outcome::Check(_)
            | Outcome::Registration(_)
            | Outcome::Revocation(_),
        ) => Turn::Stale(stage),
    }
}
