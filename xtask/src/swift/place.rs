//! Where the Swift root is, and whether it is whole.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::recipe;
use crate::cache;

/// The stamp, in the root. It is written when all else is done.
pub(super) const STAMP: &str = ".kyotaku-swift";

/// Where this recipe's root is.
#[derive(Debug)]
pub(super) struct Place {
    cache: PathBuf,
    root: PathBuf,
}

impl Place {
    /// The place that this user's environment names.
    pub(super) fn of_this_user() -> Result<Self, String> {
        Ok(Self::in_cache(cache::folder()?))
    }

    /// The place in this cache folder.
    pub(super) fn in_cache(cache: PathBuf) -> Self {
        let root = cache.join(recipe::name());
        Self { cache, root }
    }

    /// The cache folder. Whatever is in it may be deleted when no run is using it.
    pub(super) fn cache(&self) -> &Path {
        &self.cache
    }

    /// The root itself: a path at which there is a whole root or nothing that counts.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The file that one run at a time locks to make the root.
    pub(super) fn lock(&self) -> PathBuf {
        self.root.with_extension("lock")
    }

    /// Where a run makes it, before it is moved to its place. Each run has another: who was killed may still be at it
    /// for a moment when the next begins.
    pub(super) fn workshop(&self, run: &str) -> PathBuf {
        self.root.with_extension(format!("new-{run}"))
    }

    /// What interrupted runs left. Only for who holds the lock.
    pub(super) fn leftovers(&self) -> Vec<PathBuf> {
        let prefix = format!("{}.new-", recipe::name());
        let Ok(entries) = fs::read_dir(&self.cache) else {
            return Vec::new();
        };
        let names = entries.flatten().map(|entry| entry.file_name());
        names
            .filter(|name| name.to_string_lossy().starts_with(&prefix))
            .map(|name| self.cache.join(name))
            .collect()
    }

    /// Whether the root is there, made by this recipe to its end.
    pub(super) fn is_whole(&self) -> bool {
        let stamp = fs::read_to_string(self.root.join(STAMP));
        stamp.is_ok_and(|stamp| stamp == recipe::text()) && self.root.join(recipe::COMPILER).exists()
    }
}

#[cfg(test)]
mod tests {
    use std::env;

    use super::*;

    #[test]
    fn a_root_is_whole_only_with_its_recipes_stamp_and_its_compiler() {
        let cache = env::temp_dir().join(format!("kyotaku-place-{}", std::process::id()));
        let place = Place::in_cache(cache.clone());
        assert!(!place.is_whole());

        let compiler = place.root().join(recipe::COMPILER);
        fs::create_dir_all(compiler.parent().unwrap()).unwrap();
        fs::write(&compiler, "").unwrap();
        assert!(!place.is_whole(), "without a stamp");

        fs::write(place.root().join(STAMP), "another recipe").unwrap();
        assert!(!place.is_whole(), "with another's stamp");

        fs::write(place.root().join(STAMP), recipe::text()).unwrap();
        assert!(place.is_whole());

        fs::remove_file(compiler).unwrap();
        assert!(!place.is_whole(), "without the compiler");

        assert_eq!(place.leftovers(), [""; 0].map(PathBuf::from));
        fs::create_dir(place.workshop("1")).unwrap();
        assert_eq!(place.leftovers(), [place.workshop("1")]);
        fs::remove_dir_all(cache).unwrap();
    }
}
