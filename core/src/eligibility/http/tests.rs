use super::{
    samples::{
        config, sample_challenge, sample_check, sample_eligibility, sample_receipt, sample_registration,
        sample_revocation, sample_settings, sample_standing,
    },
    scripted_server::{Reply, ScriptedServer, json},
    *,
};
use crate::visit::CareMode;

fn client(server: &ScriptedServer) -> HttpService {
    HttpService::new(config(&format!("http://{}/", server.address()))).unwrap()
}

#[tokio::test]
async fn a_visit_makes_its_four_calls_each_with_token_and_origin() {
    let server = ScriptedServer::new([
        Reply::Bytes(json(200, &sample_settings())),
        Reply::Bytes(json(201, &sample_challenge())),
        Reply::Bytes(json(201, &sample_eligibility())),
        Reply::Bytes(json(201, &sample_receipt())),
    ]);
    let (client, check, registration) = (client(&server), sample_check(), sample_registration());
    let check_key = IdempotencyKey::of_check(&check);
    let key = IdempotencyKey::of_registration("check-1", &registration.digest);

    assert_eq!(client.settings().await.unwrap(), sample_settings());
    let mode = ChallengeRequest {
        mode: CareMode::HomeVisit,
    };
    assert_eq!(client.challenge(&mode).await.unwrap(), sample_challenge());
    assert!(client.check(&check, &check_key).await.unwrap() == sample_eligibility());
    assert_eq!(
        client.register(&registration, &key).await.unwrap(),
        sample_receipt()
    );

    let heard = server.heard();
    let lines: Vec<_> = heard.iter().map(|request| request.line.as_str()).collect();
    assert_eq!(
        lines,
        [
            "GET /v1/settings HTTP/1.1",
            "POST /v1/challenges HTTP/1.1",
            "POST /v1/eligibility-checks HTTP/1.1",
            "POST /v1/registrations HTTP/1.1",
        ]
    );
    for request in &heard {
        assert_eq!(request.header("authorization"), Some("Bearer TEST-ONLY-token"));
        assert_eq!(
            request.header("accept"),
            Some("application/json, application/problem+json")
        );
        assert_eq!(request.header("kyotaku-channel"), Some("visit-app"));
        assert_eq!(request.header("kyotaku-app"), Some("kyotaku-test"));
        assert_eq!(request.header("kyotaku-version"), Some("0.0.1"));
        assert_eq!(request.header("kyotaku-device"), Some("bag-3"));
    }
    let keys: Vec<_> = heard
        .iter()
        .map(|request| request.header(IDEMPOTENCY_HEADER))
        .collect();
    assert_eq!(keys, [None, None, Some(check_key.as_str()), Some(key.as_str())]);
    assert_eq!(heard[1].header("content-type"), Some("application/json"));
    assert_eq!(heard[1].body, r#"{"mode":"home-visit"}"#);
    assert!(serde_json::from_str::<CheckRequest>(&heard[2].body).unwrap() == check);
    assert_eq!(
        serde_json::from_str::<RegistrationRequest>(&heard[3].body).unwrap(),
        registration
    );
}

#[tokio::test]
async fn a_revocation_goes_out_whole_under_its_key_and_what_stands_comes_back() {
    let server = ScriptedServer::new([Reply::Bytes(json(201, &sample_standing()))]);
    let revocation = sample_revocation();
    let key = IdempotencyKey::of_revocation(&revocation);
    let answer = client(&server).revoke(&revocation, &key).await;
    assert!(answer.unwrap() == sample_standing());
    let heard = server.heard();
    assert_eq!(heard[0].line, "POST /v1/revocations HTTP/1.1");
    assert_eq!(heard[0].header(IDEMPOTENCY_HEADER), Some(key.as_str()));
    assert_eq!(
        heard[0].body,
        r#"{"registration":"registration-1","question":"diagnosis-and-medication","reason":"2","check":"check-1"}"#
    );
}

#[tokio::test]
async fn the_path_of_the_address_stands_before_the_operation() {
    let server = ScriptedServer::new([Reply::Bytes(json(200, &sample_settings()))]);
    let address = format!("http://localhost:{}/online/shikaku", server.address().port());
    let client = HttpService::new(config(&address)).unwrap();
    client.settings().await.unwrap();
    assert_eq!(server.heard()[0].line, "GET /online/shikaku/v1/settings HTTP/1.1");
}

#[tokio::test]
async fn a_field_that_a_newer_service_adds_is_no_fault() {
    let mut eligibility = serde_json::to_value(sample_eligibility()).unwrap();
    eligibility["of_next_year"] = true.into();
    eligibility["insurances"][0]["insured"]["of_next_year"] = 1.into();
    let server = ScriptedServer::new([Reply::Bytes(json(201, &eligibility))]);
    let check = sample_check();
    let answer = client(&server)
        .check(&check, &IdempotencyKey::of_check(&check))
        .await;
    assert!(answer.unwrap() == sample_eligibility());
}

#[tokio::test]
async fn a_refused_connection_is_unreachable() {
    // Bound and not listening: the port is nobody else's, and refuses.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = format!("http://{}/", socket.local_addr().unwrap());
    let answer = HttpService::new(config(&address)).unwrap().settings().await;
    assert_eq!(answer, Err(ServiceFault::Unreachable));
}

#[tokio::test]
async fn a_handshake_that_is_never_answered_is_unreachable() {
    let server = ScriptedServer::new([Reply::SilenceFromTheStart]);
    let client = HttpService::new(config(&format!("https://{}/", server.address()))).unwrap();
    let (answer, ()) = tokio::join!(client.settings(), async {
        server.has_read().await;
        // From here on time is what the runtime makes it: the next limit to pass is the one for connecting.
        tokio::time::pause();
    });
    assert_eq!(answer, Err(ServiceFault::Unreachable));
    assert!(server.heard().is_empty());
}

#[tokio::test]
async fn a_service_that_never_answers_may_have_stored() {
    let server = ScriptedServer::new([Reply::Silence]);
    let (client, request) = (client(&server), sample_registration());
    let key = IdempotencyKey::of_registration("check-1", &request.digest);
    let (answer, ()) = tokio::join!(client.register(&request, &key), async {
        server.has_read().await;
        tokio::time::pause();
    });
    assert_eq!(answer, Err(ServiceFault::NoAnswer));
    assert_eq!(server.connections(), 1);
}
