//! The sample clinic at a running service, with a sample card on the reader of one channel.

use std::sync::Arc;

use jiff::Timestamp;
use kyotaku_card::{SoftReader, pki::auth_root_der, sample};
use kyotaku_core::{
    card::{ChallengeMessage, Digit, Generations, LastTry, Limits, NoneKnown, Pin, Reading},
    eligibility::{Challenge, CheckRequest, ClinicSettings},
    origin::Channel,
    visit::CareMode,
};
use kyotaku_postgresql::TestPlace;
use kyotaku_service::{
    Config, Running, Service, count_registrations, items_of_registration,
    ports::StoppedClock,
    sample::{FACE_READER_TOKEN, RECEPTION_TOKEN, TOKEN},
    save_settings,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::{AnyConnection, Connection};

use crate::statement::Statement;

/// The name of the program that speaks for every channel here, and its version.
pub(crate) const APP: (&str, &str) = ("scenario-table", "0");

/// The clinic, its device and its reader.
pub(crate) struct Clinic {
    channel: Channel,
    mode: CareMode,
    running: Running,
    client: reqwest::Client,
    reader: SoftReader,
    now: Timestamp,
    /// Where its data live; they go when the clinic does.
    place: TestPlace,
}

/// One visit, up to the eligibility check.
pub(crate) struct Visit {
    pub(crate) institution: String,
    pub(crate) check: String,
    pub(crate) mode: CareMode,
    pub(crate) settings_version: u32,
}

impl Clinic {
    /// Starts a service of its own, whose visits are all by this channel and in this mode.
    pub(crate) async fn open(channel: Channel, mode: CareMode) -> Self {
        // The test has its provider of cryptography for itself: the first to set it wins, and all set the same.
        rustls::crypto::ring::default_provider().install_default().ok();
        let now = "2026-11-22T03:00:00Z".parse().expect("a time");
        let place = TestPlace::make().await.expect("a place for the data");
        let mut config = Config::new(place.name(), vec![auth_root_der().to_vec()]);
        config.accept_test_policy = true;
        config.sample = true;
        let clock = Arc::new(StoppedClock::at(now));
        let running = Service::start(config, clock).await.expect("the service starts");
        Self {
            channel,
            mode,
            running,
            client: reqwest::Client::builder().no_proxy().build().expect("a client"),
            reader: SoftReader::new(sample::card("valid", now).expect("a sample card")),
            now,
            place,
        }
    }

    /// Saves the settings as a new version, and checks the card.
    pub(crate) async fn visit(&self, settings: ClinicSettings) -> Visit {
        let settings = save_settings(&self.running.database, &settings, self.now).await;
        let settings = settings.expect("the settings are saved");
        let (status, challenge) = self.post("challenges", None, &json!({ "mode": self.mode })).await;
        assert_eq!(status, 201, "{challenge}");
        let challenge: Challenge = serde_json::from_value(challenge).expect("a challenge");

        let mut pin = Pin::default();
        for digit in sample::PIN.bytes() {
            pin.push(Digit::new(digit - b'0').expect("a digit"));
        }
        let message = ChallengeMessage::new(&settings.institution, self.mode, &challenge.nonce);
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
            mode: self.mode,
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

    /// The channel, app and version that each registration is stored with, once each.
    pub(crate) async fn origins(&self) -> Vec<(String, String, String)> {
        let mut database = AnyConnection::connect(&self.place.url())
            .await
            .expect("the database opens");
        let stored = "SELECT DISTINCT channel, app, version FROM registrations";
        let stored = sqlx::query_as(stored).fetch_all(&mut database).await;
        stored.expect("the database answers")
    }

    /// Stops the service.
    pub(crate) async fn close(self) {
        self.running.shutdown().await;
    }

    async fn post(&self, path: &str, key: Option<&str>, body: &Value) -> (u16, Value) {
        let address = self.running.address;
        let token = match self.channel {
            Channel::VisitApp => TOKEN,
            Channel::ReceptionWeb => RECEPTION_TOKEN,
            Channel::FaceReader => FACE_READER_TOKEN,
        };
        let mut request = self
            .client
            .post(format!("http://{address}/v1/{path}"))
            .bearer_auth(token)
            .header("kyotaku-channel", self.channel.wire_name())
            .header("kyotaku-app", APP.0)
            .header("kyotaku-version", APP.1)
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
