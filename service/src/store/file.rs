//! The database's file: made for its owner alone, and known again.

use std::path::Path;

/// Which file stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileIdentity {
    device: u64,
    number: u64,
}

impl FileIdentity {
    #[cfg(unix)]
    pub(super) fn of(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let metadata = std::fs::metadata(path).ok()?;
        Some(Self {
            device: metadata.dev(),
            number: metadata.ino(),
        })
    }

    #[cfg(not(unix))]
    pub(super) fn of(path: &Path) -> Option<Self> {
        // Only whether it is there: elsewhere an open file cannot be removed.
        std::fs::metadata(path).ok()?;
        Some(Self { device: 0, number: 0 })
    }
}

/// SQLite would make the file readable by all; its log files take over the permissions of an existing one. That it
/// cannot be made is left to SQLite to say.
pub(super) fn make_for_owner_only(path: &Path) {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    drop(options.open(path));
}
