//! Revocation by the patient (031: 2), without any clinic: of a whole question's answer, or of all of them.

use kyotaku_core::{
    consent::{Question, Standing, StandingAnswer, StandingConsent},
    eligibility::{InstitutionCode, ProblemKind},
    holder::{ClinicConsent, HolderRevocationRequest},
};

use super::seen::{is_revoked_as_a_whole, of_registered};
use crate::{
    alarm,
    app::App,
    http::{
        Refusal,
        idempotency::{request_sha256, same_request},
    },
    ports::random_number,
    standing::{self, Registered},
    store::{
        self,
        holders::{
            Speaker,
            consents::{self, NewRevocation},
        },
    },
};

/// What became of it, and what stands, read back.
pub(crate) enum Taken {
    /// It was taken back now.
    Now(ClinicConsent),
    /// The same request had taken it back before.
    Before(ClinicConsent),
}

/// Takes back.
pub(crate) async fn take_back(
    app: &App,
    insured: &str,
    speaker: &Speaker,
    request: &HolderRevocationRequest,
    key: &str,
) -> Result<Taken, Refusal> {
    let sent = request_sha256(&[
        &request.registration,
        request.question.map_or("", Question::wire_name),
    ]);
    // Each person has keys of their own. It is longer than any key of a clinic's, which stand in the same column.
    let key = format!("patient-{}", request_sha256(&[insured, key]));
    let now = app.clock.now();

    let mut transaction = app.database.write().await?;
    let place = consents::place_of(&mut transaction, insured, &request.registration).await?;
    let (institution, mode) = place.ok_or_else(not_found)?;
    if let Some(earlier) = consents::by_key(&mut transaction, &key).await? {
        drop(transaction);
        same_request(&earlier, &sent)?;
        return Ok(Taken::Before(read_back(app, &institution, request).await?));
    }
    let latest = store::standing::latest(&mut transaction, &institution, insured, mode).await?;
    // An earlier one allows nothing any more.
    let registered = latest
        .filter(|latest| latest.registration == request.registration)
        .ok_or_else(nothing_to_revoke)?;
    match standing::judge(&registered, now) {
        Ok(standing) => in_force(&standing, request)?,
        Err(contradiction) => {
            let number = &registered.registration;
            alarm::raise(app, &mut transaction, &institution, number, contradiction, now).await?;
            if let Err(refusal) = only_as_a_whole(&registered, request) {
                // The alarm stays.
                app.database.commit(transaction).await?;
                return Err(refusal);
            }
        }
    }
    let new = NewRevocation {
        correction: &random_number(&*app.random)?,
        registration: &request.registration,
        institution: &institution,
        question: request.question,
        idempotency_key: &key,
        request_sha256: &sent,
        corrected_at: now,
        speaker,
    };
    consents::insert(&mut transaction, &new).await?;
    app.database.commit(transaction).await?;
    Ok(Taken::Now(read_back(app, &institution, request).await?))
}

/// Refuses what was not asked, and what nothing stands of.
fn in_force(standing: &StandingConsent, request: &HolderRevocationRequest) -> Result<(), Refusal> {
    let is_meant = |answer: &&StandingAnswer| {
        request
            .question
            .is_none_or(|question| question == answer.question)
    };
    let meant: Vec<_> = standing.answers.iter().filter(is_meant).collect();
    if meant.is_empty() && request.question.is_some() {
        return Err(Refusal::new(
            ProblemKind::NotAsked,
            "The registration has no answer to this question.",
        ));
    }
    if meant.iter().any(|answer| answer.standing == Standing::Given) {
        Ok(())
    } else {
        Err(nothing_to_revoke())
    }
}

/// Of what contradicts itself no answer can be told from another, so it is taken back whole or not at all; and once.
fn only_as_a_whole(registered: &Registered, request: &HolderRevocationRequest) -> Result<(), Refusal> {
    if request.question.is_some() {
        return Err(Refusal::new(
            ProblemKind::ConsentContradictory,
            "It can only be revoked as a whole; an alarm is raised.",
        ));
    }
    if is_revoked_as_a_whole(registered) {
        Err(nothing_to_revoke())
    } else {
        Ok(())
    }
}

async fn read_back(
    app: &App,
    institution: &InstitutionCode,
    request: &HolderRevocationRequest,
) -> Result<ClinicConsent, Refusal> {
    let mut connection = app.database.read().await?;
    let registered =
        store::standing::of_registration(&mut connection, institution, &request.registration).await?;
    let registered = registered.ok_or_else(not_found)?;
    Ok(of_registered(&mut connection, &registered, app.clock.now()).await?)
}

fn not_found() -> Refusal {
    Refusal::new(
        ProblemKind::NotFound,
        "The patient has no registration of this number.",
    )
}

fn nothing_to_revoke() -> Refusal {
    Refusal::new(
        ProblemKind::NothingToRevoke,
        "None of it is in force: it was declined, revoked or replaced, or its time is over.",
    )
}
