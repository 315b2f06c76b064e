//! Which servers a service starts with, and several services that start at once.

use kyotaku_postgresql::Server;
use kyotaku_service::{Database, Place, Service, StartError, StoreError, ports::StoppedClock, store::NotFit};
use sqlx::{AnyConnection, Connection, migrate::Migrate};
use std::{sync::Arc, time::Duration};

use super::empty;
use crate::stage::{config, start};

async fn tables(url: &str) -> i64 {
    let mut connection = AnyConnection::connect(url).await.unwrap();
    sqlx::query_scalar("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        .fetch_one(&mut connection)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_server_that_may_lose_what_it_commits_or_cannot_hold_it_is_refused_in_words_and_left_as_it_was() {
    let mut server = Server::start().unwrap();
    let place = empty(&server).await;
    for (options, expected, words) in [
        ("-c fsync=off", NotFit::NotDurable("fsync"), "fsync off"),
        (
            "-c full_page_writes=off",
            NotFit::NotDurable("full_page_writes"),
            "full_page_writes off",
        ),
        (
            "-c synchronous_commit=off",
            NotFit::NotDurable("synchronous_commit"),
            "could be lost",
        ),
        (
            "-c default_transaction_read_only=on",
            NotFit::ReadOnly,
            "takes no writes",
        ),
    ] {
        server.stop().unwrap();
        server.start_again(options).unwrap();
        let outcome = Service::start(config(&place), Arc::new(StoppedClock::at(start()))).await;
        let refusal = outcome.unwrap_err();
        assert!(refusal.to_string().contains(words), "{refusal}");
        assert!(matches!(refusal, StartError::Store(StoreError::NotFit(fault)) if fault == expected));
        assert_eq!(tables(&place.url()).await, 0, "{options}");
    }
    server.stop().unwrap();
    server.start_again("").unwrap();

    let mut connection = AnyConnection::connect(&place.url()).await.unwrap();
    let ascii =
        "CREATE DATABASE ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'";
    sqlx::raw_sql(ascii).execute(&mut connection).await.unwrap();
    let name: String = sqlx::query_scalar("SELECT current_database()::TEXT")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    let url = place.url().replace(&format!("/{name}?"), "/ascii?");
    let outcome = Database::open(&Place::named(url)).await;
    assert!(matches!(outcome, Err(StoreError::NotFit(NotFit::NotUnicode(_)))));
}

#[tokio::test]
async fn services_that_start_at_once_on_an_empty_database_make_its_tables_and_sample_once() {
    let server = Server::start().unwrap();
    let place = empty(&server).await;
    let service = || Service::start(config(&place), Arc::new(StoppedClock::at(start())));
    let (one, two, three) = tokio::join!(service(), service(), service());
    let mut connection = AnyConnection::connect(&place.url()).await.unwrap();
    let clinics: i64 = sqlx::query_scalar("SELECT count(*) FROM clinics")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(clinics, 2);
    for service in [one, two, three] {
        service.unwrap().shutdown().await;
    }
}

/// Longer than a request waits for another's turn: to make the tables may take minutes.
#[tokio::test]
async fn a_service_waits_for_another_that_brings_the_tables_up_to_date_however_long_it_takes() {
    let server = Server::start().unwrap();
    let place = empty(&server).await;
    sqlx::any::install_default_drivers();
    let mut other = AnyConnection::connect(&place.url()).await.unwrap();
    Migrate::lock(&mut other).await.unwrap();
    let name = Place::named(place.name());
    let opening = tokio::spawn(async move { Database::open(&name).await });
    tokio::time::sleep(Duration::from_secs(6)).await;
    assert!(!opening.is_finished());
    assert_eq!(tables(&place.url()).await, 0);
    Migrate::unlock(&mut other).await.unwrap();
    opening.await.unwrap().unwrap().close().await;
    assert!(tables(&place.url()).await > 0);
}
