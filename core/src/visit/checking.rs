//! A call to the service between two screens. Starts with a card proof; ends with the eligibility, or with a notice
//! from which the same request is asked again under the same key, without another tap.

use std::sync::Arc;

pub use super::parts::WaitingView;
use super::{
    carried::{Check, Found, PinPad},
    cause::Cause,
    effect::{Call, Effect},
    face::Face,
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
                let found = Found {
                    visiting: self.check.visiting,
                    eligibility: Arc::new(eligibility),
                };
                Turn::to(Way::Eligibility(found, None))
            }
            Err(fault) => {
                let resume = match &fault {
                    ServiceFault::Refused(problem) => self.resume_after(problem.at_fault()),
                    ServiceFault::Unreachable | ServiceFault::NoAnswer | ServiceFault::Garbled => {
                        Resume::Check(self.check)
                    }
                };
                Turn::notice(Cause::Service(fault), resume)
            }
        }
    }

    /// What a refusal leaves to do: a fresh tap where the challenge was at fault, the same request where the service
    /// was, nothing where the card or the device is.
    fn resume_after(self, at_fault: AtFault) -> Resume {
        match at_fault {
            AtFault::Challenge | AtFault::Signature | AtFault::CertificateUnknown => {
                Resume::TypePin(PinPad::new(self.check.visiting, None, None))
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
            | AtFault::Statement => Resume::Start,
        }
    }

    /// Back to the PIN: the proof was sent and cannot be used for anything else.
    pub(super) fn back(self) -> Turn<Self> {
        Turn::to(Way::Pin(PinPad::new(self.check.visiting, None, None))).and(Effect::Stop(Call::Check))
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
