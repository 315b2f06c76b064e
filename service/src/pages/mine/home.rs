//! `/mine`: the menu.

use std::sync::Arc;

use askama::Template;
use axum::{Router, http::StatusCode, response::Response, routing};

use super::visitor::Patient;
use crate::{
    app::App,
    pages::{Frame, PageFault, draw},
};

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/mine", routing::get(get))
        .route("/mine/", routing::get(get))
}

#[derive(Template)]
#[template(path = "mine/home.html")]
struct HomePage {
    frame: Frame,
}

async fn get(patient: Patient) -> Result<Response, PageFault> {
    let frame = patient.frame("メニュー");
    draw(StatusCode::OK, &HomePage { frame })
}
