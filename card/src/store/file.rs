//! The card file: locked while the card lives, replaced as a whole each time a counter changes.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Read, Write},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use super::{CardFileError, record};
use crate::contents::Contents;

/// An open card file. The lock is on the file itself and moves to each new version of it, so that no second
/// file has to lie beside it.
#[derive(Debug)]
pub(crate) struct CardFile {
    path: PathBuf,
    locked: File,
}

impl CardFile {
    /// Writes a new card file; an existing one is refused.
    pub(crate) fn create(path: &Path, contents: &Contents) -> Result<Self, CardFileError> {
        let temporary = write_temporary(path, contents)?;
        let locked = temporary
            .persist_noclobber(path)
            .map_err(|error| match error.error.kind() {
                io::ErrorKind::AlreadyExists => CardFileError::Exists,
                _ => CardFileError::Disk(error.error),
            })?;
        sync_folder(path)?;
        Ok(Self {
            path: path.to_owned(),
            locked,
        })
    }

    /// Opens and locks.
    pub(crate) fn open(path: &Path) -> Result<(Self, Contents), CardFileError> {
        loop {
            let mut locked = open_existing(path)?;
            match locked.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(CardFileError::InUse),
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
            // Between opening and locking, another process may have put a new version in its place.
            let there = fs::metadata(path)?;
            if there.ino() != locked.metadata()?.ino() {
                continue;
            }
            let contents = read(&mut locked)?;
            return Ok((
                Self {
                    path: path.to_owned(),
                    locked,
                },
                contents,
            ));
        }
    }

    /// Reads without locking: a version is always whole.
    pub(crate) fn look_at(path: &Path) -> Result<Contents, CardFileError> {
        read(&mut open_existing(path)?)
    }

    /// Puts a new version in the place of the old one, and returns once it is on the disk.
    pub(crate) fn write(&mut self, contents: &Contents) -> Result<(), CardFileError> {
        let temporary = write_temporary(&self.path, contents)?;
        self.locked = temporary.persist(&self.path).map_err(|error| error.error)?;
        sync_folder(&self.path)?;
        Ok(())
    }
}

fn open_existing(path: &Path) -> Result<File, CardFileError> {
    File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => CardFileError::NotFound,
        _ => CardFileError::Disk(error),
    })
}

fn read(file: &mut File) -> Result<Contents, CardFileError> {
    // Card files have some 8 KiB; a file that is much larger is something else.
    let mut bytes = Vec::new();
    file.take(1 << 20).read_to_end(&mut bytes)?;
    record::from_json(&bytes)
}

/// A locked temporary file in the same folder, readable by its owner only, its contents on the disk.
fn write_temporary(path: &Path, contents: &Contents) -> Result<tempfile::NamedTempFile, CardFileError> {
    let mut temporary = tempfile::NamedTempFile::new_in(folder_of(path))?;
    match temporary.as_file().try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(CardFileError::InUse),
        Err(TryLockError::Error(error)) => return Err(error.into()),
    }
    temporary.write_all(&record::to_json(contents)?)?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        sample,
        soft_card::SoftCard,
        store::{CardFileError, NewCard},
    };

    const SELECT: [u8; 15] = [
        0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01,
    ];
    const WRONG_PIN: [u8; 9] = [0x00, 0x20, 0x00, 0x98, 0x04, b'9', b'9', b'9', b'9'];

    fn new_card() -> NewCard {
        sample::new_card("valid", "2026-11-22T00:00:00Z".parse().unwrap()).unwrap()
    }

    #[test]
    fn a_wrong_pin_is_on_the_disk_before_its_answer() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("card.json");
        let mut card = SoftCard::create(&path, &new_card()).unwrap();
        card.transmit(&SELECT);
        assert_eq!(card.transmit(&WRONG_PIN), [0x63, 0xC2]);
        // Not dropped, as after kill -9: what is on the disk now is what counts.
        assert_eq!(SoftCard::look_at(&path).unwrap().authentication.tries_left, 2);
        drop(card);
        let mut card = SoftCard::open(&path).unwrap();
        card.transmit(&SELECT);
        assert_eq!(card.transmit(&WRONG_PIN), [0x63, 0xC1]);
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "no temporary file is left"
        );
    }

    #[test]
    fn a_card_cannot_be_in_two_readers_even_after_a_write() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("card.json");
        let mut card = SoftCard::create(&path, &new_card()).unwrap();
        assert!(matches!(SoftCard::open(&path), Err(CardFileError::InUse)));
        card.transmit(&SELECT);
        card.transmit(&WRONG_PIN);
        assert!(matches!(SoftCard::open(&path), Err(CardFileError::InUse)));
    }

    #[test]
    fn a_count_that_cannot_be_kept_is_not_acted_upon() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("card.json");
        let mut card = SoftCard::create(&path, &new_card()).unwrap();
        drop(folder);
        card.transmit(&SELECT);
        assert_eq!(card.transmit(&WRONG_PIN), [0x65, 0x81]);
        assert_eq!(card.state().unwrap().authentication.tries_left, 3);
    }

    #[test]
    fn an_existing_file_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("card.json");
        std::fs::write(&path, "something of mine").unwrap();
        assert!(matches!(
            SoftCard::create(&path, &new_card()),
            Err(CardFileError::Exists)
        ));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "something of mine");
        assert!(matches!(SoftCard::open(&path), Err(CardFileError::Malformed)));
        let absent = folder.path().join("absent.json");
        assert!(matches!(SoftCard::open(&absent), Err(CardFileError::NotFound)));
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_readable_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("card.json");
        SoftCard::create(&path, &new_card()).unwrap();
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}
