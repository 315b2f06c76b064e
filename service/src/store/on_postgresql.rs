//! The tests that have a database, on PostgreSQL.

use super::*;

#[tokio::test]
async fn every_test_with_a_database_holds_there_too() {
    kyotaku_postgresql::tests_hold_again(&["store::", "sample::", "guard::table::"], async |url| {
        Database::open(&Place::named(url)).await.unwrap().close().await;
    })
    .await;
}
