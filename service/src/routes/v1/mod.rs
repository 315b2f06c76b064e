//! `/v1`: the calls of a visit, in their order; then those of the clinic's office and programs, and those of a patient.

mod certificate_lookups;
mod challenges;
mod eligibility_checks;
mod eligibility_results;
mod health;
mod holder;
mod inquiry;
mod judging;
pub(super) mod openapi;
mod patients;
mod re_inquiries;
mod registrations;
mod revocations;
mod settings;
mod specific_diseases;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

/// Every route under `/v1` but the document that describes them.
pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .merge(health::router())
        .merge(settings::router())
        .merge(challenges::router())
        .merge(certificate_lookups::router())
        .merge(eligibility_checks::router())
        .merge(eligibility_results::router())
        .merge(registrations::router())
        .merge(revocations::router())
        .merge(re_inquiries::router())
        .merge(patients::router())
        .merge(holder::router())
}
