//! What stands of several registrations, for those who only look: nothing is written while they are read, and what contradicts
//! itself is raised as an alarm afterwards.

use jiff::Timestamp;
use kyotaku_core::{consent::StandingConsent, eligibility::InstitutionCode};

use crate::{
    alarm,
    app::App,
    http::Refusal,
    standing::{self, Contradiction, Registered},
    store::Turn,
};

/// Registrations under judgement, all at one moment.
pub(super) struct Judging<'a> {
    app: &'a App,
    institution: &'a InstitutionCode,
    now: Timestamp,
    contradictions: Vec<(String, Contradiction)>,
}

impl<'a> Judging<'a> {
    pub(super) fn new(app: &'a App, institution: &'a InstitutionCode) -> Self {
        Self {
            app,
            institution,
            now: app.clock.now(),
            contradictions: Vec::new(),
        }
    }

    /// What stands. Of what contradicts itself no answer is told.
    pub(super) fn consent(&mut self, registered: &Registered) -> StandingConsent {
        standing::judge(registered, self.now).unwrap_or_else(|contradiction| {
            self.contradictions
                .push((registered.registration.clone(), contradiction));
            standing::without_answers(registered)
        })
    }

    /// Raises what alarms there are. No connection that reads is to be held here: this one waits to write.
    pub(super) async fn end(self) -> Result<(), Refusal> {
        if self.contradictions.is_empty() {
            return Ok(());
        }
        let mut transaction = self.app.database.write(&[Turn::Clinic(self.institution)]).await?;
        for (number, contradiction) in &self.contradictions {
            alarm::raise(
                self.app,
                &mut transaction,
                self.institution,
                number,
                *contradiction,
                self.now,
            )
            .await?;
        }
        Ok(self.app.database.commit(transaction).await?)
    }
}
