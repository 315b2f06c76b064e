//! `cargo xtask bindings kotlin|swift`: builds the library and writes the code by which that language calls it.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use crate::{
    cargo, misused, programs, root,
    setup::{Purpose, prepare},
    succeeded, target_folder,
};

/// The library's file.
pub(crate) const LIBRARY: &str = "libkyotaku_bindings.so";
/// The package, and the program, that writes the code.
pub(crate) const GENERATOR: &str = "kyotaku-bindgen";

/// A language that the core is called in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// For Android, and for the JVM that its tests run on.
    Kotlin,
    /// For the iPhone.
    Swift,
}

impl Language {
    fn named(name: &str) -> Option<Self> {
        match name {
            "kotlin" => Some(Self::Kotlin),
            "swift" => Some(Self::Swift),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Kotlin => "kotlin",
            Self::Swift => "swift",
        }
    }

    /// Where the generated code goes. Git ignores it.
    fn folder(self) -> PathBuf {
        root().join("bindings").join(self.name()).join("generated")
    }

    /// Where in that folder a file goes that the generator wrote. Swift's package wants its C headers in a folder of
    /// their own.
    fn place_of(self, file: &Path) -> PathBuf {
        match (self, file.extension().and_then(|extension| extension.to_str())) {
            (Self::Swift, Some("swift")) => Path::new("KyotakuCore").join(file),
            (Self::Swift, _) => Path::new("KyotakuCoreFFI").join(file),
            (Self::Kotlin, _) => file.to_owned(),
        }
    }
}

/// The command.
pub(crate) fn run(arguments: &[OsString]) -> ExitCode {
    let language = match arguments {
        [name] => name.to_str().and_then(Language::named),
        _ => None,
    };
    let Some(language) = language else {
        return misused("`bindings` takes one language: kotlin or swift");
    };
    if !prepare(Purpose::Build) || !build_library(&mut cargo()) || !generate(language, &mut cargo()) {
        return ExitCode::FAILURE;
    }
    eprintln!("xtask: written to {}", language.folder().display());
    ExitCode::SUCCESS
}

/// The library that both languages load.
pub(crate) fn library() -> PathBuf {
    programs::built(LIBRARY).unwrap_or_else(|| target_folder().join("debug").join(LIBRARY))
}

/// Builds [`library`] as it ships: with the features of its own, and none that another crate of the workspace asks for.
pub(crate) fn build_library(cargo: &mut Command) -> bool {
    programs::built(LIBRARY).is_some() || succeeded(cargo.args(["build", "--package", "kyotaku-bindings"]))
}

/// The library as it ships, but for its symbols, which the generator reads: what ships is stripped of them.
pub(crate) fn shipped_library() -> PathBuf {
    target_folder().join("release/libkyotaku_bindings.so")
}

/// Builds [`shipped_library`].
pub(crate) fn build_shipped_library(cargo: &mut Command) -> bool {
    // As for phones: cargo leaves link-time optimisation out where a `lib` is built in the same go.
    succeeded(cargo.args([
        "rustc",
        "--release",
        "--package",
        "kyotaku-bindings",
        "--lib",
        "--crate-type",
        "cdylib",
        "--",
        "-C",
        "strip=none",
    ]))
}

/// Generates a language's code from [`library`]. A file that is as it was is left alone, so that nothing is compiled
/// anew for it.
pub(crate) fn generate(language: Language, cargo: &mut Command) -> bool {
    let fresh = target_folder().join(format!("bindings-{}-{}", language.name(), std::process::id()));
    let written = generated(cargo, language, &library(), &fresh)
        && renew(language, &fresh)
            .inspect_err(|error| eprintln!("xtask: the generated code cannot be put in its place: {error}"))
            .is_ok();
    let _ = fs::remove_dir_all(&fresh);
    written
}

/// Writes a language's code for this library to this folder.
pub(crate) fn generated(cargo: &mut Command, language: Language, library: &Path, folder: &Path) -> bool {
    let mut built;
    let generator = match programs::built(GENERATOR) {
        Some(program) => {
            built = Command::new(program);
            &mut built
        }
        None => cargo.args(["run", "--quiet", "--package", GENERATOR, "--"]),
    };
    generator
        .arg(language.name())
        .arg(library)
        .arg(root().join("uniffi.toml"))
        .arg(folder);
    succeeded(generator)
}

fn renew(language: Language, fresh: &Path) -> io::Result<()> {
    let folder = language.folder();
    let files = files_in(fresh)?;
    let places: Vec<PathBuf> = files
        .iter()
        .map(|file| folder.join(language.place_of(file)))
        .collect();
    for (file, place) in files.iter().zip(&places) {
        let text = fs::read(fresh.join(file))?;
        if fs::read(place).ok().as_ref() != Some(&text) {
            fs::create_dir_all(place.parent().unwrap_or(&folder))?;
            fs::write(place, text)?;
        }
    }
    // What an earlier run wrote and this one did not has another name now.
    for old in files_in(&folder)?.iter().map(|file| folder.join(file)) {
        if !places.contains(&old) {
            fs::remove_file(old)?;
        }
    }
    Ok(())
}

/// Every file below a folder, by its path from there.
fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(below) = open.pop() {
        for entry in fs::read_dir(folder.join(&below))? {
            let entry = entry?;
            let path = below.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swifts_headers_and_sources_go_to_folders_of_their_own_and_kotlin_keeps_its_packages() {
        let place = |language: Language, file: &str| language.place_of(Path::new(file));
        assert_eq!(
            place(Language::Swift, "A.swift"),
            Path::new("KyotakuCore/A.swift")
        );
        assert_eq!(place(Language::Swift, "A.h"), Path::new("KyotakuCoreFFI/A.h"));
        assert_eq!(
            place(Language::Swift, "module.modulemap"),
            Path::new("KyotakuCoreFFI/module.modulemap")
        );
        assert_eq!(place(Language::Kotlin, "jp/a/b.kt"), Path::new("jp/a/b.kt"));
    }

    #[test]
    fn a_language_is_found_by_its_name_and_no_other() {
        for language in [Language::Kotlin, Language::Swift] {
            assert_eq!(Language::named(language.name()), Some(language));
        }
        assert_eq!(Language::named("python"), None);
    }
}
