//! What comes over the wire and is hardly HTTP, or made to be misread. Nothing of it is a fault of the service's own, makes it
//! hang, or is carried out.

use kyotaku_core::eligibility::ProblemKind;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::{
    raw::{FOR_EVER, answer, answers, problem, request},
    stage::{Request, Stage},
};

#[tokio::test]
async fn what_is_no_http_is_refused_without_a_word_and_the_connection_closed() {
    let stage = Stage::set().await;
    let long = "x".repeat(20_000);
    let many = "a: b\r\n".repeat(200);
    for (bytes, status) in [
        (
            "\x16\x03\x01\x02\x00\x01\x00\x01\u{1}\x03\x03\r\n\r\n".to_owned(),
            400,
        ),
        ("hello\r\n\r\n".to_owned(), 400),
        ("GET /v1/\0 HTTP/1.1\r\n\r\n".to_owned(), 400),
        ("GET /v1/health HTTP/9.9\r\n\r\n".to_owned(), 400),
        ("GET /v1/health HTTP/1.1\r\nhost : a\r\n\r\n".to_owned(), 400),
        (
            "GET /v1/health HTTP/1.1\r\nhost: a\r\n folded: b\r\n\r\n".to_owned(),
            400,
        ),
        ("GET /v1/health HTTP/1.1\r\na: \0\r\n\r\n".to_owned(), 400),
        (request("GET /v1/health", &format!("a: {long}\r\n"), ""), 431),
        (request("GET /v1/health", &many, ""), 431),
        (request(&format!("GET /v1/{long}"), "", ""), 431),
        (request("POST /v1/challenges", "content-length: -1\r\n", ""), 400),
        (
            request(
                "POST /v1/challenges",
                "content-length: 2\r\ncontent-length: 3\r\n",
                "{}",
            ),
            400,
        ),
        (
            request("POST /v1/challenges", "transfer-encoding: gzip\r\n", "{}"),
            400,
        ),
        (
            request("POST /v1/challenges", "transfer-encoding: xchunked\r\n", "{}"),
            400,
        ),
    ] {
        let before = stage.rows().await;
        let text = answers(&stage, bytes.as_bytes()).await;
        assert_eq!(answer(&text), (status, ""), "{bytes:.60}");
        assert_eq!(stage.rows().await, before);
    }
    stage.send(Request::get("/v1/health")).await.ok();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn odd_requests_are_answered_like_any_other() {
    let stage = Stage::set().await;
    let get = |path: &str| request(&format!("GET {path}"), "", "");
    let chunked = |body: &str| request("POST /v1/challenges", "transfer-encoding: chunked\r\n", body);
    let long = "x".repeat(12_000);
    for (bytes, expected) in [
        (get("http://elsewhere.example/v1/settings"), None),
        (
            get("http://elsewhere.example/v1/none"),
            Some(ProblemKind::NotFound),
        ),
        (get("/v1/%2e%2e/v1/settings"), Some(ProblemKind::NotFound)),
        (get("/v1/../v1/settings"), Some(ProblemKind::NotFound)),
        (get("//v1/settings"), Some(ProblemKind::NotFound)),
        (get("/v1/registrations/%00"), Some(ProblemKind::NotFound)),
        (get("/v1/registrations/%ff%fe"), Some(ProblemKind::NotFound)),
        (
            get("/v1/registrations/%2e%2e%2fsettings"),
            Some(ProblemKind::NotFound),
        ),
        (
            get("/v1/registrations/'%20OR%201=1%20--"),
            Some(ProblemKind::NotFound),
        ),
        (
            get(&format!("/v1/registrations/{long}")),
            Some(ProblemKind::NotFound),
        ),
        (
            get(&format!("/v1/registrations?digest={long}")),
            Some(ProblemKind::MalformedRequest),
        ),
        (
            get("/v1/registrations?digest=%00"),
            Some(ProblemKind::MalformedRequest),
        ),
        (request("OPTIONS *", "", ""), Some(ProblemKind::NotFound)),
        (
            request("get /v1/settings", "", ""),
            Some(ProblemKind::MethodNotAllowed),
        ),
        (
            request("TRACE /v1/settings", "", ""),
            Some(ProblemKind::MethodNotAllowed),
        ),
        (chunked("15\r\n{\"mode\":\"home-visit\"}\r\n0\r\n\r\n"), None),
        (
            chunked("zz\r\n{}\r\n0\r\n\r\n"),
            Some(ProblemKind::MalformedRequest),
        ),
        (
            chunked("-1\r\n{}\r\n0\r\n\r\n"),
            Some(ProblemKind::MalformedRequest),
        ),
        (
            chunked("ffffffffffffffffff\r\n{}"),
            Some(ProblemKind::MalformedRequest),
        ),
        (
            chunked("2\r\n{}garbage\r\n0\r\n\r\n"),
            Some(ProblemKind::MalformedRequest),
        ),
    ] {
        let text = answers(&stage, bytes.as_bytes()).await;
        match expected {
            Some(kind) => assert_eq!(problem(&text), kind, "{bytes:.60}"),
            None => assert!((200..300).contains(&answer(&text).0), "{bytes:.60}: {text}"),
        }
    }
    let old = answers(&stage, b"GET /v1/health HTTP/1.0\r\n\r\n").await;
    assert!(old.starts_with("HTTP/1.0 200 "), "{old}");
    stage.running.shutdown().await;
}

#[tokio::test]
async fn garbage_after_a_request_does_not_reach_it_and_is_no_second_one() {
    let stage = Stage::set().await;
    let first = "GET /v1/health HTTP/1.1\r\nhost: localhost\r\n\r\n";
    let text = answers(&stage, format!("{first}\0garbage\r\n\r\n{first}").as_bytes()).await;
    assert_eq!(text.matches("HTTP/1.1 200 ").count(), 1, "{text}");
    assert_eq!(text.matches("HTTP/1.1 400 ").count(), 1, "{text}");
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_request_within_a_request_is_not_carried_out() {
    let stage = Stage::set().await;
    // For whoever goes by the length, what follows the chunks is the body; for whoever goes by the chunks, a request.
    let hidden = request(
        "POST /v1/challenges",
        "content-length: 21\r\n",
        r#"{"mode":"home-visit"}"#,
    );
    let outer = request(
        "POST /v1/challenges",
        &format!(
            "content-length: {}\r\ntransfer-encoding: chunked\r\n",
            5 + hidden.len()
        ),
        &format!("0\r\n\r\n{hidden}"),
    );
    let text = answers(&stage, outer.replace("connection: close\r\n", "").as_bytes()).await;
    assert_eq!(problem(&text), ProblemKind::MalformedRequest);
    assert_eq!(stage.rows().await[0], 0, "no challenge");
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_client_that_waits_to_be_told_to_go_on_is_told() {
    let stage = Stage::set().await;
    let body = r#"{"mode":"home-visit"}"#;
    let head = request(
        "POST /v1/challenges",
        "content-length: 21\r\nexpect: 100-continue\r\n",
        "",
    );
    let mut connection = TcpStream::connect(stage.running.address).await.unwrap();
    connection.write_all(head.as_bytes()).await.unwrap();
    let mut told = [0; 25];
    timeout(FOR_EVER, connection.read_exact(&mut told))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(&told, b"HTTP/1.1 100 Continue\r\n\r\n");
    connection.write_all(body.as_bytes()).await.unwrap();
    let mut rest = String::new();
    connection.read_to_string(&mut rest).await.unwrap();
    assert_eq!(answer(&rest).0, 201);
    stage.running.shutdown().await;
}
