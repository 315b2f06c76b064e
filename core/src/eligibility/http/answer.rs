//! What an answer, or the lack of one, says of the request's effect. The rule throughout: where it is not certain
//! that nothing was stored, the fault says that it may have been.

use std::error::Error;

use reqwest::{Response, StatusCode, header::CONTENT_TYPE};
use serde::de::DeserializeOwned;

use crate::eligibility::{
    Problem, ServiceFault,
    problem::{CONTENT_TYPE as PROBLEM_TYPE, TYPE_PREFIX},
};

/// The longest answer that is read, in bytes. A full eligibility has a few thousand.
pub(super) const LONGEST_ANSWER: usize = 1024 * 1024;

/// The value that the service answered with, or the problem.
pub(super) async fn read<T: DeserializeOwned>(response: Response) -> Result<T, ServiceFault> {
    let status = response.status();
    let is_problem = is_problem(&response);
    let body = body(response).await?;
    judge(status, is_problem, &body)
}

/// The fault of an exchange that ended before the whole answer was there.
pub(super) fn fault_of(error: &reqwest::Error) -> ServiceFault {
    if error.is_builder() || error.is_connect() {
        // Nothing was sent. `is_connect` covers the name's look-up, TCP, TLS and their time limit.
        ServiceFault::Unreachable
    } else if !error.is_timeout() && is_unreadable(error) {
        ServiceFault::Garbled
    } else {
        ServiceFault::NoAnswer
    }
}

/// Whether something came that is not HTTP, rather than nothing.
fn is_unreadable(error: &reqwest::Error) -> bool {
    use std::io::ErrorKind::{InvalidData, InvalidInput};

    let mut cause = error.source();
    while let Some(error) = cause {
        let head = error
            .downcast_ref::<hyper::Error>()
            .is_some_and(hyper::Error::is_parse);
        // How hyper reports a broken chunk of a body.
        let chunk = error
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| matches!(error.kind(), InvalidData | InvalidInput));
        if head || chunk {
            return true;
        }
        cause = error.source();
    }
    false
}

