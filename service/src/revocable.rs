//! Whether an answer of a registration, or all of them, may be taken back, whoever asks: a clinic's device or the patient.

use jiff::Timestamp;
use kyotaku_core::{
    consent::{Question, Standing, StandingAnswer, StandingConsent},
    eligibility::{InstitutionCode, ProblemKind},
};

use crate::{
    alarm,
    app::App,
    http::Refusal,
    standing::{self, Registered},
    store::Transaction,
};

/// What is to be taken back of a registration, and when.
pub(crate) struct Asked<'a> {
    /// The clinic that the registration is of.
    pub(crate) institution: &'a InstitutionCode,
    pub(crate) registered: &'a Registered,
    /// The one answer; without it all of them.
    pub(crate) question: Option<Question>,
    pub(crate) now: Timestamp,
}

/// Hands the transaction back if it may be taken back. Of what contradicts itself an alarm is raised, which stays if this
/// refuses.
pub(crate) async fn let_through(
    app: &App,
    mut transaction: Transaction,
    asked: &Asked<'_>,
) -> Result<Transaction, Refusal> {
    let registered = asked.registered;
    match standing::judge(registered, asked.now) {
        Ok(consent) => in_force(&consent, asked.question)?,
        Err(contradiction) => {
            let number = &registered.registration;
            alarm::raise(
                app,
                &mut transaction,
                asked.institution,
                number,
                contradiction,
                asked.now,
            )
            .await?;
            if let Err(refusal) = only_as_a_whole(registered, asked.question) {
                // The alarm stays.
                app.database.commit(transaction).await?;
                return Err(refusal);
            }
        }
    }
    Ok(transaction)
}

/// Refuses what was not asked, and what nothing stands of.
fn in_force(consent: &StandingConsent, question: Option<Question>) -> Result<(), Refusal> {
    let is_meant = |answer: &&StandingAnswer| question.is_none_or(|question| question == answer.question);
    let mut meant = consent.answers.iter().filter(is_meant).peekable();
    if question.is_some() && meant.peek().is_none() {
        return Err(Refusal::new(
            ProblemKind::NotAsked,
            "The registration has no answer to this question.",
        ));
    }
    if meant.any(|answer| answer.standing == Standing::Given) {
        Ok(())
    } else {
        Err(nothing_in_force())
    }
}

/// Of what contradicts itself no answer can be told from another, so it is taken back whole or not at all; and once.
fn only_as_a_whole(registered: &Registered, question: Option<Question>) -> Result<(), Refusal> {
    if question.is_some() {
        return Err(Refusal::new(
            ProblemKind::ConsentContradictory,
            "It can only be revoked as a whole; an alarm is raised.",
        ));
    }
    if registered.is_revoked_as_a_whole() {
        Err(nothing_in_force())
    } else {
        Ok(())
    }
}

fn nothing_in_force() -> Refusal {
    Refusal::new(
        ProblemKind::NothingToRevoke,
        "None of it is in force: it was declined or revoked before, or its time is over.",
    )
}
