//! The patient's own pages, under `/mine`: who was given what of theirs, what they have agreed to, and taking it back. In the
//! order in which they are met:
//!
//! - [`sign_in`]: the one-time code, which `kyotaku mine --page` shows; [`sign_out`].
//! - [`visitor`]: whose browser it is.
//! - [`home`]: the menu.
//! - [`disclosures`]: who was given what.
//! - [`consents`]: what stands; [`taking_back`]: one more question, then it is taken back.
//! - [`words`]: what more than one page says.

mod consents;
mod disclosures;
mod home;
mod sign_in;
mod sign_out;
mod taking_back;
mod visitor;
mod words;

use std::sync::Arc;

use axum::Router;

use crate::app::App;

/// The patient's pages.
pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .merge(sign_in::router())
        .merge(sign_out::router())
        .merge(home::router())
        .merge(disclosures::router())
        .merge(consents::router())
        .merge(taking_back::router())
}
