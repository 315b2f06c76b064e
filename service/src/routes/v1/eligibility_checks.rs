//! `POST /v1/eligibility-checks`: whose card it is, and what they are insured by. The challenge is used up in the
//! transaction that stores the check; a refusal stores nothing and leaves the challenge as it was.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use jiff::{Timestamp, civil::Date};
use kyotaku_core::{
    card::ChallengeMessage,
    consent::StandingConsent,
    eligibility::{CheckRequest, Eligibility, ProblemKind},
};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    challenges::{is_mode_enabled, usable, used},
    inquiry::{Found, what_stands},
    specific_diseases::{Asked, released, released_again},
};
use crate::{
    app::{App, end_of},
    channels::{identity_is_allowed, mode_is_served},
    http::{Caller, JsonBody, Key, Refusal, idempotency::same_request},
    ports::{in_japan, random_number},
    proof::{
        GenuineCertificate,
        sent::{Proof, Sent, SentAs},
    },
    routes::{
        documentation::{BODY, DATABASE, DEVICE, IdempotencyHeader, KEY, OriginHeaders, refusals},
        json, json_text,
    },
    store::{
        self, Connection, Turn,
        challenges::StoredChallenge,
        checks::{AnsweredCheck, NewCheck},
        known::NewKnown,
    },
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(post))
}

refusals!(Refusals: BODY, DEVICE, KEY, &[ProblemKind::ModeNotOfChannel, ProblemKind::IdentityNotOfChannel, ProblemKind::ModeNotEnabled, ProblemKind::ChallengeUnknown, ProblemKind::ChallengeOfAnotherClinic, ProblemKind::ChallengeUsed, ProblemKind::ChallengeExpired, ProblemKind::CertificateMalformed, ProblemKind::CertificateUntrusted, ProblemKind::CertificateForAnotherPurpose, ProblemKind::CertificateNotYetValid, ProblemKind::CertificateExpired, ProblemKind::TestCard, ProblemKind::CertificateRevoked, ProblemKind::CertificateUnknown, ProblemKind::SignatureInvalid, ProblemKind::RecordUntrusted, ProblemKind::RecordOfAnotherPerson], DATABASE);

/// [`Eligibility`] as it is written: what is stored of an insurance goes out as it is stored, padding and all.
#[derive(Serialize)]
struct Answer<'a> {
    check: &'a str,
    confirmed_on: Date,
    validity: &'a str,
    insurances: &'a [Box<RawValue>],
    registration_lag_since: Option<Date>,
    certificate_expired_on: Option<Date>,
    standing: Option<&'a StandingConsent>,
}

