//! The patient's own side: `/v1/holder` and, in [`pages`], `/mine`.

mod lists;
mod pages;
pub(crate) mod revocations;
mod sessions;

use base64::{Engine, engine::general_purpose::STANDARD};
use kyotaku_core::{
    card::ChallengeMessage, consent::RegistrationRequest, eligibility::ClinicSettings, visit::CareMode,
};
use kyotaku_service::sample;
use reqwest::Method;
use serde_json::{Value, json};

use crate::stage::{Request, Stage, certificate, check, proof, registration, signed};

/// A request that says nothing of a clinic, but who speaks for the patient.
fn open(method: Method, path: &str) -> Request {
    Request::new(method, path)
        .without("authorization")
        .header("kyotaku-channel", "patient")
}

/// A request of the patient who has this token.
fn by(token: &str, method: Method, path: &str) -> Request {
    Request::new(method, path)
        .without("kyotaku-channel")
        .without("kyotaku-app")
        .without("kyotaku-version")
        .without("kyotaku-device")
        .header("authorization", &format!("Bearer {token}"))
}

pub(crate) fn get(token: &str, path: &str) -> Request {
    by(token, Method::GET, path)
}

fn with_body(request: Request, body: &Value) -> Request {
    request
        .header("content-type", "application/json")
        .bytes(body.to_string())
}

/// A challenge: it, and its nonce.
async fn challenge(stage: &Stage) -> (String, String) {
    let answer = stage.send(open(Method::POST, "/v1/holder/challenges")).await.ok();
    let text = |name: &str| answer[name].as_str().unwrap().to_owned();
    (text("challenge"), text("nonce"))
}

/// The body that opens a session for the holder of this person's card.
async fn session_body(stage: &Stage, slug: &str) -> Value {
    let (challenge, nonce) = challenge(stage).await;
    json!({
        "challenge": challenge,
        "certificate": STANDARD.encode(certificate(slug)),
        "signature": signed(slug, &ChallengeMessage::of_holder(&nonce)),
    })
}

fn opening(body: &Value) -> Request {
    with_body(open(Method::POST, "/v1/holder/sessions"), body)
}

/// The token of a new session of this person's.
pub(crate) async fn session(stage: &Stage, slug: &str) -> String {
    let answer = stage.send(opening(&session_body(stage, slug).await)).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.ok()["token"].as_str().unwrap().to_owned()
}

/// A clinic, and the token of its visit app.
#[derive(Clone, Copy)]
struct Place(&'static str, &'static str);

const HERE: Place = Place(sample::CLINIC, sample::TOKEN);
const THERE: Place = Place(sample::OTHER_CLINIC, sample::OTHER_TOKEN);

/// Registers, as an honest app does: everything agreed but the joint question. The registration's number.
async fn registered(stage: &Stage, slug: &str, place: Place, mode: CareMode) -> String {
    let Place(institution, token) = place;
    let there = |request: Request| request.header("authorization", &format!("Bearer {token}"));
    let given = stage
        .send(there(Request::post("/v1/challenges", &json!({ "mode": mode }))))
        .await
        .ok();
    let nonce = given["nonce"].as_str().unwrap();
    let message = ChallengeMessage::new(&institution.parse().unwrap(), mode, nonce);
    let proof = proof(slug, given["challenge"].as_str().unwrap().to_owned(), &message);
    let checked = stage.send(there(check(&proof))).await.ok();
    let settings = stage.send(there(Request::get("/v1/settings"))).await.ok();
    let settings: ClinicSettings = serde_json::from_value(settings).unwrap();
    let confirmed = sample::joint_declined(&settings, checked["check"].as_str().unwrap(), mode).unwrap();
    let body = serde_json::to_value(RegistrationRequest::new(&confirmed)).unwrap();
    let receipt = stage.send(there(registration(&body))).await.ok();
    receipt["registration"].as_str().unwrap().to_owned()
}

/// What stands, by its question, at the place of this registration.
async fn standing(stage: &Stage, token: &str, registration: &str) -> Vec<(String, String)> {
    let answer = stage.send(get(token, "/v1/holder/consents")).await.ok();
    let consents = answer["consents"].as_array().unwrap();
    let consent = consents
        .iter()
        .find(|consent| consent["registration"] == registration)
        .unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let answers = consent["consent"]["answers"].as_array().unwrap();
    answers
        .iter()
        .map(|answer| (text(&answer["question"]), text(&answer["standing"])))
        .collect()
}
