//! `/v1/holder`: the patient's own side. `docs/patient.md` specifies it.

mod challenges;
mod consents;
mod disclosures;
mod page_codes;
mod revocations;
mod sessions;

use std::sync::Arc;

use kyotaku_core::eligibility::ProblemKind;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

/// What every operation for a patient refuses.
const HOLDER: &[ProblemKind] = &[ProblemKind::Unauthorized];

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .merge(challenges::router())
        .merge(sessions::router())
        .merge(disclosures::router())
        .merge(consents::router())
        .merge(revocations::router())
        .merge(page_codes::router())
}
