//! A program that serves others, built and running for the time of one check: the stage on which visits are played in other
//! languages than Rust (`kyotaku-stage`), or the service itself (`kyotaku service`).

use std::{
    io::{self, BufRead, BufReader},
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::Duration,
};

use crate::{leaks::Run, programs};

/// How long the stage may take to strike its scenes once nobody needs it: this often, this long each.
const LOOKS: u32 = 600;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// A running stage, or service. Dropped without [`Stage::end`], it is killed.
pub(crate) struct Stage {
    process: Child,
    address: String,
    /// Held open: the stage is not to find its output closed.
    _output: BufReader<ChildStdout>,
}

impl Stage {
    /// Builds the stage and starts it. Otherwise it has said why not.
    pub(crate) fn start(run: &Run) -> Option<Self> {
        Self::of(run, "kyotaku-stage", &[])
    }

    /// Builds the service and starts it, with the sample. Otherwise it has said why not.
    pub(crate) fn service(run: &Run) -> Option<Self> {
        let arguments = "service --sample --listen 127.0.0.1:0 --json --until-stdin-closes";
        Self::of(run, "kyotaku", &arguments.split(' ').collect::<Vec<_>>())
    }

    /// Of a package that has one program, of the same name.
    fn of(run: &Run, package: &str, arguments: &[&str]) -> Option<Self> {
        let mut program = Command::new(programs::program(run, package)?);
        Self::run(run.mark(program.args(arguments)))
            .inspect_err(|why| eprintln!("xtask: {package} does not start: {why}"))
            .ok()
    }

    fn run(program: &mut Command) -> io::Result<Self> {
        let mut process = program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let output = process.stdout.take().map(BufReader::new);
        let mut output = output.ok_or_else(|| io::Error::other("it has no output"))?;
        let mut line = String::new();
        let read = output.read_line(&mut line);
        if let (Ok(_), Some(address)) = (&read, address_in(&line)) {
            let address = address.to_owned();
            return Ok(Self {
                process,
                address,
                _output: output,
            });
        }
        let _ = process.kill();
        let _ = process.wait();
        Err(io::Error::other(format!("it tells no address, but {line:?}")))
    }

    /// Where the runners find it, for the variable `KYOTAKU_STAGE`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Tells the stage that nobody needs it any more, and waits until it has struck its scenes. Whether it ended well;
    /// if not, it has been killed, and it is said.
    pub(crate) fn end(mut self) -> bool {
        drop(self.process.stdin.take());
        for _ in 0..LOOKS {
            match self.process.try_wait() {
                Ok(None) => thread::sleep(BETWEEN_LOOKS),
                Ok(Some(status)) if status.success() => return true,
                Ok(Some(status)) => {
                    eprintln!("xtask: the stage ended with {status}");
                    return false;
                }
                Err(_) => break,
            }
        }
        eprintln!("xtask: the stage did not end, and is killed");
        false
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // No more than an error, if it has ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The address in the one line that the stage prints. xtask has no dependencies, and this line no other form.
fn address_in(line: &str) -> Option<&str> {
    let address = line
        .trim_end()
        .strip_prefix("{\"address\":\"")?
        .strip_suffix("\"}")?;
    (address.starts_with("http://127.0.0.1:") && !address.contains('"')).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(script: &str) -> io::Result<Stage> {
        Stage::run(Command::new("sh").args(["-c", script]))
    }

    const LINE: &str = r#"echo '{"address":"http://127.0.0.1:4711"}';"#;

    #[test]
    fn it_tells_its_address_and_ends_when_its_input_does() {
        let stage = stage(&format!("{LINE} exec cat")).unwrap();
        assert_eq!(stage.address(), "http://127.0.0.1:4711");
        assert!(stage.end());
    }

    #[test]
    fn one_that_ends_badly_fails_the_check() {
        let stage = stage(&format!("{LINE} cat; exit 1")).unwrap();
        assert!(!stage.end());
    }

    #[test]
    fn one_that_is_dropped_is_killed() {
        // It would wait for a child of its own that nothing ends.
        let stage = stage(&format!("{LINE} exec sleep 86400")).unwrap();
        let number = stage.process.id();
        drop(stage);
        assert!(!std::path::Path::new(&format!("/proc/{number}")).exists());
    }

    #[test]
    fn one_that_tells_no_address_does_not_start() {
        for script in [
            "exit 1",
            "echo hello; exec cat",
            "echo '{\"address\":\"elsewhere\"}'; exec cat",
        ] {
            assert!(stage(script).is_err(), "{script}");
        }
    }
}
