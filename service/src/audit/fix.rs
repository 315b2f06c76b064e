//! Turns 「同意あり」 into 「同意なし」 where a condition matches: by corrections, new rows with reason and author, that take the whole question's
//! answer away. Nothing is changed or removed. The gate reads them at its next request.
//!
//! A correction's number is a function of condition and registration, so none can be there twice, whoever is interrupted or runs it twice.

use std::collections::BTreeSet;

use kyotaku_core::{consent::Question, eligibility::InstitutionCode};
use sha2::{Digest, Sha256};

use super::{Condition, Report, case::Case, condition::CorrectionWanted};
use crate::{
    ports::{Clock, hex, time_text},
    store::{Connection, Database, StoreError, Turn},
};

/// How many corrections go into one transaction: the service's own writes wait no longer than for these.
const AT_ONCE: usize = 50;
/// The longest name of an author.
const LONGEST: usize = 64;

/// Who corrects, by which program.
#[derive(Clone, Debug)]
pub struct Author {
    name: String,
    version: String,
}

/// The name is no name of an operator: 1 to 64 characters, none of them a control character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an author has 1 to 64 characters, and no control character")]
pub struct NotAnAuthor;

impl Author {
    /// The operator of this name, with this version of the program.
    pub fn new(name: &str, version: &str) -> Result<Self, NotAnAuthor> {
        let name = name.trim();
        let length = name.chars().count();
        if length == 0 || length > LONGEST || name.chars().any(char::is_control) {
            return Err(NotAnAuthor);
        }
        Ok(Self {
            name: name.to_owned(),
            version: version.to_owned(),
        })
    }
}

/// What was done, or would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Fixed {
    /// Taken back by this run.
    pub taken_back: usize,
    /// Taken back before, by whomever.
    pub before: usize,
}

/// The registrations of a report that something is still to be taken back of, and how many it was taken back of before. None if the condition
/// corrects nothing.
pub fn plan<'a>(condition: &Condition, report: &'a Report) -> Option<(Vec<&'a Case>, usize)> {
    let wanted = condition.file.correction.as_ref()?;
    let (before, due): (Vec<_>, Vec<_>) = report.matched().partition(|case| case.is_taken_back(wanted.item));
    Some((due, before.len()))
}

/// Takes back what is due. `progress` hears how many are written, after each commit; what it has heard of is on disk.
pub async fn write(
    database: &Database,
    condition: &Condition,
    report: &Report,
    author: &Author,
    clock: &dyn Clock,
    mut progress: impl FnMut(usize),
) -> Result<Fixed, StoreError> {
    let Some((wanted, (due, before))) = condition.file.correction.as_ref().zip(plan(condition, report))
    else {
        return Ok(Fixed {
            taken_back: 0,
            before: 0,
        });
    };
    let mut fixed = Fixed {
        taken_back: 0,
        before,
    };
    for cases in due.chunks(AT_ONCE) {
        // In one order, so that two who correct do not wait for each other. A code that is none has no turn but the database's own.
        let clinics = cases
            .iter()
            .filter_map(|case| case.institution.parse::<InstitutionCode>().ok());
        let clinics: BTreeSet<_> = clinics.collect();
        let turns: Vec<_> = clinics.iter().map(Turn::Clinic).collect();
        let mut transaction = database.write(&turns).await?;
        let now = time_text(clock.now());
        let mut written = 0;
        for case in cases {
            let correction = Correction {
                condition,
                wanted,
                case,
                author,
                now: &now,
            };
            written += usize::from(correction.write(&mut transaction).await?);
        }
        database.commit(transaction).await?;
        fixed.taken_back += written;
        fixed.before += cases.len() - written;
        progress(fixed.taken_back);
    }
    Ok(fixed)
}

struct Correction<'a> {
    condition: &'a Condition,
    wanted: &'a CorrectionWanted,
    case: &'a Case,
    author: &'a Author,
    now: &'a str,
}

impl Correction<'_> {
    /// False, and nothing is written, if it was taken back since the report was made.
    async fn write(&self, connection: &mut Connection) -> Result<bool, StoreError> {
        let questions = Question::ALL
            .into_iter()
            .filter(|question| question.items().contains(&self.wanted.item))
            .map(Question::wire_name);
        let questions: Vec<_> = questions.collect();
        let earlier: Vec<Option<String>> =
            sqlx::query_scalar("SELECT question FROM corrections WHERE registration = $1")
                .bind(&self.case.registration)
                .fetch_all(&mut *connection)
                .await?;
        let takes_back = |question: &Option<String>| {
            question
                .as_deref()
                .is_none_or(|question| questions.contains(&question))
        };
        if earlier.iter().any(takes_back) {
            return Ok(false);
        }
        let number = self.number();
        sqlx::query(
            "INSERT INTO corrections (correction, registration, institution, question, reason, author_kind, author,
                 check_number, idempotency_key, request_sha256, corrected_at, channel, app, version, device, credential)
             VALUES ($1, $2, $3, $4, $5, 'operator', $6, NULL, $7, $8, $9, 'operator', 'kyotaku-audit', $10, 'operator',
                 'operator')",
        )
        .bind(&number)
        .bind(&self.case.registration)
        .bind(&self.case.institution)
        .bind(self.case.decided_by.map(Question::wire_name))
        .bind(self.wanted.reason().map(|reason| reason.code()))
        .bind(&self.author.name)
        .bind(format!("audit-{number}"))
        .bind(&self.condition.sha256)
        .bind(self.now)
        .bind(&self.author.version)
        .execute(&mut *connection)
        .await?;
        sqlx::query(
            "INSERT INTO correction_reasons (correction, reason, condition_sha256) VALUES ($1, $2, $3)",
        )
        .bind(&number)
        .bind(&self.wanted.text)
        .bind(&self.condition.sha256)
        .execute(connection)
        .await?;
        Ok(true)
    }

    fn number(&self) -> String {
        let text = format!(
            "kyotaku audit correction\n{}\n{}\n",
            self.condition.sha256, self.case.registration
        );
        hex(&Sha256::digest(text))[..32].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_author_has_a_name() {
        for (name, is_one) in [
            ("operator-1", true),
            (" 情報化企画部 ", true),
            ("", false),
            (" \u{3000}", false),
            ("a\nb", false),
            (&"x".repeat(65), false),
        ] {
            assert_eq!(Author::new(name, "1").is_ok(), is_one, "{name:?}");
        }
    }
}
