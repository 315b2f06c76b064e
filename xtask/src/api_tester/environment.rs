//! Where the API tester is installed: a Python environment of its own, made once in the cache folder from the pinned releases.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{cache, root};

/// The stamp, in the environment: what it was made from. It is written when all else is done.
const STAMP: &str = ".kyotaku-api-tester";

/// The environment, whether it is there or not.
pub(super) struct Environment {
    folder: PathBuf,
    /// The file of the pinned releases, and what it says.
    releases: PathBuf,
    pinned: String,
}

impl Environment {
    /// The one that this checkout's releases are for, in this user's cache.
    pub(super) fn of_this_user() -> Result<Self, String> {
        let releases = root().join("xtask/api-tester/requirements.txt");
        let pinned = fs::read_to_string(&releases).map_err(|error| told(&releases, &error))?;
        let folder = cache::folder()?.join(folder_name(&pinned).ok_or("its release is not pinned")?);
        Ok(Self {
            folder,
            releases,
            pinned,
        })
    }

    /// Nothing to do in most runs. One run makes it; others wait.
    pub(super) fn make_if_missing(&self) -> Result<(), String> {
        if self.is_whole() {
            return Ok(());
        }
        let lock_file = self.folder.with_extension("lock");
        let fault = |error: io::Error| told(&lock_file, &error);
        fs::create_dir_all(lock_file.parent().unwrap_or(Path::new("."))).map_err(fault)?;
        // Held until this function ends, or this process, in whatever way.
        let lock = File::create(&lock_file).map_err(fault)?;
        lock.lock().map_err(fault)?;
        if self.is_whole() {
            return Ok(());
        }
        self.make()
    }

    fn is_whole(&self) -> bool {
        fs::read_to_string(self.folder.join(STAMP)).is_ok_and(|stamp| stamp == self.pinned)
    }

    /// Only for who holds the lock.
    fn make(&self) -> Result<(), String> {
        eprintln!("xtask: setting up the API tester in {}", self.folder.display());
        let mut venv = Command::new("python3");
        venv.args(["-m", "venv", "--clear"]).arg(&self.folder);
        succeeded(&mut venv)?;
        let mut pip = self.python();
        // Whatever is built on this machine would not be what is pinned.
        pip.args(["-m", "pip", "--quiet", "--disable-pip-version-check", "install"])
            .args(["--require-hashes", "--only-binary", ":all:", "--requirement"])
            .arg(&self.releases);
        succeeded(&mut pip)?;
        let stamp = self.folder.join(STAMP);
        fs::write(&stamp, &self.pinned).map_err(|error| told(&stamp, &error))
    }

    /// Its Python.
    pub(super) fn python(&self) -> Command {
        Command::new(self.folder.join("bin/python"))
    }

    /// The tester.
    pub(super) fn schemathesis(&self) -> Command {
        Command::new(self.folder.join("bin/schemathesis"))
    }
}

/// The folder's name: the tester's release. Two checkouts may have two.
fn folder_name(pinned: &str) -> Option<String> {
    let version = pinned
        .lines()
        .find_map(|line| line.strip_prefix("schemathesis=="))?;
    Some(format!("schemathesis-{}", version.split_whitespace().next()?))
}

/// Runs a program to its end. Its output goes where ours does that is no result.
fn succeeded(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.stdin(Stdio::null()).stdout(io::stderr()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name} ended with {status}; its reason stands above")),
        Err(error) => Err(format!("{name} cannot be started: {error}")),
    }
}

fn told(file: &Path, error: &io::Error) -> String {
    format!("{}: {error}", file.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_release_has_a_folder_of_its_own() {
        let pinned =
            "# about\nrich==15.0.0 \\\n    --hash=sha256:00\nschemathesis==4.32.5 \\\n    --hash=sha256:11\n";
        assert_eq!(folder_name(pinned).as_deref(), Some("schemathesis-4.32.5"));
        assert_eq!(folder_name("rich==15.0.0"), None);
    }

    #[test]
    fn the_release_of_this_checkout_is_pinned() {
        assert!(Environment::of_this_user().is_ok());
    }
}
