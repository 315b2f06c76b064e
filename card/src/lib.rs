//! A software My Number card (マイナンバーカード) for tests, demos and development: the JPKI application with both
//! key pairs and the surface application, as public programs speak to them; and, to be told apart from it, phones that
//! stand in for one and other cards.
//!
//! It is a stand-in for the plastic card. Its certificates come from roots that are nobody's authority, whose
//! keys stand in the tree; nothing real may trust them.
//!
//! From the inside out:
//!
//! - [`apdu`]: commands and answers, taken apart and put together.
//! - [`pki`]: certificates of the JPKI profile, and the roots that a service which takes these cards trusts.
//! - [`soft_card`]: the card itself, bytes in, bytes out; [`SoftCard::open`] and [`SoftCard::create`] for
//!   cards in files.
//! - [`surface`]: the surface application (券面), with a made-up holder's portrait.
//! - [`store`]: card files; a wrong PIN is on the disk before its answer.
//! - [`sample`]: the sample cards, by the state of eligibility each leads to.
//! - [`fault`]: what goes wrong and where, as data and as text.
//! - [`recording`]: how much crossed a link, for benchmarks.
//! - [`reader`]: the card behind the core's link traits, in process.
//! - [`vpcd`]: the card plugged into pcscd, where any PC/SC program sees it.
//! - `tcp`: the card over TCP, for what cannot be tapped: emulators and simulators. Debug builds only.
//! - [`pcscd`]: a PC/SC stack for as long as it is wanted, in turn with all others on the machine.

pub mod apdu;
mod contents;
pub mod fault;
mod files;
mod keys;
pub mod pcscd;
pub mod pki;
pub mod reader;
pub mod recording;
pub mod sample;
mod secret;
pub mod soft_card;
mod state;
pub mod store;
pub mod surface;
mod tap;
#[cfg(debug_assertions)]
pub mod tcp;
pub mod vpcd;

pub use contents::Carrier;
pub use fault::{Fault, FaultPlan, Phase, Place};
pub use reader::SoftReader;
pub use recording::Exchanged;
pub use soft_card::{Atr, OtherKind, SoftCard};
pub use state::{CardState, CertificateState, Counter, KeyState, SurfaceState};
pub use store::{CardFileError, NewCard};
