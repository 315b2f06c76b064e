//! Whatever a peer sends to the service process: a problem of a known kind, no row, and the service goes on. (Every
//! rule of its own is in the service's tests; here is the process, its socket and its disk.)

use std::sync::Arc;

use kyotaku_core::eligibility::{Problem, ProblemKind};
use kyotaku_service::sample::TOKEN;
use kyotaku_stage::wire::{
    FaultyWire,
    message::{Message, read_message},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    stage::{JOINT_DECLINED, Stage, reader_with, visit_at},
    steps::{consent_and_finish, up_to_the_eligibility},
};

/// A request line, headers and a body, as they are written to the socket.
fn request(call: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut head = format!(
        "{call} HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    [head.as_bytes(), b"\r\n", body].concat()
}

/// What every request of an enrolled device carries, and one that stores.
fn of_the_device(token: &str) -> Vec<(&'static str, String)> {
    vec![
        ("authorization", format!("Bearer {token}")),
        ("kyotaku-channel", "visit-app".to_owned()),
        ("kyotaku-app", "kyotaku-full-stack".to_owned()),
        ("kyotaku-version", "0.0.1".to_owned()),
        ("kyotaku-device", "test".to_owned()),
        ("content-type", "application/json".to_owned()),
        ("idempotency-key", "0123456789abcdef".to_owned()),
    ]
}

/// A request of the device with this token that could store something, but for the header `without`.
pub(crate) fn post(path: &str, without: &str, token: &str, body: &[u8]) -> Vec<u8> {
    let headers = of_the_device(token);
    let headers: Vec<_> = headers
        .iter()
        .filter(|(name, _)| *name != without)
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    request(&format!("POST {path}"), &headers, body)
}

/// Sends bytes and reads the answer, if one comes. Writing may fail: the service need not read all of it.
pub(crate) async fn send(address: &str, bytes: Vec<u8>) -> Option<Message> {
    let stream = TcpStream::connect(address).await.unwrap();
    let stream = stream.into_std().unwrap();
    let mut writing = TcpStream::from_std(stream.try_clone().unwrap()).unwrap();
    let mut reading = TcpStream::from_std(stream).unwrap();
    let (_, answer) = tokio::join!(
        async move { writing.write_all(&bytes).await.is_ok() },
        read_message(&mut reading)
    );
    answer
}

#[track_caller]
fn kind(answer: &Message) -> ProblemKind {
    let text = String::from_utf8_lossy(&answer.body);
    assert!(
        answer.head.contains("application/problem+json"),
        "{} {text}",
        answer.head
    );
    let problem: Problem = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(answer.path, problem.status.to_string());
    problem.kind().unwrap_or_else(|| panic!("{text}"))
}

async fn assert_well(stage: &Stage) {
    let health = send(stage.address(), request("GET /v1/health", &[], b""))
        .await
        .unwrap();
    assert_eq!(health.path, "200");
    stage.assert_latest(1, &JOINT_DECLINED).await;
}

/// A service with one registration, and the body of the check that led to it.
async fn with_one_registration() -> (Stage, serde_json::Value) {
    let stage = Stage::set().await;
    let wire = FaultyWire::to(stage.address()).unwrap();
    let mut player = visit_at(&wire.address(), Arc::new(reader_with("valid")));
    up_to_the_eligibility(&mut player).await;
    consent_and_finish(&mut player).await;
    let carried = wire.carried();
    let check = carried
        .iter()
        .find(|carried| carried.call == "POST /v1/eligibility-checks");
    let body = serde_json::from_slice(&check.unwrap().body).unwrap();
    drop(carried);
    (stage, body)
}

#[tokio::test]
async fn bad_requests_are_problems_of_a_known_kind_and_the_service_keeps_what_it_has() {
    let (stage, check) = with_one_registration().await;
    let challenge = || br#"{"mode":"home-visit"}"#.to_vec();
    let answer = send(stage.address(), post("/v1/challenges", "", TOKEN, &challenge()))
        .await
        .unwrap();
    let fresh: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    let (challenges, checks, registrations) =
        ("/v1/challenges", "/v1/eligibility-checks", "/v1/registrations");
    let with = |name: &str, value: &str| {
        let mut body = check.clone();
        body["challenge"] = fresh["challenge"].clone();
        *body.pointer_mut(name).unwrap() = value.into();
        body.to_string().into_bytes()
    };
    let certificate = check["certificate"]["whole"].as_str().unwrap();
    use ProblemKind as Kind;
    for (bytes, expected) in [
        (request("GET /v2/health", &[], b""), Kind::NotFound),
        (request("GET /v1/%00", &[], b""), Kind::NotFound),
        (
            request("DELETE /v1/registrations", &[], b""),
            Kind::MethodNotAllowed,
        ),
        (
            post(challenges, "authorization", TOKEN, &challenge()),
            Kind::Unauthorized,
        ),
        (
            post(challenges, "", "TEST-ONLY-of-nobody", &challenge()),
            Kind::Unauthorized,
        ),
        (
            post(challenges, "kyotaku-channel", TOKEN, &challenge()),
            Kind::OriginMissing,
        ),
        (
            post(challenges, "kyotaku-version", TOKEN, &challenge()),
            Kind::OriginMissing,
        ),
        (
            post(challenges, "content-type", TOKEN, &challenge()),
            Kind::UnsupportedMediaType,
        ),
        (
            post(challenges, "", TOKEN, br#"{"mode":5}"#),
            Kind::MalformedRequest,
        ),
        (
            post(challenges, "", TOKEN, br#"{"mode":"#),
            Kind::MalformedRequest,
        ),
        (
            post(challenges, "", TOKEN, &[0xFF, 0x00, 0xFE]),
            Kind::MalformedRequest,
        ),
        (post(checks, "", TOKEN, b"[]"), Kind::MalformedRequest),
        (
            post(checks, "", TOKEN, &[b' '; 64 * 1024 + 1]),
            Kind::BodyTooLarge,
        ),
        (
            post(checks, "idempotency-key", TOKEN, &with("/challenge", "c")),
            Kind::IdempotencyKeyMissing,
        ),
        (
            post(
                checks,
                "",
                TOKEN,
                &with("/certificate/whole", &certificate[..101]),
            ),
            Kind::MalformedRequest,
        ),
        (
            post(
                checks,
                "",
                TOKEN,
                &with("/certificate/whole", &certificate[..100]),
            ),
            Kind::CertificateMalformed,
        ),
        (
            post(checks, "", TOKEN, &with("/certificate/whole", "AAAA")),
            Kind::CertificateMalformed,
        ),
        (
            post(checks, "", TOKEN, &with("/identity/pin/signature", "not base64")),
            Kind::MalformedRequest,
        ),
        (
            post(checks, "", TOKEN, check.to_string().as_bytes()),
            Kind::ChallengeUsed,
        ),
        (post(registrations, "", TOKEN, b"{}"), Kind::MalformedRequest),
        (
            post(
                registrations,
                "",
                TOKEN,
                br#"{"statement":{"items":"all"},"digest":""}"#,
            ),
            Kind::MalformedRequest,
        ),
        (
            post(registrations, "idempotency-key", TOKEN, b"{}"),
            Kind::IdempotencyKeyMissing,
        ),
    ] {
        let start = String::from_utf8_lossy(&bytes[..60]).into_owned();
        let answer = send(stage.address(), bytes)
            .await
            .unwrap_or_else(|| panic!("no answer: {start}"));
        assert_eq!(kind(&answer), expected, "{start}");
        assert_well(&stage).await;
    }
    stage.strike().await;
}

#[tokio::test]
async fn bytes_that_are_no_request_and_connections_that_break_off_leave_the_service_as_it_was() {
    let (stage, check) = with_one_registration().await;
    let whole = post("/v1/eligibility-checks", "", TOKEN, check.to_string().as_bytes());
    for bytes in [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        b"GET\r\n\r\n".to_vec(),
        vec![0; 100_000],
        [b"GET /".as_slice(), &[b'a'; 1_000_000]].concat(),
        post("/v1/registrations", "", TOKEN, &vec![b'['; 8 * 1024 * 1024]),
        whole[..whole.len() / 2].to_vec(),
        Vec::new(),
    ] {
        let mut stream = TcpStream::connect(stage.address()).await.unwrap();
        // It may hang up in the middle.
        if stream.write_all(&bytes).await.is_ok() && stream.shutdown().await.is_ok() {
            let _ = stream.read_to_end(&mut Vec::new()).await;
        }
        assert_well(&stage).await;
    }
    stage.strike().await;
}
