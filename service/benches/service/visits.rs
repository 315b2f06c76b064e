//! An app that registers, and a program that asks, over HTTP.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use kyotaku_card::{
    SoftCard, pki,
    sample::{self as cards, PIN},
};
use kyotaku_core::{
    card::ChallengeMessage,
    consent::{Decision, RegistrationRequest, Sheet},
    eligibility::{CheckRequest, ClinicSettings, IdempotencyKey, Identity, PinProof, SentCertificate},
    visit::CareMode,
};
use kyotaku_postgresql::TestPlace;
use kyotaku_service::{
    Config, Running, Service,
    ports::SystemClock,
    sample::{CLINIC, PROGRAM_TOKEN, TOKEN},
};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;

use crate::Failure;

const MODE: CareMode = CareMode::HomeVisit;

/// A service with the sample, and who speaks to it.
pub(crate) struct Stage {
    running: Running,
    http: Client,
    card: Mutex<SoftCard>,
    settings: ClinicSettings,
}

/// A registration that only has to be sent.
pub(crate) struct Due {
    key: String,
    body: Value,
}

impl Stage {
    pub(crate) async fn set(place: &TestPlace) -> Result<Self, Failure> {
        let mut config = Config::new(place.name(), vec![pki::auth_root_der().to_vec()]);
        config.accept_test_policy = true;
        config.sample = true;
        let running = Service::start(config, Arc::new(SystemClock)).await?;
        // Refused if it is there: that is the same provider.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder().no_proxy().build()?;
        let card = Mutex::new(cards::card("valid", jiff::Timestamp::now())?);
        let url = format!("http://{}/v1/settings", running.address);
        let settings = answer(origin(http.get(url)).bearer_auth(TOKEN)).await?;
        Ok(Self {
            running,
            http,
            card,
            settings: serde_json::from_value(settings)?,
        })
    }

    /// So many registrations, each under a check of its own.
    pub(crate) async fn checked(&self, count: usize) -> Result<Vec<Due>, Failure> {
        let mut due = Vec::with_capacity(count);
        for _ in 0..count {
            let check = self.check().await?;
            let mut sheet = Sheet::new(&self.settings);
            sheet.answer_all(Decision::Agree);
            let confirmed = sheet.confirm(&check, MODE).map_err(|_| "nothing is left open")?;
            let body = serde_json::to_value(RegistrationRequest::new(&confirmed))?;
            let key = IdempotencyKey::of_registration(&check, text(&body, "digest")?);
            due.push(Due {
                key: key.as_str().to_owned(),
                body,
            });
        }
        Ok(due)
    }

    async fn check(&self) -> Result<String, Failure> {
        let challenge = self.post("challenges", "", &json!({ "mode": MODE })).await?;
        let message = ChallengeMessage::new(&CLINIC.parse()?, MODE, text(&challenge, "nonce")?);
        let mut card = self.card.lock().await;
        let check = CheckRequest {
            challenge: text(&challenge, "challenge")?.to_owned(),
            certificate: SentCertificate::Whole(STANDARD.encode(card.authentication_certificate())),
            identity: Identity::Pin(PinProof {
                signature: STANDARD.encode(sign(&mut card, message.as_bytes())),
            }),
        };
        let key = IdempotencyKey::of_check(&check).as_str().to_owned();
        let check = self
            .post("eligibility-checks", &key, &serde_json::to_value(check)?)
            .await?;
        Ok(text(&check, "check")?.to_owned())
    }

    /// Registers them, so many at a time: how long until the last receipt.
    pub(crate) async fn registered(&self, due: &[Due], clients: usize) -> Result<Duration, Failure> {
        let start = Instant::now();
        let of_each = due.chunks(due.len().div_ceil(clients));
        let clients = of_each.map(|due| async move {
            for due in due {
                self.post("registrations", &due.key, &due.body).await?;
            }
            Ok::<_, Failure>(())
        });
        futures_util::future::try_join_all(clients).await?;
        Ok(start.elapsed())
    }

    /// The clinic's number for the person, once there is a registration.
    pub(crate) async fn patient(&self) -> Result<String, Failure> {
        let first = self.checked(1).await?;
        self.registered(&first, 1).await?;
        let patients = answer(origin(self.http.get(self.url("patients"))).bearer_auth(TOKEN)).await?;
        Ok(text(&patients[0], "patient")?.to_owned())
    }

    /// The clinic's program asks so often for 薬剤: each answer's time, in ms.
    pub(crate) async fn asked(&self, patient: &str, count: usize) -> Result<Vec<f64>, Failure> {
        let url = self.url(&format!(
            "patients/{patient}/information/YZK?mode={}",
            MODE.wire_name()
        ));
        let mut times = Vec::with_capacity(count);
        for _ in 0..count {
            let start = Instant::now();
            answer(self.http.get(&url).bearer_auth(PROGRAM_TOKEN)).await?;
            times.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        Ok(times)
    }

    pub(crate) async fn end(self) {
        self.running.shutdown().await;
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}/v1/{path}", self.running.address)
    }

    async fn post(&self, path: &str, key: &str, body: &Value) -> Result<Value, Failure> {
        let mut request = origin(self.http.post(self.url(path))).bearer_auth(TOKEN);
        if !key.is_empty() {
            request = request.header("idempotency-key", key);
        }
        answer(request.json(body)).await
    }
}

fn origin(request: RequestBuilder) -> RequestBuilder {
    request
        .header("kyotaku-channel", "visit-app")
        .header("kyotaku-app", "kyotaku-bench")
        .header("kyotaku-version", env!("CARGO_PKG_VERSION"))
        .header("kyotaku-device", "bench")
}

async fn answer(request: RequestBuilder) -> Result<Value, Failure> {
    Ok(request.send().await?.error_for_status()?.json().await?)
}

fn text<'a>(answer: &'a Value, name: &str) -> Result<&'a str, Failure> {
    let text = answer[name].as_str();
    text.ok_or_else(|| format!("{name} is not in the answer").into())
}

/// Selects the JPKI application, presents the PIN, and has the authentication key sign.
fn sign(card: &mut SoftCard, message: &[u8]) -> Vec<u8> {
    let digest_info = b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20";
    let hash = Sha256::digest(message);
    card.power_on();
    card.transmit(b"\x00\xa4\x04\x0c\x0a\xd3\x92\xf0\x00\x26\x01\x00\x00\x00\x01");
    card.transmit(&[b"\x00\x20\x00\x98\x04", PIN.as_bytes()].concat());
    let answer = card.transmit(&[b"\x80\x2a\x00\x97\x33", &digest_info[..], &hash, b"\x00"].concat());
    // The status words, which are 90 00: the service would refuse any other signature.
    answer[..answer.len() - 2].to_vec()
}
