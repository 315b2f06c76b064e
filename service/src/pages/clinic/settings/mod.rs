//! 環境設定情報: the clinic's settings, as they stand and as they are changed. A change takes three steps, none of which
//! needs more than a form: [`form`] → [`confirmation`] → [`save`].
//!
//! - [`screen`]: the settings in the order of the screen, with its words.
//! - [`draft`]: what somebody has put in, until it is saved.
//! - [`effect`]: what the settings make of the consent form.
//! - [`history`]: who changed what, when; [`terms`]: 利用規約.

mod confirmation;
mod draft;
mod effect;
mod form;
mod history;
mod save;
mod screen;
mod terms;

use std::sync::Arc;

use axum::Router;

use crate::app::App;

/// The path of the screen, below which the others are.
const PATH: &str = "/web/settings";
/// The title of the screen.
const TITLE: &str = "環境設定情報更新";

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .merge(form::router())
        .merge(confirmation::router())
        .merge(save::router())
        .merge(history::router())
        .merge(terms::router())
}
