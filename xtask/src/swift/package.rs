//! The tests in Swift: the generated code and the real library, built and run by Swift's own package manager.

use std::process::Command;

use crate::{
    bindings::{self, Language},
    cargo,
    leaks::Run,
    root, succeeded, target_folder,
};

/// Generates the Swift, compiles it and runs every test of it, against the stage at this address.
pub(crate) fn test(run: &Run, stage: &str) -> bool {
    if !bindings::build_library(run.mark(&mut cargo()))
        || !bindings::generate(Language::Swift, run.mark(&mut cargo()))
    {
        return false;
    }
    let (root, built) = (root(), target_folder());
    let package = root.join("bindings/swift");
    let library = bindings::library();
    let libraries = library.parent().unwrap_or(&built);
    let succeeds = |swift: &mut Command| {
        // Swift's package manager leaves temporary files behind. In the root's own folder for them they are gone when it
        // ends.
        let native = run.mark(swift.current_dir(&package)).env_remove("TMPDIR");
        match super::command(native, &[&root, &built]) {
            Ok(mut command) => succeeded(run.mark(&mut command)),
            Err(why) => {
                eprintln!("xtask: Swift's tests cannot be run: {why}");
                false
            }
        }
    };

    let mut formatting = Command::new("swift");
    formatting.args(["format", "lint", "--strict", "--recursive"]);
    formatting.args(["Package.swift", "Sources", "Tests"]);
    let mut tests = Command::new("swift");
    tests
        .args(["test", "--disable-swift-testing", "--build-path"])
        .arg(built.join("swift"))
        .args(["-Xlinker", "-L"])
        .args(["-Xlinker".as_ref(), libraries.as_os_str()])
        // Debian's Swift 6.0.3 has an undefined symbol in its Observation library.
        .args(["-Xlinker", "--allow-shlib-undefined"])
        .env("LD_LIBRARY_PATH", libraries)
        .env("KYOTAKU_STAGE", stage);
    succeeds(&mut formatting) && succeeds(&mut tests)
}
