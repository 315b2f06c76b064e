//! `cargo xtask bench ffi`: what a press costs on the JVM until the new view is there, next to an exported call that does
//! nothing. What is measured is in `bindings/kotlin/bench`.

use std::{fs, io, path::Path};

use super::{release_library, succeed};
use crate::{
    bindings::{Language, generated},
    cargo, kotlin,
    leaks::Run,
    root,
    stage::Stage,
};

/// Builds what is needed in the folder, and prints the tables.
pub(crate) fn measure(folder: &Path) -> io::Result<()> {
    succeed(
        kotlin::prepare(),
        "without Maven and Java there is nothing to measure on",
    )?;
    let library = release_library(folder, &["bench"])?;
    // Of the very library that is measured: `empty_call` is in no other.
    let code = folder.join("generated");
    if code.exists() {
        fs::remove_dir_all(&code)?;
    }
    let well = generated(&mut cargo(), Language::Kotlin, &library, &code);
    succeed(well, "the Kotlin is not generated")?;

    let run = Run::new(&root())?;
    let stage =
        Stage::start(&run).ok_or_else(|| io::Error::other("without the stage no screen is reached"))?;
    let mut maven = kotlin::maven_test(&run, stage.address(), &library, &folder.join("kotlin"));
    maven
        .args(["--quiet", "--activate-profiles", "bench", "-Dtest=Bench"])
        .arg(kotlin::property("kyotaku.generated", &code));
    let measured = maven.status()?.success();
    succeed(stage.end() && measured, "the measurement broke off")?;
    let left = run.left_behind();
    succeed(left.is_empty(), &left.join("\n"))
}
