//! An alarm: what is stored of a consent contradicts itself. Whoever comes upon it raises it, gives nothing out under it, and
//! commits.

use jiff::Timestamp;
use kyotaku_core::eligibility::InstitutionCode;

use crate::{
    app::App,
    http::Refusal,
    ports::random_number,
    standing::Contradiction,
    store::{self, Connection, alarms::NewAlarm},
};

/// Raises the alarm in the caller's transaction.
pub(crate) async fn raise(
    app: &App,
    connection: &mut Connection,
    institution: &InstitutionCode,
    registration: &str,
    contradiction: Contradiction,
    now: Timestamp,
) -> Result<(), Refusal> {
    let new = NewAlarm {
        alarm: &random_number(&*app.random)?,
        institution,
        registration,
        contradiction,
        raised_at: now,
    };
    Ok(store::alarms::insert(connection, &new).await?)
}
