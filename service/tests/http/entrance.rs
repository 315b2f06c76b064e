//! What every request passes, whatever it asks for.

use std::{sync::Arc, time::Duration};

use kyotaku_core::eligibility::{Problem, ProblemKind};
use kyotaku_postgresql::TestPlace;
use kyotaku_service::{
    Ports, Service, StartError,
    ports::{RandomSource, RandomUnavailable, StoppedClock, SystemClock, SystemRandom},
    sample,
};
use reqwest::Method;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::stage::{Request, Stage, check, config, registration, start};

#[tokio::test]
async fn health_and_the_document_are_open_and_all_else_needs_a_device() {
    let stage = Stage::set().await;
    for open in ["/v1/health", "/v1/openapi.json"] {
        let mut request = Request::get(open);
        request.headers.clear();
        let answer = stage.send(request).await;
        assert_eq!(answer.headers["cache-control"], "no-store");
        answer.ok();
    }
    for (method, path) in [
        (Method::GET, "/v1/settings"),
        (Method::POST, "/v1/challenges"),
        (Method::POST, "/v1/eligibility-checks"),
        (Method::POST, "/v1/registrations"),
        (Method::GET, "/v1/registrations?digest=000000000000"),
        (Method::GET, "/v1/registrations/1"),
    ] {
        for token in [
            "",
            "Bearer",
            "Bearer wrong",
            "Basic TEST-ONLY-device-of-1234567890",
            "Bearer TEST-ONLY-device-of-123456789",
        ] {
            let request = Request::new(method.clone(), path).header("authorization", token);
            let answer = stage.send(request).await;
            assert_eq!(answer.problem(), ProblemKind::Unauthorized, "{path} {token}");
            assert_eq!(answer.headers["www-authenticate"], "Bearer");
        }
        let nobody = Request::new(method.clone(), path).without("authorization");
        assert_eq!(stage.refused(nobody).await, ProblemKind::Unauthorized);
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn every_request_says_which_channel_app_version_and_device_sent_it() {
    let stage = Stage::set().await;
    let long = "x".repeat(101);
    for name in [
        "kyotaku-channel",
        "kyotaku-app",
        "kyotaku-version",
        "kyotaku-device",
    ] {
        for request in [
            Request::post("/v1/challenges", &json!({"mode": "home-visit"})),
            Request::get("/v1/settings"),
            Request::get("/v1/registrations?digest=000000000000"),
            Request::get("/v1/registrations/1"),
            registration(&json!({"statement": {"check": "c"}, "digest": "d"})),
        ] {
            let path = request.path.clone();
            assert_eq!(
                stage.refused(request.without(name)).await,
                ProblemKind::OriginMissing,
                "{path}"
            );
        }
        for value in ["", " ", &long] {
            let request = Request::get("/v1/settings").header(name, value);
            assert_eq!(
                stage.send(request).await.problem(),
                ProblemKind::OriginMissing,
                "{name}"
            );
        }
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn unknown_paths_and_methods_are_problems() {
    let stage = Stage::set().await;
    for path in [
        "/",
        "/v1",
        "/v1/",
        "/v2/health",
        "/v1/settings/",
        "/v1/registrations/a/b",
        "/%00",
        "/v1/../etc",
    ] {
        assert_eq!(
            stage.send(Request::get(path)).await.problem(),
            ProblemKind::NotFound,
            "{path}"
        );
    }
    for (method, path, allowed) in [
        (Method::DELETE, "/v1/registrations/1", "GET"),
        (Method::PUT, "/v1/registrations", "POST"),
        (Method::GET, "/v1/challenges", "POST"),
        (Method::OPTIONS, "/v1/eligibility-checks", "POST"),
        (Method::PATCH, "/v1/settings", "GET"),
        (Method::POST, "/v1/health", "GET"),
        (Method::POST, "/v1/openapi.json", "GET"),
    ] {
        let answer = stage.send(Request::new(method, path)).await;
        assert_eq!(answer.problem(), ProblemKind::MethodNotAllowed, "{path}");
        assert!(
            answer.headers["allow"].to_str().unwrap().contains(allowed),
            "{path}"
        );
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn bodies_that_are_no_json_too_large_or_garbage_are_problems_and_the_service_goes_on() {
    let stage = Stage::set().await;
    for path in ["/v1/challenges", "/v1/eligibility-checks", "/v1/registrations"] {
        let post = || {
            Request::new(Method::POST, path)
                .header("content-type", "application/json")
                .header("idempotency-key", "0123456789abcdef")
        };
        for (request, expected) in [
            (
                post().without("content-type").bytes("{}"),
                ProblemKind::UnsupportedMediaType,
            ),
            (
                post().header("content-type", "text/plain").bytes("{}"),
                ProblemKind::UnsupportedMediaType,
            ),
            (post().bytes(vec![b' '; 64 * 1024 + 1]), ProblemKind::BodyTooLarge),
            (post(), ProblemKind::MalformedRequest),
            (post().bytes(vec![b' '; 64 * 1024]), ProblemKind::MalformedRequest),
            (post().bytes("{"), ProblemKind::MalformedRequest),
            (post().bytes("[]"), ProblemKind::MalformedRequest),
            (post().bytes("null"), ProblemKind::MalformedRequest),
            (post().bytes([0xFF, 0xFE, 0x00]), ProblemKind::MalformedRequest),
            (post().bytes("[".repeat(60_000)), ProblemKind::MalformedRequest),
            (
                post().bytes("{\"a\":".repeat(10_000)),
                ProblemKind::MalformedRequest,
            ),
        ] {
            assert_eq!(stage.refused(request).await, expected, "{path}");
        }
    }
    stage.send(Request::get("/v1/health")).await.ok();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn settings_are_the_clinics_own() {
    let stage = Stage::set().await;
    assert_eq!(stage.settings().await.institution_name, "サンプル医療機関");
    let other = stage
        .send(Request::get("/v1/settings").of_the_other_clinic())
        .await
        .ok();
    assert_eq!(other["institution"], "9876543210");
    assert_eq!(stage.save(|settings| settings.version = 77).await.version, 2);
    assert_eq!(stage.settings().await.version, 2);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_given_up_and_says_so() {
    // However slow the machine: whatever the request waits for when its time is over, the answer is the same. That
    // the end of a body is waited for until then is tested beside `http::entrance`, without a clock that runs.
    let stage = Stage::set_with(|config| config.request_time = Duration::from_millis(200)).await;
    let mut connection = TcpStream::connect(stage.running.address).await.unwrap();
    let head = format!(
        "POST /v1/challenges HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\nconnection: close\r\n\
         kyotaku-channel: visit-app\r\nkyotaku-app: a\r\nkyotaku-version: 1\r\nkyotaku-device: d\r\n\
         content-type: application/json\r\ncontent-length: 100\r\n\r\n{{",
        sample::TOKEN
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 503 "), "{head}");
    let problem: Problem = serde_json::from_str(body).unwrap();
    assert_eq!(problem.kind(), Some(ProblemKind::TookTooLong));
    assert_eq!(stage.rows().await[0], 0);
    stage.running.shutdown().await;
}

/// Fails or panics when asked for a nonce.
struct NoNonces {
    panics: bool,
}

impl RandomSource for NoNonces {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomUnavailable> {
        match bytes.len() {
            32 if self.panics => panic!("a fault of the service's own, made for this test"),
            32 => Err(RandomUnavailable),
            _ => SystemRandom::default().fill(bytes),
        }
    }
}

#[tokio::test]
async fn a_fault_of_the_services_own_is_a_problem_and_the_service_goes_on() {
    for panics in [true, false] {
        let mut stage = Stage::set().await;
        let ports = Ports {
            clock: Arc::new(StoppedClock::at(start())),
            random: Arc::new(NoNonces { panics }),
        };
        let faulty = Service::start_with(config(&stage.place), ports).await.unwrap();
        std::mem::replace(&mut stage.running, faulty).shutdown().await;
        let request = Request::post("/v1/challenges", &json!({"mode": "home-visit"}));
        assert_eq!(stage.refused(request).await, ProblemKind::Internal);
        stage.send(Request::get("/v1/settings")).await.ok();
        stage.running.shutdown().await;
    }
}

#[tokio::test]
async fn it_listens_on_the_loopback_interface_only_and_needs_a_root_and_a_free_port() {
    let place = TestPlace::make().await.unwrap();
    let start = |change: fn(&mut kyotaku_service::Config)| {
        let mut config = config(&place);
        change(&mut config);
        Service::start(config, Arc::new(SystemClock))
    };
    let outcome = start(|config| config.listen = ([0, 0, 0, 0], 0).into()).await;
    assert!(matches!(outcome, Err(StartError::NotLoopback(_))));
    assert!(matches!(
        start(|config| config.roots.clear()).await,
        Err(StartError::NoRoot)
    ));
    let outcome = start(|config| config.roots = vec![b"no certificate".to_vec()]).await;
    assert!(matches!(outcome, Err(StartError::Root(_))));
    let outcome = start(|config| config.database = "/nowhere/at/all/kyotaku.db".into()).await;
    assert!(matches!(outcome, Err(StartError::Store(_))));
    assert!(!place.folder().join("kyotaku.db").exists());

    let stage = Stage::set().await;
    let mut taken = config(&place);
    taken.listen = stage.running.address;
    let outcome = Service::start(taken, Arc::new(SystemClock)).await;
    assert!(matches!(outcome, Err(StartError::Listen { .. })));
    stage.running.shutdown().await;
}

#[tokio::test]
async fn after_a_shutdown_nobody_listens_and_a_new_start_finds_everything() {
    let mut stage = Stage::set().await;
    let body = stage.statement(&stage.check_number().await).await;
    let proof = stage
        .proof("several", kyotaku_core::visit::CareMode::HomeVisit)
        .await;
    let again = Service::start(config(&stage.place), stage.clock.clone())
        .await
        .unwrap();
    let first = std::mem::replace(&mut stage.running, again);
    let address = first.address;
    first.shutdown().await;
    assert!(TcpStream::connect(address).await.is_err());
    stage.send(registration(&body)).await.ok();
    stage.send(check(&proof)).await.ok();
    stage.running.shutdown().await;
}
