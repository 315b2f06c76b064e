//! A test binary's own tests, once more on PostgreSQL.

use std::{
    env,
    path::PathBuf,
    process::{Command, Stdio},
    thread,
};

use crate::{Server, TestDatabase};

/// Where the server of a run on PostgreSQL has its socket.
const SERVER: &str = "KYOTAKU_TEST_POSTGRESQL";
/// The database that each test gets a copy of.
pub(crate) const TEMPLATE: &str = "of_the_service";
/// At most so many tests at once, however many processors there are: each may have 20 connections, and the server takes 200.
const AT_ONCE: usize = 8;
/// What has no place on PostgreSQL, by a part of its name: tests about SQLite's file, and those that have a server of their own.
const NOT_THERE: [&str; 2] = ["of_the_file", "on_postgresql"];

/// The socket of the run's server, if this process is part of a run on PostgreSQL.
pub(crate) fn server_of_this_run() -> Option<PathBuf> {
    env::var_os(SERVER).map(PathBuf::from)
}

/// Runs this test binary again with its data on PostgreSQL: those of its tests whose names have one of `parts` in them, and are not
/// about SQLite's file. `prepare` brings the schema of the database of this URL up to date. The test that calls this is in a module
/// `on_postgresql`.
///
/// # Panics
///
/// If a test fails there, or none is run.
pub async fn tests_hold_again(parts: &[&str], prepare: impl AsyncFnOnce(&str)) {
    let server = Server::start().expect("a PostgreSQL server");
    let template = TestDatabase::make_named(server.folder(), TEMPLATE, None).await;
    prepare(&template.as_ref().expect("a database").url).await;

    let mut again = Command::new(env::current_exe().expect("this binary"));
    again.args(parts).env(SERVER, server.folder());
    let at_once = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(AT_ONCE);
    again.arg(format!("--test-threads={at_once}"));
    for part in NOT_THERE {
        again.args(["--skip", part]);
    }
    let output = again.stdin(Stdio::null()).output().expect("this binary runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let passed = said.lines().find_map(|line| {
        let counts = line.strip_prefix("test result: ok. ")?;
        counts.split_once(" passed")?.0.parse::<u32>().ok()
    });
    assert!(
        output.status.success() && passed.is_some_and(|passed| passed > 0),
        "on PostgreSQL:\n{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
