//! The program as a user starts it, for tests: run to its end, as a service, and on a terminal without a window.

mod audit;
mod card_served;
mod clinic;
mod commands;
mod consents;
mod full_disk;
mod mine;
mod service;
mod terminal;
mod visit;

use std::process::{Command, Output};

/// The program that was built for this test, with an environment that says nothing of its own.
fn kyotaku(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kyotaku"));
    command.args(arguments);
    for name in [
        "KYOTAKU_CARDS",
        "KYOTAKU_SERVICE",
        "KYOTAKU_DEVICE",
        "KYOTAKU_DEVICE_TOKEN",
        "KYOTAKU_LOG",
        "KYOTAKU_DATABASE",
        "NO_COLOR",
    ] {
        command.env_remove(name);
    }
    command
}

/// Runs it to its end.
fn run(arguments: &[&str]) -> Output {
    kyotaku(arguments).output().unwrap()
}
