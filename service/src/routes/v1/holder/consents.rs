//! `GET /v1/holder/consents`: what stands of the patient's consents, at every clinic and in every mode.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use kyotaku_core::holder::Consents;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::HOLDER;
use crate::{
    app::App,
    holder::seen,
    http::{Holder, Refusal},
    routes::{
        documentation::{DATABASE, refusals},
        json, json_text,
    },
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(get))
}

refusals!(Refusals: HOLDER, DATABASE);

/// What stands, everywhere.
#[utoipa::path(
    get, path = "/holder/consents", operation_id = "holder_consents", security(("holder" = [])),
    responses((status = 200, description = "One for each clinic and mode.", body = Consents), Refusals)
)]
async fn get(State(app): State<Arc<App>>, holder: Holder) -> Result<Response, Refusal> {
    let consents = seen::consents(&app, &holder.insured).await?;
    Ok(json(StatusCode::OK, json_text(&consents)?))
}
