//! `POST /v1/challenges`: a challenge for one card proof. It is good for this clinic and mode, once, for ten minutes; and given
//! only for a mode that the device's channel serves.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use kyotaku_core::{
    eligibility::{Challenge, ChallengeRequest, ClinicSettings, ProblemKind},
    visit::CareMode,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    app::{App, end_of},
    channels::mode_is_served,
    http::{Caller, JsonBody, Refusal},
    ports::{in_japan, random_number},
    routes::{
        documentation::{BODY, DATABASE, DEVICE, OriginHeaders, refusals},
        json, json_text,
    },
    store::{
        self, Turn,
        challenges::{NewChallenge, StoredChallenge},
    },
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(post))
}

refusals!(Refusals: BODY, DEVICE, &[ProblemKind::ModeNotOfChannel, ProblemKind::ModeNotEnabled], DATABASE);

/// A challenge for one card proof.
#[utoipa::path(
    post, path = "/challenges", operation_id = "challenge", security(("device" = [])), params(OriginHeaders),
    request_body = ChallengeRequest,
    responses((status = 201, description = "A new challenge.", body = Challenge), Refusals)
)]
async fn post(State(app): State<Arc<App>>, caller: Caller, body: JsonBody) -> Result<Response, Refusal> {
    let request: ChallengeRequest = body.read("The body is not a challenge request: mode.")?;
    mode_is_served(caller.provenance.origin.channel, request.mode)?;
    let challenge = random_number(&*app.random)?;
    let mut nonce = [0; 32];
    app.random.fill(&mut nonce)?;
    let nonce = STANDARD.encode(nonce);
    let issued_at = app.clock.now();

    let mut transaction = app.database.write(&[Turn::Clinic(&caller.institution)]).await?;
    let settings = store::settings::current(&mut transaction, &caller.institution).await?;
    is_mode_enabled(&settings, request.mode)?;
    let new = NewChallenge {
        challenge: &challenge,
        institution: &caller.institution,
        mode: request.mode,
        nonce: &nonce,
        issued_at,
        expires_at: end_of(issued_at, app.challenge_life),
        provenance: &caller.provenance,
    };
    store::challenges::insert(&mut transaction, &new).await?;
    app.database.commit(transaction).await?;

    let expires_in = u32::try_from(app.challenge_life.as_secs()).unwrap_or(u32::MAX);
    let answer = Challenge {
        challenge,
        nonce,
        expires_in,
        today: in_japan(issued_at).date(),
    };
    Ok(json(StatusCode::CREATED, json_text(&answer)?))
}

/// Refuses a mode that the clinic has not switched on.
pub(super) fn is_mode_enabled(settings: &ClinicSettings, mode: CareMode) -> Result<(), Refusal> {
    if mode.is_on(settings) {
        Ok(())
    } else {
        Err(Refusal::new(
            ProblemKind::ModeNotEnabled,
            "The clinic's settings have the mode switched off.",
        ))
    }
}

/// The challenge, if this clinic can use it now.
pub(super) fn usable(
    challenge: Option<StoredChallenge>,
    caller: &Caller,
    now: Timestamp,
) -> Result<StoredChallenge, Refusal> {
    let Some(challenge) = challenge else {
        return Err(Refusal::new(
            ProblemKind::ChallengeUnknown,
            "It was not issued here.",
        ));
    };
    if challenge.institution != caller.institution {
        return Err(Refusal::new(
            ProblemKind::ChallengeOfAnotherClinic,
            "The device is enrolled with another clinic.",
        ));
    }
    if challenge.used {
        return Err(used());
    }
    if now >= challenge.expires_at {
        return Err(Refusal::new(
            ProblemKind::ChallengeExpired,
            "A new one is to be asked for.",
        ));
    }
    Ok(challenge)
}

/// The refusal of a challenge that was used.
pub(super) fn used() -> Refusal {
    Refusal::new(
        ProblemKind::ChallengeUsed,
        "Another check used it; a new one is to be asked for.",
    )
}
