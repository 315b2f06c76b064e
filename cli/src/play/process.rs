//! The service as a process of its own, for as long as it is wanted.

use std::{path::Path, process::Stdio};

use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// A running `kyotaku service`. Dropping it kills it; [`ServiceProcess::kill`] also waits until it is gone. If
/// this program is killed itself, the service ends, too: its standard input is a pipe from here.
pub struct ServiceProcess {
    child: Child,
    address: String,
}

/// Why the service did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartFailure {
    /// The program could not be run.
    #[error("the service's program could not be started: {0}")]
    Program(std::io::Error),
    /// It ended, or spoke something else, before it said where it listens.
    #[error("the service did not say where it listens")]
    NoAddress,
}

impl ServiceProcess {
    /// Runs `program service` with the sample people on a free loopback port, and waits until it listens. `log` gets
    /// its log, at the most talkative level, if one is wanted.
    pub async fn start(program: &Path, database: &Path, log: Option<&Path>) -> Result<Self, StartFailure> {
        let mut command = Command::new(program);
        if let Some(log) = log {
            command.env("KYOTAKU_LOG", "trace").arg("--log").arg(log);
        }
        command
            .args([
                "service",
                "--listen",
                "127.0.0.1:0",
                "--sample",
                "--json",
                "--until-stdin-closes",
                "--database",
            ])
            .arg(database);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        let mut child = command.spawn().map_err(StartFailure::Program)?;
        let output = child.stdout.take().ok_or(StartFailure::NoAddress)?;
        let mut lines = BufReader::new(output).lines();
        let line = lines
            .next_line()
            .await
            .ok()
            .flatten()
            .ok_or(StartFailure::NoAddress)?;
        let ready: serde_json::Value = serde_json::from_str(&line).map_err(|_| StartFailure::NoAddress)?;
        let address = ready["address"]
            .as_str()
            .ok_or(StartFailure::NoAddress)?
            .to_owned();
        Ok(Self { child, address })
    }

    /// Where it listens: `http://127.0.0.1:<port>`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Kills it at once, as a power cut would, and waits until it is gone.
    pub async fn kill(mut self) -> std::io::Result<()> {
        self.child.kill().await
    }
}
