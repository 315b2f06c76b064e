//! `GET /v1/openapi.json`: this interface's own description, OpenAPI 3.1. Open to all.

use std::sync::Arc;

use axum::{Router, http::StatusCode, routing};
use utoipa::openapi::OpenApi;

use crate::{app::App, routes::json};

/// The path of the document, which it describes too.
pub(in crate::routes) const PATH: &str = "/v1/openapi.json";

/// Serves the document, written out once.
pub(in crate::routes) fn serving(document: OpenApi) -> Router<Arc<App>> {
    // Text, numbers and maps with text keys: it always has a JSON form; a test reads it.
    let text: Arc<str> = document.to_json().unwrap_or_default().into();
    let answer = move || {
        let text = text.clone();
        async move { json(StatusCode::OK, text.to_string()) }
    };
    Router::new().route(PATH, routing::get(answer))
}
