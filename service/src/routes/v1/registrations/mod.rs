//! `/v1/registrations`: consents (同意登録), written once and read back.

mod find;
mod get;
mod post;
mod receipt;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .merge(post::router())
        .merge(find::router())
        .merge(get::router())
}
