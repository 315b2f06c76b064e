//! Clients that visit, one visit after the other, whatever dies: a request whose answer did not come is sent again as it was, to
//! whichever service is there, until it is answered.

mod visit;

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use kyotaku_card::{SoftCard, sample as cards};
use kyotaku_core::eligibility::ClinicSettings;
use kyotaku_service::sample;
use reqwest::Method;
use serde_json::Value;
use tokio::{sync::watch, time};

use crate::{
    ledger::{Kind, Ledger},
    run::Chance,
    services::{Addresses, Services},
};

/// Longer than everything that a service waits for; a request that is not answered by then never will be.
const PATIENCE: Duration = Duration::from_secs(120);
/// What a request waits for before it is sent again: it goes to a process that may be ending, or to a database that is waited for.
const A_MOMENT: Duration = Duration::from_millis(2);

/// Who visits for which clinic. Each person is one client's, so that nobody else registers or revokes for them meanwhile.
const WHO: [(&str, Clinic); 5] = [
    ("several", HERE),
    ("unregistered", THERE),
    ("foreigner", HERE),
    ("missing-character", THERE),
    ("valid", HERE),
];

const HERE: Clinic = Clinic {
    institution: sample::CLINIC,
    device: sample::TOKEN,
    program: sample::PROGRAM_TOKEN,
};

const THERE: Clinic = Clinic {
    institution: sample::OTHER_CLINIC,
    device: sample::OTHER_TOKEN,
    program: sample::OTHER_PROGRAM_TOKEN,
};

/// A clinic, and the tokens of its device and program.
#[derive(Clone, Copy)]
struct Clinic {
    institution: &'static str,
    device: &'static str,
    program: &'static str,
}

/// A request. With a kind, it is to be stored, or to give out what is logged.
struct Request {
    kind: Option<Kind>,
    method: Method,
    path: String,
    token: &'static str,
    key: Option<String>,
    body: Value,
}

/// One device with one patient, and the clinic's program that asks for what they agreed to.
pub(crate) struct Client {
    clinic: Clinic,
    card: SoftCard,
    /// The clinic's number for the patient, once it is known.
    patient: Option<String>,
    settings: Option<ClinicSettings>,
    chance: Chance,
    http: reqwest::Client,
    services: watch::Receiver<Addresses>,
    /// Which of the services it speaks to while that one is there.
    home: usize,
    ledger: Arc<Ledger>,
}

impl Client {
    pub(crate) fn all(services: &Services, ledger: &Arc<Ledger>, chance: &Chance) -> Vec<Self> {
        let clients = WHO.into_iter().enumerate();
        let client = |(place, (slug, clinic))| Self::new(place, slug, clinic, services, ledger, chance);
        clients.map(client).collect()
    }

    fn new(
        place: usize,
        slug: &str,
        clinic: Clinic,
        services: &Services,
        ledger: &Arc<Ledger>,
        chance: &Chance,
    ) -> Self {
        // Refused when a test before it has done so: that is the same provider.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self {
            clinic,
            card: cards::card(slug, Timestamp::now()).unwrap(),
            patient: None,
            settings: None,
            chance: chance.of(place as u64),
            http: reqwest::Client::builder()
                .no_proxy()
                .timeout(PATIENCE)
                .build()
                .unwrap(),
            services: services.addresses(),
            home: place,
            ledger: Arc::clone(ledger),
        }
    }

    pub(crate) async fn visit_until_told_to_stop(mut self) {
        while !self.ledger.is_stopped() {
            self.visit().await;
        }
    }

    /// Sends every registration and revocation that was answered once more: each is answered as it was.
    pub(crate) async fn ask_again_for_every_receipt(
        services: &Services,
        ledger: &Arc<Ledger>,
        chance: &Chance,
    ) {
        for (place, clinic) in [HERE, THERE].into_iter().enumerate() {
            let mut client = Self::new(place, "valid", clinic, services, ledger, chance);
            for (kind, path) in [
                (Kind::Registration, "/v1/registrations"),
                (Kind::Correction, "/v1/revocations"),
            ] {
                for (key, entry) in ledger.entries(kind) {
                    if entry.institution == clinic.institution {
                        let request = client.post(kind, path, Some(key), entry.sent);
                        assert_eq!(client.send(request).await.0, 200);
                    }
                }
            }
        }
    }

    fn post(&self, kind: Kind, path: &str, key: Option<String>, body: Value) -> Request {
        Request {
            kind: Some(kind),
            method: Method::POST,
            path: path.to_owned(),
            token: self.clinic.device,
            key,
            body,
        }
    }

    fn get(&self, path: &str, token: &'static str) -> Request {
        Request {
            kind: None,
            method: Method::GET,
            path: path.to_owned(),
            token,
            key: None,
            body: Value::Null,
        }
    }

    /// The status and the body of the answer.
    async fn send(&mut self, request: Request) -> (u16, Value) {
        let answered = time::timeout(PATIENCE, self.send_until_answered(&request)).await;
        answered.unwrap_or_else(|_| panic!("{} is not answered", request.path))
    }

    async fn send_until_answered(&mut self, request: &Request) -> (u16, Value) {
        let mut was_cut = false;
        loop {
            let address = self.address().await;
            let name = request.kind.map(|kind| {
                let key = request.key.as_deref();
                let name = self
                    .ledger
                    .sends(kind, key, self.clinic.institution, &request.body);
                (kind, name)
            });
            match self.once(&address, request).await {
                Ok((503, _)) => self.ledger.was_unavailable(),
                Ok((status, answer)) => {
                    if let Some((kind, name)) = name.filter(|_| status < 300) {
                        self.ledger.answered(kind, &name, &answer);
                    }
                    if was_cut && status == 200 && matches!(request.kind, Some(Kind::Registration)) {
                        self.ledger.was_found_stored();
                    }
                    return (status, answer);
                }
                Err(_) => {
                    was_cut = true;
                    self.ledger.was_cut();
                    self.home += 1;
                }
            }
            time::sleep(A_MOMENT).await;
        }
    }

    /// Where a service is: the own one, else the next that is there.
    async fn address(&mut self) -> String {
        let there = self
            .services
            .wait_for(|addresses| addresses.iter().any(Option::is_some))
            .await;
        let addresses = there.expect("services come and go until all clients have ended");
        let first = self.home % addresses.len();
        let (before, from) = addresses.split_at(first);
        let address = from.iter().chain(before).flatten().next();
        address.expect("one is there").clone()
    }

    async fn once(&self, address: &str, request: &Request) -> reqwest::Result<(u16, Value)> {
        let mut sent = self
            .http
            .request(request.method.clone(), format!("{address}{}", request.path))
            .bearer_auth(request.token);
        if request.token == self.clinic.device {
            for (name, value) in [
                ("kyotaku-channel", "visit-app"),
                ("kyotaku-app", "kyotaku-killed"),
                ("kyotaku-version", "0.0.1"),
                ("kyotaku-device", "test"),
            ] {
                sent = sent.header(name, value);
            }
        }
        if let Some(key) = &request.key {
            sent = sent.header("idempotency-key", key);
        }
        if !request.body.is_null() {
            sent = sent.json(&request.body);
        }
        let response = sent.send().await?;
        let status = response.status().as_u16();
        Ok((status, response.json().await?))
    }
}