/// Whose card it is, and what they are insured by.
#[utoipa::path(
    post, path = "/eligibility-checks", operation_id = "check", security(("device" = [])),
    params(OriginHeaders, IdempotencyHeader), request_body = CheckRequest,
    responses(
        (status = 200, description = "The eligibility; for the same request again the same answer.",
            body = Eligibility),
        Refusals
    )
)]
async fn post(
    State(app): State<Arc<App>>,
    caller: Caller,
    Key(key): Key,
    body: JsonBody,
) -> Result<Response, Refusal> {
    let request: CheckRequest =
        body.read("The body is not a check request: challenge, certificate, identity.")?;
    let sent = Sent::read(&request)?;
    let now = app.clock.now();

    let mut transaction = app.database.write(&[Turn::Clinic(&caller.institution)]).await?;
    if let Some(earlier) = store::checks::by_key(&mut transaction, &caller.institution, &key).await? {
        same_request(&earlier.request_sha256, &sent.sha256)?;
        let AnsweredCheck {
            insured,
            mode,
            answer,
            ..
        } = earlier;
        let answer = match &insured {
            Some(insured) => {
                let asked = Asked {
                    caller: &caller,
                    insured,
                    mode,
                    now,
                };
                released_again(&app, transaction, &asked, answer).await?
            }
            None => answer,
        };
        return Ok(json(StatusCode::OK, answer));
    }
    let challenge = usable(
        store::challenges::find(&mut transaction, &request.challenge).await?,
        &caller,
        now,
    )?;
    mode_is_served(caller.provenance.origin.channel, challenge.mode)?;
    identity_is_allowed(caller.provenance.origin.channel, &sent.proof)?;
    let settings = store::settings::current(&mut transaction, &caller.institution).await?;
    is_mode_enabled(&settings, challenge.mode)?;
    let card = proven(&app, &mut transaction, &sent, &caller, &challenge, now).await?;
    if !store::challenges::use_up(&mut transaction, &request.challenge, now).await? {
        return Err(used());
    }
    let check = random_number(&*app.random)?;
    let Proven { certificate, found } = card;
    let standing = match &found.insured {
        Some(insured) => {
            let new = random_number(&*app.random)?;
            store::patients::remember(&mut transaction, &caller.institution, insured, &new, now).await?;
            what_stands(
                &app,
                &mut transaction,
                &caller.institution,
                insured,
                challenge.mode,
                now,
            )
            .await?
        }
        None => None,
    };
    let answer = json_text(&Answer {
        check: &check,
        confirmed_on: in_japan(now).date(),
        validity: &found.validity,
        insurances: &found.insurances,
        registration_lag_since: found.registration_lag_since,
        certificate_expired_on: certificate.expired_on,
        standing: standing.as_ref(),
    })?;
    let answer = match &found.insured {
        Some(insured) => {
            let mode = challenge.mode;
            let asked = Asked {
                caller: &caller,
                insured,
                mode,
                now,
            };
            released(&app, &mut transaction, &asked, answer).await?
        }
        None => answer,
    };
    let new = NewCheck {
        check: &check,
        challenge: &request.challenge,
        institution: &caller.institution,
        idempotency_key: &key,
        request_sha256: &sent.sha256,
        mode: challenge.mode,
        identity: sent.proof.name(),
        root: &certificate.root,
        serial: &certificate.serial,
        certificate_not_after: certificate.not_after,
        insured: found.insured.as_deref(),
        validity: &found.validity,
        insurances_found: found.insurances.len(),
        answer: &answer,
        checked_at: now,
        expires_at: end_of(now, app.check_life),
        provenance: &caller.provenance,
    };
    store::checks::insert(&mut transaction, &new).await?;
    if let SentAs::Whole(der) = &sent.certificate {
        let new = NewKnown {
            der,
            root: &certificate.root,
            serial: &certificate.serial,
            check: Some(&check),
            seen_at: now,
        };
        store::known::remember(&mut transaction, &new).await?;
    }
    app.database.commit(transaction).await?;
    Ok(json(StatusCode::OK, answer))
}

/// A card that proved itself, and what is registered of its holder.
struct Proven {
    certificate: GenuineCertificate,
    found: Found,
}

/// Judges the whole of a proof: certificate, revocation, signature; and, without the PIN, that the surface record is of
/// the person that the certificate leads to.
async fn proven(
    app: &App,
    connection: &mut Connection,
    sent: &Sent,
    caller: &Caller,
    challenge: &StoredChallenge,
    now: Timestamp,
) -> Result<Proven, Refusal> {
    let stored;
    let der = match &sent.certificate {
        SentAs::Whole(der) => der,
        SentAs::Known(head) => {
            stored = store::known::by_head(connection, head).await?.ok_or_else(|| {
                Refusal::new(
                    ProblemKind::CertificateUnknown,
                    "It is to be read from the card and sent whole.",
                )
            })?;
            &stored
        }
    };
    let certificate = app.trust.certificate(der, now)?;
    if store::revocations::is_revoked(connection, &certificate.root, &certificate.serial, now).await? {
        return Err(Refusal::new(
            ProblemKind::CertificateRevoked,
            "Its issuer revoked it.",
        ));
    }
    let message = match &sent.proof {
        Proof::Pin(_) => ChallengeMessage::new,
        Proof::Visual(_) => ChallengeMessage::without_pin,
    }(&caller.institution, challenge.mode, &challenge.nonce);
    let holder = match &sent.proof {
        Proof::Pin(signature) => {
            certificate.signed(&message, signature)?;
            None
        }
        Proof::Visual(shown) => Some(app.trust.surface(shown, &message)?),
    };
    let found = Found::by(&certificate, connection).await?;
    if let Some(holder) = holder {
        found.is_of(&holder)?;
    }
    Ok(Proven { certificate, found })
}
