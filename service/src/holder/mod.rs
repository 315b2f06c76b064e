//! The patient's own side, the same for JSON and for the page: who the patient is, what they see, what they take back. Every
//! question to the database names the person, so that nothing of another's can come out. `docs/patient.md` specifies it.
//!
//! - [`challenge`]: what a card is to sign. Nothing is stored for it.
//! - [`session`]: how a card's answer, or a one-time code, opens a session.
//! - [`code`]: one-time codes for the page.
//! - [`seen`]: who was given what, and what stands.
//! - [`taking_back`]: revocation by the patient.

pub(crate) mod challenge;
pub(crate) mod code;
pub(crate) mod seen;
pub(crate) mod session;
pub(crate) mod taking_back;
