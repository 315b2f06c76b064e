//! The tree of URLs. A folder is a path segment, a file an endpoint; each module has its own `router()`. A route and
//! its OpenAPI operation are registered in one step.

mod documentation;
mod v1;

use std::sync::Arc;

use axum::{Router, middleware};
use kyotaku_core::eligibility::ProblemKind;
use utoipa_axum::router::OpenApiRouter;

use crate::{
    app::App,
    http::{Refusal, entrance},
    pages,
};

/// Every route, behind the entrance; and the pages, behind one of their own before it.
pub(crate) fn router(app: Arc<App>) -> Router {
    let (router, operations) = operations().split_for_parts();
    let document = documentation::complete(operations);
    router
        .merge(v1::openapi::serving(document))
        .merge(pages::router())
        .fallback(async || Refusal::new(ProblemKind::NotFound, "There is no such path."))
        .method_not_allowed_fallback(async || {
            Refusal::new(
                ProblemKind::MethodNotAllowed,
                "The path does not take this method.",
            )
        })
        .layer(middleware::from_fn_with_state(app.clone(), entrance::pass))
        .layer(middleware::from_fn(pages::entrance::pass))
        .with_state(app)
}

fn operations() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().nest("/v1", v1::router())
}

/// A JSON answer.
pub(crate) fn json(status: axum::http::StatusCode, text: String) -> axum::response::Response {
    use axum::response::IntoResponse;
    (
        status,
        [(axum::http::header::CONTENT_TYPE, "application/json")],
        text,
    )
        .into_response()
}

/// The JSON text of an answer.
pub(crate) fn json_text(answer: &impl serde::Serialize) -> Result<String, Refusal> {
    serde_json::to_string(answer)
        .map_err(|_| Refusal::new(ProblemKind::Internal, "The answer has no JSON form."))
}
