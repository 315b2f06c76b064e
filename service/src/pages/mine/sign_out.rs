//! `POST /mine/sign-out`: ends the session here and in the browser.

use std::sync::Arc;

use axum::{Router, extract::State, response::Response, routing};

use super::visitor::{COOKIE, Patient};
use crate::{
    app::App,
    holder::session,
    pages::{Fields, PageFault, cookie, see_other},
};

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/mine/sign-out", routing::post(post))
}

async fn post(State(app): State<Arc<App>>, patient: Patient, fields: Fields) -> Result<Response, PageFault> {
    patient.must_have_drawn(&fields)?;
    session::end(&app, patient.secret.expose()).await?;
    Ok(cookie::with(
        see_other("/mine/sign-in?signed-out"),
        cookie::clear(COOKIE),
    ))
}
