//! `GET /v1/holder/disclosures`: who was given what of the patient's, the newest first.

use std::sync::Arc;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use kyotaku_core::{eligibility::ProblemKind, holder::Disclosures};
use serde::Deserialize;
use utoipa::IntoParams;
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

refusals!(Refusals: &[ProblemKind::MalformedRequest, ProblemKind::NotFound], HOLDER, DATABASE);

/// Where the list begins.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Beginning {
    /// What `older` said: those that are older than it.
    before: Option<String>,
}

/// Who was given what.
#[utoipa::path(
    get, path = "/holder/disclosures", operation_id = "holder_disclosures", security(("holder" = [])),
    params(Beginning),
    responses((status = 200, description = "The newest first, at most 100.", body = Disclosures), Refusals)
)]
async fn get(
    State(app): State<Arc<App>>,
    holder: Holder,
    beginning: Result<Query<Beginning>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(Beginning { before }) =
        beginning.map_err(|_| Refusal::malformed("The one parameter is before: what older said."))?;
    let disclosures = seen::disclosures(&app, &holder.insured, before.as_deref()).await?;
    Ok(json(StatusCode::OK, json_text(&disclosures)?))
}
