//! `cargo xtask bench service`: what durability, rules and audit cost, next to what the bare database does in the same run.

use std::{io, path::Path};

use super::succeed;
use crate::cargo;

/// Builds the program as the service ships, and runs it: it prints the table.
pub(crate) fn measure(folder: &Path) -> io::Result<()> {
    let mut command = cargo();
    command.args([
        "bench",
        "--quiet",
        "--locked",
        "--package",
        "kyotaku-service",
        "--bench",
        "service",
    ]);
    // The files that are measured lie on this disk, not in a folder that is kept in memory.
    command.env("TMPDIR", folder);
    succeed(command.status()?.success(), "the service was not measured")
}
