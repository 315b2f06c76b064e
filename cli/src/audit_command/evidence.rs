//! The evidence for each case, as text: numbers and codes, nobody's name.

use kyotaku_service::audit::{
    Report,
    case::{Case, PressLog, Said},
};

use super::lines::hanging;

/// Every case that counts, then those under which nothing was given out.
pub(super) fn text(report: &Report) -> String {
    let mut text = String::new();
    for (place, case) in report.cases.iter().enumerate() {
        let state = if case.confirmed { "confirmed" } else { "suspected" };
        text += &format!("\ncase {}, {state}\n", place + 1);
        write_to(&mut text, case);
    }
    for case in &report.nothing_given_out {
        text += "\nmatches, and nothing was given out\n";
        write_to(&mut text, case);
    }
    text.trim_end().to_owned()
}

fn write_to(text: &mut String, case: &Case) {
    let mut line = |line: String| text.push_str(&hanging(2, &line));
    let insured = case.insured.as_deref().unwrap_or("unreadable");
    let older = if case.before_the_guard {
        "before the guard"
    } else {
        "under the guard"
    };
    line(format!("registration {}", case.registration));
    line(format!("registered {}, {older}", case.registered_at));
    line(format!("person {insured}"));
    line(format!(
        "institution {}, insurers {}",
        case.institution,
        listed(&case.insurers)
    ));
    line(format!(
        "by {}, {} {}, device {}, mode {}",
        case.channel, case.app, case.version, case.device, case.mode
    ));
    line(format!(
        "settings version {} of {}",
        case.settings.version,
        case.settings.saved_at.as_deref().unwrap_or("an unreadable time")
    ));
    line(format!(
        "switched then: {}; now: {}",
        pairs(&case.settings.then),
        pairs(&case.settings.now)
    ));
    line(format!("answers: {}", said(&case.answers)));
    line(format!("items: {}", said(&case.items)));
    line(match &case.press_log {
        PressLog::None => "press log: none was uploaded".to_owned(),
        PressLog::Unreadable => "press log: uploaded, and unreadable".to_owned(),
        PressLog::Uploaded { uploaded_at, presses } => {
            format!("press log of {uploaded_at}: {}", presses.join(" → "))
        }
    });
    for disclosed in &case.disclosures {
        // The database lets no other person's stand there; a damaged register may have it.
        let person = match case.insured.as_ref() {
            Some(insured) if *insured != disclosed.insured => format!(" of person {}", disclosed.insured),
            Some(_) | None => String::new(),
        };
        line(format!(
            "disclosure {} of {}{person} at {} to {} of {}",
            disclosed.disclosure,
            disclosed.item,
            disclosed.disclosed_at,
            disclosed.program,
            disclosed.institution
        ));
    }
    if let Some(renewed_at) = &case.renewed_at {
        line(format!("registered anew at {renewed_at}"));
    }
    for correction in &case.corrections {
        line(format!(
            "taken back at {} by {} (031: {}): {}",
            correction.corrected_at,
            correction.author_kind,
            correction.reason,
            correction.question.as_deref().unwrap_or("all of it")
        ));
    }
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
