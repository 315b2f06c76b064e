//! The core of Kyotaku: everything a phone or a terminal at a patient's home knows and decides.
//!
//! Read it in the order in which a visit flows:
//!
//! - [`card`]: the My Number card, from bytes to a signed challenge.
//! - [`eligibility`]: what the online eligibility system says of the insured person, and the calls to it.
//! - [`consent`]: questions, answers, and the one place where a consent is decided: [`consent::Sheet::confirm`].
//! - [`visit`]: the screens as pure state machines, and the runtime that performs their effects.
//! - [`holder`]: the patient's own side: who saw what, what stands, and taking it back.
//! - [`text`]: every word a person reads.
//! - [`origin`]: which channel, app and version a record came from.
//!
//! A shell calls [`visit::Kyotaku::dispatch`] with an event that it found in the [`visit::View`], and draws the
//! view it gets back. Nothing else is asked of it.

pub mod card;
pub mod consent;
pub mod eligibility;
pub mod holder;
pub mod origin;
mod redacted;
pub mod text;
pub mod visit;

#[cfg(feature = "uniffi")]
uniffi::setup_scaffolding!();
