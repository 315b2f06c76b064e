//! `POST /web/sign-out`: ends the session, and takes the secret out of the browser.

use std::sync::Arc;

use axum::{Router, extract::State, response::Response, routing};

use super::staff::{COOKIE, Staff};
use crate::{
    app::App,
    pages::{Fields, PageFault, cookie, see_other},
    store::web_sessions,
};

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/web/sign-out", routing::post(post))
}

async fn post(State(app): State<Arc<App>>, staff: Staff, fields: Fields) -> Result<Response, PageFault> {
    staff.must_have_drawn(&fields)?;
    let mut transaction = app.database.write(&[]).await?;
    web_sessions::end(&mut transaction, &staff.secret.sha256()).await?;
    app.database.commit(transaction).await?;
    Ok(cookie::with(
        see_other("/web/sign-in?signed-out"),
        cookie::clear(COOKIE),
    ))
}
