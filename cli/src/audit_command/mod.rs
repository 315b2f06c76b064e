//! `kyotaku audit`: what was given out that should not have been, and taking back what still stands. The report is the service's
//! (`kyotaku_service::audit`); here stand the words around it.
//!
//! - [`bar`]: how far it is, on standard error.
//! - [`table`], [`evidence`]: the report as text; [`lines`]: its lines.

mod bar;
mod evidence;
mod lines;
mod table;

use std::{fs, path::Path};

use kyotaku_service::{
    Database, StoreError,
    audit::{
        self, Condition, Report,
        fix::{self, Author},
        letters,
    },
    incident::{self, Wanted},
    ports::SystemClock,
};
use serde_json::json;

use self::bar::Bar;
use crate::{args::AuditArguments, failure::Failure, output::say};

/// Carries out what was asked for.
pub(crate) async fn run(arguments: AuditArguments) -> Result<(), Failure> {
    if arguments.print_condition {
        return say(audit::condition::NOTICE.trim_end());
    }
    if let Some(file) = &arguments.generate {
        let wanted = Wanted {
            ordinary: arguments.ordinary,
            seed: arguments.seed,
        };
        return generate(file, wanted).await;
    }
    let condition = condition(arguments.condition.as_deref())?;
    let author = arguments.author.as_deref().map(|name| {
        Author::new(name, env!("CARGO_PKG_VERSION"))
            .map_err(|error| Failure::new(error, "Give another name with --author."))
    });
    let author = author.transpose()?;
    let file = arguments
        .database
        .as_deref()
        .ok_or_else(|| Failure::new("no register was named", "Name it with --database."))?;
    let place = file.into();
    let database = match arguments.write {
        true => Database::open_existing(&place).await,
        false => Database::open_to_read(&place).await,
    };
    let database = database.map_err(not_opened)?;

    let mut bar = Bar::new("audited");
    let report = audit::audit(&database, &condition, |progress| {
        bar.at(progress.done, progress.of)
    })
    .await;
    bar.end();
    let report = report.map_err(failed)?;
    let outcome = match (arguments.fix, arguments.letters, author) {
        (true, Some(folder), Some(author)) => {
            Some(write(&database, &condition, &report, (&author, &folder)).await?)
        }
        (true, ..) => Some(planned(&condition, &report)?),
        (false, ..) => None,
    };
    database.close().await;
    if arguments.json {
        let fix = outcome.map(|outcome| outcome.json());
        return say(&json!({ "report": report, "fix": fix }).to_string());
    }
    say(&table::text(&report))?;
    if !arguments.table {
        say(&evidence::text(&report))?;
    }
    match outcome {
        Some(outcome) => say(&outcome.text()),
        None => Ok(()),
    }
}

async fn generate(file: &Path, wanted: Wanted) -> Result<(), Failure> {
    let mut bar = Bar::new("registered");
    let of = wanted.ordinary as u64;
    let generated = incident::generate(&file.into(), wanted, |done| bar.at(done as u64, of)).await;
    bar.end();
    let (database, made) = generated.map_err(|error| match error {
        StoreError::NotEmpty => Failure::new(
            "there is something already",
            "Name a file that is not there with --generate, or a database without tables.",
        ),
        error => Failure::new(error, "Check what --generate names, and the room on the disk."),
    })?;
    database.close().await;
    say(&format!(
        "Made: {} registrations and {} disclosures, from 2024-10-16 to 2025-01-15.",
        made.registrations, made.disclosures
    ))
}

fn condition(file: Option<&Path>) -> Result<Condition, Failure> {
    let Some(file) = file else {
        return Ok(Condition::of_the_notice());
    };
    let text = fs::read_to_string(file).map_err(|error| {
        Failure::new(
            format_args!("cannot read the condition {}: {error}", file.display()),
            "Check the name given with --condition.",
        )
    })?;
    Condition::read(&text).map_err(|error| {
        Failure::new(
            format_args!("{}: {error}", file.display()),
            "docs/audit.md has the shape; --print-condition prints one that can be read.",
        )
    })
}

/// What --fix did, or would do.
struct Outcome {
    due: usize,
    before: usize,
    not_agreed: usize,
    /// What was taken back, if it was said so.
    written: Option<usize>,
}

impl Outcome {
    fn json(&self) -> serde_json::Value {
        json!({
            "due": self.due, "before": self.before, "not_agreed": self.not_agreed, "taken_back": self.written
        })
    }

    fn text(&self) -> String {
        let mut before = match self.before {
            0 => String::new(),
            before => format!(" {before} had been taken back before."),
        };
        if self.not_agreed > 0 {
            let more = format!(
                "\n{} match, and had not agreed to it: nothing to take back.",
                self.not_agreed
            );
            before.push_str(&more);
        }
        match self.written {
            None => format!(
                "To be taken back (同意あり→同意なし): {}.{before}\nNothing was written; --write, with --author and --letters, does it.",
                self.due
            ),
            Some(written) => format!(
                "Taken back (同意あり→同意なし): {written}.{before}\nThe lists for the letters are written."
            ),
        }
    }
}

fn planned(condition: &Condition, report: &Report) -> Result<Outcome, Failure> {
    let plan = fix::plan(condition, report).ok_or_else(|| {
        Failure::new(
            "the condition corrects nothing",
            "Give one with a correction, or leave out --fix.",
        )
    })?;
    Ok(Outcome {
        due: plan.due.len(),
        before: plan.before,
        not_agreed: plan.not_agreed,
        written: None,
    })
}

async fn write(
    database: &Database,
    condition: &Condition,
    report: &Report,
    (author, folder): (&Author, &Path),
) -> Result<Outcome, Failure> {
    let planned = planned(condition, report)?;
    let mut bar = Bar::new("taken back");
    let of = planned.due as u64;
    let progress = |done: usize| bar.at(done as u64, of);
    let fixed = fix::write(database, condition, report, author, &SystemClock, progress).await;
    bar.end();
    let fixed = fixed.map_err(|error| {
        Failure::new(
            error,
            "What was taken back before that stays so; run it again for the rest.",
        )
    })?;
    letters::write(database, report, folder).await.map_err(|error| {
        Failure::new(
            error,
            "What was to be taken back is taken back. Check --letters, and run it again for the lists.",
        )
    })?;
    Ok(Outcome {
        before: fixed.before,
        written: Some(fixed.taken_back),
        ..planned
    })
}

fn not_opened(error: StoreError) -> Failure {
    match error {
        StoreError::FileGone => Failure::new(
            "there is no such register",
            "Check the name given with --database.",
        ),
        StoreError::OtherSchema => Failure::new(
            error,
            "Start the service of this version with it once, or take the program that belongs to it.",
        ),
        error => failed(error),
    }
}

fn failed(error: StoreError) -> Failure {
    Failure::new(error, "Nothing was changed. Check what --database names.")
}
