//! A real server: it is there, it goes and comes back, and nothing of it stays.

use std::{
    io::{BufRead, BufReader, Write},
    os::unix::fs::PermissionsExt,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use kyotaku_postgresql::{Server, TestDatabase};
use sqlx::{Connection, PgConnection};

async fn answers(url: &str) -> bool {
    match PgConnection::connect(url).await {
        Ok(mut connection) => connection.ping().await.is_ok(),
        Err(_) => false,
    }
}

#[tokio::test]
async fn a_server_is_stopped_killed_and_started_again_with_what_it_held_and_leaves_no_folder() {
    let mut server = Server::start().unwrap();
    let folder = server.folder().to_owned();
    let database = TestDatabase::make(&folder, None).await.unwrap();
    assert!(answers(&database.url).await);
    server.stop().unwrap();
    assert!(!answers(&database.url).await);
    server.start_again("").unwrap();
    assert!(answers(&database.url).await);
    server.kill().unwrap();
    assert!(!answers(&database.url).await);
    server.start_again("-c fsync=off").unwrap();
    assert!(answers(&database.url).await);
    let url = database.url.clone();
    drop(database);
    assert!(!answers(&url).await);
    drop(server);
    assert!(!folder.exists());
}

#[tokio::test]
async fn a_server_on_a_disk_has_its_data_in_the_folder_that_was_named_and_leaves_nothing_there() {
    let disk = tempfile::tempdir().unwrap();
    let entered = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(disk.path(), entered).unwrap();
    let count = || std::fs::read_dir(disk.path()).unwrap().count();
    let server = Server::start_on_disk(disk.path()).unwrap();
    let database = TestDatabase::make(server.folder(), None).await.unwrap();
    assert!(answers(&database.url).await);
    assert_eq!((count(), server.folder().join("data").exists()), (1, false));
    drop(database);
    drop(server);
    assert_eq!(count(), 0);
}

/// Started and killed by the test below.
#[test]
#[ignore = "it is the process that a_server_ends_with_the_process_that_was_killed starts and kills"]
fn a_process_with_a_server() {
    let server = Server::start().unwrap();
    writeln!(std::io::stdout(), "\nserver in {}", server.folder().display()).unwrap();
    std::thread::sleep(Duration::from_secs(600));
}

#[test]
fn a_server_ends_with_the_process_that_was_killed() {
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["a_process_with_a_server", "--exact", "--ignored", "--nocapture"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let folder = lines.find_map(|line| line.unwrap().strip_prefix("server in ").map(str::to_owned));
    let folder = std::path::PathBuf::from(folder.unwrap());
    assert!(folder.join("data").exists());
    process.kill().unwrap();
    process.wait().unwrap();
    let end = Instant::now() + Duration::from_secs(60);
    while folder.exists() {
        assert!(Instant::now() < end, "{} is left", folder.display());
        std::thread::sleep(Duration::from_millis(50));
    }
}
