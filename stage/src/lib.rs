//! The stage on which visits written as data are played: for each visit a *scene*, which is the real service with a
//! database of its own, a wire with mishaps in front of it, and a reader with a software card on it. `scenarios/README.md`
//! specifies what a scenario gives and directs, and the API by which a runner in another language sets a scene.
//!
//! - [`given`]: what a scene starts from, and what is directed later, as a scenario writes them; what is wrong in them.
//! - [`settings`], [`mishap`], [`given_card`], [`card_fault`]: the parts of it.
//! - [`wire`]: the way between a client and the service, and what can happen on it.
//! - [`card`]: the card on the scene's reader, and what can happen to it.
//! - [`known_numbers`]: the random numbers of the scene's service.
//! - [`scene`]: all of it, set, directed, looked at and struck.
//! - [`control`]: scenes over HTTP; the program `kyotaku-stage` serves it.
//!
//! Everything runs on the loopback interface, on ports that were free. A scene that is struck leaves nothing.

pub mod card;
pub mod card_fault;
pub mod control;
pub mod given;
pub mod given_card;
pub mod known_numbers;
pub mod mishap;
pub mod scene;
pub mod settings;
pub mod wire;

pub use card::SceneCard;
pub use given::{Direction, Given, Wrong};
pub use scene::{Scene, SceneError};
pub use wire::{FaultyWire, Mishap};
