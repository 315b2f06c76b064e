//! `GET /v1/patients`: the clinic's people with a consent of 訪問診療等 in force: those of whom the eligibility can be asked again
//! without the card.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use kyotaku_core::{
    consent::StandingConsent,
    eligibility::{KnownPatient, date::Date, name::PersonName},
    visit::CareMode,
};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::super::judging::Judging;
use crate::{
    app::App,
    http::{Caller, Refusal},
    routes::{
        documentation::{DATABASE, DEVICE, OriginHeaders, refusals},
        json, json_text,
    },
    standing::Registered,
    store::{self, Connection, StoreError, patients::StoredPatient},
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list))
}

refusals!(Refusals: DEVICE, DATABASE);

/// The clinic's people with a consent of 訪問診療等 in force, in the order in which the clinic first saw them.
#[utoipa::path(
    get, path = "/patients", operation_id = "patients", security(("device" = [])), params(OriginHeaders),
    responses((status = 200, description = "The people.", body = Vec<KnownPatient>), Refusals)
)]
async fn list(State(app): State<Arc<App>>, caller: Caller) -> Result<Response, Refusal> {
    let institution = &caller.institution;
    let mode = CareMode::HomeVisit;
    let mut judging = Judging::new(&app, institution);
    let mut known = Vec::new();
    let mut connection = app.database.read().await?;
    for patient in store::patients::registered_in(&mut connection, institution, mode).await? {
        let latest = store::standing::latest(&mut connection, institution, &patient.insured, mode).await?;
        let Some(registered) = latest else { continue };
        let standing = judging.consent(&registered);
        if standing.is_in_force() {
            known.push(with_name(&mut connection, patient, &registered, standing).await?);
        }
    }
    drop(connection);
    judging.end().await?;
    Ok(json(StatusCode::OK, json_text(&known)?))
}

/// The patient as the insurer has them now; if none has them now, as they were when the consent was registered: somebody who
/// changes insurers does not lose their name.
async fn with_name(
    connection: &mut Connection,
    StoredPatient { patient, insured }: StoredPatient,
    registered: &Registered,
    standing: StandingConsent,
) -> Result<KnownPatient, StoreError> {
    let unreadable = |_| StoreError::Unreadable("insurance");
    let found = store::insured::by_number(connection, &insured).await?;
    let person = match found.insurances.first() {
        Some(now) => {
            serde_json::from_str::<Insurance>(now.get())
                .map_err(unreadable)?
                .insured
        }
        None => {
            let then = store::checks::answer_of(connection, &registered.check).await?;
            let then: Found = serde_json::from_str(&then).map_err(unreadable)?;
            let first = then.insurances.into_iter().next();
            first
                .ok_or(StoreError::Unreadable("registration of nobody"))?
                .insured
        }
    };
    Ok(KnownPatient {
        patient,
        name: person.name,
        birth_date: person.birth_date,
        standing,
    })
}

/// As much of a stored insurance as the list says.
#[derive(Deserialize)]
struct Insurance {
    insured: Person,
}

#[derive(Deserialize)]
struct Person {
    name: PersonName,
    birth_date: Date,
}

/// As much of a check's answer.
#[derive(Deserialize)]
struct Found {
    insurances: Vec<Insurance>,
}
