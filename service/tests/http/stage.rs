//! A running service with the sample set, a stopped clock, a device of each clinic, and software cards.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::{SignedDuration, Timestamp};
use kyotaku_card::{pki, sample as cards};
use kyotaku_core::{
    card::{CertificateHead, ChallengeMessage},
    eligibility::{CheckRequest, ClinicSettings, Identity, PinProof, ProblemKind, SentCertificate},
    visit::CareMode,
};
use kyotaku_postgresql::TestPlace;
use kyotaku_service::{Config, Running, Service, ports::StoppedClock, sample};
use reqwest::Client;
use serde_json::{Value, json};
use sqlx::{AnyPool, AssertSqlSafe};
use tokio::sync::Mutex;

pub(crate) use crate::exchange::{Answer, Request, check, lookup, re_inquiry, registration, revocation};
use crate::surface_card;

/// Where the clock stands at first.
pub(crate) fn start() -> Timestamp {
    "2026-11-22T03:00:00Z".parse().unwrap()
}

pub(crate) struct Stage {
    pub(crate) running: Running,
    pub(crate) clock: Arc<StoppedClock>,
    pub(crate) place: TestPlace,
    database: Mutex<Option<AnyPool>>,
    http: Client,
}

pub(crate) fn config(place: &TestPlace) -> Config {
    let mut config = Config::new(place.name(), vec![pki::auth_root_der().to_vec()]);
    config.accept_test_policy = true;
    config.sample = true;
    config.surface_authorities = vec![surface_card::authority()];
    config
}

impl Stage {
    pub(crate) async fn set() -> Self {
        Self::set_with(|_| {}).await
    }

    pub(crate) async fn set_with(change: impl FnOnce(&mut Config)) -> Self {
        Self::set_at(TestPlace::make().await.unwrap(), change).await
    }

    pub(crate) async fn set_at(place: TestPlace, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = config(&place);
        change(&mut config);
        let clock = Arc::new(StoppedClock::at(start()));
        let running = Service::start(config, clock.clone()).await.unwrap();
        Self {
            running,
            clock,
            place,
            database: Mutex::default(),
            http: client(),
        }
    }

    pub(crate) async fn send(&self, request: Request) -> Answer {
        self.send_to(self.running.address, request).await
    }

    /// Sends a request to another service.
    pub(crate) async fn send_to(&self, address: SocketAddr, request: Request) -> Answer {
        let url = format!("http://{address}{}", request.path);
        let mut sent = self.http.request(request.method, url);
        for (name, value) in &request.headers {
            sent = sent.header(name, value);
        }
        if let Some(body) = request.body {
            sent = sent.body(body);
        }
        let response = sent.send().await.unwrap();
        let headers = response.headers().clone();
        let status = response.status();
        let bytes = response.bytes().await.unwrap().to_vec();
        Answer {
            status,
            content_type: headers
                .get("content-type")
                .map_or("", |value| value.to_str().unwrap())
                .to_owned(),
            headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        }
    }

    pub(crate) fn pass_time(&self, seconds: i64) {
        self.clock.set(start() + SignedDuration::from_secs(seconds));
    }

    pub(crate) async fn settings(&self) -> ClinicSettings {
        serde_json::from_value(self.send(Request::get("/v1/settings")).await.ok()).unwrap()
    }

    pub(crate) async fn save(&self, change: impl FnOnce(&mut ClinicSettings)) -> ClinicSettings {
        let mut settings = self.settings().await;
        change(&mut settings);
        kyotaku_service::save_settings(&self.running.database, &settings, start())
            .await
            .unwrap()
    }

    /// A challenge: its number and nonce.
    pub(crate) async fn challenge(&self, mode: CareMode) -> (String, String) {
        let answer = self
            .send(Request::post("/v1/challenges", &json!({ "mode": mode })))
            .await
            .ok();
        let text = |name: &str| answer[name].as_str().unwrap().to_owned();
        (text("challenge"), text("nonce"))
    }

    /// A check request of this person's card, proved for サンプル医療機関.
    pub(crate) async fn proof(&self, slug: &str, mode: CareMode) -> CheckRequest {
        let (challenge, nonce) = self.challenge(mode).await;
        let message = ChallengeMessage::new(&sample::CLINIC.parse().unwrap(), mode, &nonce);
        proof(slug, challenge, &message)
    }

    /// The eligibility of this person in 訪問診療等.
    pub(crate) async fn check(&self, slug: &str) -> Value {
        let proof = self.proof(slug, CareMode::HomeVisit).await;
        self.send(check(&proof)).await.ok()
    }

