//! Measures, and prints a table for SQLite and one for PostgreSQL. `cargo xtask bench service` runs it.

// Talking to whoever started it is this program's job.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::{
    env,
    process::{Command, ExitCode},
};

use kyotaku_postgresql::{Server, TestDatabase, TestPlace};
use kyotaku_service_bench::{Failure, audit, gate, ground::Ground, registrations, sizes::Sizes};

const USAGE: &str = "Usage: kyotaku-service-bench [--short] [--registrations NUMBER]

  --short                 A run that only shows that it works.
  --registrations NUMBER  So many ordinary registrations in the register that is audited (100000).
";

/// What this program is started with by itself, before the name of a register: it audits that one and says its memory.
const ONE_AUDIT: &str = "--one-audit";

#[tokio::main]
async fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    if let (Some(ONE_AUDIT), Some(name)) = (arguments.next().as_deref(), arguments.next()) {
        return ended(one_audit(&name).await);
    }
    let Some(sizes) = sizes(env::args().skip(1)) else {
        eprint!("{USAGE}");
        return ExitCode::from(2);
    };
    ended(measure(&sizes).await)
}

fn ended(outcome: Result<(), Failure>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("kyotaku-service-bench: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// None if the arguments are not these.
fn sizes(mut arguments: impl Iterator<Item = String>) -> Option<Sizes> {
    let (mut sizes, mut audited) = (Sizes::full(), None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--short" => sizes = Sizes::short(),
            "--registrations" => audited = Some(arguments.next()?.parse().ok()?),
            _ => return None,
        }
    }
    sizes.audited = audited.unwrap_or(sizes.audited);
    Some(sizes)
}

async fn measure(sizes: &Sizes) -> Result<(), Failure> {
    println!("## SQLite\n");
    on([TestPlace::empty().await?, TestPlace::empty().await?], sizes).await?;

    println!("## PostgreSQL\n");
    // On the disk that SQLite's file is on: in memory, a commit would cost nothing.
    let server = match Server::start_on_disk(&env::temp_dir()) {
        Ok(server) => server,
        Err(why) => {
            println!("Not measured. {why}");
            return Ok(());
        }
    };
    let mut places = Vec::new();
    for _ in 0..2 {
        let database = TestDatabase::make(server.folder(), None).await?;
        places.push(TestPlace::at(database)?);
    }
    let places = <[TestPlace; 2]>::try_from(places).map_err(|_| "two places")?;
    on(places, sizes).await
}

/// Measures the service at the first place, the audit at the second: both are empty.
async fn on([service, audited]: [TestPlace; 2], sizes: &Sizes) -> Result<(), Failure> {
    let ground = Ground::start(&service).await?;
    println!("{}", registrations::measure(&ground, sizes).await?);
    println!("{}", gate::measure(&ground, sizes).await?);
    ground.end().await;
    println!("{}", audit::measure(&audited, sizes).await?);
    // A process of its own, which has done nothing else.
    let mut once = Command::new(env::current_exe()?);
    let once = once.args([ONE_AUDIT, &audited.name()]).status()?;
    if once.success() {
        Ok(())
    } else {
        Err("the one audit failed".into())
    }
}

async fn one_audit(name: &str) -> Result<(), Failure> {
    if let Some(peak) = audit::peak_of_one(name).await? {
        println!("A process that audits this register and does nothing else has {peak} MB at most.\n");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(arguments: &str) -> Option<Sizes> {
        sizes(arguments.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn the_register_that_is_audited_is_as_large_as_is_said_whatever_else_is() {
        assert_eq!(said(""), Some(Sizes::full()));
        assert_eq!(said("--short"), Some(Sizes::short()));
        for arguments in ["--registrations 7 --short", "--short --registrations 7"] {
            let expected = Sizes {
                audited: 7,
                ..Sizes::short()
            };
            assert_eq!(said(arguments), Some(expected));
        }
    }

    #[test]
    fn other_arguments_are_refused() {
        for arguments in ["--long", "--registrations", "--registrations many", "short"] {
            assert_eq!(said(arguments), None, "{arguments}");
        }
    }
}
