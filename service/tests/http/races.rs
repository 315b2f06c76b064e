//! Requests at the same moment.

use kyotaku_core::{eligibility::ProblemKind, visit::CareMode};

use crate::stage::{Stage, check, registration};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn identical_registrations_at_once_are_one_row_and_one_receipt_for_all() {
    let stage = Stage::set().await;
    let body = stage.statement(&stage.check_number().await).await;
    let send = || stage.send(registration(&body));
    let (one, two, three, four) = tokio::join!(send(), send(), send(), send());
    let answers = [one, two, three, four];
    let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 200, 200, 201]);
    assert!(answers.iter().all(|answer| answer.text == answers[0].text));
    assert_eq!(stage.rows().await[3..5], [1, 6]);
    stage.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_registrations_under_one_check_at_once_are_one_row() {
    let stage = Stage::set().await;
    let body = stage.statement(&stage.check_number().await).await;
    let send = |key: &str| stage.send(registration(&body).header("idempotency-key", key));
    let (one, two) = tokio::join!(send("the-first-of-two-keys"), send("the-second-of-two-keys"));
    let (stored, refused) = if one.status == 201 { (one, two) } else { (two, one) };
    assert_eq!(stored.status, 201);
    assert_eq!(refused.problem(), ProblemKind::CheckUsed);
    assert_eq!(stage.rows().await[3..5], [1, 6]);
    stage.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_challenge_used_twice_at_once_is_used_once() {
    let stage = Stage::set().await;
    let proof = stage.proof("valid", CareMode::HomeVisit).await;
    let send = |key: &str| stage.send(check(&proof).header("idempotency-key", key));
    let (one, two) = tokio::join!(send("the-first-of-two-keys"), send("the-second-of-two-keys"));
    let (stored, refused) = if one.status == 200 { (one, two) } else { (two, one) };
    assert_eq!(stored.status, 200);
    assert_eq!(refused.problem(), ProblemKind::ChallengeUsed);
    assert_eq!(stage.rows().await[1..3], [1, 1]);
    stage.running.shutdown().await;
}
