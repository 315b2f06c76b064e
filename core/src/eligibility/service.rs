//! The port through which the core calls the service, and how a call can fail. The HTTP client implements it;
//! tests put a scripted service in its place.

use async_trait::async_trait;

use super::{
    Challenge, ChallengeRequest, CheckRequest, ClinicSettings, Eligibility, IdempotencyKey, Lookup,
    LookupRequest, Problem,
};
use crate::consent::{Receipt, RegistrationRequest, RevocationRequest, StandingConsent};

/// The eligibility system, as the core calls it.
#[async_trait]
pub trait EligibilityService: Send + Sync {
    /// The clinic's settings as they are now.
    async fn settings(&self) -> Result<ClinicSettings, ServiceFault>;

    /// A challenge for one card proof.
    async fn challenge(&self, request: &ChallengeRequest) -> Result<Challenge, ServiceFault>;

    /// Whether the service has a certificate. Asked while the card is in the field, so it answers or fails soon; it
    /// stores nothing. Any fault means that it is not known, and the certificate is read whole.
    async fn knows_certificate(&self, request: &LookupRequest) -> Result<Lookup, ServiceFault>;

    /// Whose card it is, and what they are insured by. The same key gives the same answer again.
    async fn check(&self, request: &CheckRequest, key: &IdempotencyKey) -> Result<Eligibility, ServiceFault>;

    /// Registers a confirmed statement. The same key registers once and gives the same receipt again.
    async fn register(
        &self,
        request: &RegistrationRequest,
        key: &IdempotencyKey,
    ) -> Result<Receipt, ServiceFault>;

    /// Revokes what was registered; what stands after it. The same key revokes once and gives an answer again.
    async fn revoke(
        &self,
        request: &RevocationRequest,
        key: &IdempotencyKey,
    ) -> Result<StandingConsent, ServiceFault>;
}

/// How a call can fail, told apart by what is known of its effect.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ServiceFault {
    /// No connection came about: the request was not sent, so nothing was stored.
    #[error("the service cannot be reached")]
    Unreachable,
    /// The request was sent and no answer came, in time or at all: whether it was stored is not known.
    #[error("the service did not answer")]
    NoAnswer,
    /// An answer came that is not of the form it must have: whether the request was stored is not known.
    #[error("the service's answer cannot be read")]
    Garbled,
    /// The service answered with a problem. With a 4xx nothing was stored.
    #[error("the service refused: {}", .0.title)]
    Refused(Problem),
}

impl ServiceFault {
    /// Whether the request may have been stored although it failed.
    pub fn may_have_stored(&self) -> bool {
        match self {
            Self::Unreachable => false,
            Self::NoAnswer | Self::Garbled => true,
            // A 4xx says that the request was not carried out. A 5xx promises nothing: it may come from something
            // between us and the service, or from a commit whose outcome the service does not know itself.
            Self::Refused(problem) => problem.status >= 500,
        }
    }
}
