//! The log: to a file or nowhere, never to the terminal that is drawn on.

use std::{fs::OpenOptions, os::unix::fs::OpenOptionsExt, path::Path, sync::Mutex};

use tracing_subscriber::EnvFilter;

use crate::failure::Failure;

/// The environment variable that says how much is logged.
const FILTER: &str = "KYOTAKU_LOG";

/// Logs to this file from now on. A new file can be read by its owner only.
pub(crate) fn to_file(path: &Path) -> Result<(), Failure> {
    let file = OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(path)
        .map_err(|error| {
            let what = format!("cannot open the log file {}: {error}", path.display());
            Failure::new(what, "Name another one with --log.")
        })?;
    let filter = match std::env::var(FILTER) {
        Ok(text) => EnvFilter::try_new(text).map_err(|_| {
            let what = format!("{FILTER} is not a filter");
            Failure::new(what, "Use for example info, debug or kyotaku_core=trace.")
        })?,
        Err(_) => EnvFilter::new("info"),
    };
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(Mutex::new(file))
        .try_init()
        .map_err(|error| Failure::new(format_args!("cannot begin the log: {error}"), "Leave out --log."))
}
