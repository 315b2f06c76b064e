//! Kyotaku in a terminal. `main.rs` calls [`main`]; whole-flow tests use [`play`].
//!
//! - `args`: the command line; one file for each command: `visit_command`, `mine_command`, `service_command`, `card_command`,
//!   and a folder for `demo`, `consents_command` and `audit_command`.
//! - `connection`: the service, and the device that is spoken for.
//! - `card_server`: the cards that `kyotaku card serve` serves over TCP, and the orders to it.
//! - `visit`: the terminal as a shell: keys in, drawings out.
//! - `draw`: what the core's view looks like as text.
//! - [`play`]: a visit played as a person would, for the demo and the tests.
//! - `words`: the few words of a visit that are the terminal's own.
//! - `output`, `failure`, `logging`: standard output, errors and exit codes, the log.

mod args;
mod audit_command;
mod card_command;
mod card_server;
mod connection;
mod consents_command;
mod demo;
mod draw;
mod failure;
mod logging;
mod mine_command;
mod output;
pub mod play;
mod service_command;
mod visit;
mod visit_command;
mod words;

use std::{io::Write, process::ExitCode, time::Duration};

use clap::Parser;
use tokio::signal::unix::{SignalKind, signal};

use self::{
    args::{Arguments, Command},
    failure::Failure,
    visit::End,
};

/// A visit was ended by a signal, as a shell would report an interrupt.
const INTERRUPTED: u8 = 130;
/// How long work that nobody waits for any more may go on at the end: a reader's driver cannot be called back.
const LAST_WORK: Duration = Duration::from_secs(2);

/// Runs the command line, and returns the exit code.
pub fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(code) => code,
        Err(failure) => {
            // If nobody reads standard error, the exit code has to do.
            let _ = writeln!(std::io::stderr().lock(), "kyotaku: {failure}");
            ExitCode::from(failure.code())
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    if let Some(file) = &arguments.log {
        logging::to_file(file)?;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| {
            Failure::new(
                format_args!("cannot start: {error}"),
                "Close other programs and try again.",
            )
        })?;
    let palette = output::palette(arguments.color);
    let outcome = runtime.block_on(async {
        match arguments.command {
            Command::Visit(visit) => visit_command::run(visit, palette).await.map(|end| match end {
                End::Left => ExitCode::SUCCESS,
                End::Stopped => ExitCode::from(INTERRUPTED),
            }),
            Command::Consents(consents) => consents_command::run(consents, palette)
                .await
                .map(|()| ExitCode::SUCCESS),
            Command::Mine(mine) => mine_command::run(mine).await.map(|()| ExitCode::SUCCESS),
            Command::Demo(demo) => demo::run(&demo, palette).await.map(|holds| match holds {
                true => ExitCode::SUCCESS,
                false => ExitCode::FAILURE,
            }),
            Command::Service(service) => service_command::run(service).await.map(|()| ExitCode::SUCCESS),
            Command::Audit(audit) => audit_command::run(audit).await.map(|()| ExitCode::SUCCESS),
            Command::Card(card) => card_command::run(card).await.map(|()| ExitCode::SUCCESS),
        }
    });
    runtime.shutdown_timeout(LAST_WORK);
    outcome
}

/// Waits for Ctrl-C or SIGTERM.
async fn until_stopped() -> Result<(), Failure> {
    let listen = |kind| signal(kind).map_err(|error| Failure::output(&error));
    let (mut interrupt, mut terminate) = (listen(SignalKind::interrupt())?, listen(SignalKind::terminate())?);
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}
