//! `GET /v1/patients/{patient}/consents`: what stands of a patient's consents at the clinic that asks, one for each mode.

use std::sync::Arc;

use axum::{
    extract::{Path, State, rejection::PathRejection},
    http::StatusCode,
    response::Response,
};
use kyotaku_core::{consent::StandingConsent, eligibility::ProblemKind, visit::CareMode};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::super::judging::Judging;
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
    OpenApiRouter::new().routes(routes!(consents))
}

refusals!(Refusals: DEVICE, &[ProblemKind::NotFound], DATABASE);

/// What stands of a patient's consents at this clinic, one for each mode in which one was registered.
#[utoipa::path(
    get, path = "/patients/{patient}/consents", operation_id = "consents", security(("device" = [])),
    params(("patient" = String, Path, description = "The clinic's own number for the patient."), OriginHeaders),
    responses(
        (status = 200, description = "What stands. Of one that contradicts itself there are no answers.",
            body = Vec<StandingConsent>),
        Refusals
    )
)]
async fn consents(
    State(app): State<Arc<App>>,
    caller: Caller,
    patient: Result<Path<String>, PathRejection>,
) -> Result<Response, Refusal> {
    let not_found = || {
        Refusal::new(
            ProblemKind::NotFound,
            "This clinic has no patient of this number.",
        )
    };
    let Path(patient) = patient.map_err(|_| not_found())?;
    let institution = &caller.institution;
    let mut judging = Judging::new(&app, institution);
    let mut consents = Vec::new();
    let mut connection = app.database.read().await?;
    let insured = store::patients::insured_of(&mut connection, institution, &patient)
        .await?
        .ok_or_else(not_found)?;
    for mode in CareMode::ALL {
        let latest = store::standing::latest(&mut connection, institution, &insured, mode).await?;
        consents.extend(latest.map(|registered| judging.consent(&registered)));
    }
    drop(connection);
    judging.end().await?;
    Ok(json(StatusCode::OK, json_text(&consents)?))
}
