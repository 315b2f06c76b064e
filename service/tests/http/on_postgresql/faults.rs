//! The server is gone, comes back, comes back as one that may lose what it commits, and cannot grow its files. Nothing that was
//! receipted is lost, nothing that was not is there, and the service goes on by itself.

use kyotaku_core::eligibility::ProblemKind;
use kyotaku_postgresql::Server;
use serde_json::json;

use super::empty;
use crate::stage::{Request, Stage, registration};

async fn is_unavailable(stage: &Stage, requests: impl IntoIterator<Item = Request>) {
    for request in requests {
        let path = request.path.clone();
        let kind = stage.send(request).await.problem();
        assert_eq!(kind, ProblemKind::StorageUnavailable, "{path}");
    }
}

#[tokio::test]
async fn while_the_server_is_gone_every_call_says_so_and_all_goes_on_when_it_is_back() {
    let mut server = Server::start().unwrap();
    let stage = Stage::set_at(empty(&server).await, |_| {}).await;
    let stored = stage.statement(&stage.check_number().await).await;
    let waiting = stage.statement(&stage.check_number().await).await;
    let receipt = stage.send(registration(&stored)).await;
    assert_eq!(receipt.status, 201);
    let before = stage.rows().await;

    server.stop().unwrap();
    let all = [
        registration(&stored),
        registration(&waiting),
        Request::post("/v1/challenges", &json!({"mode": "home-visit"})),
        Request::get("/v1/settings"),
        Request::get("/v1/health"),
    ];
    is_unavailable(&stage, all).await;
    server.start_again("").unwrap();
    stage.send(Request::get("/v1/health")).await.ok();
    assert_eq!(stage.rows().await, before);

    // A server that was started otherwise is asked anew.
    server.kill().unwrap();
    server.start_again("-c fsync=off").unwrap();
    is_unavailable(&stage, [registration(&waiting), Request::get("/v1/settings")]).await;
    server.stop().unwrap();
    server.start_again("").unwrap();
    assert_eq!(stage.rows().await, before);

    let again = stage.send(registration(&stored)).await;
    assert_eq!((again.status.as_u16(), again.text), (200, receipt.text));
    assert_eq!(stage.send(registration(&waiting)).await.status, 201);
    stage.running.shutdown().await;
}

/// Longer than a segment of the test server's log, so that it is tables that cannot grow.
const LIMIT: u64 = 1024 * 1024;

#[tokio::test]
async fn while_a_table_cannot_grow_nothing_is_answered_that_is_not_stored() {
    let mut server = Server::start().unwrap();
    let stage = Stage::set_at(empty(&server).await, |_| {}).await;
    let pool = stage.database().await;
    let fill = "INSERT INTO challenges SELECT 'filled-' || n, '1234567890', 'home-visit', 'nonce-' || n, '', '', NULL,
            'visit-app', '', '', repeat('x', 100), 'sample-device' FROM generate_series(1, 8000) n
            WHERE pg_relation_size('challenges') <= $1";
    sqlx::query(fill).bind(LIMIT as i64).execute(&pool).await.unwrap();
    server.limit_files(Some(LIMIT)).unwrap();
    let challenge = || Request::post("/v1/challenges", &json!({"mode": "home-visit"}));
    let before = stage.rows().await[0];
    let mut stored = 0;
    let refused = loop {
        let answer = stage.send(challenge()).await;
        if answer.status != 201 {
            break answer;
        }
        // The last page has room for some.
        stored += 1;
        assert!(stored < 100);
    };
    assert_eq!(refused.problem(), ProblemKind::StorageUnavailable);
    assert_eq!(stage.rows().await[0], before + stored);
    // What needs no room is answered.
    stage.send(Request::get("/v1/settings")).await.ok();
    server.limit_files(None).unwrap();
    stage.send(challenge()).await.ok();
    assert_eq!(stage.rows().await[0], before + stored + 1);
    stage.running.shutdown().await;
}
