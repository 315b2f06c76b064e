//! After the fact: which registrations match a condition, and what was given out under them. `docs/audit.md` says how to read and to check
//! it.
//!
//! - [`condition`]: what is looked for, as data; `version`, `presses`: what it compares.
//! - `legible`, `stored`: a registration as the register has it, trusting nothing; `judge`: whether it matches; `scan`: all of them.
//! - [`case`]: the evidence for one, which `gather` reads; [`report`]: the notice's table.
//! - [`fix`]: takes back what should not stand; [`letters`]: whom to write to.

pub mod case;
pub mod condition;
pub mod fix;
mod gather;
mod judge;
mod legible;
pub mod letters;
mod presses;
pub mod report;
mod scan;
mod stored;
mod version;

pub use self::{
    condition::{Condition, ConditionError},
    report::Report,
    scan::Progress,
};
use crate::store::{Database, StoreError};

/// What an audit reads, row by row: first the registrations, each with its items, then the disclosures. For those who measure beside it.
pub const READS: [&str; 2] = [stored::SELECT, scan::DISCLOSURES];

/// Audits a register: one state of it, whatever is written meanwhile. Nothing is written.
pub async fn audit(
    database: &Database,
    condition: &Condition,
    mut progress: impl FnMut(Progress),
) -> Result<Report, StoreError> {
    let mut snapshot = database.snapshot().await?;
    let mut found = scan::scan(&mut snapshot, condition, &mut progress).await?;
    let mut cases = Vec::with_capacity(found.matched.len());
    for (place, stored) in found.matched.into_iter().enumerate() {
        let given = found.given.remove(&place).unwrap_or_default();
        cases.push(gather::gather(&mut snapshot, condition, stored, given).await?);
    }
    let scanned = report::Scanned {
        registrations: found.registrations,
        disclosures: found.disclosures,
    };
    Ok(Report::of(condition, scanned, cases, found.apart))
}
