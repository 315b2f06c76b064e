//! The body of a request: JSON, and not too much of it.

use std::{fmt, time::Duration};

use axum::{
    body::Bytes,
    extract::{
        DefaultBodyLimit, FromRequest, Request,
        rejection::{BytesRejection, FailedToBufferBody},
    },
    http::header,
};
use kyotaku_core::eligibility::ProblemKind;
use serde::de::DeserializeOwned;

use super::{Refusal, caller::the_one};

/// The most bytes that a body may have. A check with an 1.6 kB certificate has under 4 kB.
pub(crate) const LONGEST_BODY: usize = 64 * 1024;

/// How long the end of a body is waited for. It is the client's time, and shorter than `Config::request_time`.
pub(crate) const BODY_TIME: Duration = Duration::from_secs(5);

/// The bytes of a body that is said to be JSON. Whether they are is for the reader.
#[derive(Clone)]
pub(crate) struct JsonBody(pub(crate) Bytes);

/// How long it is, and never what it says.
impl fmt::Debug for JsonBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JsonBody of {} bytes", self.0.len())
    }
}

impl JsonBody {
    /// The body as a `T`. What exactly does not fit is not said: it would repeat what was sent.
    pub(crate) fn read<T: DeserializeOwned>(&self, detail: &'static str) -> Result<T, Refusal> {
        serde_json::from_slice(&self.0).map_err(|_| Refusal::malformed(detail))
    }
}

impl<S: Send + Sync> FromRequest<S> for JsonBody {
    type Rejection = Refusal;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Refusal> {
        let media_type = the_one(request.headers(), header::CONTENT_TYPE.as_str());
        if !media_type.is_some_and(is_json) {
            return Err(Refusal::new(
                ProblemKind::UnsupportedMediaType,
                "The content type must be application/json.",
            ));
        }
        DefaultBodyLimit::max(LONGEST_BODY).apply(&mut request);
        let bytes = tokio::time::timeout(BODY_TIME, Bytes::from_request(request, state))
            .await
            .map_err(|_| Refusal::new(ProblemKind::BodyTooSlow, "A body may take five seconds."))?
            .map_err(|rejection| match rejection {
                BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => {
                    Refusal::new(ProblemKind::BodyTooLarge, "A body may have 64 KiB.")
                }
                _ => Refusal::malformed("The body did not come whole."),
            })?;
        Ok(Self(bytes))
    }
}

fn is_json(media_type: &str) -> bool {
    media_type
        .split(';')
        .next()
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    async fn outcome(content_type: &str, body: Body) -> Result<usize, ProblemKind> {
        let request = Request::builder()
            .header("content-type", content_type)
            .body(body)
            .unwrap();
        let read = JsonBody::from_request(request, &()).await;
        read.map(|body| body.0.len()).map_err(|refusal| refusal.kind)
    }

    #[tokio::test]
    async fn sixty_four_kibibytes_pass_and_one_more_does_not() {
        let body = |length| Body::from(vec![b' '; length]);
        assert_eq!(
            outcome("application/json", body(LONGEST_BODY)).await,
            Ok(LONGEST_BODY)
        );
        let refused = outcome("application/json", body(LONGEST_BODY + 1)).await;
        assert_eq!(refused, Err(ProblemKind::BodyTooLarge));
    }

    #[test]
    fn a_body_is_printed_as_its_length() {
        let body = JsonBody(Bytes::from_static(br#"{"decision":"agree"}"#));
        assert_eq!(format!("{body:?}"), "JsonBody of 20 bytes");
    }

    #[tokio::test]
    async fn only_json_is_read() {
        assert_eq!(
            outcome("Application/JSON; charset=utf-8", Body::empty()).await,
            Ok(0)
        );
        for other in [
            "text/plain",
            "",
            "application/jsonp",
            "application/x-www-form-urlencoded",
        ] {
            let refused = outcome(other, Body::from("{}")).await;
            assert_eq!(refused, Err(ProblemKind::UnsupportedMediaType), "{other}");
        }
    }
}
