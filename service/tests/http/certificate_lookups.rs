//! `POST /v1/certificate-lookups`.

use kyotaku_core::{eligibility::ProblemKind, visit::CareMode};
use serde_json::json;

use crate::stage::{Request, Stage, check, head, lookup};

const MODE: CareMode = CareMode::HomeVisit;

#[tokio::test]
async fn a_certificate_is_known_after_the_first_check_with_it_and_not_before() {
    let stage = Stage::set().await;
    assert!(!stage.knows("valid").await);
    stage.check("valid").await;
    assert!(stage.knows("valid").await);
    assert!(!stage.knows("several").await);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_refused_check_makes_no_certificate_known() {
    let stage = Stage::set().await;
    let mut proof = stage.proof("several", MODE).await;
    proof.identity = stage.proof("valid", MODE).await.identity;
    assert_eq!(stage.refused(check(&proof)).await, ProblemKind::SignatureInvalid);
    assert!(!stage.knows("several").await);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_certificate_that_one_clinic_sent_is_known_to_all_and_nothing_else_is_said_of_it() {
    let stage = Stage::set().await;
    stage.check("valid").await;
    let challenge = Request::post("/v1/challenges", &json!({ "mode": MODE })).of_the_other_clinic();
    let challenge = stage.send(challenge).await.ok();
    let number = challenge["challenge"].as_str().unwrap();
    for (slug, known) in [("valid", true), ("several", false)] {
        let question = lookup(number, &head(slug)).of_the_other_clinic();
        assert_eq!(stage.send(question).await.ok(), json!({ "known": known }));
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_lookup_writes_nothing_and_leaves_the_challenge_to_the_check() {
    let stage = Stage::set().await;
    stage.check("valid").await;
    let proof = stage.proof("valid", MODE).await;
    let rows = stage.rows().await;
    for _ in 0..2 {
        let answer = stage.send(lookup(&proof.challenge, &head("valid"))).await;
        assert_eq!(answer.status, 200);
    }
    assert_eq!(stage.rows().await, rows);
    stage.send(check(&proof)).await.ok();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn only_an_open_challenge_of_the_clinic_gives_an_answer() {
    let stage = Stage::set().await;
    stage.check("valid").await;
    let known = head("valid");
    let (open, _) = stage.challenge(MODE).await;
    let used = stage.proof("several", MODE).await;
    stage.send(check(&used)).await.ok();
    for (request, expected) in [
        (lookup(&"0".repeat(32), &known), ProblemKind::ChallengeUnknown),
        (lookup(&used.challenge, &known), ProblemKind::ChallengeUsed),
        (
            lookup(&open, &known).of_the_other_clinic(),
            ProblemKind::ChallengeOfAnotherClinic,
        ),
        (
            lookup(&open, &known).without("authorization"),
            ProblemKind::Unauthorized,
        ),
    ] {
        assert_eq!(stage.refused(request).await, expected);
    }
    stage.pass_time(600);
    let expired = stage.refused(lookup(&open, &known)).await;
    assert_eq!(expired, ProblemKind::ChallengeExpired);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_head_is_64_lower_case_digits_and_nothing_else_is_sent() {
    let stage = Stage::set().await;
    let (challenge, _) = stage.challenge(MODE).await;
    let head = head("valid");
    for wrong in ["", &head[1..], &head.to_uppercase(), &format!("{head}00")] {
        let refused = stage.refused(lookup(&challenge, wrong)).await;
        assert_eq!(refused, ProblemKind::MalformedRequest, "{wrong}");
    }
    let more = json!({ "challenge": challenge, "head": head, "certificate": "AA==" });
    let refused = stage
        .refused(Request::post("/v1/certificate-lookups", &more))
        .await;
    assert_eq!(refused, ProblemKind::MalformedRequest);
    stage.running.shutdown().await;
}
