//! Runs a command as the first of a private mount and pid namespace, so that nothing of it can stay: no mount, no
//! process, no temporary file, whether it ends by itself, is interrupted, or xtask is killed.

use std::{
    env,
    ffi::{OsStr, OsString},
    fs,
    io::{PipeReader, PipeWriter, pipe},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::LazyLock,
};

use super::privilege::Privilege;

const INSIDE: &str = include_str!("inside.sh");
const LIFELINE: &str = include_str!("lifeline.sh");

/// A new namespace of mounts and of processes. What happens to the mounts in it is not seen outside, and its first
/// process is killed with `unshare`.
const PRIVATE: &[&str] = &[
    "--mount",
    "--pid",
    "--fork",
    "--kill-child",
    "--propagation",
    "private",
];

/// Whether private namespaces can be had here. The error says what is missing.
pub(super) fn try_out(privilege: Privilege) -> Result<(), String> {
    match supervised(privilege, &["true"]).stderr(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        _ => Err(
            "this machine lets even root make no private mounts (a container needs CAP_SYS_ADMIN for it)"
                .into(),
        ),
    }
}

/// A program of this machine that runs as root, and ends with xtask.
pub(super) fn supervised(privilege: Privilege, arguments: &[&str]) -> Command {
    let mut command = privilege.command("unshare");
    command
        .args(PRIVATE)
        .args(["--mount-proc", "bash", "-c", LIFELINE, "lifeline"])
        .args(arguments)
        .stdin(lifeline());
    command
}

/// See [`super::command`].
pub(super) fn command(privilege: Privilege, root: &Path, native: &Command, folders: &[&Path]) -> Command {
    let variables = || native.get_envs().filter_map(|(name, value)| Some((name, value?)));
    let folder = native.get_current_dir().map_or_else(here, PathBuf::from);
    let temporary = variables().find(|(name, _)| *name == "TMPDIR");
    let seen = outermost(
        folders
            .iter()
            .map(|folder| folder.to_path_buf())
            .chain([folder.clone()])
            .chain(temporary.map(|(_, folder)| PathBuf::from(folder))),
    );

    let mut command = privilege.command("unshare");
    command
        .args(PRIVATE)
        .args(["bash", "-euc", INSIDE, "inside"])
        .arg(root)
        .args([&us(), LIFELINE])
        .arg(folder)
        .args(seen)
        .arg("--")
        .args(variables().map(|(name, value)| setting(name, value)))
        .arg("--")
        .arg(native.get_program())
        .args(native.get_args())
        .stdin(lifeline());
    // Sudo and chroot begin with an environment of their own. These are for who looks for what a run left behind.
    command.envs(variables());
    command
}

/// User and group of this process: what is written in the checkout's folders belongs to whoever runs xtask, under sudo too.
fn us() -> String {
    let of_this_process = fs::metadata("/proc/self").map(|us| (us.uid(), us.gid()));
    let (user, group) = of_this_process.unwrap_or((0, 0));
    format!("{user}:{group}")
}

fn here() -> PathBuf {
    env::current_dir().unwrap_or_else(|_| "/".into())
}

/// The folders without those that lie in others of them.
fn outermost(folders: impl Iterator<Item = PathBuf>) -> Vec<PathBuf> {
    let mut folders: Vec<_> = folders.collect();
    folders.sort();
    folders.dedup_by(|later, earlier| later.starts_with(earlier));
    folders
}

fn setting(name: &OsStr, value: &OsStr) -> OsString {
    let mut setting = name.to_owned();
    setting.push("=");
    setting.push(value);
    setting
}

/// A standard input that ends when this process does. A signal would not do: the last one, KILL, lets nobody send any,
/// and sudo's process is not ours to kill.
fn lifeline() -> Stdio {
    static ENDS: LazyLock<(PipeReader, PipeWriter)> =
        LazyLock::new(|| pipe().expect("a pipe, unless the system has no files to open left"));
    let reader = ENDS.0.try_clone();
    reader
        .expect("a copy of the pipe's end, unless the system has no files to open left")
        .into()
}

#[cfg(test)]
mod tests;
