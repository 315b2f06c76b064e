//! The tests in Swift: the generated code and the real library, built and run by Swift's own package manager.

use std::process::Command;

use crate::{
    bindings::{self, Language},
    cargo,
    leaks::Run,
    root, target_folder,
};

/// Generates the Swift, compiles it and runs every test of it, against the stage at this address.
pub(crate) fn test(run: &Run, stage: &str) -> bool {
    if !bindings::build_library(run.mark(&mut cargo()))
        || !bindings::generate(Language::Swift, run.mark(&mut cargo()))
    {
        return false;
    }
    let (root, built) = (root(), target_folder());
    let library = bindings::library();
    let libraries = library.parent().unwrap_or(&built);
    let mut tests = Command::new("swift");
    tests
        .args(["test", "--disable-swift-testing", "--build-path"])
        .arg(built.join("swift"))
        .args(["-Xlinker", "-L"])
        .args(["-Xlinker".as_ref(), libraries.as_os_str()])
        // Debian's Swift 6.0.3 has an undefined symbol in its Observation library.
        .args(["-Xlinker", "--allow-shlib-undefined"])
        .env("LD_LIBRARY_PATH", libraries)
        .env("KYOTAKU_STAGE", stage)
        .current_dir(root.join("bindings/swift"));
    let inside = super::command(run.mark(&mut tests), &[&root, &built, run.temporary()]);
    match inside.and_then(|mut command| run.mark(&mut command).status().map_err(|error| error.to_string())) {
        Ok(status) => status.success(),
        Err(why) => {
            eprintln!("xtask: Swift's tests cannot be run: {why}");
            false
        }
    }
}
