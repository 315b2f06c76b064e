//! The stack with a sample card, and the programs that are run on it.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use kyotaku_card::{FaultPlan, SoftCard, pcscd::Stack, sample, vpcd::Plugged};

pub(crate) const PACKAGES: &str =
    "this test needs Debian's packages pcscd vsmartcard-vpcd opensc opensc-pkcs11 openssl";

/// The stack with a sample card in its reader. The card goes before the stack does.
pub(crate) struct Bench {
    pub(crate) card: Plugged,
    pub(crate) stack: Stack,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) reader: String,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self::with_card(in_memory)
    }

    pub(crate) fn with_card(card: impl FnOnce(&Path) -> SoftCard) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let stack = Stack::take(|| {}).unwrap_or_else(|error| panic!("{error}; {PACKAGES}"));
        let card = stack.plug(card(folder.path()), FaultPlan::none()).unwrap();
        let reader = full_reader_name(stack.reader_name());
        Self {
            card,
            stack,
            folder,
            reader,
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs an OpenSC tool on our reader and no other: there could be a real card in a real one, whose tries
    /// are not ours to spend.
    pub(crate) fn opensc(&self, tool: &str, arguments: &[&str]) -> Output {
        run(Command::new(tool)
            .args(["--reader", &self.reader])
            .args(arguments))
    }

    /// Runs pkcs11-tool on our reader and no other.
    pub(crate) fn pkcs11(&self, arguments: &[&str]) -> Output {
        let slot = ["--module", &pkcs11_module(), "--slot-description", &self.reader];
        run(Command::new("pkcs11-tool").args(slot).args(arguments))
    }
}

/// The name that PC/SC gives to the reader of ours that has the card: pcscd appends numbers.
pub(crate) fn full_reader_name(beginning: &str) -> String {
    let list = succeeded(&run(Command::new("opensc-tool").arg("--list-readers")));
    list.lines()
        .filter(|line| line.split_whitespace().nth(1) == Some("Yes"))
        .find_map(|line| line.find(beginning).map(|at| line[at..].trim().to_owned()))
        .unwrap_or_else(|| panic!("no reader {beginning} with a card in it:\n{list}"))
}

pub(crate) fn in_memory(_folder: &Path) -> SoftCard {
    sample::card("valid", now()).unwrap()
}

pub(crate) fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// Runs a program to its end; one that hangs fails the test instead of hanging it.
pub(crate) fn run(command: &mut Command) -> Output {
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program}: {error}; {PACKAGES}"));
    let deadline = Instant::now() + Duration::from_secs(60);
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > deadline {
            child.kill().unwrap();
            panic!("{program} hangs: {:?}", child.wait_with_output());
        }
        thread::sleep(Duration::from_millis(10));
    }
    child.wait_with_output().unwrap()
}

pub(crate) fn openssl(arguments: &[&str]) -> Output {
    run(Command::new("openssl").args(arguments))
}

pub(crate) fn pkcs11_module() -> String {
    let folders = [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/lib",
    ];
    folders
        .iter()
        .map(|folder| format!("{folder}/opensc-pkcs11.so"))
        .find(|path| Path::new(path).exists())
        .unwrap_or_else(|| panic!("opensc-pkcs11.so is missing; {PACKAGES}"))
}

pub(crate) fn text(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[track_caller]
pub(crate) fn succeeded(output: &Output) -> String {
    assert!(output.status.success(), "{}: {}", output.status, text(output));
    text(output)
}

pub(crate) fn text_of(path: &Path) -> &str {
    path.to_str().unwrap()
}
