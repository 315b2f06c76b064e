//! `/v1/patients`: the people whom a clinic has checked, by the clinic's own number for each.

mod consents;
mod emergency_disclosures;
mod information;
mod list;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .merge(list::router())
        .merge(consents::router())
        .merge(information::router())
        .merge(emergency_disclosures::router())
}
