//! `GET /v1/registrations?digest=…`: the clinic's registrations by the first digits of their digest, which the app
//! shows as 控え番号. For a visit that ended without an answer (未確認): it says whether the consent was registered.

use std::sync::Arc;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use kyotaku_core::{consent::Receipt, eligibility::ProblemKind};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::receipt::read_back_by_digest;
use crate::{
    app::App,
    http::{Caller, Refusal},
    routes::{
        documentation::{DATABASE, DEVICE, OriginHeaders, refusals},
        json,
    },
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(find))
}

refusals!(Refusals: &[ProblemKind::MalformedRequest], DEVICE, DATABASE);

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Sought {
    /// The digest's first digits, 12 at least: what the app shows as 控え番号.
    #[param(pattern = "^[0-9A-Fa-f]{12,64}$")]
    digest: String,
}

impl Sought {
    /// The digits as digests are stored. Somebody may have typed them from a sheet of paper: their case does not matter.
    fn start(&self) -> Option<String> {
        let is_start = (12..=64).contains(&self.digest.len())
            && self.digest.bytes().all(|digit| digit.is_ascii_hexdigit());
        is_start.then(|| self.digest.to_ascii_lowercase())
    }
}

/// What the database holds for the registrations of this digest: none, one, or, if so few digits are alike, more.
#[utoipa::path(
    get, path = "/registrations", operation_id = "find", security(("device" = [])),
    params(Sought, OriginHeaders),
    responses((status = 200, description = "Their receipts, the oldest first.", body = Vec<Receipt>), Refusals)
)]
async fn find(
    State(app): State<Arc<App>>,
    caller: Caller,
    sought: Result<Query<Sought>, QueryRejection>,
) -> Result<Response, Refusal> {
    let start = sought
        .ok()
        .and_then(|Query(sought)| sought.start())
        .ok_or_else(|| {
            Refusal::malformed(
                "The one parameter is digest: the first 12 to 64 hexadecimal digits of a digest.",
            )
        })?;
    let receipts = read_back_by_digest(&app.database, &caller.institution, &start).await?;
    Ok(json(StatusCode::OK, receipts))
}
