//! What became of a request that stores. While that is not known it is sent again with the same key, which cannot store it
//! twice; if it stays unknown, that is said, and never that it was done.

use std::{io::Write, time::Duration};

use kyotaku_core::eligibility::{AtFault, ServiceFault};

use super::refusal::{Wanted, failed, unknown};
use crate::failure::Failure;

/// How often a request is sent, with the first time.
const TRIES: u32 = 3;
/// How long it is waited before it is sent again.
const PAUSE: Duration = Duration::from_secs(1);

/// Why there is no answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unanswered {
    /// It failed, and nothing was stored.
    Failed(ServiceFault),
    /// Whether it was stored is not known.
    Unknown,
}

impl Unanswered {
    /// In words.
    pub(super) fn failure(&self, wanted: Wanted) -> Failure {
        match self {
            Self::Failed(fault) => failed(wanted, fault),
            Self::Unknown => unknown(wanted),
        }
    }
}

/// Sends the request until it is known what became of it, or often enough.
pub(super) async fn known<T>(send: impl AsyncFnMut() -> Result<T, ServiceFault>) -> Result<T, Unanswered> {
    known_with_pauses(PAUSE, send).await
}

async fn known_with_pauses<T>(
    pause: Duration,
    mut send: impl AsyncFnMut() -> Result<T, ServiceFault>,
) -> Result<T, Unanswered> {
    let mut in_doubt = false;
    for sent in 1..=TRIES {
        match send().await {
            Ok(answer) => return Ok(answer),
            Err(fault) if fault.may_have_stored() => in_doubt = true,
            // It says of this sending that it stored nothing; of an earlier one only if it looked for the key.
            Err(fault) if !in_doubt || looked_for_the_key(&fault) => return Err(Unanswered::Failed(fault)),
            Err(_) => {}
        }
        if sent < TRIES {
            tell(sent + 1);
            tokio::time::sleep(pause).await;
        }
    }
    Err(Unanswered::Unknown)
}

/// Whether a refusal came after the look for what is stored under the key.
fn looked_for_the_key(fault: &ServiceFault) -> bool {
    match fault {
        ServiceFault::Refused(problem) => !matches!(
            problem.at_fault(),
            AtFault::Request | AtFault::Device | AtFault::AnotherClinic
        ),
        ServiceFault::Unreachable | ServiceFault::NoAnswer | ServiceFault::Garbled => false,
    }
}

fn tell(next: u32) {
    // If nobody reads standard error, there is nobody to tell.
    let _ = writeln!(
        std::io::stderr().lock(),
        "応答がないため、同じ要求をもう一度送ります（{next}回目）。二重に登録されることはありません。"
    );
}

#[cfg(test)]
mod tests {
    use kyotaku_core::eligibility::{Problem, ProblemKind};

    use super::*;

    fn refused(kind: ProblemKind) -> Result<u8, ServiceFault> {
        Err(ServiceFault::Refused(Problem::new(kind)))
    }

    /// The outcome of these answers, one for each sending, and how many of them were asked for.
    async fn outcome(answers: &[Result<u8, ServiceFault>]) -> (Result<u8, Unanswered>, usize) {
        let mut sent = 0;
        let outcome = known_with_pauses(Duration::ZERO, async || {
            sent += 1;
            answers[sent - 1].clone()
        });
        (outcome.await, sent)
    }

    #[tokio::test]
    async fn an_answer_ends_it_and_doubt_asks_again_three_times_in_all() {
        let lost = || Err(ServiceFault::NoAnswer);
        assert_eq!(outcome(&[Ok(1)]).await, (Ok(1), 1));
        assert_eq!(
            outcome(&[lost(), Err(ServiceFault::Garbled), Ok(1)]).await,
            (Ok(1), 3)
        );
        assert_eq!(
            outcome(&[lost(), lost(), lost()]).await,
            (Err(Unanswered::Unknown), 3)
        );
        let busy = refused(ProblemKind::StorageUnavailable);
        assert_eq!(
            outcome(&[busy.clone(), busy.clone(), busy]).await,
            (Err(Unanswered::Unknown), 3)
        );
    }

    #[tokio::test]
    async fn what_was_not_stored_at_first_is_known_and_after_a_doubt_only_if_the_key_was_looked_for() {
        for fault in [
            Err(ServiceFault::Unreachable),
            refused(ProblemKind::NothingToRevoke),
            refused(ProblemKind::Unauthorized),
        ] {
            let failed = Err(Unanswered::Failed(fault.clone().unwrap_err()));
            assert_eq!(outcome(&[fault]).await, (failed, 1));
        }
        let lost = Err(ServiceFault::NoAnswer);
        let (known, sent) = outcome(&[lost.clone(), refused(ProblemKind::NothingToRevoke)]).await;
        assert!(matches!(known, Err(Unanswered::Failed(_))) && sent == 2);
        for unsettled in [Err(ServiceFault::Unreachable), refused(ProblemKind::Unauthorized)] {
            let answers = [lost.clone(), unsettled.clone(), unsettled];
            assert_eq!(outcome(&answers).await, (Err(Unanswered::Unknown), 3));
        }
    }
}
