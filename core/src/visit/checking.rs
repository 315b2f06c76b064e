//! A call to the service between two screens. Starts with a card proof; ends with the eligibility, or with a notice
//! from which the same request is asked again under the same key, without another tap.

pub use super::parts::WaitingView;
use super::{
    cause::Cause,
    effect::{Call, Effect},
    eligibility::EligibilityScreen,
    face::Face,
    model::{Stage, Turn, Visiting},
    notice::Notice,
    parts::Audience,
    pin::PinPad,
    resume::Resume,
};
use crate::{
    card::CardProof,
    eligibility::{AtFault, Challenge, CheckRequest, Eligibility, ServiceFault},
    text::say,
};

/// The state: [`Effect::Check`] is under way.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Checking {
    pub(super) visiting: Visiting,
    pub(super) request: CheckRequest,
}

impl Checking {
    /// Sends a proof to the service.
    pub(super) fn start(visiting: Visiting, challenge: &Challenge, proof: &CardProof) -> Turn {
        Self {
            visiting,
            request: CheckRequest::new(challenge, proof),
        }
        .ask()
    }

    /// Asks, or asks again.
    pub(super) fn ask(self) -> Turn {
        let effect = Effect::Check(self.request.clone());
        Turn::Go(Stage::Checking(self), vec![effect])
    }

    /// The eligibility came, or did not.
    pub(super) fn answered(self, answer: Result<Eligibility, ServiceFault>) -> Turn {
        match answer {
            Ok(eligibility) => EligibilityScreen::open(self.visiting, eligibility),
            Err(fault) => {
                let resume = match &fault {
                    ServiceFault::Refused(problem) => self.resume_after(problem.at_fault()),
                    ServiceFault::Unreachable | ServiceFault::NoAnswer | ServiceFault::Garbled => {
                        Resume::Check(Box::new(self))
                    }
                };
                Notice::turn(Cause::Service(fault), resume)
            }
        }
    }

    /// What a refusal leaves to do: a fresh tap where the challenge was at fault, the same request where the service
    /// was, nothing where the card or the device is.
    fn resume_after(self, at_fault: AtFault) -> Resume {
        match at_fault {
            AtFault::Challenge | AtFault::Signature => Resume::TypePin {
                visiting: self.visiting,
                challenge: None,
                tries: None,
            },
            AtFault::Service => Resume::Check(Box::new(self)),
            AtFault::Request
            | AtFault::Device
            | AtFault::AnotherClinic
            | AtFault::Mode
            | AtFault::CertificateUntrusted
            | AtFault::CertificateNotYetValid
            | AtFault::CertificateExpired
            | AtFault::Check
            | AtFault::CheckUsed
            | AtFault::Eligibility
            | AtFault::Settings
            | AtFault::Statement => Resume::Start,
        }
    }

    /// Back to the PIN: the proof was sent and cannot be used for anything else.
    pub(super) fn back(self) -> Turn {
        PinPad::open(self.visiting, None, None).and(Effect::Stop(Call::Check))
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
