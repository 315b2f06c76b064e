//! `POST /v1/registrations`: registers a confirmed statement, if the guard lets it pass. Refused, nothing is
//! written. The receipt is read back after the commit.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use kyotaku_core::{
    consent::{Receipt, RegistrationRequest},
    eligibility::ProblemKind,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::receipt::read_back;
use crate::{
    app::App,
    guard::{Circumstances, RawRegistration, judge},
    http::{
        Caller, JsonBody, Key, Refusal,
        idempotency::{request_sha256, same_request},
    },
    ports::random_number,
    routes::{
        documentation::{BODY, DATABASE, DEVICE, IdempotencyHeader, KEY, OriginHeaders, refusals},
        json,
    },
    store::{self, Turn, registrations::NewRegistration},
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(post))
}

refusals!(Refusals: BODY, DEVICE, KEY, &[ProblemKind::CheckUnknown, ProblemKind::CheckOfAnotherClinic, ProblemKind::CheckOfAnotherChannel, ProblemKind::StatementForAnotherCheck, ProblemKind::ModeNotOfChannel, ProblemKind::CheckUsed, ProblemKind::CheckExpired, ProblemKind::NotEligible, ProblemKind::CertificateExpired, ProblemKind::SettingsChanged, ProblemKind::ModeNotEnabled, ProblemKind::LinkedItemsDiffer, ProblemKind::NotAsked, ProblemKind::AnswerMissing, ProblemKind::ItemsDoNotFollow, ProblemKind::PrescriptionFormNotAllowed, ProblemKind::DigestMismatch], DATABASE);

/// Registers a confirmed statement.
#[utoipa::path(
    post, path = "/registrations", operation_id = "register", security(("device" = [])),
    params(OriginHeaders, IdempotencyHeader), request_body = RegistrationRequest,
    responses(
        (status = 201, description = "It is registered; the receipt is what the database holds.", body = Receipt),
        (status = 200, description = "It was registered by the same request before.", body = Receipt),
        Refusals
    )
)]
async fn post(
    State(app): State<Arc<App>>,
    caller: Caller,
    Key(key): Key,
    JsonBody(body): JsonBody,
) -> Result<Response, Refusal> {
    let raw = RawRegistration::read(&body)?;
    let sent = request_sha256(&[&raw.meaning(), &raw.digest]);

    // One writer at a time: of two requests with one key, the second finds what the first has stored.
    let mut transaction = app.database.write(&[Turn::Clinic(&caller.institution)]).await?;
    let earlier = store::registrations::by_key(&mut transaction, &caller.institution, &key).await?;
    if let Some(earlier) = earlier {
        drop(transaction);
        same_request(&earlier.request_sha256, &sent)?;
        return receipt(&app, &caller, &earlier.answer, StatusCode::OK).await;
    }
    let check = store::checks::find(&mut transaction, &raw.said.check).await?;
    let settings = store::settings::current(&mut transaction, &caller.institution).await?;
    let now = app.clock.now();
    let judged = judge(
        &raw,
        &Circumstances {
            caller: &caller.institution,
            channel: caller.provenance.origin.channel,
            check: check.as_ref(),
            settings: &settings,
            now,
        },
    )?;
    let registration = random_number(&*app.random)?;
    let new = NewRegistration {
        registration: &registration,
        check: &raw.said.check,
        institution: &caller.institution,
        idempotency_key: &key,
        request_sha256: &sent,
        mode: &raw.said.mode,
        settings_version: raw.said.settings_version,
        statement: &raw.statement_text,
        digest: &judged.digest,
        prescription_form: raw.said.prescription_form.as_deref(),
        items: &judged.items,
        registered_at: now,
        provenance: &caller.provenance,
    };
    store::registrations::insert(&mut transaction, &new).await?;
    app.database.commit(transaction).await?;
    receipt(&app, &caller, &registration, StatusCode::CREATED).await
}

async fn receipt(
    app: &App,
    caller: &Caller,
    registration: &str,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let text = read_back(&app.database, &caller.institution, registration).await?;
    let text = text.ok_or_else(|| {
        Refusal::new(
            ProblemKind::StorageUnavailable,
            "The registration cannot be read back at the moment.",
        )
    })?;
    Ok(json(status, text))
}
