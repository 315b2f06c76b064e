//! 特定疾病 in a file: the gate decides, and what it lets out is logged as a disclosure.

use jiff::Timestamp;
use kyotaku_core::{
    consent::Item,
    eligibility::{ClinicSettings, Eligibility, Insurance},
};

use crate::{
    app::App,
    clinic_xml::specific_diseases,
    eligible::is_eligible,
    gate::{self, Circumstances},
    http::{Program, Refusal},
    ports::random_number,
    standing::Registered,
    store::{self, Connection, StoreError, disclosures::NewDisclosure, results::StoredResult},
};

/// A program asks for the file of a check.
pub(super) struct Asking<'a> {
    pub(super) program: &'a Program,
    pub(super) stored: &'a StoredResult,
    /// The settings in force.
    pub(super) settings: &'a ClinicSettings,
    /// The registration that counts for the check's person in its mode.
    pub(super) registered: Option<&'a Registered>,
    pub(super) now: Timestamp,
}

impl Asking<'_> {
    /// Leaves those specific diseases in the eligibility that may be told, and logs that they are.
    pub(super) async fn tell(
        &self,
        app: &App,
        connection: &mut Connection,
        eligibility: &mut Eligibility,
    ) -> Result<(), Refusal> {
        let under = self.let_out(connection).await?;
        let insurers_have = match under {
            Some(_) => self.insurances(connection).await?,
            None => Vec::new(),
        };
        let tells_any = specific_diseases::replace(eligibility, &insurers_have);
        if let (true, Some(registered), Some(insured)) = (tells_any, under, &self.stored.insured) {
            let new = NewDisclosure {
                disclosure: &random_number(&*app.random)?,
                institution: &self.program.institution,
                insured,
                item: Item::SpecificDisease,
                mode: self.stored.mode,
                registration: &registered.registration,
                program: &self.program.enrolled_as,
                disclosed_at: self.now,
            };
            store::disclosures::insert(connection, &new).await?;
        }
        Ok(())
    }

    /// The registration under which the gate lets them out, if it does.
    async fn let_out(&self, connection: &mut Connection) -> Result<Option<&Registered>, StoreError> {
        let Some(insured) = &self.stored.insured else {
            return Ok(None);
        };
        let (validity, insurances) = store::insured::validity_of(connection, insured).await?;
        let circumstances = Circumstances {
            item: Item::SpecificDisease,
            mode: self.stored.mode,
            institution: &self.program.institution,
            settings: self.settings,
            is_eligible: is_eligible(&validity, insurances),
            registered: self.registered,
            now: self.now,
        };
        let is_open = gate::decide(&circumstances).is_ok();
        Ok(self.registered.filter(|_| is_open))
    }

    /// What the insurers have of the person now.
    async fn insurances(&self, connection: &mut Connection) -> Result<Vec<Insurance>, StoreError> {
        let found = store::insured::find(connection, &self.stored.root, &self.stored.serial).await?;
        // A card that is somebody else's by now tells nothing of them.
        let found = found.filter(|found| Some(&found.insured) == self.stored.insured.as_ref());
        let texts = found.map(|found| found.insurances).unwrap_or_default();
        texts
            .iter()
            .map(|text| serde_json::from_str(text.get()).map_err(|_| StoreError::Unreadable("insurance")))
            .collect()
    }
}
