//! `cargo xtask bench ffi`: what a press costs on the JVM until the new view is there, next to an exported call that does
//! nothing. What is measured is in `bindings/kotlin/bench`.

use std::{ffi::OsString, fs, io, path::Path, process::Command};

use super::{release_library, succeed};
use crate::{cargo, kotlin, leaks::Run, root, stage::Stage};

/// Builds what is needed in the folder, and prints the tables.
pub(crate) fn measure(folder: &Path) -> io::Result<()> {
    succeed(
        kotlin::prepare(),
        "without Maven and Java there is nothing to measure on",
    )?;
    let library = release_library(folder, &["bench"])?;
    // Of the very library that is measured: `empty_call` is in no other.
    let generated = folder.join("generated");
    if generated.exists() {
        fs::remove_dir_all(&generated)?;
    }
    let mut bindgen = cargo();
    bindgen.args(["run", "--quiet", "--package", "kyotaku-bindgen", "--", "kotlin"]);
    bindgen.args([&library, &root().join("uniffi.toml"), &generated]);
    succeed(bindgen.status()?.success(), "the Kotlin is not generated")?;

    let run = Run::new(&root())?;
    let stage =
        Stage::start(&run).ok_or_else(|| io::Error::other("without the stage no screen is reached"))?;
    let mut maven = Command::new("mvn");
    maven
        .args(["--batch-mode", "--quiet", "--activate-profiles", "bench"])
        .arg("--file")
        .arg(root().join("bindings/kotlin/pom.xml"))
        .arg(property("kyotaku.library", &library))
        .arg(property("kyotaku.generated", &generated))
        .arg(property("kyotaku.build", &folder.join("kotlin")))
        .arg(property("kyotaku.temporary", run.temporary()))
        .arg(property("java.io.tmpdir", run.temporary()))
        .args(["-Dtest=Bench", "test"])
        .env("KYOTAKU_STAGE", stage.address())
        // Perf data would be a file beside the run's folder.
        .env("MAVEN_OPTS", "-XX:-UsePerfData")
        .env("LC_ALL", "C.UTF-8");
    let measured = run.mark(&mut maven).status()?.success();
    succeed(stage.end() && measured, "the measurement broke off")?;
    let left = run.left_behind();
    succeed(left.is_empty(), &left.join("\n"))
}

fn property(name: &str, path: &Path) -> OsString {
    let mut argument = OsString::from(format!("-D{name}="));
    argument.push(path);
    argument
}
