//! Every request passes here: it gets a number, ends in time, and is logged by what it was and not by what it said:
//! method, route, status, problem, number. A refusal becomes a problem here, under the request's number.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use kyotaku_core::eligibility::ProblemKind;

use super::Refusal;
use crate::{app::App, ports};

/// The outermost layer.
pub(crate) async fn pass(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("no route", MatchedPath::as_str);
    let number = match ports::random_number(&*app.random) {
        Ok(number) => number,
        Err(failure) => return log(&method, route, "none", Refusal::from(failure).into_response()),
    };
    let response = in_time(app.request_time, request, next).await;
    let mut response = log(&method, route, &number, response);
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Lets the request run as a task of its own: a panic in it is an answer and not a broken connection, and a device
/// that hangs up does not cut a registration short.
async fn in_time(limit: Duration, request: Request, next: Next) -> Response {
    let mut work = tokio::spawn(next.run(request));
    match tokio::time::timeout(limit, &mut work).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => {
            Refusal::new(ProblemKind::Internal, "The service has a fault; it is logged.").into_response()
        }
        Err(_) => {
            work.abort();
            let detail =
                "Ask again with the same idempotency key: whether the request was stored is not known.";
            Refusal::new(ProblemKind::TookTooLong, detail).into_response()
        }
    }
}

fn log(method: &Method, route: &str, number: &str, response: Response) -> Response {
    let Some(refusal) = response.extensions().get::<Refusal>() else {
        tracing::info!(%method, route, status = response.status().as_u16(), request = number, "answered");
        return response;
    };
    let (status, problem) = (refusal.kind.status(), refusal.kind.name());
    if status >= 500 {
        tracing::error!(%method, route, status, problem, request = number, "failed");
    } else {
        tracing::warn!(%method, route, status, problem, request = number, "refused");
    }
    let mut answer = refusal.answer(number);
    keep_allowed_methods(response.headers(), &mut answer);
    answer
}

/// RFC 9110 wants the methods that are allowed beside a 405; the router has put them into its answer.
fn keep_allowed_methods(from: &HeaderMap, answer: &mut Response) {
    if let Some(allowed) = from.get(header::ALLOW) {
        answer.headers_mut().insert(header::ALLOW, allowed.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::{JsonBody, body::BODY_TIME};
    use axum::{Router, routing};
    use kyotaku_core::eligibility::Problem;
    use std::future::pending;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::{TcpListener, TcpStream},
        time::Instant,
    };

    const LIMIT: Duration = Duration::from_secs(10);

    async fn limited(request: Request, next: Next) -> Response {
        log(&Method::POST, "/", "1", in_time(LIMIT, request, next).await)
    }

    // The clock stands still, and moves on only while everything waits: no slow machine can make the time run out.
    #[tokio::test(start_paused = true)]
    async fn the_end_of_a_body_and_of_the_work_are_waited_for_until_their_time_is_over_and_no_longer() {
        let router = Router::new()
            .route("/", routing::post(async |_: JsonBody| "it came whole"))
            .route("/never", routing::post(async |_: JsonBody| pending::<()>().await))
            .layer(axum::middleware::from_fn(limited));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let served = tokio::spawn(async move { axum::serve(listener, router).await });
        let too_slow = Some((ProblemKind::BodyTooSlow, BODY_TIME));
        let too_long = Some((ProblemKind::TookTooLong, LIMIT));
        for (path, body, refused) in [
            ("/", "{}", None),
            ("/", "{", too_slow),
            ("/never", "{}", too_long),
        ] {
            let start = Instant::now();
            let mut connection = TcpStream::connect(address).await.unwrap();
            let request = format!(
                "POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\
                 content-type: application/json\r\ncontent-length: 2\r\n\r\n{body}"
            );
            connection.write_all(request.as_bytes()).await.unwrap();
            let mut answer = String::new();
            connection.read_to_string(&mut answer).await.unwrap();
            let (_, answer) = answer.split_once("\r\n\r\n").unwrap();
            let Some((kind, time)) = refused else {
                assert_eq!(answer, "it came whole");
                continue;
            };
            let problem: Problem = serde_json::from_str(answer).unwrap();
            assert_eq!(problem.kind(), Some(kind));
            assert!(start.elapsed() >= time);
        }
        served.abort();
    }
}
