//! The repository's own rules, for every tracked file: how long a file may be, and what may not stand in one.

use std::{fs, path::Path, process::Command};

/// The longest file, in lines, that needs no reason.
const LONGEST: usize = 300;
/// How a longer file gives its reason, within its first [`HEAD`] lines.
const REASON: &str = "Longer than 300 lines because";
const HEAD: usize = 15;

/// Data: a list is as long as it is, and its form may have no place for a reason.
const DATA: &str = ".json";

/// What tests write and compare: texts in a folder of this name. A visit has as many screens as it has.
const WRITTEN_BY_TESTS: (&str, &str) = ("/Snapshots/", ".txt");

/// Written by tools, in forms that are theirs.
const GENERATED: &str = "Cargo.lock";

/// Folders at the top of one machine's disk: a path into them works on no other.
const MACHINE_FOLDERS: &[&str] = &["root", "work", "home"];

/// Hosts of package registries: which one serves a build is not the repository's business.
const REGISTRY_HOSTS: &[&str] = &[
    concat!("crates", ".io"),
    concat!("pypi", ".org"),
    concat!("npmjs", ".org"),
    concat!("repo.maven", ".apache.org"),
    concat!("proxy.golang", ".org"),
];

/// What breaks the rules, each with its file (and line).
pub(crate) fn broken(root: &Path) -> Vec<String> {
    let tracked = match tracked_files(root) {
        Ok(tracked) => tracked,
        Err(why) => return vec![why],
    };
    let mut complaints = Vec::new();
    for name in tracked {
        if Path::new(&name).file_name().is_some_and(|name| name == GENERATED) {
            continue;
        }
        // A file that is deleted and not yet committed, or that is not text, has no lines.
        let Ok(text) = fs::read_to_string(root.join(&name)) else {
            continue;
        };
        complaints.extend(
            broken_in(&text, has_limit(&name))
                .into_iter()
                .map(|complaint| format!("{name}{complaint}")),
        );
    }
    complaints
}

/// Whether a file of this name, from the root on, is to be short.
fn has_limit(name: &str) -> bool {
    let (folder, ending) = WRITTEN_BY_TESTS;
    !(name.ends_with(DATA) || name.contains(folder) && name.ends_with(ending))
}

fn tracked_files(root: &Path) -> Result<Vec<String>, String> {
    if !root.join(".git").exists() {
        eprintln!("not a git checkout: there are no tracked files to look at");
        return Ok(Vec::new());
    }
    let listed = Command::new("git")
        .args(["ls-files", "-z"])
        .current_dir(root)
        .output();
    match listed {
        Ok(output) if output.status.success() => {
            let names = String::from_utf8_lossy(&output.stdout);
            Ok(names.split_terminator('\0').map(str::to_owned).collect())
        }
        Ok(output) => Err(format!(
            "git ls-files failed: {}",
            String::from_utf8_lossy(&output.stderr)
        )),
        Err(error) => Err(format!("git cannot be started: {error}")),
    }
}

/// What breaks the rules in one file's text. A complaint begins where the file's name ends.
fn broken_in(text: &str, has_limit: bool) -> Vec<String> {
    let mut complaints = Vec::new();
    let length = text.lines().count();
    if has_limit && length > LONGEST && !text.lines().take(HEAD).any(|line| line.contains(REASON)) {
        complaints.push(format!(
            ": {length} lines: split it by meaning, or say at its head \"{REASON} …\""
        ));
    }
    for (number, line) in (1..).zip(text.lines()) {
        for folder in MACHINE_FOLDERS.iter().filter(|folder| names_folder(line, folder)) {
            complaints.push(format!(":{number}: a path on one machine (/{folder})"));
        }
        for host in REGISTRY_HOSTS.iter().filter(|host| line.contains(**host)) {
            complaints.push(format!(":{number}: a registry's host ({host})"));
        }
    }
    complaints
}

/// Whether the line has a path that begins with this folder at the top of the disk.
fn names_folder(line: &str, folder: &str) -> bool {
    let path = format!("/{folder}");
    line.match_indices(&path).any(|(start, _)| {
        // `a/work` and `/workspace` are other paths.
        let before = line[..start].chars().next_back();
        let after = line[start + path.len()..].chars().next();
        let in_a_path = |c: char| c.is_alphanumeric() || "._-/}~".contains(c);
        let in_a_name = |c: char| c.is_alphanumeric() || "_-".contains(c);
        !before.is_some_and(in_a_path) && !after.is_some_and(in_a_name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken_in(text: &str) -> Vec<String> {
        super::broken_in(text, true)
    }

    #[test]
    fn a_long_file_needs_a_reason_at_its_head() {
        let lines = |count| "line\n".repeat(count);
        assert!(broken_in(&lines(LONGEST)).is_empty());
        assert_eq!(broken_in(&lines(LONGEST + 1)).len(), 1);
        let reason = format!("//! {REASON} the table is one table.\n");
        assert!(broken_in(&(reason.clone() + &lines(LONGEST))).is_empty());
        assert!(
            super::broken_in(&lines(LONGEST + 1), false).is_empty(),
            "data has no limit"
        );
        // Further down it is no longer the head.
        assert_eq!(broken_in(&(lines(LONGEST) + &reason)).len(), 1);
    }

    #[test]
    fn data_and_snapshots_may_be_long_and_what_stands_beside_them_may_not() {
        assert!(!has_limit("scenarios/table.json"));
        assert!(!has_limit("ios/Tests/Snapshots/consent.txt"));
        assert!(has_limit("ios/Tests/KyotakuUITests/Snapshots.swift"));
        assert!(has_limit("ios/Tests/KyotakuUITests/Snapshots/ScreenText.swift"));
        assert!(has_limit("core/src/lib.rs"));
    }

    #[test]
    fn a_path_on_one_machine_is_found_and_its_line_named() {
        for folder in MACHINE_FOLDERS {
            for text in [
                format!("fine\ncd /{folder}/x"),
                format!("fine\n\"/{folder}\""),
                format!("\n(/{folder})"),
            ] {
                assert_eq!(
                    broken_in(&text),
                    [format!(":2: a path on one machine (/{folder})")],
                    "{text}"
                );
            }
            for fine in [
                format!("a/{folder}"),
                format!("/{folder}s"),
                format!("../{folder}/"),
                format!("{{a}}/{folder}"),
            ] {
                assert!(broken_in(&fine).is_empty(), "{fine}");
            }
        }
    }

    #[test]
    fn a_registrys_host_is_found() {
        for host in REGISTRY_HOSTS {
            assert_eq!(broken_in(&format!("https://static.{host}/x")).len(), 1, "{host}");
        }
    }

    #[test]
    fn what_is_not_there_to_read_breaks_nothing() {
        assert!(broken_in("").is_empty());
        let nowhere = Path::new("no-such-folder-of-kyotaku");
        assert!(broken(nowhere).is_empty());
    }
}
