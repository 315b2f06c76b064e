//! The same on PostgreSQL; and what only a server can do: go and come back, be unfit, have rules of its own.

mod alike;
mod faults;
mod start;

use kyotaku_postgresql::{Server, TestDatabase, TestPlace};
use kyotaku_service::{Database, Place};

#[tokio::test]
async fn every_test_holds_there_too() {
    kyotaku_postgresql::tests_hold_again(&[], async |url| {
        Database::open(&Place::named(url)).await.unwrap().close().await;
    })
    .await;
}

/// An empty database on this server.
async fn empty(server: &Server) -> TestPlace {
    let database = TestDatabase::make(server.folder(), None).await.unwrap();
    TestPlace::at(database).unwrap()
}
