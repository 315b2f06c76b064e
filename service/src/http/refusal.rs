//! The one error of a request: a problem kind, and a sentence without anything of the request's content in it.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kyotaku_core::eligibility::{
    ProblemKind,
    problem::{CONTENT_TYPE, Problem},
};

use crate::{ports::RandomUnavailable, store::StoreError};

/// Why a request was not carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) kind: ProblemKind,
    detail: &'static str,
}

impl Refusal {
    /// A refusal of this kind. The sentence is fixed text, so that nothing of a patient's can be in it.
    pub(crate) fn new(kind: ProblemKind, detail: &'static str) -> Self {
        Self { kind, detail }
    }

    /// The request is not of the form the operation takes.
    pub(crate) fn malformed(detail: &'static str) -> Self {
        Self::new(ProblemKind::MalformedRequest, detail)
    }

    /// The problem, under the number of its request.
    pub(crate) fn problem(&self, request: &str) -> Problem {
        Problem {
            detail: Some(self.detail.to_owned()),
            instance: Some(format!("urn:kyotaku:request:{request}")),
            ..Problem::new(self.kind)
        }
    }

    /// The whole answer, under the number of its request.
    pub(crate) fn answer(&self, request: &str) -> Response {
        // A problem is text and numbers only; it always has a JSON form.
        let body = serde_json::to_string(&self.problem(request)).unwrap_or_default();
        let status = StatusCode::from_u16(self.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Body::from(body)).into_response();
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE));
        // RFC 9110 wants it beside a 408: the rest of the body may still come, and is not waited for.
        if self.kind == ProblemKind::BodyTooSlow {
            response
                .headers_mut()
                .insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        if self.kind == ProblemKind::Unauthorized {
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        // For a browser the pages' entrance draws it anew.
        response.extensions_mut().insert(self.clone());
        response
    }
}

/// Hands the refusal to [`super::entrance`], which knows the request's number and writes the answer.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        // What SQLite and PostgreSQL say here names tables and rules, never a value.
        tracing::error!(%error, "the database cannot be used");
        Self::new(
            ProblemKind::StorageUnavailable,
            "Ask again with the same idempotency key: whether the request was stored is not known.",
        )
    }
}

impl From<RandomUnavailable> for Refusal {
    fn from(_: RandomUnavailable) -> Self {
        tracing::error!("the random source failed");
        Self::new(
            ProblemKind::Internal,
            "The service has no random bytes at the moment.",
        )
    }
}
