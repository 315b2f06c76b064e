//! Turns 「同意あり」 into 「同意なし」 where a condition matches: by corrections, new rows with reason and author, that take the whole question's
//! answer away. Nothing is changed or removed. The gate reads them at its next request.
//!
//! A correction's number is a function of condition and registration, so none can be there twice, whoever is interrupted or runs it twice.

use std::collections::BTreeSet;

use jiff::Timestamp;
use kyotaku_core::{consent::Question, eligibility::InstitutionCode};
use sha2::{Digest, Sha256};
use sqlx::{Row, any::AnyRow};

use super::{
    Condition, Report,
    case::{Case, takes_back},
    condition::CorrectionWanted,
    legible,
};
use crate::{
    ports::{Clock, hex},
    store::{
        Connection, Database, StoreError, Turn,
        corrections::{self, NewCorrection},
    },
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

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    /// Taken back by this run.
    pub taken_back: usize,
    /// Taken back before, by whomever.
    pub before: usize,
}

/// What is to be done with the registrations of a report.
pub struct Plan<'a> {
    /// Those of which the item is still to be taken back, each with the question whose answer agreed to it.
    pub due: Vec<(&'a Case, Question)>,
    /// How many it was taken back of before, by whomever.
    pub before: usize,
    /// How many match, and no answer of theirs agreed to the item: there is nothing to take back.
    pub not_agreed: usize,
}

/// Plans. None if the condition corrects nothing.
pub fn plan<'a>(condition: &Condition, report: &'a Report) -> Option<Plan<'a>> {
    let wanted = condition.file.correction.as_ref()?;
    let mut plan = Plan {
        due: Vec::new(),
        before: 0,
        not_agreed: 0,
    };
    for case in report.matched() {
        match case.agreed_by {
            None => plan.not_agreed += 1,
            Some(_) if case.is_taken_back(wanted.item) => plan.before += 1,
            Some(question) => plan.due.push((case, question)),
        }
    }
    Some(plan)
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
    let Some((wanted, plan)) = condition.file.correction.as_ref().zip(plan(condition, report)) else {
        return Ok(Fixed::default());
    };
    let mut fixed = Fixed {
        taken_back: 0,
        before: plan.before,
    };
    for cases in plan.due.chunks(AT_ONCE) {
        // In one order, so that two who correct do not wait for each other. A code that is none has no turn but the database's own.
        let clinics = cases
            .iter()
            .filter_map(|(case, _)| case.institution.parse::<InstitutionCode>().ok());
        let clinics: BTreeSet<_> = clinics.collect();
        let turns: Vec<_> = clinics.iter().map(Turn::Clinic).collect();
        let mut transaction = database.write(&turns).await?;
        let now = clock.now();
        let mut written = 0;
        for &(case, question) in cases {
            let correction = Correction {
                condition,
                wanted,
                case,
                question,
                author,
                now,
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
    question: Question,
    author: &'a Author,
    now: Timestamp,
}

impl Correction<'_> {
    /// False, and nothing is written, if it was taken back since the report was made.
    async fn write(&self, connection: &mut Connection) -> Result<bool, StoreError> {
        let earlier = sqlx::query("SELECT question FROM corrections WHERE registration = $1")
            .bind(&self.case.registration)
            .fetch(&mut *connection);
        let earlier = legible::all(earlier).await?;
        let takes_back = |row: &AnyRow| {
            let question: Result<Option<&str>, _> = row.try_get(0);
            question.is_ok_and(|question| takes_back(question, self.wanted.item))
        };
        if earlier.iter().any(takes_back) {
            return Ok(false);
        }
        let number = self.number();
        let new = NewCorrection {
            correction: &number,
            registration: &self.case.registration,
            institution: &self.case.institution,
            question: Some(self.question),
            reason: self.wanted.reason,
            author: corrections::Author::Operator {
                name: &self.author.name,
                version: &self.author.version,
            },
            check: None,
            // With a character that no clinic's key has: they stand in the same column.
            idempotency_key: &format!("audit:{number}"),
            request_sha256: &self.condition.sha256,
            corrected_at: self.now,
        };
        corrections::insert(connection, &new).await?;
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
