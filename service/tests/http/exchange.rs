//! A request under construction, and its answer.

use std::collections::BTreeMap;

use kyotaku_core::{
    eligibility::{CheckRequest, IdempotencyKey, Problem, ProblemKind},
    origin::Channel,
};
use kyotaku_service::sample;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// An answer of the service.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) content_type: String,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
    /// The body, where it is not UTF-8.
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {self:?}"))
    }

    /// The kind of the problem, after checking all that a problem must have.
    pub(crate) fn problem(&self) -> ProblemKind {
        let problem: Problem = serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{self:?}"));
        assert_eq!(self.content_type, "application/problem+json");
        assert_eq!(problem.status, self.status.as_u16());
        let kind = problem.kind().unwrap_or_else(|| panic!("{self:?}"));
        assert_eq!(
            (problem.status, problem.title.as_str()),
            (kind.status(), kind.title())
        );
        assert!(problem.detail.is_some());
        assert!(problem.instance.unwrap().starts_with("urn:kyotaku:request:"));
        kind
    }

    pub(crate) fn ok(self) -> Value {
        assert!(self.status.is_success(), "{self:?}");
        assert_eq!(self.content_type, "application/json");
        self.json()
    }
}

/// A request under construction.
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Option<Vec<u8>>,
}

impl Request {
    /// A request of a device of サンプル医療機関.
    pub(crate) fn new(method: Method, path: &str) -> Self {
        let headers = [
            ("authorization", format!("Bearer {}", sample::TOKEN)),
            ("kyotaku-channel", "visit-app".into()),
            ("kyotaku-app", "kyotaku-test".into()),
            ("kyotaku-version", "0.1.0".into()),
            ("kyotaku-device", "tablet-1".into()),
        ];
        Self {
            method,
            path: path.to_owned(),
            headers: headers.map(|(name, value)| (name.to_owned(), value)).into(),
            body: None,
        }
    }

    pub(crate) fn post(path: &str, body: &Value) -> Self {
        Self::new(Method::POST, path)
            .header("content-type", "application/json")
            .bytes(body.to_string())
    }

    pub(crate) fn get(path: &str) -> Self {
        Self::new(Method::GET, path)
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(name.to_owned(), value.to_owned());
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.remove(name);
        self
    }

    pub(crate) fn bytes(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// The same request by サンプル医療機関's device of this channel.
    pub(crate) fn by(self, channel: Channel) -> Self {
        let token = match channel {
            Channel::VisitApp => sample::TOKEN,
            Channel::ReceptionWeb => sample::RECEPTION_TOKEN,
            Channel::FaceReader => sample::FACE_READER_TOKEN,
        };
        self.header("authorization", &format!("Bearer {token}"))
            .header("kyotaku-channel", channel.wire_name())
    }

    pub(crate) fn of_the_other_clinic(self) -> Self {
        self.header("authorization", &format!("Bearer {}", sample::OTHER_TOKEN))
    }
}

/// The request of a check, under the key that the core gives it.
pub(crate) fn check(proof: &CheckRequest) -> Request {
    let key = IdempotencyKey::of_check(proof);
    Request::post("/v1/eligibility-checks", &serde_json::to_value(proof).unwrap())
        .header("idempotency-key", key.as_str())
}

/// The request of a lookup.
pub(crate) fn lookup(challenge: &str, head: &str) -> Request {
    let body = json!({ "challenge": challenge, "head": head });
    Request::post("/v1/certificate-lookups", &body)
}

/// The request of a registration, under the key that the core gives it.
pub(crate) fn registration(body: &Value) -> Request {
    let check = body["statement"]["check"].as_str().unwrap();
    let key = IdempotencyKey::of_registration(check, body["digest"].as_str().unwrap());
    Request::post("/v1/registrations", body).header("idempotency-key", key.as_str())
}

/// The request of a revocation, under the key that the core gives it.
pub(crate) fn revocation(body: &Value) -> Request {
    let key = IdempotencyKey::of_revocation(&serde_json::from_value(body.clone()).unwrap());
    Request::post("/v1/revocations", body).header("idempotency-key", key.as_str())
}

/// The request of a re-inquiry, under the key of its first, second, … try.
pub(crate) fn re_inquiry(patient: &str, asked: &str) -> Request {
    let key = IdempotencyKey::of_re_inquiry(patient, asked);
    Request::post("/v1/re-inquiries", &json!({ "patient": patient })).header("idempotency-key", key.as_str())
}
