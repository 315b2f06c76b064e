//! The registration is under way. Starts from 2 確認 with what it shows; ends on 3 完了 with a receipt, or with a notice.
//! Once a request may have been stored, its outcome stays unknown (未確認) until the service says what became of it;
//! it is asked again with the same key, and nothing else can be registered meanwhile.

pub use super::event::RegisteringEvent;
use super::{
    carried::Registration,
    cause::Cause,
    effect::{Call, Effect},
    event::Event,
    face::Face,
    pads::AnyPad,
    parts::{Audience, Button, WaitingView},
    resume::Resume,
    way::{Turn, Way},
};
use crate::{
    card::Secret,
    consent::{Receipt, RegistrationRequest},
    eligibility::{AtFault, ServiceFault},
    text::say,
};

/// The state: [`Effect::Register`] is under way.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Registering {
    pub(super) registration: Registration,
}

impl Registering {
    /// Asks, or asks again.
    pub(super) fn ask(registration: Registration) -> Turn<Self> {
        let request = RegistrationRequest::new(&registration.confirming.confirmed);
        Turn::stay(Self { registration }).and(Effect::Register(Box::new(request)))
    }

    /// The receipt came, or did not.
    pub(super) fn answered(self, answer: Result<Receipt, ServiceFault>) -> Turn<Self> {
        match answer {
            Ok(receipt) => Turn::to(Way::Done(self.registration.confirming, receipt)),
            Err(fault) if fault.may_have_stored() => self.unconfirmed(Some(fault)),
            Err(fault) if self.registration.in_doubt && !settles(&fault) => self.unconfirmed(Some(fault)),
            Err(fault) => {
                let resume = self.resume_after(&fault);
                Turn::notice(Cause::Registration(fault), resume)
            }
        }
    }

    /// A press: stops waiting. The request is out, so its outcome is unknown.
    pub(super) fn press(self, event: RegisteringEvent) -> Turn<Self> {
        match event {
            RegisteringEvent::StopWaiting => self.unconfirmed(None).and(Effect::Stop(Call::Registration)),
        }
    }

    fn unconfirmed(self, fault: Option<ServiceFault>) -> Turn<Self> {
        let again = Registration {
            in_doubt: true,
            ..self.registration
        };
        Turn::notice(Cause::Unconfirmed(fault), Resume::Register(again))
    }

    /// What a refusal leaves to do. Nothing was stored.
    fn resume_after(self, fault: &ServiceFault) -> Resume {
        let ServiceFault::Refused(problem) = fault else {
            return Resume::Register(self.registration);
        };
        let found = self.registration.confirming.filling.found;
        match problem.at_fault() {
            AtFault::Settings => Resume::Form(found),
            AtFault::Check | AtFault::CheckUsed => {
                Resume::Type(AnyPad::new(Secret::Pin, found.visiting, None, None))
            }
            AtFault::Request
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
            | AtFault::Service => Resume::Start,
        }
    }

    pub(super) fn face(&self) -> Face<WaitingView> {
        Face {
            heading: say("registering-heading"),
            audience: Audience::Patient,
            step: Some(1),
            view: WaitingView {
                message: say("registering-message"),
                buttons: vec![Button::secondary(
                    say("registering-stop-waiting"),
                    Event::Registering(RegisteringEvent::StopWaiting),
                )],
            },
            // The request is out: there is nothing to go back to, and nothing that could be cancelled.
            back: false,
            cancel: false,
        }
    }
}

/// Whether a refusal settles what became of an earlier request with the same key. The service looks for the clinic's key
/// before its guard looks at the statement, so a refusal by the guard means that nothing is stored under the key. One
/// before it (a device that is enrolled no more, or elsewhere; a proxy's) means nothing of the kind.
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
        | AtFault::Consent => true,
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
mod tests {
    use super::*;
    use crate::{
        eligibility::{Problem, ProblemKind},
        visit::bench::{confirming, left, stayed},
    };

    fn refused(kind: ProblemKind) -> ServiceFault {
        ServiceFault::Refused(Problem::new(kind))
    }

    /// From where the notice that an answer leads to goes on.
    fn notice_after(registration: Registration, fault: ServiceFault) -> Resume {
        match left(Registering { registration }.answered(Err(fault))) {
            (Way::Notice(_, resume), effects) => {
                assert!(effects.is_empty(), "nothing is sent by itself");
                resume
            }
            _ => panic!("no notice"),
        }
    }

    fn asked_once() -> Registration {
        Registration {
            confirming: confirming(),
            in_doubt: false,
        }
    }

    fn in_doubt() -> Registration {
        Registration {
            in_doubt: true,
            ..asked_once()
        }
    }

    #[test]
    fn asking_again_sends_the_same_request() {
        let (_, first) = stayed(Registering::ask(asked_once()));
        let (_, again) = stayed(Registering::ask(in_doubt()));
        assert!(first == again);
        assert!(matches!(&first[..], [Effect::Register(_)]));
    }

    #[test]
    fn a_lost_answer_leaves_the_outcome_open_and_a_request_that_was_never_sent_does_not() {
        for fault in [
            ServiceFault::NoAnswer,
            ServiceFault::Garbled,
            refused(ProblemKind::Internal),
        ] {
            assert!(notice_after(asked_once(), fault).last_words().is_some());
        }
        for fault in [ServiceFault::Unreachable, refused(ProblemKind::LinkedItemsDiffer)] {
            assert!(notice_after(asked_once(), fault).last_words().is_none());
        }
    }

    #[test]
    fn what_is_open_stays_open_until_the_guard_itself_has_spoken() {
        for fault in [
            ServiceFault::Unreachable,
            refused(ProblemKind::Unauthorized),
            refused(ProblemKind::CheckOfAnotherClinic),
            refused(ProblemKind::MalformedRequest),
        ] {
            assert!(notice_after(in_doubt(), fault).last_words().is_some());
        }
        for kind in [
            ProblemKind::SettingsChanged,
            ProblemKind::CheckExpired,
            ProblemKind::DigestMismatch,
        ] {
            assert!(notice_after(in_doubt(), refused(kind)).last_words().is_none());
        }
    }

    #[test]
    fn who_stops_waiting_is_told_that_the_outcome_is_open() {
        let registration = asked_once();
        let (way, effects) = left(Registering { registration }.press(RegisteringEvent::StopWaiting));
        assert!(effects == [Effect::Stop(Call::Registration)]);
        assert!(matches!(way, Way::Notice(_, resume) if resume.last_words().is_some()));
    }
}
