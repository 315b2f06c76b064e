//! A service that counts what it is asked.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicU32, Ordering},
};

use async_trait::async_trait;
use kyotaku_core::{
    consent::{Receipt, RegistrationRequest, RevocationRequest, StandingConsent},
    eligibility::{
        Challenge, ChallengeRequest, CheckRequest, ClinicSettings, Eligibility, EligibilityService,
        IdempotencyKey, Lookup, LookupRequest, ServiceFault,
    },
};

/// Passes every call on, counts it, and remembers the newest eligibility check's number.
pub struct CountedService {
    service: Arc<dyn EligibilityService>,
    requests: AtomicU32,
    newest_check: Mutex<Option<String>>,
}

impl CountedService {
    /// Around this service.
    pub fn new(service: Arc<dyn EligibilityService>) -> Self {
        Self {
            service,
            requests: AtomicU32::new(0),
            newest_check: Mutex::new(None),
        }
    }

    /// Requests so far.
    pub fn requests(&self) -> u32 {
        self.requests.load(Ordering::SeqCst)
    }

    /// The number of the newest eligibility check that was answered.
    pub fn newest_check(&self) -> Option<String> {
        self.newest_check
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn count(&self) {
        self.requests.fetch_add(1, Ordering::SeqCst);
    }
}

#[async_trait]
impl EligibilityService for CountedService {
    async fn settings(&self) -> Result<ClinicSettings, ServiceFault> {
        self.count();
        self.service.settings().await
    }

    async fn challenge(&self, request: &ChallengeRequest) -> Result<Challenge, ServiceFault> {
        self.count();
        self.service.challenge(request).await
    }

    async fn knows_certificate(&self, request: &LookupRequest) -> Result<Lookup, ServiceFault> {
        self.count();
        self.service.knows_certificate(request).await
    }

    async fn check(&self, request: &CheckRequest, key: &IdempotencyKey) -> Result<Eligibility, ServiceFault> {
        self.count();
        let answer = self.service.check(request, key).await;
        if let Ok(eligibility) = &answer {
            let check = eligibility.check.clone();
            *self.newest_check.lock().unwrap_or_else(PoisonError::into_inner) = Some(check);
        }
        answer
    }

    async fn register(
        &self,
        request: &RegistrationRequest,
        key: &IdempotencyKey,
    ) -> Result<Receipt, ServiceFault> {
        self.count();
        self.service.register(request, key).await
    }

    async fn revoke(
        &self,
        request: &RevocationRequest,
        key: &IdempotencyKey,
    ) -> Result<StandingConsent, ServiceFault> {
        self.count();
        self.service.revoke(request, key).await
    }
}
