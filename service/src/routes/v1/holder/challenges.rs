//! `POST /v1/holder/challenges`: what a card is to sign. Open to all, and it stores nothing.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use kyotaku_core::holder::HolderChallenge;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    app::App,
    holder::challenge,
    http::Refusal,
    routes::{
        documentation::{DATABASE, refusals},
        json, json_text,
    },
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(post))
}

refusals!(Refusals: DATABASE);

/// What a patient's card is to sign.
#[utoipa::path(
    post, path = "/holder/challenges", operation_id = "holder_challenge",
    responses((status = 201, description = "A new challenge.", body = HolderChallenge), Refusals)
)]
async fn post(State(app): State<Arc<App>>) -> Result<Response, Refusal> {
    let challenge = challenge::give(&app).await?;
    Ok(json(StatusCode::CREATED, json_text(&challenge)?))
}
