//! A call to the service between two screens. Starts with a card proof; ends with the eligibility, or with a notice
//! from which the same request is asked again under the same key, without another tap.

use std::sync::Arc;

pub use super::parts::WaitingView;
use super::{
    carried::{Check, Found, Visiting},
    cause::Cause,
    effect::{Call, Effect, Wanted},
    face::Face,
    pads::AnyPad,
    parts::Audience,
    resume::Resume,
    way::{Turn, Way},
};
use crate::{
    eligibility::{AtFault, Eligibility, ServiceFault},
    text::say,
};

/// The state: [`Effect::Check`] is under way.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Checking {
    pub(super) check: Check,
}

impl Checking {
    /// Asks, or asks again.
    pub(super) fn ask(check: Check) -> Turn<Self> {
        let effect = Effect::Check(check.request.clone());
        Turn::stay(Self { check }).and(effect)
    }

    /// The eligibility came, or did not.
    pub(super) fn answered(self, answer: Result<Eligibility, ServiceFault>) -> Turn<Self> {
        match answer {
            Ok(eligibility) => {
                let secret = self.check.secret();
                let found = Found {
                    secret,
                    visiting: Visiting {
                        certificate: Wanted::IfUnknown,
                        ..self.check.visiting
                    },
                    eligibility: Arc::new(eligibility),
                };
                Turn::to(Way::Eligibility(found, None))
            }
            Err(fault) => {
                let secret = self.check.secret();
                let resume = match &fault {
                    ServiceFault::Refused(problem) => self.resume_after(problem.at_fault()),
                    ServiceFault::Unreachable | ServiceFault::NoAnswer | ServiceFault::Garbled => {
                        Resume::Check(self.check)
                    }
                };
                Turn::notice(Cause::Check(secret, fault), resume)
            }
        }
    }

    /// What a refusal leaves to do: a fresh tap where the challenge was at fault, the same request where the service
    /// was, nothing where the card or the device is.
    fn resume_after(self, at_fault: AtFault) -> Resume {
        match at_fault {
            AtFault::Challenge => Resume::Type(self.check.another()),
            AtFault::Signature | AtFault::CertificateUnknown => {
                Resume::Type(self.with_the_whole_certificate())
            }
            AtFault::Service => Resume::Check(self.check),
            AtFault::Request
            | AtFault::Device
            | AtFault::AnotherClinic
            | AtFault::Mode
            | AtFault::CertificateUntrusted
            | AtFault::CertificateNotYetValid
            | AtFault::CertificateExpired
            | AtFault::TestCard
            | AtFault::CertificateRevoked
            | AtFault::Record
            | AtFault::RecordOfAnother
            | AtFault::Check
            | AtFault::CheckUsed
            | AtFault::Eligibility
            | AtFault::Settings
            | AtFault::Statement
            | AtFault::Consent
            | AtFault::NotInForce => Resume::Start,
        }
    }

    /// The pad for a tap that reads the certificate whole, if it was only named: another certificate may begin alike, or
    /// the service may have lost it.
    fn with_the_whole_certificate(mut self) -> AnyPad {
        if self.check.names_the_certificate() {
            self.check.visiting.certificate = Wanted::Whole;
        }
        self.check.another()
    }

    /// Back to the pad: the proof was sent and cannot be used for anything else.
    pub(super) fn back(self) -> Turn<Self> {
        Turn::to(Way::Pad(self.check.another())).and(Effect::Stop(Call::Check))
    }

    pub(super) fn face(&self) -> Face<WaitingView> {
        Face {
            heading: say("checking-heading"),
            audience: Audience::Staff,
            step: None,
            view: WaitingView {
                message: say("checking-message"),
                buttons: Vec::new(),
            },
            back: true,
            cancel: true,
        }
    }
}
