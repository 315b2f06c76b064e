//! Checks with a certificate that is named, not sent.

use kyotaku_core::{eligibility::ProblemKind, visit::CareMode};
use kyotaku_service::Service;
use serde_json::Value;

use crate::stage::{Stage, certificate, check, config, head, named};

const MODE: CareMode = CareMode::HomeVisit;

/// Keeps a certificate under the head of another person's, past the service.
async fn keep_under_the_head_of(stage: &Stage, whose_head: &str, der: &[u8]) {
    let pool = stage.database().await;
    let check: String = sqlx::query_scalar("SELECT check_number FROM checks LIMIT 1")
        .fetch_one(&pool)
        .await
        .unwrap();
    sqlx::query(
        "INSERT INTO known_certificates VALUES ('another', $1, $2, 'root', 'serial', '2026-11-22T12:00:00+09:00', $3)",
    )
    .bind(head(whose_head))
    .bind(der)
    .bind(check)
    .execute(&pool)
    .await
    .unwrap();
}

fn without_its_number(mut eligibility: Value) -> Value {
    eligibility["check"].take();
    eligibility
}

#[tokio::test]
async fn a_known_certificate_proves_as_much_as_the_same_one_sent_whole() {
    let stage = Stage::set().await;
    let whole = stage.check("valid").await;
    let request = named("valid", stage.proof("valid", MODE).await);
    let answer = stage.send(check(&request)).await.ok();
    assert_eq!(without_its_number(answer.clone()), without_its_number(whole));
    let rows: Vec<(String, String, String)> = sqlx::query_as("SELECT root, serial, identity FROM checks")
        .fetch_all(&stage.database().await)
        .await
        .unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0], rows[1]);
    assert_eq!(rows[0].2, "pin");
    assert_eq!(stage.rows().await[6], 1, "kept once");

    let body = stage.statement(answer["check"].as_str().unwrap()).await;
    assert_eq!(stage.send(crate::stage::registration(&body)).await.status, 201);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_certificate_can_be_made_known_without_a_check_if_one_could_be_made_with_it() {
    let stage = Stage::set().await;
    let save = async |der: &[u8]| {
        stage
            .running
            .save_certificate(der, crate::stage::start())
            .await
            .unwrap()
    };
    assert!(save(&certificate("valid")).await);
    assert!(save(&certificate("valid")).await);
    assert!(!save(&certificate("certificate-expired")).await);
    assert!(!save(include_bytes!("../fixtures/good.der")).await);
    assert_eq!(stage.rows().await[6], 1);
    let request = named("valid", stage.proof("valid", MODE).await);
    assert_eq!(stage.send(check(&request)).await.status, 200);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn one_that_is_not_known_is_asked_for_whole_and_the_challenge_stays_usable() {
    let stage = Stage::set().await;
    stage.check("several").await;
    let whole = stage.proof("valid", MODE).await;
    let request = named("valid", whole.clone());
    assert_eq!(
        stage.refused(check(&request)).await,
        ProblemKind::CertificateUnknown
    );
    stage.send(check(&whole)).await.ok();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_signature_by_another_key_than_the_known_one_is_refused() {
    let stage = Stage::set().await;
    stage.check("valid").await;
    // The second sample card has another key than the first.
    let request = named("valid", stage.proof("invalid", MODE).await);
    assert_eq!(
        stage.refused(check(&request)).await,
        ProblemKind::SignatureInvalid
    );
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_changed_certificate_with_a_known_head_is_noticed_and_sent_whole_proves() {
    let stage = Stage::set().await;
    stage.check("several").await;
    keep_under_the_head_of(&stage, "valid", &certificate("invalid")).await;
    let whole = stage.proof("valid", MODE).await;
    let request = named("valid", whole.clone());
    assert_eq!(
        stage.refused(check(&request)).await,
        ProblemKind::SignatureInvalid
    );
    stage.send(check(&whole)).await.ok();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_head_that_two_certificates_share_is_known_for_neither() {
    let stage = Stage::set().await;
    stage.check("valid").await;
    assert!(stage.knows("valid").await);
    keep_under_the_head_of(&stage, "valid", &certificate("several")).await;
    assert!(!stage.knows("valid").await);
    let request = named("valid", stage.proof("valid", MODE).await);
    assert_eq!(
        stage.refused(check(&request)).await,
        ProblemKind::CertificateUnknown
    );
    stage.check("valid").await;
    assert!(!stage.knows("valid").await);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_known_certificate_is_judged_by_the_day_on_which_it_is_named() {
    let stage = Stage::set().await;
    stage.check("certificate-expired-recently").await;
    stage.pass_time(100 * 24 * 60 * 60);
    let request = named(
        "certificate-expired-recently",
        stage.proof("certificate-expired-recently", MODE).await,
    );
    assert_eq!(
        stage.refused(check(&request)).await,
        ProblemKind::CertificateExpired
    );
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_known_certificate_of_a_root_that_is_trusted_no_more_is_refused() {
    let mut stage = Stage::set().await;
    stage.check("valid").await;
    let other = Stage::set().await;
    std::mem::replace(&mut stage.running, other.running)
        .shutdown()
        .await;
    let mut config = config(&stage.place);
    config.roots = vec![include_bytes!("../fixtures/root.der").to_vec()];
    let started = Service::start(config, stage.clock.clone()).await.unwrap();
    std::mem::replace(&mut stage.running, started).shutdown().await;
    let request = named("valid", stage.proof("valid", MODE).await);
    assert!(matches!(
        stage.refused(check(&request)).await,
        ProblemKind::CertificateUntrusted | ProblemKind::TestCard
    ));
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_revoked_certificate_is_refused_whole_and_named_and_a_revocation_stays() {
    let stage = Stage::set().await;
    stage.check("valid").await;
    let pool = stage.database().await;
    sqlx::query(
        "INSERT INTO revocations SELECT root, serial, '2026-11-22T12:10:00+09:00' FROM certificates
         WHERE insured = 'valid' AND serial = 'A00001'",
    )
    .execute(&pool)
    .await
    .unwrap();
    // Revoked ten minutes from now.
    stage.check("valid").await;
    stage.pass_time(600);
    let whole = stage.proof("valid", MODE).await;
    for request in [named("valid", whole.clone()), whole] {
        assert_eq!(
            stage.refused(check(&request)).await,
            ProblemKind::CertificateRevoked
        );
    }
    stage.check("several").await;
    for forbidden in [
        "DELETE FROM revocations",
        "UPDATE revocations SET revoked_at = '2030-01-01T00:00:00+09:00'",
        "DELETE FROM known_certificates",
        "UPDATE known_certificates SET head = ''",
        "UPDATE checks SET identity = 'visual'",
    ] {
        let refused = sqlx::query(forbidden).execute(&pool).await.unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{forbidden}");
    }
    stage.running.shutdown().await;
}
