//! The tests in Kotlin: the generated code and the real library on a JVM, built and run by Maven.

use std::{
    ffi::OsString,
    io::{self, BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    bindings::{self, Language},
    cargo,
    leaks::Run,
    packages::program,
    root, target_folder,
};

/// The oldest Java that the tests run on.
const OLDEST_JAVA: u32 = 17;

/// What Maven says when it was told to stay offline and needs what was never downloaded.
const NOT_DOWNLOADED: &str = "in offline mode and the artifact";

/// Whether Maven is there, with a Java that is new enough. If not, it has said in one line what is missing.
pub(crate) fn prepare() -> bool {
    match java_of_maven() {
        Some(version) if version >= OLDEST_JAVA => true,
        Some(version) => {
            eprintln!(
                "xtask: Maven runs on Java {version}, and {OLDEST_JAVA} is needed: set JAVA_HOME to a newer one"
            );
            false
        }
        None => {
            eprintln!("xtask: no Maven that runs: install the packages maven and default-jdk-headless");
            false
        }
    }
}

fn java_of_maven() -> Option<u32> {
    let output = Command::new(program("mvn")?)
        .args(["--batch-mode", "--version"])
        .stdin(Stdio::null())
        .output()
        .ok()?;
    java_version(&String::from_utf8_lossy(&output.stdout))
}

/// The Java in what `mvn --version` says: `Java version: 17.0.15, vendor: …`.
fn java_version(said: &str) -> Option<u32> {
    let version = said
        .lines()
        .find_map(|line| line.strip_prefix("Java version: "))?;
    version.split(['.', ',', '-', '+']).next()?.parse().ok()
}

/// Generates the Kotlin, compiles it and runs every test of it, against the stage at this address.
pub(crate) fn test(run: &Run, stage: &str) -> bool {
    if !bindings::build_library(run.mark(&mut cargo()))
        || !bindings::generate(Language::Kotlin, run.mark(&mut cargo()))
    {
        return false;
    }
    let library = bindings::library();
    offline_first(|| maven_test(run, stage, &library, &target_folder().join("kotlin")))
}

/// Runs this Maven, first without the network: so it works without one, and is quicker.
pub(crate) fn offline_first(maven: impl Fn() -> Command) -> bool {
    match outcome(maven().arg("--offline")) {
        Ok(Outcome::Passed) => true,
        Ok(Outcome::Failed) => false,
        Ok(Outcome::NotDownloaded) => {
            eprintln!("xtask: downloading what Maven has not yet");
            matches!(outcome(&mut maven()), Ok(Outcome::Passed))
        }
        Err(error) => {
            eprintln!("xtask: Maven cannot be run: {error}");
            false
        }
    }
}

/// How a run of Maven ended.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    /// Offline, something was missing; no test has run.
    NotDownloaded,
}

/// Maven's `test` on the Kotlin project, with this library, built to this folder, against the stage at this address.
pub(crate) fn maven_test(run: &Run, stage: &str, library: &Path, build: &Path) -> Command {
    let mut command = maven(run, stage, &root().join("bindings/kotlin/pom.xml"));
    command
        .arg(property("kyotaku.library", library))
        .arg(property("kyotaku.build", build))
        .arg("test");
    command
}

/// Maven on a project, with what every call of it needs.
pub(crate) fn maven(run: &Run, stage: &str, project: &Path) -> Command {
    let mut command = Command::new("mvn");
    command
        .args(["--batch-mode", "--no-transfer-progress", "--file"])
        .arg(project)
        .arg(property("kyotaku.temporary", run.temporary()))
        // Java knows nothing of TMPDIR.
        .arg(property("java.io.tmpdir", run.temporary()))
        .env("KYOTAKU_STAGE", stage)
        // Perf data would be a file beside the run's folder.
        .env("MAVEN_OPTS", "-XX:-UsePerfData")
        // The names of the tests are partly Japanese.
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null());
    run.mark(&mut command);
    command
}

fn outcome(command: &mut Command) -> io::Result<Outcome> {
    let mut process = command.stdout(Stdio::piped()).spawn()?;
    let mut not_downloaded = false;
    if let Some(output) = process.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line?;
            not_downloaded |= says_not_downloaded(&String::from_utf8_lossy(&line));
            let mut stdout = io::stdout().lock();
            stdout.write_all(&line)?;
            stdout.write_all(b"\n")?;
        }
    }
    Ok(match process.wait()?.success() {
        true => Outcome::Passed,
        false if not_downloaded => Outcome::NotDownloaded,
        false => Outcome::Failed,
    })
}

/// A test's own output has no such beginning.
fn says_not_downloaded(line: &str) -> bool {
    line.starts_with("[ERROR] ") && line.contains(NOT_DOWNLOADED)
}

/// `-Dname=path`.
pub(crate) fn property(name: &str, path: &Path) -> OsString {
    let mut argument = OsString::from(format!("-D{name}="));
    argument.push(path);
    argument
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_java_that_maven_runs_on_is_read_from_what_maven_says() {
        let said = |version: &str| {
            format!(
                "Apache Maven 3.8.7\nMaven home: /usr/share/maven\nJava version: {version}, vendor: Debian, runtime: /usr\n"
            )
        };
        assert_eq!(java_version(&said("17.0.15")), Some(17));
        assert_eq!(java_version(&said("25")), Some(25));
        assert_eq!(java_version(&said("21-ea")), Some(21));
        // Java 8 called itself so.
        assert_eq!(java_version(&said("1.8.0_402")), Some(1));
        assert_eq!(java_version("Apache Maven 3.8.7\n"), None);
    }

    #[test]
    fn only_maven_itself_says_that_something_is_not_downloaded() {
        let why = "Cannot access central (https://example.invalid) in offline mode and the artifact a:b:jar:1 has not been downloaded";
        assert!(says_not_downloaded(&format!(
            "[ERROR] Failed to execute goal: {why}"
        )));
        assert!(!says_not_downloaded(why));
        assert!(!says_not_downloaded("[ERROR] Tests run: 1, Failures: 1"));
    }
}
