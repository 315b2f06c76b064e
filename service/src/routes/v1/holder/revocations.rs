//! `POST /v1/holder/revocations`: the patient takes back an answer, or all of a registration.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use kyotaku_core::{
    eligibility::ProblemKind,
    holder::{ClinicConsent, HolderRevocationRequest},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::HOLDER;
use crate::{
    app::App,
    holder::taking_back::{Taken, take_back},
    http::{Holder, JsonBody, Key, Refusal},
    routes::{
        documentation::{BODY, DATABASE, IdempotencyHeader, KEY, refusals},
        json, json_text,
    },
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(post))
}

refusals!(Refusals: BODY, HOLDER, KEY, &[ProblemKind::NotFound, ProblemKind::NotAsked, ProblemKind::NothingToRevoke, ProblemKind::ConsentContradictory], DATABASE);

/// Takes back.
#[utoipa::path(
    post, path = "/holder/revocations", operation_id = "holder_revocation", security(("holder" = [])),
    params(IdempotencyHeader), request_body = HolderRevocationRequest,
    responses(
        (status = 201, description = "It is taken back; this is what the database holds.", body = ClinicConsent),
        (status = 200, description = "The same request took it back before.", body = ClinicConsent),
        Refusals
    )
)]
async fn post(
    State(app): State<Arc<App>>,
    holder: Holder,
    Key(key): Key,
    body: JsonBody,
) -> Result<Response, Refusal> {
    let request: HolderRevocationRequest =
        body.read("The body is not a revocation: registration, question.")?;
    let taken = take_back(&app, &holder.insured, &holder.speaker, &request, &key).await?;
    let (status, consent) = match taken {
        Taken::Now(consent) => (StatusCode::CREATED, consent),
        Taken::Before(consent) => (StatusCode::OK, consent),
    };
    Ok(json(status, json_text(&consent)?))
}
