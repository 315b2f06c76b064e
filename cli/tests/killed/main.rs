//! `kill -9` of the real program, `kyotaku service`, at moments of chance while clients visit: every answer that a client was given
//! is in the database, nothing is there twice, and nothing is there by half.
//!
//! - `run`: how often, and by which chance; it is printed when a test fails.
//! - `services`: the processes, killed and started again. `clients`: visits that go on whatever dies. `ledger`: what they have sent
//!   and been answered.
//! - `stored`: what the database holds, held against the ledger. `halves`: what would be there by half.
//!
//! What is killed when is drawn from the seed; how the processes then run is the machine's. No moment makes a test fail, only what
//! is stored. A long run: `KYOTAKU_KILLS=100 cargo test -p kyotaku --test killed -- --nocapture`.

mod clients;
mod halves;
mod ledger;
mod run;
mod services;
mod stored;

use std::{panic::resume_unwind, sync::Arc};

use kyotaku_postgresql::{Server, TestDatabase};
use tokio::task::JoinSet;

use clients::Client;
use ledger::Ledger;
use run::Run;
use services::Services;
use stored::Stored;

/// How often the first service is killed while it makes the tables of an empty database and loads the sample.
const KILLS_IN_THE_FIRST_START: u32 = 3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite_every_answer_outlives_every_kill() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kyotaku.db");
    let file = file.to_str().unwrap();
    play("SQLite", file, &format!("sqlite:{file}"), 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgresql_every_answer_outlives_every_kill() {
    on_postgresql("PostgreSQL", 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgresql_every_answer_outlives_the_kills_of_one_service_while_another_goes_on() {
    on_postgresql("PostgreSQL, two services", 2).await;
}

async fn on_postgresql(name: &str, services: usize) {
    let server = Server::start().unwrap();
    let database = TestDatabase::make(server.folder(), None).await.unwrap();
    play(name, &database.url, &database.url, services).await;
}

/// Plays a run on an empty database, which the program knows as `database` and the test reaches at `url`.
async fn play(name: &str, database: &str, url: &str, services: usize) {
    let run = Run::of_the_environment(name);
    let mut chance = run.chance();
    let ledger = Arc::new(Ledger::default());
    let mut services = Services::on(database, services);
    for _ in 0..KILLS_IN_THE_FIRST_START {
        services.kill_in_start(0, &mut chance).await;
    }
    services.start_all().await;

    let mut clients = JoinSet::new();
    for client in Client::all(&services, &ledger, &chance) {
        clients.spawn(client.visit_until_told_to_stop());
    }
    let kills = async {
        while services.killed() < run.kills {
            services.kill_under_load(&ledger, &mut chance).await;
            Stored::read(url, &ledger).await.holds();
        }
    };
    tokio::select! {
        () = kills => {}
        Some(ended) = clients.join_next() => ended_early(ended),
    }
    ledger.stop();
    while let Some(ended) = clients.join_next().await {
        ended.unwrap_or_else(|error| resume_unwind(error.into_panic()));
    }

    // Nothing is under way any more: what was sent is known to be stored, and nothing else is.
    Stored::read(url, &ledger).await.holds_exactly();
    Client::ask_again_for_every_receipt(&services, &ledger, &chance).await;
    Stored::read(url, &ledger).await.holds_exactly();
    services.stop().await;
    run.tell(&ledger);
}

fn ended_early(ended: Result<(), tokio::task::JoinError>) {
    match ended {
        Ok(()) => panic!("a client ended before it was told to"),
        Err(error) => resume_unwind(error.into_panic()),
    }
}
