//! `/web/emergency`: what was given out as 救急時医療情報, for the clinic's privacy officer: when, to which program, of whom,
//! and why.

use std::sync::Arc;

use askama::Template;
use axum::{Router, extract::State, http::StatusCode, response::Response, routing};

use super::{staff::Staff, stored_moment_words};
use crate::{
    app::App,
    pages::{Frame, PageFault, Site, draw},
    store::{
        accounts::Role,
        officer::{self, EmergencyDisclosure, MOST},
    },
};

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/web/emergency", routing::get(get))
}

#[derive(Template)]
#[template(path = "clinic/emergency.html")]
struct EmergencyPage {
    frame: Frame,
    disclosures: Vec<EmergencyDisclosure>,
    most: i64,
}

impl EmergencyPage {
    fn moment(&self, stored: &str) -> String {
        stored_moment_words(stored)
    }
}

async fn get(State(app): State<Arc<App>>, staff: Staff) -> Result<Response, PageFault> {
    staff.must_be(Role::PrivacyOfficer)?;
    let mut connection = app.database.read().await?;
    let disclosures = officer::emergency_disclosures(&mut connection, &staff.account.institution).await?;
    let frame = Frame::of(Site::Clinic, "救急時医療情報の閲覧記録", staff.visitor()).below(&[]);
    draw(
        StatusCode::OK,
        &EmergencyPage {
            frame,
            disclosures,
            most: MOST,
        },
    )
}
