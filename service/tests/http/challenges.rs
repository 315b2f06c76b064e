//! `POST /v1/challenges`.

use base64::{Engine, engine::general_purpose::STANDARD};
use kyotaku_core::{
    eligibility::{ProblemKind, Use},
    visit::CareMode,
};
use serde_json::json;

use crate::stage::{Request, Stage};

#[tokio::test]
async fn a_challenge_is_32_new_random_bytes_for_ten_minutes() {
    let stage = Stage::set().await;
    let request = || Request::post("/v1/challenges", &json!({"mode": "home-visit"}));
    let answer = stage.send(request()).await;
    assert_eq!(answer.status, 201);
    let (one, two) = (answer.json(), stage.send(request()).await.ok());
    assert_eq!(one["expires_in"], 600);
    assert_eq!(STANDARD.decode(one["nonce"].as_str().unwrap()).unwrap().len(), 32);
    assert_ne!(one["nonce"], two["nonce"]);
    assert_ne!(one["challenge"], two["challenge"]);

    let row: (String, String, String, String, String, String) =
        sqlx::query_as("SELECT channel, app, version, device, credential, issued_at FROM challenges LIMIT 1")
            .fetch_one(&stage.database().await)
            .await
            .unwrap();
    let text = [
        "visit-app",
        "kyotaku-test",
        "0.1.0",
        "tablet-1",
        "sample-device",
        "2026-11-22T12:00:00+09:00",
    ];
    let [channel, app, version, device, credential, issued_at] = text.map(str::to_owned);
    assert_eq!(row, (channel, app, version, device, credential, issued_at));
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_mode_that_is_switched_off_gets_none() {
    let stage = Stage::set().await;
    stage.save(|settings| settings.online_outpatient = Use::Off).await;
    let off = Request::post("/v1/challenges", &json!({"mode": CareMode::OnlineOutpatient}));
    assert_eq!(stage.refused(off).await, ProblemKind::ModeNotEnabled);
    stage.challenge(CareMode::HomeVisit).await;
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_request_of_another_form_is_malformed() {
    let stage = Stage::set().await;
    for body in [
        json!({}),
        json!({"mode": "home"}),
        json!({"mode": 1}),
        json!({"mode": "home-visit", "more": 1}),
        json!(null),
        json!("home-visit"),
    ] {
        let kind = stage.refused(Request::post("/v1/challenges", &body)).await;
        assert_eq!(kind, ProblemKind::MalformedRequest, "{body}");
    }
    stage.running.shutdown().await;
}
