//! How many rows per second `kyotaku audit` goes through, in a register that is generated; next to it the same tables read to the end
//! by one bare `SELECT` each, and the audit's own statements read to the end with nobody judging.

use std::{
    fmt,
    time::{Duration, Instant},
};

use futures_util::TryStreamExt;
use kyotaku_postgresql::TestPlace;
use kyotaku_service::{
    Database,
    audit::{self, Condition, READS},
    incident::{self, Wanted},
};

use crate::{
    Failure,
    figures::{median, per_second, ratio},
    ground::Past,
    memory,
    sizes::Sizes,
};

/// The columns that an audit reads, each table for itself.
const BARE: [&str; 3] = [
    "SELECT registration, check_number, institution, mode, settings_version, statement, prescription_form, item_count,
         registered_at, channel, app, version, device
     FROM registrations",
    "SELECT registration, item, decision FROM registration_items",
    "SELECT disclosure, institution, insured, item, registration, program, disclosed_at FROM disclosures",
];

/// What was measured.
#[derive(Clone, Debug)]
pub struct Audit {
    /// Registrations that were audited.
    pub registrations: u64,
    /// Disclosures that were audited.
    pub disclosures: u64,
    /// Persons that the audit found.
    pub persons: usize,
    /// Rows per second of the audit, its statements, the bare tables: a figure for each round.
    rates: [Vec<f64>; 3],
}

/// Generates a register at this place, which has to be empty, audits it, and makes sure that all of it was read.
pub async fn measure(place: &TestPlace, sizes: &Sizes) -> Result<Audit, Failure> {
    let wanted = Wanted {
        ordinary: sizes.audited,
        ..Wanted::default()
    };
    let (database, made) = incident::generate(&place.name().into(), wanted, |_| {}).await?;
    let past = Past::connect(place).await?;
    let condition = Condition::of_the_notice();
    let rows = made.registrations + made.disclosures;
    let count = usize::try_from(rows)?;
    let items = past.count("SELECT count(*) FROM registration_items").await? as u64;

    let mut measured = Audit {
        registrations: made.registrations,
        disclosures: made.disclosures,
        persons: 0,
        rates: Default::default(),
    };
    for round in 0..sizes.audits {
        for turn in 0..3 {
            let kind = (round + turn) % 3;
            let took = match kind {
                0 => {
                    let start = Instant::now();
                    let report = audit::audit(&database, &condition, |_| {}).await?;
                    let took = start.elapsed();
                    measured.persons = report.table.total.persons;
                    is_all(report.scanned.registrations + report.scanned.disclosures, rows)?;
                    took
                }
                1 => read(&past, &READS, rows).await?,
                _ => read(&past, &BARE, rows + items).await?,
            };
            measured.rates[kind].push(per_second(count, took));
        }
    }
    past.pool.close().await;
    database.close().await;
    Ok(measured)
}

/// Audits the register of this name once: how much memory the process has had at most, in MB, where the kernel says it. It is to have
/// done nothing else: what generated a register keeps its memory.
pub async fn peak_of_one(name: &str) -> Result<Option<u64>, Failure> {
    let database = Database::open_existing(&name.into()).await?;
    audit::audit(&database, &Condition::of_the_notice(), |_| {}).await?;
    database.close().await;
    Ok(memory::peak())
}

/// How long it takes to read the answers to these from end to end.
async fn read(past: &Past, statements: &[&'static str], rows: u64) -> Result<Duration, Failure> {
    let start = Instant::now();
    let mut read = 0;
    for statement in statements {
        let mut answer = sqlx::query(*statement).fetch(&past.pool);
        while answer.try_next().await?.is_some() {
            read += 1;
        }
    }
    let took = start.elapsed();
    is_all(read, rows)?;
    Ok(took)
}

fn is_all(read: u64, rows: u64) -> Result<(), Failure> {
    if read == rows {
        Ok(())
    } else {
        Err(format!("{rows} rows are there, and {read} were read").into())
    }
}

/// The table, in Markdown.
impl fmt::Display for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [audit, statements, bare] = &self.rates;
        writeln!(
            f,
            "| {} registrations and {} disclosures | rows per second | × the audit's time |\n|---|---:|---:|\n\
             | the audit: read, judged, the evidence of {} persons gathered | {:.0} | 1 |\n\
             | its statements, read to the end and not judged | {:.0} | **{:.2}** |\n\
             | the same columns of each table by itself, read to the end | {:.0} | **{:.2}** |",
            self.registrations,
            self.disclosures,
            self.persons,
            median(audit),
            median(statements),
            ratio(audit, statements),
            median(bare),
            ratio(audit, bare),
        )?;
        writeln!(
            f,
            "\nRows are registrations and disclosures, for all three; the items' own rows are read, too. Medians of {} rounds.",
            audit.len()
        )
    }
}
