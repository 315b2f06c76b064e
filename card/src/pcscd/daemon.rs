//! A pcscd of our own: its configuration, its start, and its end with us, however we end.

use std::{
    env, fs,
    io::{self, ErrorKind},
    net::{Ipv4Addr, TcpListener},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{self, Sender},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

use super::{PcscdError, SOCKET, answers, turn::Turn};

/// What PC/SC programs see our reader as; pcscd appends ` 00 00`.
pub(super) const READER_NAME: &str = "Kyotaku Software Card";

/// Where Debian's vsmartcard-vpcd has its driver.
const DRIVER: &str = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";
const FOLDER: &str = "/run/pcscd";
const PROCESS_FILE: &str = "/run/pcscd/pcscd.pid";
const READY: Duration = Duration::from_secs(10);
const END: Duration = Duration::from_secs(5);
const POLL: Duration = Duration::from_millis(20);

/// The running daemon. Dropping it ends it.
#[derive(Debug)]
pub(super) struct Daemon {
    port: u16,
    /// Dropping the sender tells the thread to end the daemon.
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Daemon {
    /// Starts pcscd and returns when it answers. It shares the turn, as its standard input.
    pub(super) fn start(turn: &Turn) -> Result<Self, PcscdError> {
        let pcscd = find("pcscd").ok_or(PcscdError::NotInstalled { package: "pcscd" })?;
        let setpriv = find("setpriv").ok_or(PcscdError::NotInstalled {
            package: "util-linux",
        })?;
        if !Path::new(DRIVER).exists() {
            return Err(PcscdError::NotInstalled {
                package: "vsmartcard-vpcd",
            });
        }
        prepare_folder()?;
        let port = two_free_ports()?;
        // pcscd reads it once, at its start.
        let configuration = tempfile::Builder::new().prefix("kyotaku-pcscd-").tempdir()?;
        fs::write(configuration.path().join("kyotaku"), reader_configuration(port))?;

        let mut command = Command::new(setpriv);
        // It ends with the thread that started it, also when this process is killed: hence a thread of its
        // own, which lives as long as the daemon is wanted.
        command
            .args(["--pdeathsig", "TERM"])
            .arg(pcscd)
            .args(["--foreground", "--critical", "--config"])
            .arg(configuration.path())
            .stdin(turn.shared()?)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let (stop, stopped) = mpsc::channel::<()>();
        let (started, is_started) = mpsc::channel();
        let thread = thread::Builder::new()
            .name("kyotaku-pcscd".to_owned())
            .spawn(move || {
                let child = match command.spawn() {
                    Ok(child) => Arc::new(Mutex::new(child)),
                    Err(error) => {
                        let _ = started.send(Err(error));
                        return;
                    }
                };
                // If nobody waits for it any more, the next line returns at once.
                let _ = started.send(Ok(Arc::clone(&child)));
                let _ = stopped.recv();
                end(&mut locked(&child));
            })?;
        let daemon = Self {
            port,
            stop: Some(stop),
            thread: Some(thread),
        };
        let child = is_started.recv().map_err(|_| PcscdError::NotReady)??;
        wait_until_ready(&child)?;
        Ok(daemon)
    }

    /// The port of the virtual reader's first slot; the second has the next.
    pub(super) fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic there was reported there; the daemon ends with its thread.
            let _ = thread.join();
        }
    }
}

fn wait_until_ready(child: &Mutex<Child>) -> Result<(), PcscdError> {
    let deadline = Instant::now() + READY;
    // The readers are set up before the socket is.
    while !answers(Path::new(SOCKET)) {
        if locked(child).try_wait()?.is_some() || Instant::now() >= deadline {
            return Err(PcscdError::NotReady);
        }
        thread::sleep(POLL);
    }
    Ok(())
}

/// Asks it to end, which lets it take its files away; insists if it does not.
fn end(child: &mut Child) {
    if let Some(process) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        // It fails only if the process has ended; it has not been waited for, so the number is still its own.
        if matches!(child.try_wait(), Ok(None)) {
            let _ = kill_process(process, Signal::TERM);
        }
    }
    let deadline = Instant::now() + END;
    while matches!(child.try_wait(), Ok(None)) && Instant::now() < deadline {
        thread::sleep(POLL);
    }
    if matches!(child.try_wait(), Ok(None)) {
        let _ = child.kill();
        let _ = child.wait();
        let _ = remove_leftovers();
    }
}

/// Makes sure that pcscd can put its socket there, and takes away what a killed one left: a process file
/// whose number has meanwhile been given to another process would keep pcscd from starting.
fn prepare_folder() -> Result<(), PcscdError> {
    let denied = |error: io::Error| match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => PcscdError::NoPermission,
        _ => PcscdError::System(error),
    };
    match fs::DirBuilder::new().mode(0o755).create(FOLDER) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(denied(error)),
        Ok(()) | Err(_) => {}
    }
    tempfile::tempfile_in(FOLDER).map_err(denied)?;
    remove_leftovers().map_err(denied)
}

fn remove_leftovers() -> io::Result<()> {
    for file in [SOCKET, PROCESS_FILE] {
        match fs::remove_file(file) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

/// vpcd has two slots on neighbouring ports and binds them on every address.
fn two_free_ports() -> io::Result<u16> {
    loop {
        let first = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0))?;
        let port = first.local_addr()?.port();
        let Some(next) = port.checked_add(1) else { continue };
        match TcpListener::bind((Ipv4Addr::UNSPECIFIED, next)) {
            Ok(_second) => return Ok(port),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(error),
        }
    }
}

fn reader_configuration(port: u16) -> String {
    format!(
        "FRIENDLYNAME \"{READER_NAME}\"\n\
         DEVICENAME /dev/null:{port:#X}\n\
         LIBPATH {DRIVER}\n\
         CHANNELID {port:#X}\n"
    )
}

/// A program on the PATH or where Debian keeps daemons.
fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain([PathBuf::from("/usr/sbin"), PathBuf::from("/usr/bin")])
        .map(|folder| folder.join(program))
        .find(|candidate| candidate.is_file())
}

fn locked(child: &Mutex<Child>) -> MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}
