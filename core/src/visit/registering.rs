//! The registration is under way. Starts from 2 確認 with what it shows; ends on 3 完了 with a receipt, or with a notice.
//! Once a request may have been stored, its outcome stays unknown (未確認) until the service says what became of it;
//! it is asked again with the same key, and nothing else can be registered meanwhile.

use super::{
    cause::Cause,
    checking::WaitingView,
    confirm::ConfirmScreen,
    done::DoneScreen,
    effect::Effect,
    frame::Face,
    model::{Stage, Turn},
    notice::{Notice, Resume},
    view::{Audience, Screen},
};
use crate::{
    consent::{Receipt, RegistrationRequest},
    eligibility::{ProblemKind, ServiceFault},
    text::say,
};

/// The state: [`Effect::Register`] is under way.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Registering {
    pub(super) confirm: ConfirmScreen,
    /// Whether an earlier request of this registration may have been stored.
    pub(super) in_doubt: bool,
}

impl Registering {
    /// Registers what 2 確認 shows.
    pub(super) fn start(confirm: ConfirmScreen) -> Turn {
        Self {
            confirm,
            in_doubt: false,
        }
        .ask()
    }

    /// Asks, or asks again.
    pub(super) fn ask(self) -> Turn {
        let request = RegistrationRequest::new(&self.confirm.confirmed);
        Turn::Go(
            Stage::Registering(Box::new(self)),
            vec![Effect::Register(Box::new(request))],
        )
    }

    /// The receipt came, or did not.
    pub(super) fn answered(self, answer: Result<Receipt, ServiceFault>) -> Turn {
        match answer {
            Ok(receipt) => DoneScreen::open(self.confirm, receipt),
            Err(fault) if fault.may_have_stored() => self.unconfirmed(),
            Err(fault) if self.in_doubt && !settles(&fault) => self.unconfirmed(),
            Err(fault) => {
                let resume = self.resume_after(&fault);
                Notice::turn(Cause::Registration(fault), resume)
            }
        }
    }

    /// Stops waiting. The request is out, so its outcome is unknown.
    pub(super) fn stop_waiting(self) -> Turn {
        self.unconfirmed()
            .and(Effect::Stop(super::effect::Call::Registration))
    }

    fn unconfirmed(self) -> Turn {
        let again = Self {
            in_doubt: true,
            ..self
        };
        Notice::turn(Cause::Unconfirmed, Resume::Register(Box::new(again)))
    }

    /// What a refusal leaves to do. Nothing was stored.
    fn resume_after(self, fault: &ServiceFault) -> Resume {
        let ServiceFault::Refused(problem) = fault else {
            return Resume::Register(Box::new(self));
        };
        let filling = self.confirm.filling;
        match problem.kind() {
            Some(ProblemKind::SettingsChanged) => Resume::Form {
                visiting: filling.visiting,
                eligibility: filling.eligibility,
            },
            Some(ProblemKind::CheckExpired | ProblemKind::CheckUsed | ProblemKind::CheckUnknown) => {
                Resume::TypePin {
                    visiting: filling.visiting,
                    challenge: None,
                    tries: None,
                }
            }
            _ => Resume::Start,
        }
    }

    pub(super) fn face(&self) -> Face {
        Face {
            heading: say("registering-heading"),
            audience: Audience::Patient,
            step: Some(1),
            screen: Screen::Waiting(WaitingView {
                message: say("registering-message"),
            }),
            back: false,
            cancel: true,
        }
    }
}

/// Whether a refusal settles what became of an earlier request with the same key. The service looks for the key before
/// its guard looks at the statement, so a refusal by the guard means that nothing is stored under the key; one before
/// it (an expired device, a proxy's) means nothing of the kind.
fn settles(fault: &ServiceFault) -> bool {
    let ServiceFault::Refused(problem) = fault else {
        return false;
    };
    matches!(
        problem.kind(),
        Some(
            ProblemKind::CheckUnknown
                | ProblemKind::CheckExpired
                | ProblemKind::CheckOfAnotherClinic
                | ProblemKind::CheckUsed
                | ProblemKind::NotEligible
                | ProblemKind::CertificateExpired
                | ProblemKind::SettingsChanged
                | ProblemKind::ModeNotEnabled
                | ProblemKind::StatementForAnotherCheck
                | ProblemKind::AnswerMissing
                | ProblemKind::NotAsked
                | ProblemKind::LinkedItemsDiffer
                | ProblemKind::ItemsDoNotFollow
                | ProblemKind::PrescriptionFormNotAllowed
                | ProblemKind::DigestMismatch
        )
    )
}
