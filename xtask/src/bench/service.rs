//! `cargo xtask bench service`: what the service can do in a second, next to what its database can. The program that measures is
//! `service/bench`.

use std::{ffi::OsString, io, process::Command};

use super::succeed;
use crate::{cargo, leaks::Run, root, target_folder};

const PACKAGE: &str = "kyotaku-service-bench";

/// Builds the program as what ships is built, and runs it with these arguments: it prints the tables.
pub(crate) fn measure(arguments: &[OsString]) -> io::Result<()> {
    let mut build = cargo();
    build.args(["build", "--release", "--locked", "--package", PACKAGE]);
    succeed(
        build.status()?.success(),
        "what measures the service does not build",
    )?;

    // Its databases are in the run's own folder, which goes with it.
    let run = Run::new(&root())?;
    let mut program = Command::new(target_folder().join("release").join(PACKAGE));
    program.args(arguments);
    let measured = run.mark(&mut program).status()?.success();
    let left = run.left_behind();
    succeed(measured, "the service was not measured")?;
    succeed(left.is_empty(), &left.join("\n"))
}
