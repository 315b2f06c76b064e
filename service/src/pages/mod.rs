//! The pages of the service, drawn as HTML by the service itself: オン資WEB for the staff of a clinic, under `/web`, and
//! the patient's own, under `/mine`. No page needs JavaScript, and none is allowed any. `docs/pages.md` says how they
//! are kept from other sites.
//!
//! In the order in which a request passes:
//!
//! - [`entrance`]: which host it asks for, and from which site it was sent; the headers of each answer; faults as
//!   pages.
//! - [`cookie`] and [`secret`]: what a browser carries, and what a form proves itself by.
//! - [`form`]: the fields of a form.
//! - [`layout`]: the frame of every page, and how a page is answered.
//! - [`fault`]: what a page says when it cannot be given.
//! - [`clinic`], which is オン資WEB.

pub(crate) mod clinic;
pub(crate) mod cookie;
pub(crate) mod entrance;
pub(crate) mod fault;
pub(crate) mod form;
pub(crate) mod layout;
pub(crate) mod secret;

pub(crate) use fault::PageFault;
pub(crate) use form::Fields;
pub(crate) use layout::{Frame, Site, Visitor, draw, see_other};
pub(crate) use secret::Secret;

use std::sync::Arc;

use axum::{Router, http::header, routing};

use crate::app::App;

/// Where the pages' one style sheet is.
pub(crate) const STYLE: &str = "/style.css";

/// Every page. They stand outside the OpenAPI document, which describes what programs speak.
pub(crate) fn router() -> Router<Arc<App>> {
    Router::new()
        .route(STYLE, routing::get(style))
        .merge(clinic::router())
}

async fn style() -> ([(header::HeaderName, &'static str); 1], &'static str) {
    (
        [(header::CONTENT_TYPE, "text/css; charset=utf-8")],
        include_str!("style.css"),
    )
}
