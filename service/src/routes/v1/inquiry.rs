//! What a check with the card and a re-inquiry without it answer alike: what the insurers have of the person ([`Found`]), and
//! what stands of their consent ([`what_stands`]).

use jiff::{Timestamp, civil::Date};
use kyotaku_core::{
    consent::StandingConsent,
    eligibility::{
        InstitutionCode, ProblemKind,
        code::{Sex, Validity},
    },
    visit::CareMode,
};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{
    alarm,
    app::App,
    http::Refusal,
    proof::{GenuineCertificate, Holder},
    standing,
    store::{self, Connection, insured::StoredInsured},
};

/// What is registered of a person.
pub(super) struct Found {
    pub(super) insured: Option<String>,
    pub(super) validity: String,
    pub(super) registration_lag_since: Option<Date>,
    pub(super) insurances: Vec<Box<RawValue>>,
}

impl Found {
    /// Of the card's holder.
    pub(super) async fn by(
        certificate: &GenuineCertificate,
        connection: &mut Connection,
    ) -> Result<Self, Refusal> {
        let found = store::insured::find(connection, &certificate.root, &certificate.serial).await?;
        Ok(match found {
            Some(found) => Self::from(found),
            // A genuine card that no insurer has linked: nobody is found.
            None => Self {
                insured: None,
                validity: Validity::NoneFound.code().to_owned(),
                registration_lag_since: None,
                insurances: Vec::new(),
            },
        })
    }

    /// Refuses a surface record that is of somebody else than any of the insurances. Where none is found, there is nobody
    /// to compare with, and nobody's data in the answer.
    pub(super) fn is_of(&self, holder: &Holder<'_>) -> Result<(), Refusal> {
        for insurance in &self.insurances {
            let Registered { insured } = serde_json::from_str(insurance.get())
                .map_err(|_| store::StoreError::Unreadable("insurance"))?;
            if !holder.is(insured.birth_date, &insured.sex) {
                return Err(Refusal::new(
                    ProblemKind::RecordOfAnotherPerson,
                    "Its birth date or sex is not the insured person's.",
                ));
            }
        }
        Ok(())
    }
}

impl From<StoredInsured> for Found {
    fn from(found: StoredInsured) -> Self {
        Self {
            insured: Some(found.insured),
            validity: found.validity,
            registration_lag_since: found.registration_lag_since,
            insurances: found.insurances,
        }
    }
}

/// As much of a stored insurance as is compared with a surface record.
#[derive(Deserialize)]
struct Registered {
    insured: RegisteredPerson,
}

#[derive(Deserialize)]
struct RegisteredPerson {
    birth_date: Date,
    sex: Sex,
}

/// What stands of the person's consent at this clinic in this mode. Of what contradicts itself nothing stands, and an alarm is
/// raised.
pub(super) async fn what_stands(
    app: &App,
    connection: &mut Connection,
    institution: &InstitutionCode,
    insured: &str,
    mode: CareMode,
    now: Timestamp,
) -> Result<Option<StandingConsent>, Refusal> {
    let Some(registered) = store::standing::latest(connection, institution, insured, mode).await? else {
        return Ok(None);
    };
    match standing::judge(&registered, now) {
        Ok(consent) => Ok(Some(consent)),
        Err(contradiction) => {
            alarm::raise(
                app,
                connection,
                institution,
                &registered.registration,
                contradiction,
                now,
            )
            .await?;
            Ok(None)
        }
    }
}
