//! One at a time on the whole machine: a lock on a file that everybody can open.

use std::{
    env,
    fs::{File, OpenOptions, TryLockError},
    io::{self, ErrorKind},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

/// Whoever has this may have the PC/SC stack. The system takes it back when the process and the daemon that it
/// [shared](Turn::shared) it with have ended, however they end.
#[derive(Debug)]
pub(super) struct Turn {
    locked: File,
}

impl Turn {
    pub(super) fn take(waiting: impl FnOnce()) -> io::Result<Self> {
        Self::take_at(&lock_path(), waiting)
    }

    fn take_at(path: &Path, waiting: impl FnOnce()) -> io::Result<Self> {
        let file = open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                waiting();
                file.lock()?;
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
        Ok(Self { locked: file })
    }

    /// The same lock once more, to be inherited by the daemon: if this process is killed, the turn lasts
    /// until the daemon has followed it.
    pub(super) fn shared(&self) -> io::Result<File> {
        self.locked.try_clone()
    }
}

fn lock_path() -> PathBuf {
    let shared = Path::new("/run/lock");
    let folder = if shared.is_dir() {
        shared.to_owned()
    } else {
        env::temp_dir()
    };
    folder.join("kyotaku-pcscd.lock")
}

/// Opens the lock file, for reading only if it belongs to another user: that is enough to lock it. It is
/// never removed: a lock on a removed file locks nobody out.
fn open(path: &Path) -> io::Result<File> {
    loop {
        match File::open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            opened => return opened,
        }
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o644)
            .open(path)
        {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            opened => return opened,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc, thread};

    use super::*;

    #[test]
    fn the_second_waits_says_so_and_gets_its_turn_when_the_first_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("turn.lock");
        let first = Turn::take_at(&path, || panic!("nobody is before the first")).unwrap();
        let (told, waits) = mpsc::channel();
        let second = thread::spawn({
            let path = path.clone();
            move || Turn::take_at(&path, || told.send(()).unwrap()).map(drop)
        });
        waits.recv().unwrap();
        assert!(!second.is_finished());
        drop(first);
        second.join().unwrap().unwrap();
    }
}
