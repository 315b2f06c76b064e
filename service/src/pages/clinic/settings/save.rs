//! `POST /web/settings/versions`: saves what was confirmed as the clinic's next version, if no other was saved since it
//! was drawn.

use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing,
};

use super::{
    PATH,
    confirmation::{Next, conflict, judge},
    draft::Draft,
};
use crate::{
    app::App,
    pages::{Fields, PageFault, clinic::staff::Staff},
    store::{self, Turn},
};

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/web/settings/versions", routing::post(post))
}

async fn post(State(app): State<Arc<App>>, staff: Staff, fields: Fields) -> Result<Response, PageFault> {
    let settings = match judge(&app, &staff, &fields).await? {
        Next::Save(settings) => settings,
        Next::Answer(response) => return Ok(response),
    };
    let mut transaction = app
        .database
        .write(&[Turn::Clinic(&staff.account.institution)])
        .await?;
    let current = store::settings::current(&mut transaction, &staff.account.institution).await?;
    // Judged before the write lock was held; in between another may have saved.
    if current.version != settings.version {
        drop(transaction);
        return conflict(&app, &staff, &Draft::sent(&fields)?).await;
    }
    let login = staff.account.login.as_str();
    let saved = store::settings::append_by(&mut transaction, &settings, Some(login), app.clock.now()).await?;
    app.database.commit(transaction).await?;
    let place = HeaderValue::try_from(format!("{PATH}?saved={}", saved.version));
    let place = place.map_err(|_| PageFault::Internal)?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response())
}
