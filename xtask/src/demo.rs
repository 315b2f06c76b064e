//! `cargo xtask demo`: builds `kyotaku` and becomes `kyotaku demo`.

use std::{ffi::OsString, os::unix::process::CommandExt, process::ExitCode};

use crate::{
    cargo,
    setup::{Purpose, prepare},
};

/// Returns only if the demo could not be started.
pub(crate) fn run(arguments: &[OsString]) -> ExitCode {
    if !prepare(Purpose::Demo) {
        return ExitCode::FAILURE;
    }
    // Built first and aloud: a first build takes minutes. Cargo tells its progress on stderr.
    match cargo().args(["build", "--package", "kyotaku"]).status() {
        Ok(status) if status.success() => {}
        Ok(_) => {
            eprintln!("xtask: kyotaku does not build");
            return ExitCode::FAILURE;
        }
        Err(error) => return not_started(&error),
    }
    // In this process's place (cargo does the same), so that signals and the exit code are the demo's own.
    let error = cargo()
        .args(["run", "--quiet", "--package", "kyotaku", "--", "demo"])
        .args(arguments)
        .exec();
    not_started(&error)
}

fn not_started(error: &std::io::Error) -> ExitCode {
    eprintln!("xtask: cargo cannot be started: {error}");
    ExitCode::FAILURE
}
