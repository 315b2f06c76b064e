//! `GET /v1/health`: whether the service and its database answer. Open to all.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    app::App,
    http::Refusal,
    routes::{
        documentation::{DATABASE, refusals},
        json, json_text,
    },
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(get))
}

/// The service is up.
#[derive(Serialize, ToSchema)]
struct Health {
    /// `up`.
    status: &'static str,
    /// The service's version.
    version: &'static str,
}

refusals!(Refusals: DATABASE);

/// Whether the service and its database answer.
#[utoipa::path(
    get, path = "/health", operation_id = "health", security(()),
    responses((status = 200, description = "Both answer.", body = Health), Refusals)
)]
async fn get(State(app): State<Arc<App>>) -> Result<Response, Refusal> {
    app.database.answers().await?;
    let health = Health {
        status: "up",
        version: env!("CARGO_PKG_VERSION"),
    };
    Ok(json(StatusCode::OK, json_text(&health)?))
}
