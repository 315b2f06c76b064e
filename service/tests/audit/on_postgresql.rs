//! The same on PostgreSQL.

use kyotaku_service::Database;

#[tokio::test]
async fn every_test_holds_there_too() {
    kyotaku_postgresql::tests_hold_again(&[], async |url| {
        Database::open(&url.into()).await.unwrap().close().await;
    })
    .await;
}
