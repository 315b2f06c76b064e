//! `POST /v1/patients/{patient}/emergency-disclosures`: 救急時医療情報, without a consent and for a stated reason. It is logged
//! apart, and on disk, before the first byte leaves. Every request is a disclosure of its own: one that is repeated because its
//! answer was lost is logged twice, and not given out once without a log.

use std::sync::Arc;

use axum::{
    extract::{Path, State, rejection::PathRejection},
    http::StatusCode,
    response::Response,
};
use kyotaku_core::{consent::Item, eligibility::ProblemKind};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    app::App,
    gate::emergency::{ITEMS, Reason},
    http::{JsonBody, Program, Refusal},
    ports::{random_number, time_text},
    routes::{
        documentation::{BODY, DATABASE, PROGRAM, refusals},
        json, json_text,
    },
    store::{self, Turn, emergencies::NewEmergency},
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(post))
}

refusals!(Refusals: BODY, PROGRAM, &[ProblemKind::NotFound, ProblemKind::ItemNotEnabled], DATABASE);

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EmergencyRequest {
    /// Why the patient cannot be asked: 10 to 400 characters without the spaces around them, and no control characters. It is
    /// stored for the clinic's privacy officer and for the patient.
    // White space as Unicode has it, then what is not, then anything but control characters.
    #[schema(
        pattern = r"^[ \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*[^\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000][^\u0000-\u001f\u007f-\u009f]{8,398}[^\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000][ \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$"
    )]
    reason: String,
}

/// Information that is given out in an emergency, and the number under which that is logged.
#[derive(Serialize, ToSchema)]
struct EmergencyInformation {
    /// The disclosure's number.
    disclosure: String,
    /// The patient's number at this clinic.
    patient: String,
    /// When: RFC 3339, in Japan's time, whole seconds.
    disclosed_at: String,
    /// What is given out, in the order of the consent form.
    information: Vec<EmergencyItem>,
}

/// One item of it.
#[derive(Serialize, ToSchema)]
struct EmergencyItem {
    /// 閲覧同意種別 (036).
    item: Item,
    /// The document as it is stored; null if nothing is known.
    #[schema(value_type = Option<Object>)]
    information: Option<Box<RawValue>>,
}

/// 救急時医療情報 of a patient who cannot be asked.
#[utoipa::path(
    post, path = "/patients/{patient}/emergency-disclosures", operation_id = "emergency",
    security(("program" = [])),
    params(("patient" = String, Path, description = "The patient's number at this clinic.")),
    request_body = EmergencyRequest,
    responses((status = 201, description = "The information. It is logged.", body = EmergencyInformation), Refusals)
)]
async fn post(
    State(app): State<Arc<App>>,
    program: Program,
    path: Result<Path<String>, PathRejection>,
    body: JsonBody,
) -> Result<Response, Refusal> {
    let nobody = || {
        Refusal::new(
            ProblemKind::NotFound,
            "This clinic has no patient of this number.",
        )
    };
    let Path(patient) = path.map_err(|_| nobody())?;
    let request: EmergencyRequest = body.read("The body is not an emergency's request: reason.")?;
    let reason = Reason::of(&request.reason).ok_or_else(|| {
        Refusal::malformed("The reason is not 10 to 400 characters without control characters.")
    })?;
    let now = app.clock.now();

    let mut transaction = app.database.write(&[Turn::Clinic(&program.institution)]).await?;
    let insured = store::patients::insured_of(&mut transaction, &program.institution, &patient)
        .await?
        .ok_or_else(nobody)?;
    let settings = store::settings::current(&mut transaction, &program.institution).await?;
    if !settings.emergency.is_on() {
        return Err(Refusal::new(
            ProblemKind::ItemNotEnabled,
            "The clinic's settings have 救急時医療情報 switched off.",
        ));
    }
    let disclosure = random_number(&*app.random)?;
    let new = NewEmergency {
        disclosure: &disclosure,
        program: &program,
        insured: &insured,
        reason: &reason,
        disclosed_at: now,
    };
    store::emergencies::insert(&mut transaction, &new).await?;
    let mut information = Vec::new();
    for item in ITEMS {
        let document = store::information::find(&mut transaction, &insured, item).await?;
        information.push(EmergencyItem {
            item,
            information: document,
        });
    }
    let answer = json_text(&EmergencyInformation {
        disclosed_at: time_text(now),
        disclosure,
        patient,
        information,
    })?;
    app.database.commit(transaction).await?;
    Ok(json(StatusCode::CREATED, answer))
}
