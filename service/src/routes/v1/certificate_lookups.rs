//! `POST /v1/certificate-lookups`: whether a certificate is known by its head, so that the card need not be asked for the
//! rest of it. Asked while the card is in the field; it stores nothing and leaves the challenge as it was.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use kyotaku_core::eligibility::{Lookup, LookupRequest, ProblemKind};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::challenges::usable;
use crate::{
    app::App,
    http::{Caller, JsonBody, Refusal},
    proof::sent,
    routes::{
        documentation::{BODY, DATABASE, DEVICE, OriginHeaders, refusals},
        json, json_text,
    },
    store,
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(post))
}

refusals!(Refusals: BODY, DEVICE, &[ProblemKind::ChallengeUnknown, ProblemKind::ChallengeOfAnotherClinic, ProblemKind::ChallengeUsed, ProblemKind::ChallengeExpired], DATABASE);

/// Whether a certificate is known by its head.
#[utoipa::path(
    post, path = "/certificate-lookups", operation_id = "lookup", security(("device" = [])),
    params(OriginHeaders), request_body = LookupRequest,
    responses(
        (status = 200, description = "Whether there is exactly one, whichever clinic it was sent by. Nothing else is \
            said of it.", body = Lookup),
        Refusals
    )
)]
async fn post(State(app): State<Arc<App>>, caller: Caller, body: JsonBody) -> Result<Response, Refusal> {
    let request: LookupRequest = body.read("The body is not a certificate lookup: challenge, head.")?;
    sent::digest(&request.head)?;
    let mut connection = app.database.read().await?;
    let challenge = store::challenges::find(&mut connection, &request.challenge).await?;
    usable(challenge, &caller, app.clock.now())?;
    let known = store::known::by_head(&mut connection, &request.head)
        .await?
        .is_some();
    Ok(json(StatusCode::OK, json_text(&Lookup { known })?))
}
