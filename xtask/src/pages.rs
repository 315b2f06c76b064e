//! The tests of the service's pages in a real browser: `service/browser`, run by Node.js in Debian's Chromium against
//! the built `kyotaku`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{leaks::Run, packages::program, programs, root};

/// The oldest Node.js that the tests run on.
const OLDEST_NODE: u32 = 18;

/// Whether Node.js is there and new enough. If not, it has said in one line what is missing.
pub(crate) fn prepare() -> bool {
    let version = program("node").and_then(|node| {
        let output = Command::new(node).arg("--version").stdin(Stdio::null()).output();
        node_version(&String::from_utf8_lossy(&output.ok()?.stdout))
    });
    match version {
        Some(version) if version >= OLDEST_NODE => true,
        Some(version) => {
            eprintln!("xtask: this is Node.js {version}, and {OLDEST_NODE} is needed");
            false
        }
        None => {
            eprintln!("xtask: no Node.js that runs: install the packages nodejs and npm");
            false
        }
    }
}

/// The version in what `node --version` says: `v20.20.2`.
fn node_version(said: &str) -> Option<u32> {
    said.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Builds `kyotaku`, installs what the lock file names, and runs every test.
pub(crate) fn test(run: &Run) -> bool {
    let Some(kyotaku) = programs::program(run, "kyotaku") else {
        return false;
    };
    let folder = root().join("service/browser");
    if !is_installed(&folder) && !install(run, &folder) {
        return false;
    }
    let mut tests = Command::new("npm");
    tests
        .args(["test", "--silent"])
        .current_dir(&folder)
        .env("KYOTAKU", kyotaku)
        .stdin(Stdio::null());
    succeeds(run, &mut tests)
}

/// Whether the packages there are those of the lock file: its copy lies beside them once all of them are.
fn is_installed(folder: &Path) -> bool {
    let lock = fs::read(folder.join("package-lock.json"));
    let copy = fs::read(copy_of_lock(folder));
    matches!((lock, copy), (Ok(lock), Ok(copy)) if lock == copy)
}

fn install(run: &Run, folder: &Path) -> bool {
    eprintln!("xtask: installing what service/browser/package-lock.json names");
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund"])
        .current_dir(folder)
        .stdin(Stdio::null());
    if !succeeds(run, &mut npm) {
        return false;
    }
    let copied = fs::copy(folder.join("package-lock.json"), copy_of_lock(folder));
    copied
        .inspect_err(|why| eprintln!("xtask: the lock file cannot be copied: {why}"))
        .is_ok()
}

fn copy_of_lock(folder: &Path) -> PathBuf {
    folder.join("node_modules/.installed-from.json")
}

fn succeeds(run: &Run, command: &mut Command) -> bool {
    match run.mark(command).status() {
        Ok(status) => status.success(),
        Err(why) => {
            eprintln!("xtask: npm cannot be started: {why}");
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_what_node_says() {
        assert_eq!(node_version("v20.20.2\n"), Some(20));
        assert_eq!(node_version("v8.0.0"), Some(8));
        assert_eq!(node_version("node"), None);
    }

    #[test]
    fn packages_are_installed_anew_when_the_lock_file_is_another() {
        let folder = std::env::temp_dir().join(format!("kyotaku-pages-{}", std::process::id()));
        fs::create_dir_all(folder.join("node_modules")).unwrap();
        fs::write(folder.join("package-lock.json"), "{1}").unwrap();
        assert!(!is_installed(&folder));
        fs::write(copy_of_lock(&folder), "{1}").unwrap();
        assert!(is_installed(&folder));
        fs::write(folder.join("package-lock.json"), "{2}").unwrap();
        assert!(!is_installed(&folder));
        fs::remove_dir_all(folder).unwrap();
    }
}
