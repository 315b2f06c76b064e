//! The sample clinic at a running service, with a sample card on its reader.

use std::sync::Arc;

use jiff::Timestamp;
use kyotaku_card::{SoftReader, pki::auth_root_der, sample};
use kyotaku_core::{
    card::{ChallengeMessage, Digit, Generations, LastTry, Limits, NoneKnown, Pin, Reading},
    eligibility::{Challenge, CheckRequest, ClinicSettings},
    visit::CareMode,
};
use kyotaku_service::{
    Config, Running, Service, count_registrations, items_of_registration, ports::StoppedClock, sample::TOKEN,
    save_settings,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::statement::Statement;

/// The clinic, its device and its reader.
pub(crate) struct Clinic {
    running: Running,
    client: reqwest::Client,
    reader: SoftReader,
    now: Timestamp,
    /// The database's folder; it goes when the clinic does.
    _folder: TempDir,
}

/// One visit, up to the eligibility check.
pub(crate) struct Visit {
    pub(crate) institution: String,
    pub(crate) check: String,
    pub(crate) settings_version: u32,
}

impl Clinic {
    /// Starts a service of its own.
    pub(crate) async fn open() -> Self {
        // The test has its provider of cryptography for itself: the first to set it wins, and all set the same.
        rustls::crypto::ring::default_provider().install_default().ok();
        let now = "2026-11-22T03:00:00Z".parse().expect("a time");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut config = Config::new(folder.path().join("kyotaku.db"), vec![auth_root_der().to_vec()]);
        config.accept_test_policy = true;
        config.sample = true;
        let clock = Arc::new(StoppedClock::at(now));
        let running = Service::start(config, clock).await.expect("the service starts");
        Self {
            running,
            client: reqwest::Client::builder().no_proxy().build().expect("a client"),
            reader: SoftReader::new(sample::card("valid", now).expect("a sample card")),
            now,
            _folder: folder,
        }
    }

    /// Saves the settings as a new version, and checks the card.
    pub(crate) async fn visit(&self, settings: ClinicSettings) -> Visit {
        let settings = save_settings(&self.running.database, &settings, self.now).await;
        let settings = settings.expect("the settings are saved");
        let (status, challenge) = self
            .post("challenges", None, &json!({ "mode": "home-visit" }))
            .await;
        assert_eq!(status, 201, "{challenge}");
        let challenge: Challenge = serde_json::from_value(challenge).expect("a challenge");

        let mut pin = Pin::default();
        for digit in sample::PIN.bytes() {
            pin.push(Digit::new(digit - b'0').expect("a digit"));
        }
        let message = ChallengeMessage::new(&settings.institution, CareMode::HomeVisit, &challenge.nonce);
        let reading = Reading {
            reader: &self.reader,
            limits: &Limits::default(),
            generations: &Generations::default(),
            progress: &|_| {},
        };
        let proof = reading.with_pin(&pin, &message, LastTry::Ask, &NoneKnown).await;
        let request = CheckRequest::new(&challenge, &proof.expect("the card signs"));
        let request = serde_json::to_value(request).expect("a request is JSON");
        let key = key_of("check", &challenge.challenge);
        let (status, eligibility) = self.post("eligibility-checks", Some(&key), &request).await;
        assert_eq!(status, 200, "{}", eligibility["type"]);
        Visit {
            institution: settings.institution.as_str().to_owned(),
            check: eligibility["check"]
                .as_str()
                .expect("a check has a number")
                .to_owned(),
            settings_version: settings.version,
        }
    }

    /// Sends a statement with its own digest.
    pub(crate) async fn register(&self, visit: &Visit, statement: &Statement) -> (u16, Value) {
        let digest = statement.digest(visit);
        let key = key_of("registration", &digest);
        let body = json!({ "statement": statement.json(visit), "digest": digest });
        self.post("registrations", Some(&key), &body).await
    }

    /// How many registrations the database holds.
    pub(crate) async fn registrations(&self) -> u64 {
        count_registrations(&self.running.database)
            .await
            .expect("the database answers")
    }

    /// The items that the database holds for a registration, in the order of the screen.
    pub(crate) async fn items_held(&self, registration: &str) -> Vec<(String, String)> {
        let held = items_of_registration(&self.running.database, registration).await;
        let held = held.expect("the database answers").into_iter();
        held.map(|held| (held.item, held.decision)).collect()
    }

    /// Stops the service.
    pub(crate) async fn close(self) {
        self.running.shutdown().await;
    }

    async fn post(&self, path: &str, key: Option<&str>, body: &Value) -> (u16, Value) {
        let address = self.running.address;
        let mut request = self
            .client
            .post(format!("http://{address}/v1/{path}"))
            .bearer_auth(TOKEN)
            .header("kyotaku-channel", "visit-app")
            .header("kyotaku-app", "scenario-table")
            .header("kyotaku-version", "0")
            .header("kyotaku-device", "test")
            .json(body);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let answer = request.send().await.expect("the service answers");
        (
            answer.status().as_u16(),
            answer.json().await.expect("the answer is JSON"),
        )
    }
}

/// A key that is the same for the same request and another for another.
fn key_of(purpose: &str, of: &str) -> String {
    let hash = Sha256::digest(format!("{purpose} {of}"));
    hash[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}
