//! オン資WEB: the pages of a clinic's staff, under `/web`.

use std::sync::Arc;

use axum::Router;

use crate::app::App;

/// The clinic's pages.
pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
}
