//! `POST /v1/holder/sessions`: opens a session for the holder of the card that signed. `DELETE` ends it.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use kyotaku_core::{
    eligibility::ProblemKind,
    holder::{HolderSession, HolderSessionRequest},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::HOLDER;
use crate::{
    app::App,
    holder::session,
    http::{Holder, JsonBody, Refusal},
    routes::{
        documentation::{BODY, DATABASE, HolderHeaders, refusals},
        json, json_text,
    },
    store::holders::Speaker,
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(post, delete))
}

refusals!(Opening: BODY, &[ProblemKind::OriginMissing, ProblemKind::ChallengeUnknown, ProblemKind::ChallengeUsed, ProblemKind::ChallengeExpired, ProblemKind::CertificateMalformed, ProblemKind::CertificateUntrusted, ProblemKind::CertificateForAnotherPurpose, ProblemKind::CertificateNotYetValid, ProblemKind::CertificateExpired, ProblemKind::TestCard, ProblemKind::CertificateRevoked, ProblemKind::SignatureInvalid, ProblemKind::NotEligible], DATABASE);
refusals!(Ending: HOLDER, DATABASE);

/// Opens a session by a card's proof.
#[utoipa::path(
    post, path = "/holder/sessions", operation_id = "open_holder_session", params(HolderHeaders),
    request_body = HolderSessionRequest,
    responses((status = 201, description = "The token of a new session.", body = HolderSession), Opening)
)]
async fn post(State(app): State<Arc<App>>, speaker: Speaker, body: JsonBody) -> Result<Response, Refusal> {
    let request: HolderSessionRequest =
        body.read("The body is not a session request: challenge, certificate, signature.")?;
    let session = session::by_card(&app, &request, &speaker).await?;
    Ok(json(StatusCode::CREATED, json_text(&session)?))
}

/// Ends the session whose token it is called with.
#[utoipa::path(
    delete, path = "/holder/sessions", operation_id = "end_holder_session", security(("holder" = [])),
    responses((status = 204, description = "It is over."), Ending)
)]
async fn delete(State(app): State<Arc<App>>, holder: Holder) -> Result<StatusCode, Refusal> {
    session::end(&app, &holder.token).await?;
    Ok(StatusCode::NO_CONTENT)
}
