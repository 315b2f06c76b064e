//! A visit: the screens as pure state machines, and the runtime that performs their effects.
//!
//! In the order of a visit, one file a screen, each with its state, what it makes of a press or an answer, and what it
//! shows:
//! [`mode`] → [`pin`], or without it [`number`] → [`tap`], and then [`compare`] → [`checking`] → [`eligibility`] → [`input`] (1 入力) → [`confirm`] (2 確認) →
//! [`storing`] → [`done`] (3 完了), and between any two a [`notice`], whose words are in [`cause`]. From the eligibility, where
//! a consent stands, also [`revoke`] → [`revoke_confirm`] → [`storing`] → [`revoked`].
//!
//! No screen knows another. It says that it stays, or where the visit goes on and what the next screen starts with
//! (`way`); the next is opened from that in one place (`stage`). From the top down, each knowing only what is below it:
//!
//! - [`runtime`]: [`Kyotaku`], which performs the effects.
//! - [`model`]: [`update`], pure and total; which screen is asked. [`frame`]: [`view()`], likewise.
//! - `stage`: the screen that the visit is on. [`View`]: all that a shell sees.
//! - The screens.
//! - `way`, and what it leads with: [`cause`] and [`resume`] of a notice, and what is `carried` between screens.
//!   [`keepsake`]: what is left of all of it if the app is ended under the visit, and so the first notice of the next.
//! - The words and `parts` of which views are made; [`Event`]: all that a shell can say; [`effect`]: what the screens ask
//!   of the outside, and what comes back.

mod after_tap;
pub mod asking;
#[cfg(test)]
mod bench;
mod calendar_words;
mod card_words;
mod care_mode;
mod carried;
pub mod cause;
pub mod checking;
pub mod compare;
pub mod confirm;
pub mod done;
pub mod effect;
pub mod eligibility;
mod eligibility_words;
mod event;
mod face;
mod found_again;
pub mod frame;
pub mod input;
pub mod keepsake;
pub mod mode;
pub mod model;
pub mod notice;
pub mod number;
mod pads;
mod parts;
pub mod pin;
pub mod resume;
pub mod revoke;
pub mod revoke_confirm;
pub mod revoked;
pub mod runtime;
mod stage;
mod standing_words;
pub mod storing;
mod storing_words;
pub mod tap;
mod tap_guidance;
mod view;
mod way;
mod words;

pub use care_mode::CareMode;
pub use compare::CompareView;
pub use confirm::ConfirmView;
pub use done::DoneView;
pub use eligibility::{EligibilityView, FieldGroup};
pub use event::{
    CompareEvent, ConfirmEvent, ConfirmRevocationEvent, DoneEvent, EligibilityEvent, Event, InputEvent,
    ModeEvent, NoticeEvent, NumberEvent, PinEvent, RevokeEvent, StoringEvent,
};
pub use found_again::{FoundAgain, found_again};
pub use frame::view;
pub use input::{InputView, QuestionView};
pub use keepsake::Keepsake;
pub use mode::ModeView;
pub use model::{Happening, Ignored, Model, Step, update};
pub use notice::NoticeView;
pub use number::{NumberField, NumberView};
pub use parts::{Audience, Button, Choice, Field, Picture, Row, Tone, WaitingView, Weight};
pub use pin::{Key, PinView};
pub use revoke::RevokeView;
pub use runtime::{Kyotaku, Observer};
pub use standing_words::StandingView;
pub use tap_guidance::TapView;
pub use view::{Footer, Screen, Steps, View};
pub use words::{item_label, question_label};
