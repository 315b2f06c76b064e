//! `/web/terms`: オンライン資格確認等システム利用規約. The real text belongs to the real system; ours is a short one that says so.

use std::sync::Arc;

use askama::Template;
use axum::{Router, http::StatusCode, response::Response, routing};

use crate::{
    app::App,
    pages::{Frame, PageFault, Site, clinic::staff::Staff, draw},
};

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/web/terms", routing::get(get))
}

#[derive(Template)]
#[template(path = "clinic/settings/terms.html")]
struct TermsPage {
    frame: Frame,
}

async fn get(staff: Staff) -> Result<Response, PageFault> {
    let frame = Frame::of(
        Site::Clinic,
        "オンライン資格確認等システム利用規約",
        staff.visitor(),
    )
    .below(&[]);
    draw(StatusCode::OK, &TermsPage { frame })
}
