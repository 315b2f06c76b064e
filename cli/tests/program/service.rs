//! `kyotaku service --sample` on a free port.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
};

use rustix::process::Pid;

use super::kyotaku;

/// A running service; killed when dropped, if it was not stopped.
pub(super) struct Service {
    child: Child,
    /// What it said its address is.
    pub(super) address: String,
}

impl Service {
    /// Starts it and waits until it says that it is ready.
    pub(super) fn start(folder: &Path) -> Self {
        Self::start_by(kyotaku(&[]), folder)
    }

    /// The same, and a write beyond the limit for a file's size fails instead of ending it.
    pub(super) fn start_without_signals_of_size(folder: &Path) -> Self {
        let program = kyotaku(&[]);
        let mut shell = Command::new("sh");
        shell
            .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""])
            .arg(program.get_program());
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        Self::start_by(shell, folder)
    }

    fn start_by(mut program: Command, folder: &Path) -> Self {
        let mut child = program
            .args([
                "service",
                "--listen",
                "127.0.0.1:0",
                "--sample",
                "--json",
                "--database",
            ])
            .arg(folder.join("kyotaku.db"))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let read = BufReader::new(child.stdout.take().unwrap()).read_line(&mut line);
        let service = Self {
            child,
            address: address_in(&line).unwrap_or_default(),
        };
        assert!(read.is_ok() && !service.address.is_empty(), "{line}");
        service
    }

    pub(super) fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// SIGTERM, and how it ended.
    pub(super) fn stop(mut self) -> ExitStatus {
        terminate(self.child.id());
        self.child.wait().unwrap()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends SIGTERM to a process of ours.
pub(super) fn terminate(pid: u32) {
    let pid = rustix::process::Pid::from_raw(pid.try_into().unwrap()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
}

fn address_in(line: &str) -> Option<String> {
    let json: serde_json::Value = serde_json::from_str(line).ok()?;
    Some(json.get("address")?.as_str()?.to_owned())
}
