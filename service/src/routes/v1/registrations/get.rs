//! `GET /v1/registrations/{registration}`: the receipt again, for the clinic that registered.

use std::sync::Arc;

use axum::{
    extract::{Path, State, rejection::PathRejection},
    http::StatusCode,
    response::Response,
};
use kyotaku_core::{consent::Receipt, eligibility::ProblemKind};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::receipt::read_back;
use crate::{
    app::App,
    http::{Caller, Refusal},
    routes::{
        documentation::{DATABASE, DEVICE, OriginHeaders, refusals},
        json,
    },
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(get))
}

refusals!(Refusals: DEVICE, &[ProblemKind::NotFound], DATABASE);

/// What the database holds for one registration.
#[utoipa::path(
    get, path = "/registrations/{registration}", operation_id = "receipt", security(("device" = [])),
    params(("registration" = String, Path, description = "The registration's number."), OriginHeaders),
    responses((status = 200, description = "The receipt.", body = Receipt), Refusals)
)]
async fn get(
    State(app): State<Arc<App>>,
    caller: Caller,
    registration: Result<Path<String>, PathRejection>,
) -> Result<Response, Refusal> {
    let not_found = || {
        Refusal::new(
            ProblemKind::NotFound,
            "This clinic has no registration of this number.",
        )
    };
    let Path(registration) = registration.map_err(|_| not_found())?;
    let receipt = read_back(&app.database, &caller.institution, &registration).await?;
    Ok(json(StatusCode::OK, receipt.ok_or_else(not_found)?))
}
