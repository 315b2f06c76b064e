//! Requests written byte by byte, and what is answered to them.

use std::time::Duration;

use kyotaku_core::eligibility::{Problem, ProblemKind};
use kyotaku_service::sample;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::stage::{Request, Stage};

/// Longer than any answer takes, however slow the machine.
pub(crate) const FOR_EVER: Duration = Duration::from_secs(120);

/// All that is answered to these bytes until the service closes the connection.
pub(crate) async fn answers(stage: &Stage, bytes: &[u8]) -> String {
    let mut connection = TcpStream::connect(stage.running.address).await.unwrap();
    // The service may have answered and closed before it read all of it.
    let _ = connection.write_all(bytes).await;
    let mut answers = Vec::new();
    let _ = timeout(FOR_EVER, connection.read_to_end(&mut answers))
        .await
        .expect("it hangs");
    String::from_utf8(answers).unwrap()
}

/// A request of the sample's device with these lines after its first, and this body.
pub(crate) fn request(first: &str, lines: &str, body: &str) -> String {
    let token = sample::TOKEN;
    format!(
        "{first} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nauthorization: Bearer {token}\r\n\
         kyotaku-channel: visit-app\r\nkyotaku-app: a\r\nkyotaku-version: 1\r\nkyotaku-device: d\r\n\
         content-type: application/json\r\n{lines}\r\n{body}"
    )
}

/// The head of a request as it is written on the wire, by which the connection is to be closed after the answer.
pub(crate) fn head(request: &Request) -> String {
    let Request {
        method,
        path,
        headers,
        ..
    } = request;
    let headers: String = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{headers}\r\n")
}

/// Status and body of the one answer.
pub(crate) fn answer(text: &str) -> (u16, &str) {
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (head["HTTP/1.1 ".len()..][..3].parse().unwrap(), body)
}

/// The kind of the problem that the one answer is.
pub(crate) fn problem(text: &str) -> ProblemKind {
    let (status, body) = answer(text);
    let problem: Problem = serde_json::from_str(body).unwrap_or_else(|_| panic!("{text}"));
    assert_eq!(problem.status, status);
    assert!(text.contains("content-type: application/problem+json"), "{text}");
    problem.kind().unwrap()
}
