//! Whether a run left something behind. The machine may be shared, so nothing is judged by being new: what a run
//! starts carries the run's mark in its environment, and puts its temporary files into the run's own folder.
//!
//! A port that is still listened on needs a process that listens, so looking for processes finds it too.

use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    process::{self, Command},
    thread,
    time::Duration,
};

/// The variable that marks what a run started.
const MARK: &str = "KYOTAKU_XTASK_RUN";
/// What compilers put among the temporary files and may be late to remove.
const OF_THE_COMPILER: &[&str] = &["rustc", "rustdoc", "cc"];
/// Compilers' caches stay for the next build.
const CACHES: &[&str] = &["sccache"];
/// How long a process that is ending may take: this often, this long each.
const LOOKS: u32 = 50;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// One run of the checks.
pub(crate) struct Run {
    mark: String,
    temporary: PathBuf,
}

impl Run {
    /// A run in the workspace at this root.
    pub(crate) fn new(root: &Path) -> io::Result<Self> {
        // A folder of the build, so that an interrupted run leaves nothing outside.
        let temporary = root.join("target").join(format!("xtask-{}", process::id()));
        fs::create_dir_all(&temporary)?;
        // Two checkouts may run at once, and process ids return.
        let mark = format!("{MARK}={}", temporary.display());
        Ok(Self { mark, temporary })
    }

    /// Marks a command, and everything that it will start, as this run's.
    pub(crate) fn mark<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env(MARK, &self.temporary).env("TMPDIR", &self.temporary)
    }

    /// The folder for temporary files, for what does not know of `TMPDIR`.
    pub(crate) fn temporary(&self) -> &Path {
        &self.temporary
    }

    /// What is left when every command has ended: processes and temporary files.
    pub(crate) fn left_behind(&self) -> Vec<String> {
        let mut left = self.processes();
        for _ in 1..LOOKS {
            if left.is_empty() {
                break;
            }
            thread::sleep(BETWEEN_LOOKS);
            left = self.processes();
        }
        left.extend(self.files());
        left
    }

    fn processes(&self) -> Vec<String> {
        let Ok(all) = fs::read_dir("/proc") else {
            return Vec::new();
        };
        let mut left = Vec::new();
        for entry in all.flatten() {
            // A process of another user, or one that has ended meanwhile, cannot be read, and is not the run's.
            let Ok(environment) = fs::read(entry.path().join("environ")) else {
                continue;
            };
            let name = fs::read_to_string(entry.path().join("comm")).unwrap_or_default();
            let name = name.trim_end();
            if is_marked(&environment, &self.mark) && !CACHES.contains(&name) {
                let number = entry.file_name().display().to_string();
                left.push(format!("a process is left: {name} ({number})"));
            }
        }
        left
    }

    fn files(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(&self.temporary) else {
            return Vec::new();
        };
        let names = entries.flatten().map(|entry| entry.file_name());
        let left = names.filter(|name| !is_of_the_compiler(name));
        left.map(|name| format!("a temporary file is left: {}", name.display()))
            .collect()
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.temporary);
    }
}

/// Whether an environment, as /proc has it, holds this `NAME=value`.
fn is_marked(environment: &[u8], mark: &str) -> bool {
    environment
        .split(|&byte| byte == 0)
        .any(|variable| variable == mark.as_bytes())
}

fn is_of_the_compiler(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    OF_THE_COMPILER.iter().any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        io::{Read, Write},
        process::Stdio,
    };

    #[test]
    fn a_mark_is_a_whole_variable() {
        let environment = b"HOME=/\0KYOTAKU_XTASK_RUN=a/1\0TERM=x\0";
        assert!(is_marked(environment, "KYOTAKU_XTASK_RUN=a/1"));
        for other in ["KYOTAKU_XTASK_RUN=a/", "KYOTAKU_XTASK_RUN=a/12", "XTASK_RUN=a/1"] {
            assert!(!is_marked(environment, other), "{other}");
        }
        assert!(!is_marked(b"", "KYOTAKU_XTASK_RUN=a/1"));
    }

    #[test]
    fn a_process_and_a_file_of_the_run_are_found_and_others_are_not() {
        let root = std::env::temp_dir().join(format!("kyotaku-leaks-{}", process::id()));
        let run = Run::new(&root).unwrap();
        assert_eq!(run.files(), [""; 0]);

        // It waits for its input to end. Once it has answered, it is that program and has its environment; for a moment
        // after it was started, /proc has neither.
        let mut waiting = Command::new("cat");
        waiting.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut ours = run.mark(&mut waiting).spawn().unwrap();
        ours.stdin.as_mut().unwrap().write_all(b"?").unwrap();
        ours.stdout.as_mut().unwrap().read_exact(&mut [0]).unwrap();
        assert_eq!(
            run.processes(),
            [format!("a process is left: cat ({})", ours.id())]
        );
        drop(ours.stdin.take());
        ours.wait().unwrap();
        assert_eq!(run.left_behind(), [""; 0]);

        fs::write(run.temporary.join("rustcAbC"), "").unwrap();
        fs::create_dir(run.temporary.join("kyotaku-1")).unwrap();
        assert_eq!(run.left_behind(), ["a temporary file is left: kyotaku-1"]);

        let temporary = run.temporary.clone();
        drop(run);
        assert!(!temporary.exists());
        fs::remove_dir_all(root).unwrap();
    }
}