    /// The number of a new check that a consent can be registered under.
    pub(crate) async fn check_number(&self) -> String {
        self.check("valid").await["check"].as_str().unwrap().to_owned()
    }

    /// An honest registration: all agreed, then 診療・薬剤 declined, as in the notice.
    pub(crate) async fn statement(&self, check: &str) -> Value {
        self.statement_in(CareMode::HomeVisit, check).await
    }

    /// Whether this person's certificate is known, asked under a challenge of its own.
    pub(crate) async fn knows(&self, slug: &str) -> bool {
        let (challenge, _) = self.challenge(CareMode::HomeVisit).await;
        let answer = self.send(lookup(&challenge, &head(slug))).await.ok();
        answer["known"].as_bool().unwrap()
    }

    /// How many rows each table has, and how many challenges are used.
    pub(crate) async fn rows(&self) -> Vec<i64> {
        // One question, and no new connection for it: it is asked before and after each refusal.
        let counts = [
            "count(*) FROM challenges",
            "count(used_at) FROM challenges",
            "count(*) FROM checks",
            "count(*) FROM registrations",
            "count(*) FROM registration_items",
            "count(*) FROM settings_versions",
            "count(*) FROM known_certificates",
            "count(*) FROM registration_ends",
            "count(*) FROM patients",
            "count(*) FROM corrections",
            "count(*) FROM re_inquiries",
            "count(*) FROM disclosures",
            "count(*) FROM emergency_disclosures",
            "count(*) FROM alarms",
            "count(*) FROM holder_challenges",
            "count(*) FROM holder_sessions",
            "count(*) FROM holder_page_codes",
            "count(*) FROM accounts",
            "count(*) FROM web_sessions",
            "count(*) FROM sign_in_attempts",
        ];
        let ask = |(place, count)| format!("SELECT {place} AS place, {count}");
        let sql = counts.into_iter().enumerate().map(ask).collect::<Vec<_>>();
        let sql = sql.join(" UNION ALL ") + " ORDER BY place";
        let rows: Vec<(i64, i64)> = sqlx::query_as(AssertSqlSafe(sql))
            .fetch_all(&self.database().await)
            .await
            .unwrap();
        rows.into_iter().map(|(_, count)| count).collect()
    }

    /// The database, past the service. A test may close it; then it is opened anew.
    pub(crate) async fn database(&self) -> AnyPool {
        let mut open = self.database.lock().await;
        if let Some(pool) = open.as_ref().filter(|pool| !pool.is_closed()) {
            return pool.clone();
        }
        let pool = AnyPool::connect(&self.place.url()).await.unwrap();
        open.insert(pool).clone()
    }

    /// Sends a request that must be refused, and makes sure that nothing was written.
    pub(crate) async fn refused(&self, request: Request) -> ProblemKind {
        let before = self.rows().await;
        let kind = self.send(request).await.problem();
        assert_eq!(self.rows().await, before, "{kind:?}");
        kind
    }
}

/// The certificate (DER) of this person's card.
pub(crate) fn certificate(slug: &str) -> Vec<u8> {
    cards::card(slug, start())
        .unwrap()
        .authentication_certificate()
        .to_vec()
}

/// What names this person's certificate.
pub(crate) fn head(slug: &str) -> String {
    CertificateHead::of(&certificate(slug)).unwrap().to_hex()
}

/// The same request with this person's certificate named, not sent.
pub(crate) fn named(slug: &str, request: CheckRequest) -> CheckRequest {
    CheckRequest {
        certificate: SentCertificate::Known(head(slug)),
        ..request
    }
}

/// What a card signs, for a challenge.
pub(crate) fn proof(slug: &str, challenge: String, message: &ChallengeMessage) -> CheckRequest {
    CheckRequest {
        challenge,
        certificate: SentCertificate::Whole(STANDARD.encode(certificate(slug))),
        identity: Identity::Pin(PinProof {
            signature: signed(slug, message),
        }),
    }
}

/// What this person's card signs after the PIN, in base64.
pub(crate) fn signed(slug: &str, message: &ChallengeMessage) -> String {
    let mut card = cards::card(slug, start()).unwrap();
    STANDARD.encode(card.proof(cards::PIN, message).unwrap().signature)
}

fn client() -> Client {
    // Refused when a test before it has done so: that is the same provider.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .no_proxy()
        // Where a page leads to is for the test to see.
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(30))
        .build()
        .unwrap()
}
