//! What is slow, or too much: it keeps no honest client out. The limits' times are tested beside `http::connection`, with a clock
//! that stands still.

use std::{fs, time::Duration};

use kyotaku_core::eligibility::ProblemKind;
use reqwest::Method;
use tokio::{io::AsyncWriteExt, net::TcpStream, time::timeout};

use crate::{
    operations::operations,
    raw::{FOR_EVER, answer, answers, head, problem, request},
    stage::{Request, Stage},
};

#[tokio::test]
async fn a_body_that_never_ends_is_not_waited_for() {
    let stage = Stage::set_with(|config| config.request_time = FOR_EVER).await;
    for length in ["content-length: 100\r\n", "transfer-encoding: chunked\r\n"] {
        let before = stage.rows().await;
        let text = answers(&stage, request("POST /v1/challenges", length, "").as_bytes()).await;
        assert_eq!(problem(&text), ProblemKind::BodyTooSlow);
        assert!(text.contains("connection: close"), "{text}");
        assert_eq!(stage.rows().await, before);
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn no_operation_reads_a_body_that_is_too_long_or_no_json_and_none_that_takes_none_reads_any() {
    let stage = Stage::set().await;
    for operation in operations(&stage).await {
        let name = operation.name();
        let request = || operation.request(|_| "1".to_owned());
        if !operation.reads_json() {
            // Nothing of the body is ever sent: whoever waited for it would wait for ever.
            let of_open_length = request().header("content-length", "1000000000");
            let plain = stage.send(request()).await;
            let text = answers(&stage, head(&of_open_length).as_bytes()).await;
            assert_eq!(answer(&text).0, plain.status.as_u16(), "{name}");
            continue;
        }
        if !matches!(operation.credential(), Some("device" | "program")) {
            continue;
        }
        let form = request()
            .header("content-type", "application/x-www-form-urlencoded")
            .bytes("mode=home-visit");
        assert_eq!(
            stage.refused(form).await,
            ProblemKind::UnsupportedMediaType,
            "{name}"
        );
        let long = request().bytes(vec![b' '; 64 * 1024 + 1]);
        assert_eq!(stage.refused(long).await, ProblemKind::BodyTooLarge, "{name}");
    }
    stage.running.shutdown().await;
}

/// As many as this process may have at both ends, a thousand at most.
fn many() -> usize {
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let files = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"));
    let soft = files.and_then(|numbers| numbers.split_whitespace().next()?.parse().ok());
    soft.map_or(1000, |files: usize| (files / 2).min(1000))
}

#[tokio::test]
async fn a_thousand_clients_that_do_not_finish_their_requests_keep_nobody_out() {
    let stage = Stage::set_with(|config| {
        config.connections = 300;
        config.head_time = Duration::from_secs(1);
    })
    .await;
    let mut open = Vec::new();
    for place in 0..many() {
        let mut connection = TcpStream::connect(stage.running.address).await.unwrap();
        let begun = ["", "GET", "GET /v1/health HTTP/1.1\r\na: "][place % 3];
        // It may be cut already.
        let _ = connection.write_all(begun.as_bytes()).await;
        open.push(connection);
    }
    let honest = request("GET /v1/settings", "", "");
    // On a slow machine an honest client may be cut before it has written, too; it asks again.
    let served = async {
        while !answers(&stage, honest.as_bytes())
            .await
            .starts_with("HTTP/1.1 200 ")
        {}
    };
    timeout(FOR_EVER, served).await.expect("it is kept out");
    drop(open);
    let unhurried = Request::new(Method::GET, "/v1/health");
    assert!(stage.send(unhurried).await.status.is_success());
    stage.running.shutdown().await;
}
