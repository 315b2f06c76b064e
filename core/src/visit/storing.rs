//! A registration or a revocation is under way. Starts from its confirmation with what that shows; ends with what the
//! service read back, on 3 完了 or on what stands after the revocation, or with a notice. Once a request may have been
//! stored, its outcome stays unknown (未確認) until the service says what became of it; it is asked again with the same
//! key, and nothing else can be stored meanwhile.

pub use super::event::StoringEvent;
use super::{
    carried::{Stored, Storing, ToStore},
    cause::Cause,
    effect::{Call, Effect},
    event::Event,
    face::Face,
    parts::{Audience, Button, WaitingView},
    resume::Resume,
    way::{Turn, Way},
};
use crate::{
    consent::{Receipt, RegistrationRequest, StandingConsent},
    eligibility::{AtFault, ServiceFault},
    text::say,
};

/// The state: [`Effect::Register`] or [`Effect::Revoke`] is under way.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct StoringScreen {
    pub(super) storing: Storing,
}

impl StoringScreen {
    /// Asks, or asks again.
    pub(super) fn ask(storing: Storing) -> Turn<Self> {
        let effect = match &storing.what {
            ToStore::Registration(confirming) => {
                Effect::Register(Box::new(RegistrationRequest::new(&confirming.confirmed)))
            }
            ToStore::Revocation(revocation) => Effect::Revoke(Box::new(revocation.request.clone())),
        };
        Turn::stay(Self { storing }).and(effect)
    }

    /// The receipt came, or did not.
    pub(super) fn registered(self, answer: Result<Receipt, ServiceFault>) -> Turn<Self> {
        match (self.storing.what, answer) {
            (ToStore::Registration(confirming), Ok(receipt)) => Turn::to(Way::Done(confirming, receipt)),
            (what, answer) => Self::not_stored(
                Storing { what, ..self.storing },
                Stored::Registration,
                answer.err(),
            ),
        }
    }

    /// What stands after the revocation came, or did not.
    pub(super) fn revoked(self, answer: Result<StandingConsent, ServiceFault>) -> Turn<Self> {
        match (self.storing.what, answer) {
            (ToStore::Revocation(revocation), Ok(standing)) => Turn::to(Way::Revoked(revocation, standing)),
            (what, answer) => {
                Self::not_stored(Storing { what, ..self.storing }, Stored::Revocation, answer.err())
            }
        }
    }

    /// No answer that says that it is stored: a fault; or an answer to a request that is not this one, which is stale.
    fn not_stored(storing: Storing, asked: Stored, fault: Option<ServiceFault>) -> Turn<Self> {
        match fault {
            Some(fault) if storing.kind() == asked => Self::failed(storing, fault),
            Some(_) | None => Turn::Stale(Self { storing }),
        }
    }

    fn failed(storing: Storing, fault: ServiceFault) -> Turn<Self> {
        if fault.may_have_stored() || storing.in_doubt && !settles(&fault) {
            return Self::unconfirmed(storing, Some(fault));
        }
        let kind = storing.kind();
        let resume = resume_after(storing, &fault);
        Turn::notice(Cause::Storing(kind, fault), resume)
    }

    /// A press: stops waiting. The request is out, so its outcome is unknown.
    pub(super) fn press(self, event: StoringEvent) -> Turn<Self> {
        let call = match self.storing.kind() {
            Stored::Registration => Call::Registration,
            Stored::Revocation => Call::Revocation,
        };
        match event {
            StoringEvent::StopWaiting => Self::unconfirmed(self.storing, None).and(Effect::Stop(call)),
        }
    }

    fn unconfirmed(storing: Storing, fault: Option<ServiceFault>) -> Turn<Self> {
        let kind = storing.kind();
        let again = Storing {
            in_doubt: true,
            ..storing
        };
        Turn::notice(Cause::Unconfirmed(kind, fault), Resume::Store(again))
    }

    pub(super) fn face(&self) -> Face<WaitingView> {
        let (heading, message, stop, step) = match self.storing.kind() {
            Stored::Registration => (
                say("registering-heading"),
                say("registering-message"),
                say("registering-stop-waiting"),
                Some(1),
            ),
            Stored::Revocation => (
                say("revoke-heading"),
                say("revoking-message"),
                say("revoking-stop-waiting"),
                None,
            ),
        };
        Face {
            heading,
            audience: Audience::Patient,
            step,
            view: WaitingView {
                message,
                buttons: vec![Button::secondary(stop, Event::Storing(StoringEvent::StopWaiting))],
            },
            // The request is out: there is nothing to go back to, and nothing that could be cancelled.
            back: false,
            cancel: false,
        }
    }
}

/// What a refusal leaves to do. Nothing was stored.
fn resume_after(storing: Storing, fault: &ServiceFault) -> Resume {
    let ServiceFault::Refused(problem) = fault else {
        return Resume::Store(storing);
    };
    match (problem.at_fault(), storing.kind()) {
        (AtFault::Settings, Stored::Registration) => Resume::Form(storing.found().clone()),
        (AtFault::Check | AtFault::CheckUsed, _) => Resume::Type(storing.found().clone().another()),
        (
            AtFault::Settings
            | AtFault::Request
            | AtFault::Device
            | AtFault::AnotherClinic
            | AtFault::Mode
            | AtFault::Challenge
            | AtFault::Signature
            | AtFault::CertificateUntrusted
            | AtFault::CertificateNotYetValid
            | AtFault::CertificateExpired
            | AtFault::TestCard
            | AtFault::CertificateRevoked
            | AtFault::CertificateUnknown
            | AtFault::Record
            | AtFault::RecordOfAnother
            | AtFault::Eligibility
            | AtFault::Statement
            | AtFault::Consent
            | AtFault::NotInForce
            | AtFault::Service,
            _,
        ) => Resume::Start,
    }
}

/// Whether a refusal settles what became of an earlier request with the same key. The service looks for the clinic's key
/// before its guard looks at the statement, and before it looks at what is in force; so a refusal by these means that
/// nothing is stored under the key. One before it (a device that is enrolled no more, or elsewhere; a proxy's) means
/// nothing of the kind.
fn settles(fault: &ServiceFault) -> bool {
    let ServiceFault::Refused(problem) = fault else {
        return false;
    };
    match problem.at_fault() {
        AtFault::Mode
        | AtFault::CertificateExpired
        | AtFault::Check
        | AtFault::CheckUsed
        | AtFault::Eligibility
        | AtFault::Settings
        | AtFault::Statement
        | AtFault::Consent
        | AtFault::NotInForce => true,
        AtFault::Request
        | AtFault::Device
        | AtFault::AnotherClinic
        | AtFault::Challenge
        | AtFault::Signature
        | AtFault::CertificateUntrusted
        | AtFault::CertificateNotYetValid
        | AtFault::TestCard
        | AtFault::CertificateRevoked
        | AtFault::CertificateUnknown
        | AtFault::Record
        | AtFault::RecordOfAnother
        | AtFault::Service => false,
    }
}

#[cfg(test)]
mod tests;
