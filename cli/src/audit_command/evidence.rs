//! The evidence for each case, as text: numbers and codes, nobody's name.

use std::fmt::Write;

use kyotaku_service::audit::{
    Report,
    case::{Case, PressLog, Said},
};

/// Every case that counts, then those under which nothing was given out.
pub(super) fn text(report: &Report) -> String {
    let mut text = String::new();
    for (place, case) in report.cases.iter().enumerate() {
        let state = if case.confirmed { "confirmed" } else { "suspected" };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "\ncase {}, {state}", place + 1);
        let _ = write_to(&mut text, case);
    }
    for case in &report.nothing_given_out {
        let _ = writeln!(text, "\nmatches, and nothing was given out");
        let _ = write_to(&mut text, case);
    }
    text.trim_end().to_owned()
}

fn write_to(text: &mut String, case: &Case) -> std::fmt::Result {
    let insured = case.insured.as_deref().unwrap_or("unreadable");
    let older = if case.before_the_guard {
        "before the guard"
    } else {
        "under the guard"
    };
    writeln!(
        text,
        "  registration {} of {}, {older}",
        case.registration, case.registered_at
    )?;
    writeln!(
        text,
        "  person {insured}, institution {}, insurers {}",
        case.institution,
        listed(&case.insurers)
    )?;
    writeln!(
        text,
        "  by {}, {} {}, device {}, mode {}",
        case.channel, case.app, case.version, case.device, case.mode
    )?;
    writeln!(
        text,
        "  settings version {} of {}: {}; in force now: {}",
        case.settings.version,
        case.settings.saved_at.as_deref().unwrap_or("an unreadable time"),
        pairs(&case.settings.then),
        pairs(&case.settings.now)
    )?;
    writeln!(text, "  answers: {}", said(&case.answers))?;
    writeln!(text, "  items: {}", said(&case.items))?;
    match &case.press_log {
        PressLog::None => writeln!(text, "  press log: none was uploaded")?,
        PressLog::Unreadable => writeln!(text, "  press log: uploaded, and unreadable")?,
        PressLog::Uploaded { uploaded_at, presses } => {
            writeln!(text, "  press log of {uploaded_at}: {}", presses.join(" → "))?;
        }
    }
    for disclosed in &case.disclosures {
        writeln!(
            text,
            "  disclosure {} of {} at {} to {} of {}",
            disclosed.disclosure,
            disclosed.item,
            disclosed.disclosed_at,
            disclosed.program,
            disclosed.institution
        )?;
    }
    if let Some(renewed_at) = &case.renewed_at {
        writeln!(text, "  registered anew at {renewed_at}")?;
    }
    for correction in &case.corrections {
        writeln!(
            text,
            "  taken back at {} by {} (031: {}): {}",
            correction.corrected_at,
            correction.author_kind,
            correction.reason,
            correction.question.as_deref().unwrap_or("all of it")
        )?;
    }
    Ok(())
}

fn listed(insurers: &[String]) -> String {
    if insurers.is_empty() {
        "unreadable".to_owned()
    } else {
        insurers.join(", ")
    }
}

fn pairs(switches: &[(String, String)]) -> String {
    let pairs: Vec<_> = switches
        .iter()
        .map(|(name, code)| format!("{name} {code}"))
        .collect();
    pairs.join(", ")
}

fn said(list: &[Said]) -> String {
    let said: Vec<_> = list
        .iter()
        .map(|one| format!("{} {}", one.of, one.decision))
        .collect();
    said.join(", ")
}
