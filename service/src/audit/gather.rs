//! Gathers the evidence for one registration that matched, each part from its own row.

use kyotaku_core::{
    consent::Decision,
    eligibility::{Eligibility, Insurance, InsurerNumber},
};
use serde_json::Value;
use sqlx::{Row, any::AnyRow};

use super::{
    case::{Case, Disclosed, PressLog, Said, SettingsSeen, TakenBack},
    condition::Condition,
    legible::{self, legible},
    presses,
    scan::Given,
    stored::{Stored, column},
};
use crate::{
    ports::time_text,
    store::{Connection, StoreError},
};

/// The case.
pub(super) async fn gather(
    connection: &mut Connection,
    condition: &Condition,
    stored: Stored,
    given: Vec<Given>,
) -> Result<Case, StoreError> {
    let (insured, insurers) = check(connection, &stored.check).await?;
    let press_log = press_log(connection, &stored.registration).await?;
    let confirmed = match &press_log {
        PressLog::Uploaded { presses, .. } => presses::shows(presses, &condition.file.confirming_presses),
        PressLog::None | PressLog::Unreadable => false,
    };
    let renewed_at = match &insured {
        Some(insured) => renewed_at(connection, &stored, insured).await?,
        None => None,
    };
    let mark: Option<i64> =
        sqlx::query_scalar("SELECT 1 FROM registrations_before_the_guard WHERE registration = $1")
            .bind(&stored.registration)
            .fetch_optional(&mut *connection)
            .await?;
    let corrected = condition
        .file
        .correction
        .as_ref()
        .map(|correction| correction.item);
    let agreed = corrected.filter(|item| stored.items.contains(&(*item, Decision::Agree)));
    let agreed_by = stored
        .answers
        .iter()
        .map(|(question, _)| *question)
        .find(|question| agreed.is_some_and(|item| question.items().contains(&item)));
    let mut disclosures: Vec<_> = given.into_iter().map(Disclosed::of).collect();
    disclosures.sort_by(|one, other| {
        (&one.disclosed_at, &one.disclosure).cmp(&(&other.disclosed_at, &other.disclosure))
    });
    Ok(Case {
        settings: settings(connection, condition, &stored).await?,
        corrections: corrections(connection, &stored.registration).await?,
        registered_at: time_text(stored.registered_at),
        mode: stored.mode.wire_name(),
        channel: stored.channel.wire_name(),
        answers: said(
            stored
                .answers
                .iter()
                .map(|(question, decision)| (question.wire_name(), *decision)),
        ),
        items: said(
            stored
                .items
                .iter()
                .map(|(item, decision)| (item.code(), *decision)),
        ),
        before_the_guard: mark.is_some(),
        registration: stored.registration,
        institution: stored.institution,
        app: stored.app,
        version: stored.version,
        device: stored.device,
        check: stored.check,
        insured,
        insurers,
        press_log,
        confirmed,
        disclosures,
        renewed_at,
        agreed_by,
    })
}

