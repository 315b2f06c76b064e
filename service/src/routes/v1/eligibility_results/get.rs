//! `GET /v1/eligibility-results/{check}`: the clinic-side XML of one check. Where it says which specific diseases the person has, that
//! is a disclosure: its row is on disk before the first byte leaves.

use std::sync::Arc;

use axum::{
    extract::{Path, State, rejection::PathRejection},
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use kyotaku_core::{
    consent::StandingConsent,
    eligibility::{Eligibility, InstitutionCode, ProblemKind},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{diseases::Asking, no_such_check};
use crate::{
    alarm,
    app::App,
    clinic_xml::{CheckResult, content_type, file_name},
    http::{Program, Refusal},
    routes::documentation::{DATABASE, PROGRAM, refusals},
    standing::{self, Registered},
    store::{self, Connection, StoreError, Turn, results::StoredResult},
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(get))
}

refusals!(Refusals: PROGRAM, &[ProblemKind::NotFound], DATABASE);

/// The clinic-side XML of one check: the eligibility as it was found, the consents as they stand now.
#[utoipa::path(
    get, path = "/eligibility-results/{check}", operation_id = "eligibilityResult", security(("program" = [])),
    params(("check" = String, Path, description = "The check's number.")),
    responses(
        (status = 200, content_type = "application/xml", body = String,
            description = "OQSsiquc01res_face_….xml, in the character code that the clinic set."),
        Refusals
    )
)]
async fn get(
    State(app): State<Arc<App>>,
    program: Program,
    check: Result<Path<String>, PathRejection>,
) -> Result<Response, Refusal> {
    let Path(check) = check.map_err(|_| no_such_check())?;
    let now = app.clock.now();
    // With the write lock: what is given out is logged, and nothing is revoked between the look and the log.
    let mut transaction = app.database.write(&[Turn::Clinic(&program.institution)]).await?;
    let stored = store::results::find(&mut transaction, &program.institution, &check)
        .await?
        .ok_or_else(no_such_check)?;
    let settings = store::settings::current(&mut transaction, &program.institution).await?;
    let registered = registered(&mut transaction, &program.institution, &stored).await?;
    let standing = what_stands(&app, &mut transaction, registered.as_ref(), now).await?;
    let mut eligibility: Eligibility =
        serde_json::from_str(&stored.answer).map_err(|_| StoreError::Unreadable("eligibility"))?;
    let asking = Asking {
        program: &program,
        stored: &stored,
        settings: &settings,
        registered: registered.as_ref(),
        now,
    };
    asking.tell(&app, &mut transaction, &mut eligibility).await?;
    let result = CheckResult {
        eligibility: &eligibility,
        standing: standing.as_ref(),
        settings: &settings,
        made_at: now,
    };
    let file = result.write().map_err(|error| {
        tracing::error!(%error, "an eligibility result has no file");
        Refusal::new(ProblemKind::Internal, "The file could not be made.")
    })?;
    app.database.commit(transaction).await?;
    if file.replaced > 0 {
        tracing::warn!(
            characters = file.replaced,
            "● stands for what the file cannot have"
        );
    }
    let name = file_name(&stored.check, stored.checked_at);
    let headers = [
        (CONTENT_TYPE, content_type(settings.character_code).to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, file.bytes).into_response())
}

/// The registration that counts for the check's person in its mode.
async fn registered(
    connection: &mut Connection,
    institution: &InstitutionCode,
    stored: &StoredResult,
) -> Result<Option<Registered>, StoreError> {
    match &stored.insured {
        Some(insured) => store::standing::latest(connection, institution, insured, stored.mode).await,
        None => Ok(None),
    }
}

/// What stands of it. Of what contradicts itself nothing stands, and an alarm is raised; the eligibility needs no consent, and is
/// given out all the same.
async fn what_stands(
    app: &App,
    connection: &mut Connection,
    registered: Option<&Registered>,
    now: Timestamp,
) -> Result<Option<StandingConsent>, Refusal> {
    let Some(registered) = registered else {
        return Ok(None);
    };
    match standing::judge(registered, now) {
        Ok(consent) => Ok(Some(consent)),
        Err(contradiction) => {
            let (institution, registration) = (&registered.institution, &registered.registration);
            alarm::raise(app, connection, institution, registration, contradiction, now).await?;
            Ok(None)
        }
    }
}
