//! Revocation by the patient (031: 2), without any clinic: of a whole question's answer, or of all of them.

use kyotaku_core::{
    consent::{Question, RevocationReason},
    eligibility::{InstitutionCode, ProblemKind},
    holder::{ClinicConsent, HolderRevocationRequest},
};

use super::seen::of_registered;
use crate::{
    app::App,
    http::{
        Refusal,
        idempotency::{request_sha256, same_request},
    },
    ports::random_number,
    revocable::{self, Asked},
    store::{
        self, Turn,
        corrections::{Author, NewCorrection},
        holders::{Speaker, consents},
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

    // Where it was registered never changes; whose turn is to be waited for is known by it.
    let place = consents::place_of(&mut *app.database.read().await?, insured, &request.registration).await?;
    let (institution, mode) = place.ok_or_else(not_found)?;
    let turns = [Turn::Person(insured), Turn::Clinic(&institution)];
    let mut transaction = app.database.write(&turns).await?;
    if let Some(earlier) = consents::by_key(&mut transaction, &key).await? {
        drop(transaction);
        same_request(&earlier, &sent)?;
        return Ok(Taken::Before(read_back(app, &institution, request).await?));
    }
    let latest = store::standing::latest(&mut transaction, &institution, insured, mode).await?;
    // An earlier one allows nothing any more.
    let registered = latest
        .filter(|latest| latest.registration == request.registration)
        .ok_or_else(replaced)?;
    let asked = Asked {
        institution: &institution,
        registered: &registered,
        question: request.question,
        now,
    };
    let mut transaction = revocable::let_through(app, transaction, &asked).await?;
    let new = NewCorrection {
        correction: &random_number(&*app.random)?,
        registration: &request.registration,
        institution: institution.as_str(),
        question: request.question,
        reason: RevocationReason::ByPatient,
        author: Author::Patient(speaker),
        check: None,
        idempotency_key: &key,
        request_sha256: &sent,
        corrected_at: now,
    };
    store::corrections::insert(&mut transaction, &new).await?;
    app.database.commit(transaction).await?;
    Ok(Taken::Now(read_back(app, &institution, request).await?))
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

fn replaced() -> Refusal {
    Refusal::new(
        ProblemKind::NothingToRevoke,
        "A later registration took its place; that one is to be revoked.",
    )
}
