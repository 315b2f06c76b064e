//! `GET /v1/patients/{patient}/information/{item}?mode=…`: what a clinic's 電子カルテ may have of a patient, while a consent is in
//! force and the settings have it on. Who gets what is decided by the [`gate`]; the disclosure is logged and on disk before the
//! first byte leaves. No log, no data.

use std::sync::Arc;

use axum::{
    extract::{
        Path, Query, State,
        rejection::{PathRejection, QueryRejection},
    },
    http::StatusCode,
    response::Response,
};
use kyotaku_core::{consent::Item, eligibility::ProblemKind, visit::CareMode};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    alarm,
    app::App,
    eligible::is_eligible,
    gate::{self, Circumstances, Closed},
    http::{Program, Refusal},
    ports::{random_number, time_text},
    routes::{
        documentation::{DATABASE, PROGRAM, refusals},
        json, json_text,
    },
    store::{self, Turn, disclosures::NewDisclosure},
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(get))
}

refusals!(Refusals: PROGRAM, &[ProblemKind::MalformedRequest, ProblemKind::NotFound, ProblemKind::ModeNotEnabled, ProblemKind::ItemNotEnabled, ProblemKind::NotEligible, ProblemKind::ConsentContradictory, ProblemKind::NotConsented, ProblemKind::ConsentExpired, ProblemKind::ConsentRevoked], DATABASE);

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct In {
    /// The mode that the patient is treated in: only a consent for the same counts.
    #[param(inline)]
    mode: CareMode,
}

/// Information that is given out, and the number under which that is logged.
#[derive(Serialize, ToSchema)]
struct GivenInformation {
    /// The disclosure's number.
    disclosure: String,
    /// The patient's number at this clinic.
    patient: String,
    /// 閲覧同意種別 (036), or 療養情報.
    item: Item,
    /// The mode.
    mode: CareMode,
    /// The registration of the consent that it is given out under.
    registration: String,
    /// When: RFC 3339, in Japan's time, whole seconds.
    disclosed_at: String,
    /// The document as it is stored; null if nothing is known.
    #[schema(value_type = Option<Object>)]
    information: Option<Box<RawValue>>,
}

/// One item of a patient's information, if a consent in force allows it.
#[utoipa::path(
    get, path = "/patients/{patient}/information/{item}", operation_id = "information",
    security(("program" = [])),
    params(
        ("patient" = String, Path, description = "The patient's number at this clinic."),
        ("item" = inline(Item), Path, description = "閲覧同意種別 (036), or 療養情報."),
        In
    ),
    responses((status = 200, description = "The information. It is logged.", body = GivenInformation), Refusals)
)]
async fn get(
    State(app): State<Arc<App>>,
    program: Program,
    path: Result<Path<(String, String)>, PathRejection>,
    query: Result<Query<In>, QueryRejection>,
) -> Result<Response, Refusal> {
    let nobody = || {
        Refusal::new(
            ProblemKind::NotFound,
            "This clinic has no patient of this number.",
        )
    };
    let Path((patient, code)) = path.map_err(|_| nobody())?;
    let item = Item::ALL
        .into_iter()
        .find(|item| item.code() == code)
        .ok_or_else(|| Refusal::new(ProblemKind::NotFound, "There is no information of this code."))?;
    let Query(In { mode }) =
        query.map_err(|_| Refusal::malformed("The one parameter is mode: the mode of the consent."))?;
    let now = app.clock.now();

    // What is read here still holds when the disclosure is logged: a revocation comes before it or after.
    let mut transaction = app.database.write(&[Turn::Clinic(&program.institution)]).await?;
    let insured = store::patients::insured_of(&mut transaction, &program.institution, &patient)
        .await?
        .ok_or_else(nobody)?;
    let settings = store::settings::current(&mut transaction, &program.institution).await?;
    let (validity, insurances) = store::insured::validity_of(&mut transaction, &insured).await?;
    let registered = store::standing::latest(&mut transaction, &program.institution, &insured, mode).await?;
    let decided = gate::decide(&Circumstances {
        item,
        mode,
        institution: &program.institution,
        settings: &settings,
        is_eligible: is_eligible(&validity, insurances),
        registered: registered.as_ref(),
        now,
    });
    let registration = match decided {
        Ok(registration) => registration,
        Err(closed) => {
            if let (Closed::Contradictory(contradiction), Some(registered)) = (closed, &registered) {
                alarm::raise(
                    &app,
                    &mut transaction,
                    &program.institution,
                    &registered.registration,
                    contradiction,
                    now,
                )
                .await?;
                app.database.commit(transaction).await?;
            }
            return Err(closed.into());
        }
    };
    let disclosure = random_number(&*app.random)?;
    let new = NewDisclosure {
        disclosure: &disclosure,
        institution: &program.institution,
        insured: &insured,
        item,
        mode,
        registration,
        program: &program.enrolled_as,
        disclosed_at: now,
    };
    store::disclosures::insert(&mut transaction, &new).await?;
    let answer = json_text(&GivenInformation {
        information: store::information::find(&mut transaction, &insured, item).await?,
        registration: registration.to_owned(),
        disclosed_at: time_text(now),
        disclosure,
        patient,
        item,
        mode,
    })?;
    app.database.commit(transaction).await?;
    Ok(json(StatusCode::OK, answer))
}
