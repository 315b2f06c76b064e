//! What a patient sees of theirs: who was given what, and what stands.

use jiff::Timestamp;
use kyotaku_core::{
    consent::Item,
    eligibility::{InstitutionCode, ProblemKind},
    holder::{Basis, Clinic, ClinicConsent, Consents, Disclosure, Disclosures},
    visit::{CareMode, item_label},
};

use crate::{
    app::App,
    http::Refusal,
    standing::{self, Registered},
    store::{
        self, Connection, StoreError,
        holders::disclosures::{StoredBasis, StoredDisclosure},
    },
};

/// How many disclosures are shown at once.
const AT_ONCE: usize = 100;

/// The person's disclosures, the newest first; those that are older than `before`, if it is named.
pub(crate) async fn disclosures(
    app: &App,
    insured: &str,
    before: Option<&str>,
) -> Result<Disclosures, Refusal> {
    let mut connection = app.database.read().await?;
    // One more than is shown, to know whether there are older ones.
    let stored =
        store::holders::disclosures::of_person(&mut connection, insured, before, AT_ONCE as u32 + 1).await?;
    let mut stored = stored.ok_or_else(|| {
        Refusal::new(
            ProblemKind::NotFound,
            "The patient has no disclosure of the number named by before.",
        )
    })?;
    let is_cut = stored.len() > AT_ONCE;
    stored.truncate(AT_ONCE);
    let older = stored
        .last()
        .filter(|_| is_cut)
        .map(|last| last.disclosure.clone());
    let mut disclosures = Vec::new();
    for stored in stored {
        disclosures.push(disclosure(&mut connection, stored).await?);
    }
    Ok(Disclosures { disclosures, older })
}

async fn disclosure(connection: &mut Connection, stored: StoredDisclosure) -> Result<Disclosure, StoreError> {
    Ok(Disclosure {
        disclosure: stored.disclosure,
        disclosed_at: stored.disclosed_at,
        clinic: clinic(connection, stored.institution).await?,
        program: stored.program,
        basis: match stored.basis {
            StoredBasis::Emergency { reason } => Basis::Emergency { reason },
            StoredBasis::Consent {
                item,
                mode,
                registration,
                registered_at,
            } => {
                let item = Item::ALL.into_iter().find(|known| known.code() == item);
                let item = item.ok_or(StoreError::Unreadable("item"))?;
                Basis::Consent {
                    item,
                    item_name: item_label(item),
                    mode,
                    registration,
                    registered_at,
                }
            }
        },
    })
}

async fn clinic(connection: &mut Connection, institution: InstitutionCode) -> Result<Clinic, StoreError> {
    let settings = store::settings::current(connection, &institution).await?;
    Ok(Clinic {
        institution,
        name: settings.institution_name,
    })
}

/// What stands of the person's consents now, one for each clinic and mode; what was registered last comes first.
pub(crate) async fn consents(app: &App, insured: &str) -> Result<Consents, Refusal> {
    let now = app.clock.now();
    let mut connection = app.database.read().await?;
    let mut consents = Vec::new();
    for (institution, mode) in store::holders::consents::places(&mut connection, insured).await? {
        consents.extend(consent(&mut connection, insured, institution, mode, now).await?);
    }
    Ok(Consents { consents })
}

/// What stands at this clinic in this mode.
async fn consent(
    connection: &mut Connection,
    insured: &str,
    institution: InstitutionCode,
    mode: CareMode,
    now: Timestamp,
) -> Result<Option<ClinicConsent>, StoreError> {
    let latest = store::standing::latest(connection, &institution, insured, mode).await?;
    match latest {
        Some(registered) => Ok(Some(of_registered(connection, &registered, now).await?)),
        None => Ok(None),
    }
}

/// What stands of a registration.
pub(super) async fn of_registered(
    connection: &mut Connection,
    registered: &Registered,
    now: Timestamp,
) -> Result<ClinicConsent, StoreError> {
    let consent = standing::judge(registered, now)
        .inspect_err(|contradiction| {
            let registration = &registered.registration;
            tracing::error!(registration, %contradiction, "a patient sees a consent that contradicts itself");
        })
        .ok();
    Ok(ClinicConsent {
        clinic: clinic(connection, registered.institution.clone()).await?,
        mode: registered.mode,
        registration: registered.registration.clone(),
        revoked_as_a_whole: registered.is_revoked_as_a_whole(),
        consent,
    })
}
