//! `POST /v1/re-inquiries`: the eligibility of a patient, asked again without the card (再照会), only in a continuing relationship:
//! while a consent of 訪問診療等 stands. Nothing can be registered under it: it is no check.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use jiff::civil::Date;
use kyotaku_core::{
    consent::StandingConsent,
    eligibility::{ProblemKind, ReInquiry, ReInquiryRequest},
    visit::CareMode,
};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    challenges::is_mode_enabled,
    specific_diseases::{Asked, released, released_again},
};
use crate::{
    alarm,
    app::App,
    channels::mode_is_served,
    http::{
        Caller, JsonBody, Key, Refusal,
        idempotency::{request_sha256, same_request},
    },
    ports::{in_japan, random_number},
    routes::{
        documentation::{BODY, DATABASE, DEVICE, IdempotencyHeader, KEY, OriginHeaders, refusals},
        json, json_text,
    },
    standing,
    store::{self, StoreError, Turn, re_inquiries::NewReInquiry},
};

/// The one mode in which a relationship continues.
const MODE: CareMode = CareMode::HomeVisit;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(post))
}

refusals!(Refusals: BODY, DEVICE, KEY, &[ProblemKind::NotFound, ProblemKind::ModeNotOfChannel, ProblemKind::ModeNotEnabled, ProblemKind::NoContinuingRelationship, ProblemKind::ConsentContradictory], DATABASE);

/// [`ReInquiry`] as it is written: what is stored of an insurance goes out as it is stored, padding and all.
#[derive(Serialize)]
struct Answer<'a> {
    re_inquiry: &'a str,
    patient: &'a str,
    eligibility: PresentEligibility<'a>,
    standing: &'a StandingConsent,
}

#[derive(Serialize)]
struct PresentEligibility<'a> {
    confirmed_on: Date,
    validity: &'a str,
    insurances: &'a [Box<RawValue>],
    registration_lag_since: Option<Date>,
}

/// The eligibility asked again without the card.
#[utoipa::path(
    post, path = "/re-inquiries", operation_id = "askAgain", security(("device" = [])),
    params(OriginHeaders, IdempotencyHeader), request_body = ReInquiryRequest,
    responses(
        (status = 200, description = "The eligibility; for the same request again the same answer.", body = ReInquiry),
        Refusals
    )
)]
async fn post(
    State(app): State<Arc<App>>,
    caller: Caller,
    Key(key): Key,
    body: JsonBody,
) -> Result<Response, Refusal> {
    let request: ReInquiryRequest = body.read("The body is not a re-inquiry: patient.")?;
    let sent = request_sha256(&[&request.patient]);
    let now = app.clock.now();
    let institution = &caller.institution;

    let mut transaction = app.database.write(&[Turn::Clinic(institution)]).await?;
    let insured = store::patients::insured_of(&mut transaction, institution, &request.patient).await?;
    if let Some(earlier) = store::re_inquiries::by_key(&mut transaction, institution, &key).await? {
        same_request(&earlier.request_sha256, &sent)?;
        let insured = insured.ok_or(StoreError::Unreadable("re-inquiry about nobody"))?;
        let asked = Asked {
            caller: &caller,
            insured: &insured,
            mode: MODE,
            now,
        };
        let answer = released_again(&app, transaction, &asked, earlier.answer).await?;
        return Ok(json(StatusCode::OK, answer));
    }
    let insured = insured.ok_or_else(|| {
        Refusal::new(
            ProblemKind::NotFound,
            "This clinic has no patient of this number.",
        )
    })?;
    mode_is_served(caller.provenance.origin.channel, MODE)?;
    is_mode_enabled(
        &store::settings::current(&mut transaction, institution).await?,
        MODE,
    )?;
    let registered = store::standing::latest(&mut transaction, institution, &insured, MODE)
        .await?
        .ok_or_else(no_relationship)?;
    let consent = match standing::judge(&registered, now) {
        Ok(consent) if consent.is_in_force() => consent,
        Ok(_) => return Err(no_relationship()),
        Err(contradiction) => {
            let number = &registered.registration;
            alarm::raise(&app, &mut transaction, institution, number, contradiction, now).await?;
            // The alarm stays.
            app.database.commit(transaction).await?;
            let detail = "It allows nothing; an alarm is raised.";
            return Err(Refusal::new(ProblemKind::ConsentContradictory, detail));
        }
    };
    let found = store::insured::by_number(&mut transaction, &insured).await?;
    let re_inquiry = random_number(&*app.random)?;
    let answer = json_text(&Answer {
        re_inquiry: &re_inquiry,
        patient: &request.patient,
        eligibility: PresentEligibility {
            confirmed_on: in_japan(now).date(),
            validity: &found.validity,
            insurances: &found.insurances,
            registration_lag_since: found.registration_lag_since,
        },
        standing: &consent,
    })?;
    let asked = Asked {
        caller: &caller,
        insured: &insured,
        mode: MODE,
        now,
    };
    let answer = released(&app, &mut transaction, &asked, answer).await?;
    let new = NewReInquiry {
        re_inquiry: &re_inquiry,
        institution,
        patient: &request.patient,
        registration: &consent.registration,
        idempotency_key: &key,
        request_sha256: &sent,
        validity: &found.validity,
        insurances_found: found.insurances.len(),
        answer: &answer,
        asked_at: now,
        provenance: &caller.provenance,
    };
    store::re_inquiries::insert(&mut transaction, &new).await?;
    app.database.commit(transaction).await?;
    Ok(json(StatusCode::OK, answer))
}

fn no_relationship() -> Refusal {
    Refusal::new(
        ProblemKind::NoContinuingRelationship,
        "No consent of 訪問診療等 stands; the card is to be read.",
    )
}
