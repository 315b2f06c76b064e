//! `POST /v1/holder/page-codes`: a code that opens the page once.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use kyotaku_core::holder::PageCode;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::HOLDER;
use crate::{
    app::App,
    holder::code,
    http::{Holder, Refusal},
    routes::{
        documentation::{DATABASE, refusals},
        json, json_text,
    },
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(post))
}

refusals!(Refusals: HOLDER, DATABASE);

/// A code for the page.
#[utoipa::path(
    post, path = "/holder/page-codes", operation_id = "page_code", security(("holder" = [])),
    responses((status = 201, description = "A new code; an earlier one opens nothing any more.", body = PageCode),
        Refusals)
)]
async fn post(State(app): State<Arc<App>>, holder: Holder) -> Result<Response, Refusal> {
    let code = code::give(&app, &holder.insured).await?;
    Ok(json(StatusCode::CREATED, json_text(&code)?))
}
