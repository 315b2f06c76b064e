//! `POST /v1/eligibility-checks`: whose card it is, and what they are insured by. The challenge is used up in the
//! transaction that stores the check; a refusal stores nothing and leaves the challenge as it was.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::{Timestamp, civil::Date};
use kyotaku_core::{
    card::ChallengeMessage,
    eligibility::{
        CheckRequest, Eligibility, Identity, PinProof, ProblemKind, SentCertificate, code::Validity,
    },
};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::challenges::is_mode_enabled;
use crate::{
    app::{App, end_of},
    http::{Caller, JsonBody, Key, Refusal, idempotency::request_sha256},
    ports::{in_japan, random_number},
    proof::ProvenCard,
    routes::{
        documentation::{BODY, DATABASE, DEVICE, IdempotencyHeader, KEY, OriginHeaders, refusals},
        json, json_text,
    },
    store::{self, Connection, challenges::StoredChallenge, checks::NewCheck},
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(post))
}

refusals!(Refusals: BODY, DEVICE, KEY, &[ProblemKind::ModeNotEnabled, ProblemKind::ChallengeUnknown, ProblemKind::ChallengeOfAnotherClinic, ProblemKind::ChallengeUsed, ProblemKind::ChallengeExpired, ProblemKind::CertificateMalformed, ProblemKind::CertificateUntrusted, ProblemKind::CertificateForAnotherPurpose, ProblemKind::CertificateNotYetValid, ProblemKind::CertificateExpired, ProblemKind::SignatureInvalid], DATABASE);

/// [`Eligibility`] as it is written: what is stored of an insurance goes out as it is stored, padding and all.
#[derive(Serialize)]
struct Answer<'a> {
    check: &'a str,
    confirmed_on: Date,
    validity: &'a str,
    insurances: &'a [Box<RawValue>],
    registration_lag_since: Option<Date>,
    certificate_expired_on: Option<Date>,
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
    let decode = |text: &str| {
        STANDARD
            .decode(text)
            .map_err(|_| Refusal::malformed("Certificate and signature are base64, padded."))
    };
    let (SentCertificate::Whole(certificate), Identity::Pin(PinProof { signature })) =
        (&request.certificate, &request.identity)
    else {
        return Err(Refusal::malformed(
            "Only a whole certificate, and the PIN, are taken yet.",
        ));
    };
    let sent = request_sha256(&[&request.challenge, certificate, signature]);
    let (certificate, signature) = (decode(certificate)?, decode(signature)?);
    let now = app.clock.now();

    let mut transaction = app.database.write().await?;
    if let Some(earlier) = store::checks::by_key(&mut transaction, &caller.institution, &key).await? {
        return if earlier.request_sha256 == sent {
            Ok(json(StatusCode::OK, earlier.answer))
        } else {
            Err(Refusal::new(
                ProblemKind::IdempotencyKeyReused,
                "The key belongs to another check.",
            ))
        };
    }
    let challenge = usable(
        store::challenges::find(&mut transaction, &request.challenge).await?,
        &caller,
        now,
    )?;
    let settings = store::settings::current(&mut transaction, &caller.institution).await?;
    is_mode_enabled(&settings, challenge.mode)?;
    let message = ChallengeMessage::new(&caller.institution, challenge.mode, &challenge.nonce);
    let card = app.trust.verify(&certificate, &signature, &message, now)?;
    if !store::challenges::use_up(&mut transaction, &request.challenge, now).await? {
        return Err(used());
    }
    let check = random_number(&*app.random)?;
    let found = Found::by(&card, &mut transaction).await?;
    let answer = json_text(&Answer {
        check: &check,
        confirmed_on: in_japan(now).date(),
        validity: &found.validity,
        insurances: &found.insurances,
        registration_lag_since: found.registration_lag_since,
        certificate_expired_on: card.expired_on,
    })?;
    let new = NewCheck {
        check: &check,
        challenge: &request.challenge,
        institution: &caller.institution,
        idempotency_key: &key,
        request_sha256: &sent,
        mode: challenge.mode,
        root: &card.root,
        serial: &card.serial,
        certificate_not_after: card.not_after,
        insured: found.insured.as_deref(),
        validity: &found.validity,
        insurances_found: found.insurances.len(),
        answer: &answer,
        checked_at: now,
        expires_at: end_of(now, app.check_life),
        provenance: &caller.provenance,
    };
    store::checks::insert(&mut transaction, &new).await?;
    app.database.commit(transaction).await?;
    Ok(json(StatusCode::OK, answer))
}

fn usable(
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

fn used() -> Refusal {
    Refusal::new(
        ProblemKind::ChallengeUsed,
        "Another check used it; a new one is to be asked for.",
    )
}

/// What is registered of the card's holder.
struct Found {
    insured: Option<String>,
    validity: String,
    registration_lag_since: Option<Date>,
    insurances: Vec<Box<RawValue>>,
}

impl Found {
    async fn by(card: &ProvenCard, connection: &mut Connection) -> Result<Self, Refusal> {
        let found = store::insured::find(connection, &card.root, &card.serial).await?;
        Ok(match found {
            Some(found) => Self {
                insured: Some(found.insured),
                validity: found.validity,
                registration_lag_since: found.registration_lag_since,
                insurances: found.insurances,
            },
            // A genuine card that no insurer has linked: nobody is found.
            None => Self {
                insured: None,
                validity: Validity::NoneFound.code().to_owned(),
                registration_lag_since: None,
                insurances: Vec::new(),
            },
        })
    }
}