async fn body(mut response: Response) -> Result<Vec<u8>, ServiceFault> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| fault_of(&error))? {
        if body.len() + chunk.len() > LONGEST_ANSWER {
            return Err(ServiceFault::Garbled);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn is_problem(response: &Response) -> bool {
    let content_type = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let media_type = content_type.and_then(|value| value.split(';').next());
    media_type.is_some_and(|media_type| media_type.trim().eq_ignore_ascii_case(PROBLEM_TYPE))
}

/// The JSON error's text is dropped on purpose: it may quote the answer.
fn judge<T: DeserializeOwned>(status: StatusCode, is_problem: bool, body: &[u8]) -> Result<T, ServiceFault> {
    if status.is_success() {
        return serde_json::from_slice(body).map_err(|_| ServiceFault::Garbled);
    }
    // An error counts as the service's only when it has the service's own form: a problem of our kinds whose status
    // is the answer's. A 4xx without it may be the page of a proxy that had passed the request on already, so not
    // even "nothing was stored" follows from it. So too for a redirect.
    if !is_problem || !(status.is_client_error() || status.is_server_error()) {
        return Err(ServiceFault::Garbled);
    }
    match serde_json::from_slice::<Problem>(body) {
        Ok(problem) if problem.status == status && problem.r#type.starts_with(TYPE_PREFIX) => {
            Err(ServiceFault::Refused(problem))
        }
        _ => Err(ServiceFault::Garbled),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eligibility::{
        Challenge, EligibilityService, IdempotencyKey, ProblemKind,
        http::{
            HttpService,
            samples::{config, sample_receipt, sample_registration},
            scripted_server::{Reply, ScriptedServer, json},
        },
    };

    fn judged(status: u16, is_problem: bool, body: &str) -> Result<Challenge, ServiceFault> {
        judge(StatusCode::from_u16(status).unwrap(), is_problem, body.as_bytes())
    }

    fn text(problem: &Problem) -> String {
        serde_json::to_string(problem).unwrap()
    }

    #[test]
    fn every_kind_of_problem_is_a_refusal_with_that_problem() {
        for &kind in ProblemKind::ALL {
            let mut problem = Problem::new(kind);
            problem.detail = Some("the settings are at version 3".into());
            assert_eq!(
                judged(kind.status(), true, &text(&problem)),
                Err(ServiceFault::Refused(problem))
            );
        }
    }

    #[test]
    fn a_kind_that_this_version_does_not_know_is_a_refusal_still() {
        let mut problem = Problem::new(ProblemKind::NotEligible);
        problem.r#type = format!("{TYPE_PREFIX}of-next-year");
        let fault = judged(422, true, &text(&problem)).unwrap_err();
        assert!(!fault.may_have_stored());
        assert_eq!(fault, ServiceFault::Refused(problem));
    }

    #[test]
    fn an_error_that_is_not_the_services_own_proves_nothing() {
        let problem = Problem::new(ProblemKind::CheckUsed);
        let foreign = Problem {
            r#type: "about:blank".into(),
            ..problem.clone()
        };
        for (status, is_problem, body) in [
            (404, false, "<html>Not here</html>".to_owned()),
            (409, false, text(&problem)),
            (409, true, "<html>".to_owned()),
            (409, true, r#"{"title":"no type"}"#.to_owned()),
            (409, true, text(&foreign)),
            // The body says 409, the status line does not.
            (502, true, text(&problem)),
            (
                302,
                true,
                text(&Problem {
                    status: 302,
                    ..problem
                }),
            ),
        ] {
            let fault = judged(status, is_problem, &body).unwrap_err();
            assert_eq!(fault, ServiceFault::Garbled, "{status} {body}");
            assert!(fault.may_have_stored());
        }
    }

    #[test]
    fn a_success_must_have_the_right_shape() {
        let challenge = r#"{"challenge":"c-1","nonce":"AA==","today":"2026-11-23","expires_in":60"#;
        assert_eq!(
            judged(201, false, &format!("{challenge}}}")).unwrap().expires_in,
            60
        );
        for body in [
            "",
            "<html>Welcome to the clinic's Wi-Fi</html>",
            challenge,
            "{}",
            "[]",
            "null",
        ] {
            assert_eq!(judged(200, false, body), Err(ServiceFault::Garbled), "{body}");
        }
    }

    /// The fault of a registration with a server that answers once like this. Asserts that the request went out
    /// once and was not repeated.
    async fn fault_after(reply: Reply) -> ServiceFault {
        let server = ScriptedServer::new([reply]);
        let client = HttpService::new(config(&format!("http://{}/", server.address()))).unwrap();
        let request = sample_registration();
        let key = IdempotencyKey::of_registration("check-1", &request.digest);
        let fault = client.register(&request, &key).await.unwrap_err();
        assert_eq!((server.connections(), server.heard().len()), (1, 1));
        fault
    }

    fn answer(head: &str, body: &str) -> Reply {
        Reply::Bytes(format!("HTTP/1.1 {head}\r\n\r\n{body}").into_bytes())
    }

    #[tokio::test]
    async fn a_connection_that_is_dropped_after_the_request_is_no_answer_and_nothing_is_repeated() {
        assert_eq!(
            fault_after(Reply::Bytes(Vec::new())).await,
            ServiceFault::NoAnswer
        );
        let cut_head = Reply::Bytes(b"HTTP/1.1 201 Crea".to_vec());
        assert_eq!(fault_after(cut_head).await, ServiceFault::NoAnswer);
        let cut_body = answer("201 Created\r\ncontent-length: 900", r#"{"registration":"r"#);
        assert_eq!(fault_after(cut_body).await, ServiceFault::NoAnswer);
        let cut_chunk = answer(
            "201 Created\r\ntransfer-encoding: chunked",
            "40\r\n{\"registration\"",
        );
        assert_eq!(fault_after(cut_chunk).await, ServiceFault::NoAnswer);
    }

    #[tokio::test]
    async fn an_answer_that_is_not_http_is_garbled() {
        let garbage = Reply::Bytes(b"\x00\x01 220 mail.example ESMTP\r\n\r\n".to_vec());
        assert_eq!(fault_after(garbage).await, ServiceFault::Garbled);
        let chunk = answer(
            "201 Created\r\ntransfer-encoding: chunked",
            "no number\r\n{}\r\n0\r\n\r\n",
        );
        assert_eq!(fault_after(chunk).await, ServiceFault::Garbled);
    }

    #[tokio::test]
    async fn a_success_of_another_shape_is_garbled() {
        for body in ["<html>Sign in to the Wi-Fi</html>", r#"{"registration":1}"#, ""] {
            let reply = answer(&format!("200 OK\r\ncontent-length: {}", body.len()), body);
            assert_eq!(fault_after(reply).await, ServiceFault::Garbled, "{body}");
        }
    }

    #[tokio::test]
    async fn an_error_page_of_something_in_between_is_garbled() {
        for status in ["403 Forbidden", "404 Not Found", "502 Bad Gateway"] {
            let head = format!("{status}\r\ncontent-type: text/html\r\ncontent-length: 6");
            assert_eq!(
                fault_after(answer(&head, "<html>")).await,
                ServiceFault::Garbled,
                "{status}"
            );
        }
    }

    #[tokio::test]
    async fn a_problem_arrives_as_it_is() {
        for &kind in ProblemKind::ALL {
            let mut problem = Problem::new(kind);
            problem.instance = Some("log-17".into());
            let body = serde_json::to_string(&problem).unwrap();
            let length = body.len();
            let head = format!(
                "{} Refused\r\ncontent-type: {PROBLEM_TYPE}; charset=utf-8\r\ncontent-length: {length}",
                kind.status()
            );
            assert_eq!(
                fault_after(answer(&head, &body)).await,
                ServiceFault::Refused(problem)
            );
        }
    }

    #[tokio::test]
    async fn an_answer_without_end_is_not_read_to_its_end() {
        let long = " ".repeat(LONGEST_ANSWER + 1);
        let told = format!("201 Created\r\ncontent-length: {}", long.len());
        assert_eq!(fault_after(answer(&told, &long)).await, ServiceFault::Garbled);
        // No length told: the answer ends with the connection.
        assert_eq!(
            fault_after(answer("201 Created", &long)).await,
            ServiceFault::Garbled
        );
    }

    #[tokio::test]
    async fn a_redirect_is_not_followed() {
        let elsewhere = ScriptedServer::new([Reply::Bytes(json(201, &sample_receipt()))]);
        for status in [301, 302, 303, 307, 308] {
            let head = format!(
                "{status} Elsewhere\r\nlocation: http://{}/\r\ncontent-length: 0",
                elsewhere.address()
            );
            assert_eq!(
                fault_after(answer(&head, "")).await,
                ServiceFault::Garbled,
                "{status}"
            );
        }
        assert_eq!(elsewhere.connections(), 0);
    }
}
