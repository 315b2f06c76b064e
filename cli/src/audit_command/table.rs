//! The notice's table, and what stands apart from it, as text.

use std::fmt::Write;

use kyotaku_service::audit::{
    Report,
    report::{Noted, Totals},
};

use super::lines::hanging;

/// How many numbers of what was not judged are named for each reason; `--json` names all.
const NAMED: usize = 20;

/// A number of a row.
type Number = fn(&Totals) -> usize;

/// The table.
pub(super) fn text(report: &Report) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = write_to(&mut text, report);
    text.trim_end().to_owned()
}

fn write_to(text: &mut String, report: &Report) -> std::fmt::Result {
    let table = &report.table;
    text.push_str(&hanging(0, &report.condition.title));
    writeln!(text, "condition {}", report.condition.name)?;
    writeln!(text, "SHA-256 {}", report.condition.sha256)?;
    writeln!(
        text,
        "gone through: {} registrations, {} disclosures\n",
        report.scanned.registrations, report.scanned.disclosures
    )?;
    writeln!(text, "{:>10}{:>12}{:>12}", "total", "confirmed", "suspected")?;
    let rows: [(&str, Number); 4] = [
        ("persons (人数)", |totals| totals.persons),
        ("disclosures (情報提供件数)", |totals| totals.disclosures),
        ("institutions (医療機関等数)", |totals| totals.institutions),
        ("insurers (医療保険者数)", |totals| totals.insurers),
    ];
    for (name, number) in rows {
        writeln!(
            text,
            "{:>10}{:>12}{:>12}  {name}",
            number(&table.total),
            number(&table.confirmed),
            number(&table.suspected)
        )?;
    }
    writeln!(text, "period (提供された期間): {}\n", period(&table.total))?;
    writeln!(
        text,
        "{} more registrations match, and nothing was given out under them.",
        report.nothing_given_out.len()
    )?;
    if report.not_judged.is_empty() {
        writeln!(text, "Everything could be judged.")?;
    } else {
        writeln!(text, "Counted apart, in no number above:")?;
        noted(text, &report.not_judged);
    }
    if !report.counted_in_part.is_empty() {
        writeln!(text, "Counted above, but for what cannot be read:")?;
        noted(text, &report.counted_in_part);
    }
    Ok(())
}

fn noted(text: &mut String, all: &[Noted]) {
    for one in all {
        text.push_str(&hanging(2, &line(one)));
    }
}

fn period(totals: &Totals) -> String {
    match (&totals.first, &totals.last) {
        (Some(first), Some(last)) => format!("{} to {}", day(first), day(last)),
        _ => "none".to_owned(),
    }
}

/// The date of a stored time, which begins with it.
fn day(time: &str) -> &str {
    time.get(..10).unwrap_or(time)
}

fn line(noted: &Noted) -> String {
    let plural = if noted.count == 1 { "" } else { "s" };
    let under = match noted.disclosed {
        0 => String::new(),
        disclosed => format!(", {disclosed} disclosures of the items under them"),
    };
    let named: Vec<_> = noted.numbers.iter().take(NAMED).cloned().collect();
    let more = match noted.count - named.len() {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    format!(
        "{} {}{plural} {}{under}: {}{more}",
        noted.count,
        noted.of,
        noted.why,
        named.join(", ")
    )
}
