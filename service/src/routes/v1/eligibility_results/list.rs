//! `GET /v1/eligibility-results`: which checks there are, the newest first.

use std::sync::Arc;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use jiff::Timestamp;
use kyotaku_core::{
    eligibility::{ProblemKind, code::Validity},
    origin::Channel,
    visit::CareMode,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::no_such_check;
use crate::{
    app::App,
    clinic_xml::file_name,
    http::{Program, Refusal},
    ports::time_text,
    routes::{
        documentation::{DATABASE, PROGRAM, refusals},
        json, json_text,
    },
    store::results::{self, ListedResult, Part},
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list))
}

/// The most that one answer has.
const MOST: i64 = 100;

refusals!(Refusals: &[ProblemKind::MalformedRequest, ProblemKind::NotFound], PROGRAM, DATABASE);

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Sought {
    /// Only checks of this time and later (RFC 3339).
    #[param(value_type = String, format = DateTime, required = false)]
    since: Option<Timestamp>,
    /// Only what stands after this check in the list: with the last number of one answer, the next is asked for.
    #[param(value_type = String, required = false)]
    after: Option<String>,
    /// How many at most.
    #[param(value_type = i64, minimum = 1, maximum = 100, default = 100, required = false)]
    limit: Option<i64>,
}

/// A check of the clinic's, and the file that can be fetched of it.
#[derive(Serialize, ToSchema)]
struct EligibilityResult {
    /// The check's number.
    check: String,
    /// The clinic's number for the person; none where nobody was found.
    patient: Option<String>,
    /// RFC 3339, in Japan's time, whole seconds.
    #[schema(format = DateTime)]
    checked_at: String,
    mode: CareMode,
    /// By which way it was checked.
    channel: Channel,
    /// QualificationValidity (006).
    validity: Validity,
    /// The name of its file.
    file: String,
}

impl From<ListedResult> for EligibilityResult {
    fn from(listed: ListedResult) -> Self {
        Self {
            file: file_name(&listed.check, listed.checked_at),
            check: listed.check,
            patient: listed.patient,
            checked_at: time_text(listed.checked_at),
            mode: listed.mode,
            channel: listed.channel,
            validity: listed.validity,
        }
    }
}

/// The clinic's eligibility checks, the newest first.
#[utoipa::path(
    get, path = "/eligibility-results", operation_id = "eligibilityResults", security(("program" = [])), params(Sought),
    responses(
        (status = 200, description = "As many as were asked for; fewer, and there are no more.",
            body = Vec<EligibilityResult>),
        Refusals
    )
)]
async fn list(
    State(app): State<Arc<App>>,
    program: Program,
    sought: Result<Query<Sought>, QueryRejection>,
) -> Result<Response, Refusal> {
    let malformed = || {
        Refusal::malformed("The parameters are since, a time; after, a check's number; and limit, 1 to 100.")
    };
    let Query(sought) = sought.map_err(|_| malformed())?;
    let limit = sought.limit.unwrap_or(MOST);
    if !(1..=MOST).contains(&limit) {
        return Err(malformed());
    }
    let mut connection = app.database.read().await?;
    let after = match &sought.after {
        Some(check) => {
            let found = results::find(&mut connection, &program.institution, check).await?;
            Some(found.ok_or_else(no_such_check)?)
        }
        None => None,
    };
    let part = Part {
        since: sought.since.unwrap_or(Timestamp::MIN),
        after: after.as_ref(),
        limit,
    };
    let listed = results::list(&mut connection, &program.institution, &part).await?;
    let listed: Vec<EligibilityResult> = listed.into_iter().map(Into::into).collect();
    Ok(json(StatusCode::OK, json_text(&listed)?))
}
