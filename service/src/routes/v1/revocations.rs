//! `POST /v1/revocations`: takes an answer of a registered consent back, or all of them (取消). What closes is let through where
//! what opens is not: by every channel, in a mode that was switched off since, and of what contradicts itself. What stands is
//! read back after the commit.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use jiff::Timestamp;
use kyotaku_core::{
    consent::{Question, RevocationReason, RevocationRequest, StandingConsent},
    eligibility::ProblemKind,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    app::App,
    http::{
        Caller, JsonBody, Key, Refusal,
        idempotency::{request_sha256, same_request},
    },
    ports::random_number,
    revocable::{self, Asked},
    routes::{
        documentation::{BODY, DATABASE, DEVICE, IdempotencyHeader, KEY, OriginHeaders, refusals},
        json, json_text,
    },
    standing::{self, Registered},
    store::{
        self, Connection, StoreError, Turn,
        corrections::{Author, NewCorrection},
    },
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(post))
}

refusals!(Refusals: BODY, DEVICE, KEY, &[ProblemKind::NotFound, ProblemKind::CheckUnknown, ProblemKind::CheckOfAnotherClinic, ProblemKind::CheckExpired, ProblemKind::CheckOfAnotherPerson, ProblemKind::NotAsked, ProblemKind::NothingToRevoke, ProblemKind::ConsentContradictory], DATABASE);

/// Takes an answer of a registered consent back, or all of them.
#[utoipa::path(
    post, path = "/revocations", operation_id = "revoke", security(("device" = [])),
    params(OriginHeaders, IdempotencyHeader), request_body = RevocationRequest,
    responses(
        (status = 201, description = "It is revoked; this is what stands, read back.", body = StandingConsent),
        (status = 200, description = "It was revoked by the same request before.", body = StandingConsent),
        Refusals
    )
)]
async fn post(
    State(app): State<Arc<App>>,
    caller: Caller,
    Key(key): Key,
    body: JsonBody,
) -> Result<Response, Refusal> {
    let request: RevocationRequest =
        body.read("The body is not a revocation: registration, question, reason, check.")?;
    let sent = request_sha256(&[
        &request.registration,
        request.question.map_or("", Question::wire_name),
        request.reason.code(),
        request.check.as_deref().unwrap_or_default(),
    ]);
    let now = app.clock.now();

    let mut transaction = app.database.write(&[Turn::Clinic(&caller.institution)]).await?;
    let earlier = store::corrections::by_key(&mut transaction, &caller.institution, &key).await?;
    if let Some(earlier) = earlier {
        drop(transaction);
        same_request(&earlier.request_sha256, &sent)?;
        return read_back(&app, &caller, &earlier.answer, StatusCode::OK).await;
    }
    let found =
        store::standing::of_registration(&mut transaction, &caller.institution, &request.registration);
    let registered = found.await?.ok_or_else(|| {
        Refusal::new(
            ProblemKind::NotFound,
            "This clinic has no registration of this number.",
        )
    })?;
    let person = person_of(&mut transaction, &registered).await?;
    the_check_allows_it(&mut transaction, &caller, &request, &person, now).await?;
    counts(&mut transaction, &caller, &registered, &person).await?;
    let asked = Asked {
        institution: &caller.institution,
        registered: &registered,
        question: request.question,
        now,
    };
    let mut transaction = revocable::let_through(&app, transaction, &asked).await?;
    let new = NewCorrection {
        correction: &random_number(&*app.random)?,
        registration: &registered.registration,
        institution: caller.institution.as_str(),
        question: request.question,
        reason: request.reason,
        author: Author::Device(&caller.provenance),
        check: request.check.as_deref(),
        idempotency_key: &key,
        request_sha256: &sent,
        corrected_at: now,
    };
    store::corrections::insert(&mut transaction, &new).await?;
    app.database.commit(transaction).await?;
    read_back(&app, &caller, &registered.registration, StatusCode::CREATED).await
}

/// Whose consent it is.
async fn person_of(connection: &mut Connection, registered: &Registered) -> Result<String, Refusal> {
    let insured = store::checks::insured_of(connection, &registered.check).await?;
    Ok(insured.ok_or(StoreError::Unreadable("registration of nobody"))?)
}

/// The check shows that the patient is there with the card: a patient's own revocation needs one. One that is sent for another
/// reason is stored with it, and has to be as good. Whether a registration was made under it, what it found and whether the
/// certificate has expired since do not matter: it still is the same person.
async fn the_check_allows_it(
    connection: &mut Connection,
    caller: &Caller,
    request: &RevocationRequest,
    person: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    let Some(number) = &request.check else {
        return match request.reason {
            RevocationReason::ByPatient => Err(Refusal::new(
                ProblemKind::CheckUnknown,
                "A patient's own revocation needs the check of their card.",
            )),
            RevocationReason::Other | RevocationReason::ByClinic | RevocationReason::ChangeOfUse => Ok(()),
        };
    };
    let check = store::checks::find(connection, number)
        .await?
        .ok_or_else(|| Refusal::new(ProblemKind::CheckUnknown, "It was not made here."))?;
    if check.institution != caller.institution {
        let detail = "The device is enrolled with another clinic.";
        return Err(Refusal::new(ProblemKind::CheckOfAnotherClinic, detail));
    }
    if now >= check.expires_at {
        let detail = "The card is to be read again.";
        return Err(Refusal::new(ProblemKind::CheckExpired, detail));
    }
    if store::checks::insured_of(connection, number).await?.as_deref() != Some(person) {
        let detail = "The card is not the one of whom the consent is.";
        return Err(Refusal::new(ProblemKind::CheckOfAnotherPerson, detail));
    }
    Ok(())
}

/// Refuses a registration in whose place a later one has come. Nothing of it is in force; and were it revoked, somebody would
/// believe that the consent is, while the later one stands.
async fn counts(
    connection: &mut Connection,
    caller: &Caller,
    registered: &Registered,
    person: &str,
) -> Result<(), Refusal> {
    let latest = store::standing::latest(connection, &caller.institution, person, registered.mode).await?;
    if latest.is_some_and(|latest| latest.registration == registered.registration) {
        Ok(())
    } else {
        Err(Refusal::new(
            ProblemKind::NothingToRevoke,
            "A later registration took its place; that one is to be revoked.",
        ))
    }
}

/// What stands of the registration, on a fresh connection after the commit. Of one that contradicts itself no answer is told.
async fn read_back(
    app: &App,
    caller: &Caller,
    registration: &str,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let mut connection = app.database.read().await?;
    let registered =
        store::standing::of_registration(&mut connection, &caller.institution, registration).await?;
    let registered = registered.ok_or_else(|| {
        Refusal::new(
            ProblemKind::StorageUnavailable,
            "The revocation cannot be read back at the moment.",
        )
    })?;
    let consent = standing::judge(&registered, app.clock.now())
        .unwrap_or_else(|_| standing::without_answers(&registered));
    Ok(json(status, json_text(&consent)?))
}
