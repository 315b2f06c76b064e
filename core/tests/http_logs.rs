//! Whole exchanges with the service, over TLS and without, with every log at its most talkative: neither the
//! device's token nor the card's certificate nor anything of the patient may stand in it.
//!
//! The capturing subscriber serves the whole process, so this test has one of its own.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex},
    thread::JoinHandle,
};

use kyotaku_core::{
    eligibility::{
        CheckRequest, DeviceToken, EligibilityService, HttpConfig, HttpService, IdempotencyKey, Identity,
        PinProof, SentCertificate, ServiceFault, http::TrustedRoots,
    },
    origin::{Channel, Origin},
};
use rustls::{ServerConfig, ServerConnection, StreamOwned, crypto::ring, pki_types::PrivateKeyDer};
use tracing_subscriber::fmt::MakeWriter;

/// What must not be found, in any of the spellings of [`spellings`].
const SECRETS: [&str; 7] = [
    "TEST-ONLY-device-token",
    "TEST-ONLY-card-certificate",
    "TEST-ONLY-card-signature",
    "見本　花子",
    "ﾐﾎﾝ ﾊﾅｺ",
    "1940-05-12",
    "70123456",
];

#[tokio::test]
async fn no_log_tells_the_token_the_certificate_or_the_patient() {
    let log = Log::default();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .init();

    for encrypted in [false, true] {
        let found = check(encrypted, answer("201 Created", "application/json", ELIGIBILITY)).await;
        assert_eq!(found.unwrap().unwrap(), "見本　花子");
        // Answers that cannot be used, from somebody who repeats what was said.
        let echo = format!("{ELIGIBILITY} {}", SECRETS.join(" "));
        let cut = answer("201 Created", "application/json", &echo);
        assert_eq!(check(encrypted, cut).await, Err(ServiceFault::Garbled));
        assert_eq!(check(encrypted, echo).await, Err(ServiceFault::Garbled));
        let problem = serde_json::json!({
            "type": "urn:kyotaku:problem:not-eligible", "status": 422,
            "title": SECRETS.join(" "), "detail": SECRETS.join(" "),
        });
        let refusal = answer("422 Refused", "application/problem+json", &problem.to_string());
        assert!(matches!(
            check(encrypted, refusal).await,
            Err(ServiceFault::Refused(_))
        ));
    }

    let log = log.text();
    for target in [
        "kyotaku_core::eligibility::http",
        "hyper_util::",
        "rustls::",
        "reqwest::",
    ] {
        assert!(log.contains(target), "nothing was captured from {target}");
    }
    for secret in SECRETS {
        for spelling in spellings(secret) {
            // The log itself stays out of the message.
            assert!(
                !log.contains(&spelling),
                "a log has {secret:?}, spelled {spelling:?}"
            );
        }
    }
}

/// A check by a new client against a new server that answers this; the insured person's name.
async fn check(encrypted: bool, answer: String) -> Result<Option<String>, ServiceFault> {
    let key = rcgen::KeyPair::generate().unwrap();
    let params = rcgen::CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
    let certificate = params.self_signed(&key).unwrap();
    let tls = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
        )
        .unwrap();
    let (address, server) = serve_once(encrypted.then(|| Arc::new(tls)), answer);

    let origin = Origin {
        channel: Channel::VisitApp,
        app: "kyotaku-test".into(),
        version: "0.0.1".into(),
        device: "bag-3".into(),
    };
    let scheme = if encrypted { "https" } else { "http" };
    let token = DeviceToken::new("TEST-ONLY-device-token").unwrap();
    let mut config = HttpConfig::new(format!("{scheme}://{address}/"), token, origin);
    config.trusted_roots = TrustedRoots::Only(certificate.pem().into_bytes());
    let request = CheckRequest {
        challenge: "challenge-1".into(),
        certificate: SentCertificate::Whole("TEST-ONLY-card-certificate".into()),
        identity: Identity::Pin(PinProof {
            signature: "TEST-ONLY-card-signature".into(),
        }),
    };
    let service = HttpService::new(config).unwrap();
    let eligibility = service.check(&request, &IdempotencyKey::of_check(&request)).await;

    let heard = server.join().unwrap();
    assert!(heard.contains("Bearer TEST-ONLY-device-token"));
    assert!(heard.contains("TEST-ONLY-card-certificate"));
    eligibility.map(|eligibility| eligibility.insured().map(|insured| insured.name.name.clone()))
}

/// Reads one request, answers, closes, and hands back the request.
fn serve_once(tls: Option<Arc<ServerConfig>>, answer: String) -> (SocketAddr, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        match tls {
            None => exchange(&mut stream, &answer),
            Some(tls) => {
                let mut stream = StreamOwned::new(ServerConnection::new(tls).unwrap(), stream);
                let heard = exchange(&mut stream, &answer);
                stream.conn.send_close_notify();
                // A client that is content with less than the whole answer may be gone.
                let _ = stream.flush();
                heard
            }
        }
    });
    (address, server)
}

fn exchange(stream: &mut (impl Read + Write), answer: &str) -> String {
    let mut request = Vec::new();
    // The check's body is one JSON object without inner ones: it ends the request.
    while !request.ends_with(b"}") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        request.push(byte[0]);
    }
    let _ = stream.write_all(answer.as_bytes()).and_then(|()| stream.flush());
    String::from_utf8(request).unwrap()
}

fn answer(status: &str, content_type: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\n\r\n{body}")
}

/// A secret as text, as an escaped string, and as bytes in decimal and in hexadecimal.
fn spellings(secret: &str) -> Vec<String> {
    let decimal = format!("{:?}", secret.as_bytes());
    let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    let escaped: String = secret
        .bytes()
        .flat_map(std::ascii::escape_default)
        .map(char::from)
        .collect();
    vec![
        secret.to_owned(),
        escaped,
        decimal.trim_matches(['[', ']']).to_owned(),
        hex.to_uppercase(),
        hex,
    ]
}

const ELIGIBILITY: &str = r#"{
    "check": "check-1", "confirmed_on": "2026-11-22", "validity": "1",
    "registration_lag_since": null, "certificate_expired_on": null,
    "insurances": [{
        "insured": {
            "name": { "name": "見本　花子", "kana": "ﾐﾎﾝ ﾊﾅｺ" }, "other_name": null, "sex": "2",
            "birth_date": "1940-05-12", "post_number": null, "address": null
        },
        "classification": "01", "insurer_number": "06139999", "insurer_name": "見本健康保険組合",
        "symbol": "12", "number": "70123456", "branch": "01", "relationship": "1", "qualified_on": null,
        "disqualified_on": null, "loss_reason": null, "valid_from": null, "valid_until": null,
        "contribution_ratio": "010", "elderly": null, "limit": null, "specific_diseases": []
    }]
}"#;

/// Where the log goes.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
