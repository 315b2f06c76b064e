//! The Android app has two builds (docs/decisions/0023): one that ships, by Gradle, and one that verifies, by Maven. They are
//! of one set of sources, and here it is checked that they are of one set of versions: the version catalogue's.

use std::{collections::BTreeMap, fs};

use crate::root;

const CATALOGUE: &str = "android/gradle/libs.versions.toml";
const POMS: [&str; 4] = [
    "android/verify/pom.xml",
    "android/verify/androidx/pom.xml",
    "android/verify/app/pom.xml",
    "android/verify/apk/pom.xml",
];
/// Gradle's own, which Maven has no use for.
const GRADLE_ONLY: &str = "kotlin-gradle-plugin";
/// What an artifact is called where it is not resolved by Gradle's metadata, but named in its form for one platform.
const PLATFORMS: [&str; 3] = ["", "-android", "-jvm"];

/// What differs between the two builds, a line each.
fn differences() -> Vec<String> {
    let read = |file: &str| fs::read_to_string(root().join(file)).unwrap_or_default();
    let catalogue = read(CATALOGUE);
    let versions = versions(&catalogue);
    let poms: String = POMS.iter().map(|pom| read(pom)).collect();
    let mut found = differences_in(&catalogue, &versions, &poms);
    if versions.get("app").copied() != Some(env!("CARGO_PKG_VERSION")) {
        found.push("the app's version is not the workspace's".to_owned());
    }
    found
}

fn differences_in(catalogue: &str, versions: &BTreeMap<&str, &str>, poms: &str) -> Vec<String> {
    let mut found = Vec::new();
    for library in catalogue.lines().filter(|line| line.contains("module = ")) {
        let (Some(module), Some(reference)) =
            (quoted(library, "module = "), quoted(library, "version.ref = "))
        else {
            found.push(format!("{library}: no module, or no version"));
            continue;
        };
        let name = module.split_once(':').map_or(module, |(_, name)| name);
        let named = PLATFORMS
            .iter()
            .find_map(|platform| version_in(poms, &format!("{name}{platform}")));
        match (named, versions.get(reference)) {
            _ if name == GRADLE_ONLY => {}
            (Some(pom), Some(catalogue)) if pom == *catalogue => {}
            (pom, catalogue) => found.push(format!("{name}: {pom:?} in Maven, {catalogue:?} in Gradle")),
        }
    }
    // The plugins and the compiler have no artifact of their own there.
    if property(poms, "kotlin.version") != versions.get("kotlin").copied() {
        found.push("Kotlin is not of one version".to_owned());
    }
    found
}

/// The `[versions]` of a catalogue.
fn versions(catalogue: &str) -> BTreeMap<&str, &str> {
    let lines = catalogue.lines().skip_while(|line| *line != "[versions]").skip(1);
    lines
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, version)| (name, version.trim_matches('"')))
        .collect()
}

/// What stands in quotes after this, in a line.
fn quoted<'a>(line: &'a str, before: &str) -> Option<&'a str> {
    line.split_once(before)?.1.split('"').nth(1)
}

/// The version of an artifact in the poms, with its property resolved.
fn version_in<'a>(poms: &'a str, artifact: &str) -> Option<&'a str> {
    let (_, after) = poms.split_once(&format!("<artifactId>{artifact}</artifactId><version>"))?;
    let version = after.split('<').next()?;
    match version.strip_prefix("${").and_then(|name| name.strip_suffix('}')) {
        Some(name) => property(poms, name),
        None => Some(version),
    }
}

fn property<'a>(poms: &'a str, name: &str) -> Option<&'a str> {
    poms.split_once(&format!("<{name}>"))?.1.split('<').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const POM: &str = "<a.version>1.2</a.version><kotlin.version>2</kotlin.version>\
        <artifactId>thing-android</artifactId><version>${a.version}</version><artifactId>other</artifactId><version>3</version>";

    fn of(catalogue: &str) -> Vec<String> {
        differences_in(catalogue, &versions(catalogue), POM)
    }

    #[test]
    fn what_ships_and_what_is_verified_are_of_the_same_versions() {
        assert_eq!(differences(), Vec::<String>::new());
        let catalogue = fs::read_to_string(root().join(CATALOGUE)).unwrap();
        assert!(
            catalogue
                .lines()
                .filter(|line| line.contains("module = "))
                .count()
                > 10
        );
    }

    #[test]
    fn a_version_that_differs_is_found_and_so_is_a_library_that_only_one_build_has() {
        let catalogue = "[versions]\na = \"1.2\"\nother = \"3\"\nkotlin = \"2\"\n[libraries]\n";
        let library = |name: &str, version: &str| {
            format!("x = {{ module = \"g:{name}\", version.ref = \"{version}\" }}\n")
        };
        assert!(
            of(&format!(
                "{catalogue}{}{}",
                library("thing", "a"),
                library("other", "other")
            ))
            .is_empty()
        );
        assert_eq!(of(&format!("{catalogue}{}", library("thing", "other"))).len(), 1);
        assert_eq!(of(&format!("{catalogue}{}", library("unknown", "a"))).len(), 1);
        assert_eq!(
            of(&format!("{catalogue}{}", library("thing", "unknown"))).len(),
            1
        );
        assert_eq!(
            of(&catalogue.replace("kotlin = \"2\"", "kotlin = \"3\"")).len(),
            1
        );
    }
}
