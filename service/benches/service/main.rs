//! What durability, rules and audit cost, next to what the bare database does in the same run: `cargo xtask bench service`.
//! docs/measurements.md keeps what it printed.
//!
//! - [`visits`]: registrations and the gate, over HTTP, as an app and a clinic's program ask for them.
//! - [`bare`]: the same rows into tables without rules, and the same tables read without being looked at.
//! - [`timing`]: how often, and how it is printed.

// Printing is this program's job.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod bare;
mod timing;
mod visits;

use std::time::Instant;

use kyotaku_postgresql::{Server, TestDatabase, TestPlace};
use kyotaku_service::{
    audit::{self, Condition},
    incident::{self, Wanted},
};

use crate::timing::{Rate, median, quartiles};

/// Whatever went wrong, in words: nobody has to tell one failure from another here.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Registrations for each line of the table.
const REGISTRATIONS: usize = 400;
/// How many clients there are where there are several.
const CLIENTS: usize = 8;
/// Ordinary registrations of the register that is audited.
const ORDINARY: usize = 100_000;
/// How often it is audited, and read without being looked at, in turns.
const ROUNDS: usize = 5;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    println!("| | SQLite | PostgreSQL |\n|---|---:|---:|");
    let server = Server::start()?;
    let sqlite = measured(&TestPlace::empty().await?, &TestPlace::empty().await?).await?;
    let place = || async { TestPlace::at(TestDatabase::make(server.folder(), None).await?) };
    let postgresql = measured(&place().await?, &place().await?).await?;
    for ((name, of_sqlite), (_, of_postgresql)) in sqlite.iter().zip(&postgresql) {
        println!("| {name} | {of_sqlite} | {of_postgresql} |");
    }
    Ok(())
}

/// The lines of the table for a database: of the service at one place, of the audit at another.
async fn measured(service: &TestPlace, register: &TestPlace) -> Result<Vec<(String, String)>, Failure> {
    let mut lines = Vec::new();
    let mut line = |name: String, value: String| {
        eprintln!("{name}: {value}");
        lines.push((name, value));
    };
    let stage = visits::Stage::set(service).await?;
    let patient = stage.patient().await?;
    let mut bare = bare::Tables::make(service).await?;
    // In turns, so that whatever else the machine does meets both.
    let (mut ours, mut theirs, mut ours_together) = (Rate::default(), Rate::default(), Rate::default());
    for _ in 0..ROUNDS {
        let (some, more) = (
            stage.checked(REGISTRATIONS / ROUNDS).await?,
            stage.checked(REGISTRATIONS / ROUNDS).await?,
        );
        theirs.of(REGISTRATIONS / ROUNDS, bare.insert(REGISTRATIONS / ROUNDS).await?);
        ours.of(some.len(), stage.registered(&some, 1).await?);
        ours_together.of(more.len(), stage.registered(&more, CLIENTS).await?);
    }
    let theirs = theirs.median();
    line(
        "the rows of a registration, bare: a second".into(),
        format!("{theirs:.0}"),
    );
    for (name, rate) in [
        ("registrations, one client: a second".to_owned(), ours.median()),
        (
            format!("registrations, {CLIENTS} clients: a second"),
            ours_together.median(),
        ),
    ] {
        line(name, format!("{rate:.0} ({:.2} × bare)", rate / theirs));
    }
    let [low, middle, high] = quartiles(stage.asked(&patient, REGISTRATIONS).await?);
    line(
        "the gate gives an item out, ms".into(),
        format!("{low:.1} **{middle:.1}** {high:.1}"),
    );
    stage.end().await;

    let start = Instant::now();
    let wanted = Wanted {
        ordinary: ORDINARY,
        ..Wanted::default()
    };
    let (database, made) = incident::generate(&register.name().into(), wanted, |_| {}).await?;
    let rows = made.registrations + made.disclosures;
    line(
        format!("a register of {rows} registrations and disclosures made, s"),
        format!("{:.0}", start.elapsed().as_secs_f64()),
    );
    let condition = Condition::of_the_notice();
    let (mut audited, mut read) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        read.push(bare::scanned(register).await?);
        let start = Instant::now();
        let report = audit::audit(&database, &condition, |_| {}).await?;
        audited.push(start.elapsed().as_secs_f64());
        if report.table.total.persons != 37 {
            return Err("the audit found others".into());
        }
    }
    let (audited, read) = (median(audited), median(read));
    #[allow(clippy::cast_precision_loss)]
    let of = |seconds: f64| rows as f64 / seconds;
    line(
        "rows read, and not looked at: a second".into(),
        format!("{:.0}", of(read)),
    );
    line(
        "rows audited: a second".into(),
        format!("{:.0} ({:.2} × read)", of(audited), read / audited),
    );
    database.close().await;
    Ok(lines)
}
