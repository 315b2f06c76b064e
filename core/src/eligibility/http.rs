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
#[cfg(test)]
mod tests;
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
