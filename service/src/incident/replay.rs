//! Plays a script: through a client of those months, the service's intake, and its gate. What the register gets is what comes out.

use std::collections::HashMap;

use kyotaku_core::{
    consent::{Item, Question},
    visit::CareMode,
};

use super::{
    calendar,
    old_client::{Client, Press, Visit},
    old_gate::{self, Kept},
    people::{Clinic, Person},
    rows::{Cell, Rows, Table},
    script::{Deed, Script, What},
    seeded::Seeded,
};
use crate::{gate, ports::time_text};

/// The name that every clinic's own program is enrolled under.
pub(super) const PROGRAM: &str = "ehr";

/// What came of one script.
#[derive(Default)]
pub(super) struct Played {
    /// Each registration, in order.
    pub(super) registrations: Vec<String>,
    pub(super) disclosures: u64,
}

pub(super) struct Replay<'a> {
    pub(super) clinics: &'a [Clinic],
    pub(super) rows: Rows,
    /// Press logs that are uploaded after the months.
    pub(super) logs: Vec<[Cell; 9]>,
}

impl Replay<'_> {
    pub(super) fn play(&mut self, script: &Script, seeded: &mut Seeded) -> Played {
        let mut played = Played::default();
        let mut deeds: Vec<&Deed> = script.deeds.iter().collect();
        deeds.sort_by_key(|deed| deed.at);
        self.person(&script.person);
        let mut seen = Vec::new();
        let mut kept: HashMap<(usize, CareMode), Kept> = HashMap::new();
        for deed in deeds {
            let place = (deed.clinic, deed.mode);
            if !seen.contains(&deed.clinic) {
                seen.push(deed.clinic);
                self.patient(&script.person, deed, seeded);
            }
            match &deed.what {
                What::Visits {
                    client,
                    presses,
                    opened_under,
                    logs,
                } => {
                    let visited = self.visit(&script.person, deed, (*client, presses), *opened_under, seeded);
                    if let Some(new) = visited {
                        if *logs {
                            self.log(&new.registration, deed, *client, presses);
                        }
                        played.registrations.push(new.registration.clone());
                        kept.insert(place, new);
                    }
                }
                What::TakesBack(question) => {
                    if let Some(last) = kept.get_mut(&place) {
                        last.taken_back.push(*question);
                        self.take_back(&last.registration, deed, *question, seeded);
                    }
                }
                What::Asks(item) => {
                    let settings = self.clinics[deed.clinic].settings(deed.at);
                    let uses = gate::is_on(*item, settings) && deed.mode.is_on(settings);
                    let last = kept
                        .get(&place)
                        .filter(|last| uses && old_gate::gives(last, *item, deed.at));
                    if let Some(last) = last {
                        let registration = last.registration.clone();
                        self.disclose(&script.person, deed, *item, registration, seeded);
                        played.disclosures += 1;
                    }
                }
                What::AsksInAnEmergency => self.emergency(&script.person, deed, seeded),
            }
        }
        played
    }

    fn patient(&mut self, person: &Person, deed: &Deed, seeded: &mut Seeded) {
        let clinic = self.clinics[deed.clinic].code.as_str();
        let row = [
            seeded.number().into(),
            clinic.into(),
            person.number.as_str().into(),
            time_text(deed.at).into(),
        ];
        self.rows.add(Table::Patients, row);
    }

    /// A check, and what the client registers under it.
    fn visit(
        &mut self,
        person: &Person,
        deed: &Deed,
        (client, presses): (Client, &[Press]),
        opened_under: Option<u32>,
        seeded: &mut Seeded,
    ) -> Option<Kept> {
        let clinic = &self.clinics[deed.clinic];
        let in_force = clinic.settings(deed.at);
        let settings = opened_under
            .and_then(|version| clinic.version(version))
            .unwrap_or(in_force);
        let check = seeded.number();
        let visit = Visit {
            settings,
            check: &check,
            mode: deed.mode,
        };
        let statement = client.states(&visit, presses)?;
        let institution = clinic.code.clone();
        self.check(person, deed, client, (&check, &institution), seeded);
        Some(self.register(deed, client, statement, seeded))
    }

    fn log(&mut self, registration: &str, deed: &Deed, client: Client, presses: &[Press]) {
        let names: Vec<_> = presses.iter().map(|press| press.name()).collect();
        let uploaded = calendar::moment(calendar::DAYS + 1, 10 * 3600);
        let [channel, app, version, device, credential] = provenance(client);
        self.logs.push([
            registration.into(),
            self.clinics[deed.clinic].code.as_str().into(),
            serde_json::to_string(&names).unwrap_or_default().into(),
            time_text(uploaded).into(),
            channel,
            app,
            version,
            device,
            credential,
        ]);
    }

    fn take_back(
        &mut self,
        registration: &str,
        deed: &Deed,
        question: Option<Question>,
        seeded: &mut Seeded,
    ) {
        let [channel, app, version, device, credential] = provenance(Client::Faulty(0));
        let correction = seeded.number();
        self.rows.add(
            Table::Corrections,
            [
                correction.as_str().into(),
                registration.into(),
                self.clinics[deed.clinic].code.as_str().into(),
                question.map(Question::wire_name).into(),
                "1".into(),
                "device".into(),
                credential.clone(),
                correction.as_str().into(),
                "".into(),
                time_text(deed.at).into(),
                channel,
                app,
                version,
                device,
                credential,
            ],
        );
    }

    fn disclose(
        &mut self,
        person: &Person,
        deed: &Deed,
        item: Item,
        registration: String,
        seeded: &mut Seeded,
    ) {
        self.rows.add(
            Table::Disclosures,
            [
                seeded.number().into(),
                self.clinics[deed.clinic].code.as_str().into(),
                person.number.as_str().into(),
                item.code().into(),
                deed.mode.wire_name().into(),
                registration.into(),
                PROGRAM.into(),
                time_text(deed.at).into(),
            ],
        );
    }

    fn emergency(&mut self, person: &Person, deed: &Deed, seeded: &mut Seeded) {
        self.rows.add(
            Table::Emergencies,
            [
                seeded.number().into(),
                self.clinics[deed.clinic].code.as_str().into(),
                person.number.as_str().into(),
                "意識不明の救急搬送のため（見本）".into(),
                PROGRAM.into(),
                time_text(deed.at).into(),
            ],
        );
    }
}

/// The columns channel, app, version, device and credential.
pub(super) fn provenance(client: Client) -> [Cell; 5] {
    [
        client.channel().wire_name().into(),
        client.app().into(),
        client.version().into(),
        "tablet-1".into(),
        // A clinic's device is enrolled under its channel's name.
        client.channel().wire_name().into(),
    ]
}
