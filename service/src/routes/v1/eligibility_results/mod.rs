//! `/v1/eligibility-results`: the clinic's eligibility checks, for its own programs (電子カルテ, レセプトコンピュータ).

mod diseases;
mod get;
mod list;

use std::sync::Arc;

use kyotaku_core::eligibility::ProblemKind;
use utoipa_axum::router::OpenApiRouter;

use crate::{app::App, http::Refusal};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().merge(list::router()).merge(get::router())
}

fn no_such_check() -> Refusal {
    Refusal::new(
        ProblemKind::NotFound,
        "This clinic has no eligibility check of this number.",
    )
}
