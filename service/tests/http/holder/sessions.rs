//! How a card opens a session, and what opens none.

use base64::{Engine, engine::general_purpose::STANDARD};
use kyotaku_core::{card::ChallengeMessage, eligibility::ProblemKind, visit::CareMode};
use kyotaku_service::sample;
use reqwest::Method;
use serde_json::json;

use super::{by, challenge, get, open, opening, session, session_body, signed};
use crate::stage::{Request, Stage, certificate, check, proof};

#[tokio::test]
async fn a_challenge_is_new_each_time_and_leaves_no_row() {
    let stage = Stage::set().await;
    let before = stage.rows().await;
    let first = stage.send(open(Method::POST, "/v1/holder/challenges")).await;
    assert_eq!(first.status, 201);
    assert_eq!(first.json()["expires_in"], 600);
    let (one, two) = (challenge(&stage).await, challenge(&stage).await);
    assert_ne!(one.0, two.0);
    assert_ne!(one.1, two.1);
    assert_eq!(STANDARD.decode(one.1).unwrap().len(), 32);
    assert_eq!(stage.rows().await, before);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_session_is_open_for_15_minutes_to_the_second_and_its_token_is_not_in_the_file() {
    let stage = Stage::set().await;
    let answer = stage
        .send(opening(&session_body(&stage, "valid").await))
        .await
        .ok();
    assert_eq!(answer["expires_at"], "2026-11-22T12:15:00+09:00");
    let token = answer["token"].as_str().unwrap().to_owned();
    stage.pass_time(15 * 60 - 1);
    for path in ["/v1/holder/consents", "/v1/holder/disclosures"] {
        assert_eq!(stage.send(get(&token, path)).await.status, 200, "{path}");
    }
    stage.pass_time(15 * 60);
    for path in ["/v1/holder/consents", "/v1/holder/disclosures"] {
        assert_eq!(
            stage.refused(get(&token, path)).await,
            ProblemKind::Unauthorized,
            "{path}"
        );
    }
    // The next one tidies up.
    session(&stage, "valid").await;
    let database = stage.database().await;
    let sessions: i64 = sqlx::query_scalar("SELECT count(*) FROM holder_sessions")
        .fetch_one(&database)
        .await
        .unwrap();
    assert_eq!(sessions, 1);
    // Until both have let go of it, SQLite's log files may go while they are looked for.
    database.close().await;
    stage.running.database.close().await;
    assert!(stage.holds("card").await);
    assert!(!stage.holds(&token).await);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_session_that_was_ended_is_over_and_its_challenge_opens_no_other() {
    let stage = Stage::set().await;
    let body = session_body(&stage, "valid").await;
    let answer = stage.send(opening(&body)).await.ok();
    let token = answer["token"].as_str().unwrap();
    let ended = stage.send(by(token, Method::DELETE, "/v1/holder/sessions")).await;
    assert_eq!((ended.status.as_u16(), ended.text.as_str()), (204, ""));
    assert_eq!(
        stage.refused(get(token, "/v1/holder/consents")).await,
        ProblemKind::Unauthorized
    );
    assert_eq!(stage.refused(opening(&body)).await, ProblemKind::ChallengeUsed);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_clinics_challenge_and_a_patients_are_never_taken_for_each_other() {
    let stage = Stage::set().await;
    // What a card signed for a clinic opens no session.
    let (given, nonce) = challenge(&stage).await;
    for mode in CareMode::ALL {
        let clinics = ChallengeMessage::new(&sample::CLINIC.parse().unwrap(), mode, &nonce);
        let body = json!({
            "challenge": given,
            "certificate": STANDARD.encode(certificate("valid")),
            "signature": signed("valid", &clinics),
        });
        assert_eq!(stage.refused(opening(&body)).await, ProblemKind::SignatureInvalid);
    }
    // And what it signed for a session makes no check, and so no consent.
    let (number, nonce) = stage.challenge(CareMode::HomeVisit).await;
    let patients = proof("valid", number, &ChallengeMessage::of_holder(&nonce));
    assert_eq!(
        stage.refused(check(&patients)).await,
        ProblemKind::SignatureInvalid
    );
    // Nor is the one's challenge known to the other.
    let (number, nonce) = stage.challenge(CareMode::HomeVisit).await;
    let body = json!({
        "challenge": number,
        "certificate": STANDARD.encode(certificate("valid")),
        "signature": signed("valid", &ChallengeMessage::of_holder(&nonce)),
    });
    assert_eq!(stage.refused(opening(&body)).await, ProblemKind::ChallengeUnknown);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_proof_that_does_not_fit_or_a_card_that_is_none_opens_nothing() {
    let stage = Stage::set().await;
    let good = session_body(&stage, "valid").await;
    let changed = |name: &str, value: String| {
        let mut body = good.clone();
        body[name] = value.into();
        body
    };
    let mut signature = STANDARD.decode(good["signature"].as_str().unwrap()).unwrap();
    signature[100] ^= 1;
    let mut forged = good["challenge"].as_str().unwrap().to_owned();
    forged.replace_range(..1, if forged.starts_with('0') { "1" } else { "0" });
    // A longer life than was given is another challenge.
    let prolonged = format!("{}0", good["challenge"].as_str().unwrap());
    let certificate_of = |slug| STANDARD.encode(certificate(slug));
    for (body, expected) in [
        (
            changed("signature", STANDARD.encode(signature)),
            ProblemKind::SignatureInvalid,
        ),
        (
            changed("certificate", certificate_of("renewed")),
            ProblemKind::SignatureInvalid,
        ),
        (changed("challenge", forged), ProblemKind::SignatureInvalid),
        (changed("challenge", prolonged), ProblemKind::SignatureInvalid),
        (
            changed("challenge", "no such".into()),
            ProblemKind::ChallengeUnknown,
        ),
        (
            changed("certificate", "MA==".into()),
            ProblemKind::CertificateMalformed,
        ),
        (changed("signature", "?".into()), ProblemKind::MalformedRequest),
        (changed("pin", "1234".into()), ProblemKind::MalformedRequest),
        (
            session_body(&stage, "revoked").await,
            ProblemKind::CertificateRevoked,
        ),
        (
            session_body(&stage, "certificate-expired").await,
            ProblemKind::CertificateExpired,
        ),
    ] {
        assert_eq!(stage.refused(opening(&body)).await, expected);
    }
    // None of these used the challenge up.
    assert_eq!(stage.send(opening(&good)).await.status, 201);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_challenge_is_over_after_ten_minutes_to_the_second() {
    let stage = Stage::set().await;
    let (one, two) = (
        session_body(&stage, "valid").await,
        session_body(&stage, "valid").await,
    );
    stage.pass_time(599);
    assert_eq!(stage.send(opening(&one)).await.status, 201);
    stage.pass_time(600);
    assert_eq!(stage.refused(opening(&two)).await, ProblemKind::ChallengeExpired);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_card_that_no_insurer_has_linked_opens_nothing_and_one_without_insurance_does() {
    let stage = Stage::set().await;
    // Whoever has no insurance now has a right to see who saw what before.
    session(&stage, "none").await;
    let pool = stage.database().await;
    sqlx::query("DELETE FROM certificates")
        .execute(&pool)
        .await
        .unwrap();
    let body = session_body(&stage, "valid").await;
    assert_eq!(stage.refused(opening(&body)).await, ProblemKind::NotEligible);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn who_opens_a_session_says_who_speaks_and_by_no_clinics_channel() {
    let stage = Stage::set().await;
    let body = session_body(&stage, "valid").await;
    for name in [
        "kyotaku-channel",
        "kyotaku-app",
        "kyotaku-version",
        "kyotaku-device",
    ] {
        for request in [opening(&body).without(name), opening(&body).header(name, " ")] {
            assert_eq!(stage.refused(request).await, ProblemKind::OriginMissing, "{name}");
        }
    }
    let request = opening(&body).header("kyotaku-channel", "visit-app");
    assert_eq!(stage.refused(request).await, ProblemKind::OriginMissing);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_clinics_token_is_no_patients_and_a_patients_is_no_clinics() {
    let stage = Stage::set().await;
    let token = session(&stage, "valid").await;
    let calls = [
        (Method::DELETE, "/v1/holder/sessions"),
        (Method::GET, "/v1/holder/disclosures"),
        (Method::GET, "/v1/holder/consents"),
        (Method::POST, "/v1/holder/revocations"),
        (Method::POST, "/v1/holder/page-codes"),
    ];
    for (method, path) in calls {
        for clinics in [sample::TOKEN, sample::PROGRAM_TOKEN, "", "0"] {
            let request = Request::new(method.clone(), path)
                .header("authorization", &format!("Bearer {clinics}"))
                .header("idempotency-key", "0123456789abcdef");
            assert_eq!(stage.refused(request).await, ProblemKind::Unauthorized, "{path}");
        }
    }
    for path in ["/v1/settings", "/v1/registrations?digest=000000000000"] {
        let request = Request::get(path).header("authorization", &format!("Bearer {token}"));
        assert_eq!(stage.refused(request).await, ProblemKind::Unauthorized, "{path}");
    }
    stage.running.shutdown().await;
}
