//! Requests at the same moment.

use kyotaku_core::{card::ChallengeMessage, eligibility::ProblemKind, visit::CareMode};
use kyotaku_service::sample::CLINIC;

use crate::{
    stage::{Stage, check, proof, registration},
    surface_card::{self, SurfaceCard},
};

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_challenge_used_with_and_without_the_pin_at_once_is_used_once() {
    let stage = Stage::set().await;
    let mode = CareMode::HomeVisit;
    let (challenge, nonce) = stage.challenge(mode).await;
    let clinic = CLINIC.parse().unwrap();
    let message = ChallengeMessage::new(&clinic, mode, &nonce);
    let by_pin = proof("valid", challenge.clone(), &message);
    let message = ChallengeMessage::without_pin(&clinic, mode, &nonce);
    let card = SurfaceCard::of("19400512", "2");
    let by_sight = surface_card::request(&challenge, &card.proof("valid", &message));
    let (one, two) = tokio::join!(stage.send(check(&by_pin)), stage.send(check(&by_sight)));
    let (stored, refused) = if one.status == 200 { (one, two) } else { (two, one) };
    assert_eq!(stored.status, 200);
    assert_eq!(refused.problem(), ProblemKind::ChallengeUsed);
    assert_eq!(stage.rows().await[1..3], [1, 1]);
    stage.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_certificate_that_is_sent_twice_at_once_is_kept_once_and_known() {
    let stage = Stage::set().await;
    let first = stage.proof("valid", CareMode::HomeVisit).await;
    let second = stage.proof("valid", CareMode::HomeVisit).await;
    let (one, two) = tokio::join!(stage.send(check(&first)), stage.send(check(&second)));
    assert_eq!((one.status.as_u16(), two.status.as_u16()), (200, 200));
    assert_eq!(stage.rows().await[6], 1);
    assert!(stage.knows("valid").await);
    stage.running.shutdown().await;
}
