//! The service, asked whatever its OpenAPI document allows and what it does not, by schemathesis: no answer may be a fault of the
//! service's own, or one that the document does not have. `xtask/api-tester` has its releases, pinned, and how it is used.
//!
//! - [`environment`]: where it is installed.

mod environment;

use std::{
    io,
    process::{Command, Output, Stdio},
};

use crate::{leaks::Run, root, stage::Stage};
use environment::Environment;

/// What the tester says of an answer that the document does not have.
const NOT_DOCUMENTED: &str = "Undocumented status code";

/// Whether the tester is there. If not, it has said in one line what is missing.
pub(crate) fn prepare() -> bool {
    Environment::of_this_user()
        .and_then(|environment| environment.make_if_missing())
        .inspect_err(|why| eprintln!("xtask: no API tester: {why}"))
        .is_ok()
}

/// Runs it against the service with the sample; first against a document that lacks an answer, which it has to notice.
pub(crate) fn test(run: &Run) -> bool {
    let Some(service) = Stage::service(run) else {
        return false;
    };
    let passed = Environment::of_this_user().and_then(|environment| {
        let tester = Tester {
            environment,
            run,
            service: service.address(),
        };
        tester.notices_a_missing_answer()?;
        tester.finds_nothing()
    });
    if let Err(why) = &passed {
        eprintln!("{why}");
    }
    service.end() && passed.is_ok()
}

/// The tester, for one running service.
struct Tester<'a> {
    environment: Environment,
    run: &'a Run,
    /// Its address.
    service: &'a str,
}

impl Tester<'_> {
    fn document(&self) -> String {
        format!("{}/v1/openapi.json", self.service)
    }

    /// The error is what the tester said.
    fn finds_nothing(&self) -> Result<(), String> {
        let output = self.schemathesis(&[&self.document()]).map_err(cannot_run)?;
        let said = String::from_utf8_lossy(&output.stdout);
        if output.status.success() {
            // The last of its lines say what it tried.
            let summary = said.lines().rev().find(|line| line.contains("generated"));
            eprintln!("{}", summary.unwrap_or_default().trim());
            Ok(())
        } else {
            Err(format!("{said}{}", String::from_utf8_lossy(&output.stderr)))
        }
    }

    fn notices_a_missing_answer(&self) -> Result<(), String> {
        let mut forgetful = self.environment.python();
        forgetful
            .arg(root().join("xtask/api-tester/forget_an_answer.py"))
            .arg(self.document());
        let document = self.output(&mut forgetful).map_err(cannot_run)?;
        if !document.status.success() {
            let said = String::from_utf8_lossy(&document.stderr);
            return Err(format!("the document cannot be read: {said}"));
        }
        let file = self.run.temporary().join("openapi.json");
        std::fs::write(&file, document.stdout).map_err(|error| format!("{}: {error}", file.display()))?;
        let file_name = file.display().to_string();
        let few = ["--phases", "coverage", "--include-operation-id", "settings"];
        let outcome = self.schemathesis(&[&[&*file_name, "--url", self.service][..], &few].concat());
        let _ = std::fs::remove_file(&file);
        let outcome = outcome.map_err(cannot_run)?;
        let said = String::from_utf8_lossy(&outcome.stdout);
        if !outcome.status.success() && said.contains(NOT_DOCUMENTED) {
            Ok(())
        } else {
            Err(format!(
                "the API tester did not notice that an answer is not documented:\n{said}"
            ))
        }
    }

    /// Its run to the end.
    fn schemathesis(&self, arguments: &[&str]) -> io::Result<Output> {
        let mut command = self.environment.schemathesis();
        command
            .env(
                "SCHEMATHESIS_HOOKS",
                root().join("xtask/api-tester/whole_numbers.py"),
            )
            .arg("--config-file")
            .arg(root().join("xtask/api-tester/schemathesis.toml"))
            .args(["--no-color", "run"])
            .args(arguments);
        self.output(&mut command)
    }

    /// What it writes beside its output goes, with the folder that it runs in.
    fn output(&self, command: &mut Command) -> io::Result<Output> {
        let folder = self.run.temporary().join("api-tester");
        std::fs::create_dir_all(&folder)?;
        let output = self
            .run
            .mark(command)
            .current_dir(&folder)
            .stdin(Stdio::null())
            // The service is on this machine, and the output in Japanese, too.
            .env("NO_PROXY", "*")
            .env("PYTHONUTF8", "1")
            // Nothing is compiled into the checkout.
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .output();
        std::fs::remove_dir_all(&folder)?;
        output
    }
}

fn cannot_run(error: io::Error) -> String {
    format!("the API tester cannot be run: {error}")
}
