//! The guard: decides whether a registration may be written.
//!
//! It reads the raw request, and works everything out again for itself from the clinic's settings alone: what they
//! ask, which items each answer decides and which prescription forms they allow ([`table`]), the canonical text and
//! its digest ([`canonical`]). Of the core it takes the types of the settings and of the check, and nothing of the
//! catalogue of questions. So one wrong function in the core cannot pass both sides unseen. The fault of October 2024
//! needed exactly this: neither the client nor the server held the rule.
//!
//! - [`json`]: JSON in which no name stands twice.
//! - [`said`]: what the request says, word for word.
//! - [`table`]: settings → questions → items, the guard's own.
//! - [`canonical`]: the text that is digested.
//! - [`judgement`]: the rules, in order.

mod canonical;
mod json;
mod judgement;
mod said;
mod table;

pub(crate) use json::Json;
pub(crate) use judgement::{Circumstances, judge};
pub(crate) use said::RawRegistration;
