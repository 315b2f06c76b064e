//! `GET /v1/settings`: the clinic's settings in force (環境設定情報), from which the consent form is drawn.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use kyotaku_core::eligibility::ClinicSettings;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    app::App,
    http::{Caller, Refusal},
    routes::{
        documentation::{DATABASE, DEVICE, OriginHeaders, refusals},
        json, json_text,
    },
    store,
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(get))
}

refusals!(Refusals: DEVICE, DATABASE);

/// The clinic's settings in force.
#[utoipa::path(
    get, path = "/settings", operation_id = "settings", security(("device" = [])), params(OriginHeaders),
    responses((status = 200, description = "The version in force.", body = ClinicSettings), Refusals)
)]
async fn get(State(app): State<Arc<App>>, caller: Caller) -> Result<Response, Refusal> {
    let mut connection = app.database.read().await?;
    let settings = store::settings::current(&mut connection, &caller.institution).await?;
    Ok(json(StatusCode::OK, json_text(&settings)?))
}
