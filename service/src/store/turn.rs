//! Turns: who writes about the same writes one after the other. SQLite has one writer at a time; on PostgreSQL, writers of
//! several processes wait for each other only where they write about the same. docs/decisions/0031 says why.

use kyotaku_core::eligibility::InstitutionCode;

use super::{Connection, StoreError};

/// What a write is about. Whoever takes several takes them in this order, so that nobody waits in a circle.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Turn<'a> {
    /// The loading of the sample into an empty database.
    Beginning,
    /// The sign-ins of staff: their failed attempts and sessions.
    SignIn,
    /// The sessions and one-time codes of patients.
    Holders,
    /// What one patient takes back, at whichever clinic.
    Person(&'a str),
    /// A clinic: its settings, visits, consents and disclosures.
    Clinic(&'a InstitutionCode),
}

impl Turn<'_> {
    /// The name that it is waited for by, as the database's own triggers do for a clinic.
    fn name(self) -> String {
        match self {
            Self::Beginning => "beginning".to_owned(),
            Self::SignIn => "sign-in".to_owned(),
            Self::Holders => "holders".to_owned(),
            Self::Person(insured) => format!("person {insured}"),
            Self::Clinic(institution) => format!("clinic {}", institution.as_str()),
        }
    }

    /// Waits until nobody else has it. It ends with the transaction.
    pub(super) async fn wait(self, connection: &mut Connection) -> Result<(), StoreError> {
        sqlx::query("SELECT wait_for_turn($1)")
            .bind(self.name())
            .execute(connection)
            .await?;
        Ok(())
    }
}
