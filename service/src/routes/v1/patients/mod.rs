//! `/v1/patients`: the people whom a clinic has checked, by the clinic's own number for each.

mod emergency_disclosures;
mod information;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .merge(information::router())
        .merge(emergency_disclosures::router())
}