fn said(pairs: impl Iterator<Item = (&'static str, Decision)>) -> Vec<Said> {
    let said = pairs.map(|(of, decision)| Said {
        of,
        decision: decision.wire_name(),
    });
    said.collect()
}

impl Disclosed {
    fn of(given: Given) -> Self {
        Self {
            disclosure: given.disclosure,
            item: given.item.code(),
            disclosed_at: given.disclosed_at,
            institution: given.institution,
            insured: given.insured,
            program: given.program,
        }
    }
}

/// Whose check it was, and who insured them then. What insurers are called today is another question.
async fn check(
    connection: &mut Connection,
    check: &str,
) -> Result<(Option<String>, Vec<String>), StoreError> {
    // Each by itself: one may be legible where the other is not.
    let insured = sqlx::query("SELECT insured FROM checks WHERE check_number = $1").bind(check);
    let insured = legible(insured.fetch_optional(&mut *connection).await)?.flatten();
    let insured = insured.and_then(|row| column(&row, "insured").ok());
    let insurances = insurances(connection, check).await?;
    let mut insurers: Vec<_> = insurances
        .iter()
        .map(|insurance| InsurerNumber::as_str(&insurance.insurer_number).to_owned())
        .collect();
    insurers.sort();
    insurers.dedup();
    Ok((insured, insurers))
}

/// Who insured the person, as the check answered; nobody if that cannot be read.
pub(super) async fn insurances(
    connection: &mut Connection,
    check: &str,
) -> Result<Vec<Insurance>, StoreError> {
    let answer = sqlx::query("SELECT answer FROM checks WHERE check_number = $1").bind(check);
    let answer = legible(answer.fetch_optional(connection).await)?.flatten();
    let answer: Option<&str> = answer.as_ref().and_then(|row| column(row, "answer").ok());
    let answer: Option<Eligibility> = answer.and_then(|text| serde_json::from_str(text).ok());
    Ok(answer.map(|answer| answer.insurances).unwrap_or_default())
}

async fn press_log(connection: &mut Connection, registration: &str) -> Result<PressLog, StoreError> {
    let row = sqlx::query("SELECT presses, uploaded_at FROM press_logs WHERE registration = $1")
        .bind(registration)
        .fetch_optional(connection)
        .await;
    let row = match legible(row)? {
        Some(Some(row)) => row,
        Some(None) => return Ok(PressLog::None),
        None => return Ok(PressLog::Unreadable),
    };
    let presses: Option<&str> = column(&row, "presses").ok();
    let presses: Option<Vec<String>> = presses.and_then(|text| serde_json::from_str(text).ok());
    Ok(match (presses, column(&row, "uploaded_at")) {
        (Some(presses), Ok(uploaded_at)) => PressLog::Uploaded { uploaded_at, presses },
        (Some(_) | None, _) => PressLog::Unreadable,
    })
}

async fn renewed_at(
    connection: &mut Connection,
    stored: &Stored,
    insured: &str,
) -> Result<Option<String>, StoreError> {
    let renewed_at = sqlx::query_scalar(
        "SELECT min(r.registered_at) FROM checks c JOIN registrations r ON r.check_number = c.check_number
         WHERE c.institution = $1 AND c.insured = $2 AND r.mode = $3 AND r.registered_at > $4",
    )
    .bind(&stored.institution)
    .bind(insured)
    .bind(stored.mode.wire_name())
    .bind(time_text(stored.registered_at))
    .fetch_one(connection)
    .await;
    Ok(legible(renewed_at)?.flatten())
}

async fn settings(
    connection: &mut Connection,
    condition: &Condition,
    stored: &Stored,
) -> Result<SettingsSeen, StoreError> {
    let of_then = sqlx::query(
        "SELECT settings, saved_at FROM settings_versions WHERE institution = $1 AND version = $2",
    )
    .bind(&stored.institution)
    .bind(stored.settings_version)
    .fetch_optional(&mut *connection)
    .await;
    let of_now = sqlx::query(
        "SELECT settings FROM settings_versions WHERE institution = $1
             AND version = (SELECT max(version) FROM settings_versions WHERE institution = $1)",
    )
    .bind(&stored.institution)
    .fetch_optional(connection)
    .await;
    let (of_then, of_now) = (legible(of_then)?.flatten(), legible(of_now)?.flatten());
    let mut names: Vec<&str> = vec!["diagnosis", "medication"];
    for name in condition.file.registration.settings.keys() {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let seen = |row: Option<&_>| -> Vec<(String, String)> {
        let text: Option<&str> = row.and_then(|row| column(row, "settings").ok());
        let value: Value = text
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default();
        let pair = |name: &&str| Some((name.to_string(), value.get(*name)?.as_str()?.to_owned()));
        names.iter().filter_map(pair).collect()
    };
    Ok(SettingsSeen {
        version: stored.settings_version,
        saved_at: of_then.as_ref().and_then(|row| column(row, "saved_at").ok()),
        then: seen(of_then.as_ref()),
        now: seen(of_now.as_ref()),
    })
}

async fn corrections(connection: &mut Connection, registration: &str) -> Result<Vec<TakenBack>, StoreError> {
    let rows = sqlx::query(
        "SELECT correction, question, reason, author_kind, corrected_at FROM corrections
         WHERE registration = $1 ORDER BY corrected_at, correction",
    )
    .bind(registration)
    .fetch(connection);
    let rows = legible::all(rows).await?;
    let text = |row, name| column(row, name).unwrap_or_default();
    // What cannot be read takes nothing back.
    let question = |row: &AnyRow| row.try_get("question").unwrap_or(Some("unreadable".to_owned()));
    let read = rows.iter().map(|row| TakenBack {
        correction: text(row, "correction"),
        question: question(row),
        reason: text(row, "reason"),
        author_kind: text(row, "author_kind"),
        corrected_at: text(row, "corrected_at"),
    });
    Ok(read.collect())
}
