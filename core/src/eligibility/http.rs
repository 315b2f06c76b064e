//! The calls to the service over HTTP: [`HttpService`] is the [`EligibilityService`] of a real visit.
//!
//! - `config`: how to reach the service, checked when the client is made.
//! - `client`: how it is spoken to: no proxy, no redirect, no repetition.
//! - `trust`: which certificate authorities may vouch for it.
//! - `holder`: the calls of a patient, who speaks for no clinic.
//! - `lookup`: the question that is asked in the middle of a tap, which has a time limit of its own.
//! - `office`: the calls of a clinic's office.
//! - `answer`: what an answer, or the lack of one, says of the request's effect.
//!
//! A call is one request on a connection of its own. It is never repeated here: who asks again is whoever knows
//! what was known of the first try, with the same idempotency key. No redirect is followed, and no proxy is taken
//! from the environment. Logs name the operation and the outcome, never a header or a body.

mod answer;
mod client;
mod config;
mod holder;
mod lookup;
mod office;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod scripted_server;
mod trust;

use std::fmt;

use async_trait::async_trait;
use reqwest::{Client, RequestBuilder, Url};
use serde::{Serialize, de::DeserializeOwned};

pub use config::{ANSWER_TIMEOUT, CONNECT_TIMEOUT, ConfigFault, DeviceToken, HttpConfig, NotADeviceToken};
pub use holder::HolderHttp;
pub use lookup::LOOKUP_TIMEOUT;
pub use office::HttpOffice;
pub use trust::TrustedRoots;

use super::{
    Challenge, ChallengeRequest, CheckRequest, ClinicSettings, Eligibility, EligibilityService,
    IdempotencyKey, Lookup, LookupRequest, ProblemKind, ServiceFault, exchange::IDEMPOTENCY_HEADER,
};
use crate::consent::{Receipt, RegistrationRequest, RevocationRequest, StandingConsent};

/// The service over HTTP. Its calls need a tokio runtime with I/O and time enabled. A call that is dropped closes
/// its connection; what became of the request is then not known.
#[derive(Clone)]
pub struct HttpService {
    client: Client,
    settings: Url,
    challenges: Url,
    lookups: Url,
    checks: Url,
    registrations: Url,
    revocations: Url,
}

impl fmt::Debug for HttpService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HttpService")
    }
}

impl HttpService {
    /// A client of the service at the configuration's address. Sends nothing yet.
    pub fn new(config: HttpConfig) -> Result<Self, ConfigFault> {
        let base = config::base_url(&config.base_url)?;
        let at = |path| base.join(path).map_err(|_| ConfigFault::AddressMalformed);
        Ok(Self {
            settings: at("v1/settings")?,
            challenges: at("v1/challenges")?,
            lookups: at("v1/certificate-lookups")?,
            checks: at("v1/eligibility-checks")?,
            registrations: at("v1/registrations")?,
            revocations: at("v1/revocations")?,
            client: client::client(&config, &base)?,
        })
    }

    fn post(&self, url: &Url, body: &impl Serialize) -> RequestBuilder {
        self.client.post(url.clone()).json(body)
    }

    async fn call<T: DeserializeOwned>(
        &self,
        operation: &'static str,
        request: RequestBuilder,
    ) -> Result<T, ServiceFault> {
        let answer = match request.send().await {
            Ok(response) => answer::read(response).await,
            Err(error) => Err(answer::fault_of(&error)),
        };
        match &answer {
            Ok(_) => tracing::debug!(operation, "answered"),
            Err(fault) => tracing::warn!(operation, outcome = outcome(fault), "failed"),
        }
        answer
    }
}

#[async_trait]
impl EligibilityService for HttpService {
    async fn settings(&self) -> Result<ClinicSettings, ServiceFault> {
        self.call("settings", self.client.get(self.settings.clone()))
            .await
    }

    async fn challenge(&self, request: &ChallengeRequest) -> Result<Challenge, ServiceFault> {
        self.call("challenge", self.post(&self.challenges, request)).await
    }

    async fn knows_certificate(&self, request: &LookupRequest) -> Result<Lookup, ServiceFault> {
        self.look_up(request).await
    }

    async fn check(&self, request: &CheckRequest, key: &IdempotencyKey) -> Result<Eligibility, ServiceFault> {
        let request = self
            .post(&self.checks, request)
            .header(IDEMPOTENCY_HEADER, key.as_str());
        self.call("eligibility check", request).await
    }

    async fn register(
        &self,
        request: &RegistrationRequest,
        key: &IdempotencyKey,
    ) -> Result<Receipt, ServiceFault> {
        let request = self
            .post(&self.registrations, request)
            .header(IDEMPOTENCY_HEADER, key.as_str());
        self.call("registration", request).await
    }

    async fn revoke(
        &self,
        request: &RevocationRequest,
        key: &IdempotencyKey,
    ) -> Result<StandingConsent, ServiceFault> {
        let request = self
            .post(&self.revocations, request)
            .header(IDEMPOTENCY_HEADER, key.as_str());
        self.call("revocation", request).await
    }
}

/// The outcome's name in the log. Of a problem only the kind, never a text that came over the wire.
fn outcome(fault: &ServiceFault) -> &'static str {
    match fault {
        ServiceFault::Unreachable => "unreachable",
        ServiceFault::NoAnswer => "no answer",
        ServiceFault::Garbled => "garbled",
        ServiceFault::Refused(problem) => problem.kind().map_or("unknown problem", ProblemKind::name),
    }
}

#[cfg(test)]
mod tests {
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
}
