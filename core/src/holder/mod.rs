//! The patient's own side, without any clinic: the holder of a card proves themselves by card and PIN, sees who was given
//! what of theirs, sees what stands, and takes it back.
//!
//! - [`exchange`]: the requests and answers on the wire; `docs/patient.md` has the whole picture.
//! - [`prove`]: challenge, tap, session. The PIN goes to the card and nowhere else.
//!
//! [`crate::eligibility::http::HolderHttp`] makes the calls.

pub mod exchange;
mod prove;

pub use exchange::{
    Basis, Clinic, ClinicConsent, Consents, Disclosure, Disclosures, HolderChallenge,
    HolderRevocationRequest, HolderSession, HolderSessionRequest, PageCode,
};
pub use prove::{ProofFault, prove};

/// What stands as the channel of what a patient does by themselves: none of [`crate::origin::Channel`], which are the ways by
/// which a clinic's devices speak.
pub const CHANNEL: &str = "patient";
