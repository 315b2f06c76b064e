//! Revocation by the patient (031: 2), without any clinic: of a whole question's answer, or of all of them.

use kyotaku_core::{
    consent::{Standing, StandingConsent},
    eligibility::{InstitutionCode, ProblemKind},
    holder::HolderRevocationRequest,
    visit::CareMode,
};

use crate::{
    app::App,
    http::{Refusal, idempotency::request_sha256},
    ports::random_number,
    standing::{self, Contradiction, Registered},
    store::{
        self, Connection,
        alarms::NewAlarm,
        holders::{
            Speaker,
            consents::{self, NewRevocation},
        },
    },
};

/// What became of it.
pub(crate) enum Taken {
    /// It was taken back now.
    Now(StandingConsent),
    /// The same request had taken it back before.
    Before(StandingConsent),
}

/// Takes back, and reads back what stands.
pub(crate) async fn take_back(
    app: &App,
    insured: &str,
    speaker: &Speaker,
    request: &HolderRevocationRequest,
    key: &str,
) -> Result<Taken, Refusal> {
    let question = request.question.map_or("all", |question| question.wire_name());
    let sent = request_sha256(&[&request.registration, question]);
    // Each person has keys of their own. It is longer than any key of a clinic's, which stand in the same column.
    let key = format!("patient-{}", request_sha256(&[insured, key]));
    let now = app.clock.now();

    let mut transaction = app.database.write().await?;
    let place = consents::place_of(&mut transaction, insured, &request.registration).await?;
    let (institution, mode) = place.ok_or_else(not_found)?;
    if let Some(earlier) = consents::by_key(&mut transaction, &key).await? {
        drop(transaction);
        if earlier != sent {
            let detail = "The key belongs to another revocation.";
            return Err(Refusal::new(ProblemKind::IdempotencyKeyReused, detail));
        }
        return Ok(Taken::Before(read_back(app, &institution, request).await?));
    }
    let registered = counting(&mut transaction, insured, request, &institution, mode).await?;
    let standing = match standing::judge(&registered, now) {
        Ok(standing) => standing,
        Err(contradiction) => {
            let alarm = random_number(&*app.random)?;
            let new = NewAlarm {
                alarm: &alarm,
                institution: &institution,
                registration: &registered.registration,
                contradiction,
                raised_at: now,
            };
            store::alarms::insert(&mut transaction, &new).await?;
            app.database.commit(transaction).await?;
            return Err(contradictory(contradiction));
        }
    };
    if !gives(&standing, request) {
        return Err(nothing_to_revoke());
    }
    let correction = random_number(&*app.random)?;
    let new = NewRevocation {
        correction: &correction,
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

/// The registration that was named, if it is the one that counts: an earlier one allows nothing any more.
async fn counting(
    connection: &mut Connection,
    insured: &str,
    request: &HolderRevocationRequest,
    institution: &InstitutionCode,
    mode: CareMode,
) -> Result<Registered, Refusal> {
    let latest = store::standing::latest(connection, institution, insured, mode).await?;
    latest
        .filter(|latest| latest.registration == request.registration)
        .ok_or_else(nothing_to_revoke)
}

/// Whether anything of what is to be taken back is in force.
fn gives(standing: &StandingConsent, request: &HolderRevocationRequest) -> bool {
    standing.answers.iter().any(|answer| {
        answer.standing == Standing::Given
            && request
                .question
                .is_none_or(|question| question == answer.question)
    })
}

async fn read_back(
    app: &App,
    institution: &InstitutionCode,
    request: &HolderRevocationRequest,
) -> Result<StandingConsent, Refusal> {
    let mut connection = app.database.read().await?;
    let registered =
        store::standing::of_registration(&mut connection, institution, &request.registration).await?;
    standing::judge(&registered.ok_or_else(not_found)?, app.clock.now()).map_err(contradictory)
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

fn contradictory(_: Contradiction) -> Refusal {
    Refusal::new(
        ProblemKind::ConsentContradictory,
        "Nothing is given out under it; the operator of the service has to look at it.",
    )
}
