//! What is left after a kill, and how the service goes on after its database was broken.

use std::{
    io::{BufRead, BufReader, Read, Write},
    process::{Child, Command, Stdio},
    sync::Arc,
};

use kyotaku_core::eligibility::ProblemKind;
use kyotaku_postgresql::TestPlace;
use kyotaku_service::{Service, count_registrations, items_of_latest_registration, ports::StoppedClock};

use crate::stage::{Request, Stage, config, registration, start};

const DATABASE: &str = "KYOTAKU_TEST_SERVICE_DATABASE";

/// The service as a process of its own: this test binary, asked for the one test below. It ends with its input.
pub(crate) struct Process(Child);

impl Process {
    pub(crate) fn start(place: &TestPlace) -> (Self, std::net::SocketAddr) {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "durability::the_service_as_a_process_of_its_own",
                "--exact",
                "--ignored",
                "--nocapture",
            ])
            .env(DATABASE, place.name())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let process = Self(child);
        let address = lines.find_map(|line| line.unwrap().strip_prefix("listens on ").map(str::to_owned));
        (process, address.unwrap().parse().unwrap())
    }

    pub(crate) fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[tokio::test]
#[ignore = "it is the process that a_killed_process_loses_no_receipted_registration starts and kills"]
async fn the_service_as_a_process_of_its_own() {
    let Some(database) = std::env::var_os(DATABASE) else {
        return;
    };
    let roots = vec![kyotaku_card::pki::auth_root_der().to_vec()];
    let mut config = kyotaku_service::Config::new(database, roots);
    config.accept_test_policy = true;
    config.sample = true;
    let running = Service::start(config, Arc::new(StoppedClock::at(start())))
        .await
        .unwrap();
    // After a line break: the harness may have written on this line.
    writeln!(std::io::stdout(), "\nlistens on {}", running.address).unwrap();
    let input = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
    input.await.unwrap().unwrap();
    running.shutdown().await;
}

#[tokio::test]
async fn a_killed_process_loses_no_receipted_registration() {
    let mut stage = Stage::set().await;
    let (process, address) = Process::start(&stage.place);
    stage.running.address = address;
    let body = stage.statement(&stage.check_number().await).await;
    let receipt = stage.send(registration(&body)).await;
    process.kill();
    assert_eq!(receipt.status, 201);

    let again = Service::start(config(&stage.place), stage.clock.clone())
        .await
        .unwrap();
    std::mem::replace(&mut stage.running, again).shutdown().await;
    assert_eq!(count_registrations(&stage.running.database).await.unwrap(), 1);
    assert_eq!(
        items_of_latest_registration(&stage.running.database)
            .await
            .unwrap()
            .len(),
        6
    );
    let same = stage.send(registration(&body)).await;
    assert_eq!((same.status.as_u16(), same.text), (200, receipt.text));
    stage.running.shutdown().await;
}

#[tokio::test]
async fn with_a_table_gone_every_call_says_so_and_works_again_when_it_is_back() {
    let stage = Stage::set().await;
    let body = stage.statement(&stage.check_number().await).await;
    let pool = stage.database().await;
    for (table, request) in [
        ("registration_items", registration(&body)),
        ("registrations", registration(&body)),
        ("settings_versions", Request::get("/v1/settings")),
        ("devices", Request::get("/v1/settings")),
        ("clinics", Request::get("/v1/health")),
    ] {
        let rename = |from: &str, to: &str| sqlx::AssertSqlSafe(format!("ALTER TABLE {from} RENAME TO {to}"));
        let aside = format!("{table}_aside");
        sqlx::query(rename(table, &aside)).execute(&pool).await.unwrap();
        let kind = stage.send(request).await.problem();
        assert_eq!(kind, ProblemKind::StorageUnavailable, "{table}");
        sqlx::query(rename(&aside, table)).execute(&pool).await.unwrap();
        assert_eq!(
            count_registrations(&stage.running.database).await.unwrap(),
            0,
            "{table}"
        );
    }
    assert_eq!(stage.send(registration(&body)).await.status, 201);
    stage.send(Request::get("/v1/health")).await.ok();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_write_that_the_disk_refuses_is_not_receipted_and_stored_by_the_next_try() {
    let stage = Stage::set().await;
    let body = stage.statement(&stage.check_number().await).await;
    let pool = stage.database().await;
    let (full, not_full) = if stage.place.is_on_postgresql() {
        (
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$;
             CREATE TRIGGER h BEFORE INSERT ON registration_items FOR EACH ROW WHEN (NEW.item = 'TKK')
                 EXECUTE FUNCTION full_disk()",
            "DROP FUNCTION full_disk CASCADE",
        )
    } else {
        (
            "CREATE TRIGGER h BEFORE INSERT ON registration_items WHEN NEW.item = 'TKK'
                 BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END",
            "DROP TRIGGER h",
        )
    };
    sqlx::raw_sql(full).execute(&pool).await.unwrap();
    assert_eq!(
        stage.refused(registration(&body)).await,
        ProblemKind::StorageUnavailable
    );
    sqlx::raw_sql(not_full).execute(&pool).await.unwrap();
    assert_eq!(stage.send(registration(&body)).await.status, 201);
    stage.running.shutdown().await;
}

mod of_the_file {
    use super::*;

    #[tokio::test]
    async fn no_receipt_is_given_for_a_file_that_was_removed() {
        let stage = Stage::set().await;
        let body = stage.statement(&stage.check_number().await).await;
        let (path, aside) = (
            stage.place.folder().join("kyotaku.db"),
            stage.place.folder().join("aside"),
        );
        std::fs::rename(&path, &aside).unwrap();
        for request in [
            registration(&body),
            Request::get("/v1/health"),
            Request::get("/v1/settings"),
        ] {
            assert_eq!(
                stage.send(request).await.problem(),
                ProblemKind::StorageUnavailable
            );
        }
        std::fs::rename(&aside, &path).unwrap();
        assert_eq!(count_registrations(&stage.running.database).await.unwrap(), 0);
        assert_eq!(stage.send(registration(&body)).await.status, 201);
        stage.running.shutdown().await;
    }
}
