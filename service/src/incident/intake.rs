//! The service's intake of those months: it writes down who was checked and what was sent, and asks nothing.

use jiff::SignedDuration;
use kyotaku_core::consent::{PrescriptionForm, Statement};

use super::{
    old_client::Client,
    old_gate::Kept,
    people::Person,
    replay::{Replay, provenance},
    rows::{Cell, Table},
    script::Deed,
    seeded::Seeded,
};
use crate::ports::time_text;

/// What the root of the made-up certificates is called; no card is signed by it.
const ROOT: &str = "TEST-ONLY-root-of-2024";
const HOUR: SignedDuration = SignedDuration::from_hours(1);

impl Replay<'_> {
    pub(super) fn person(&mut self, person: &Person) {
        self.rows
            .add(Table::Insured, [person.number.as_str().into(), "1".into()]);
        let serial = person.serial();
        self.rows.add(
            Table::Certificates,
            [ROOT.into(), serial.into(), person.number.as_str().into()],
        );
        for ((place, insurance), (insurer, _)) in person.insurances().iter().enumerate().zip(&person.insurers)
        {
            let mut answer = serde_json::to_value(insurance).unwrap_or_default();
            answer["insurer_number"] = person.written(*insurer).into();
            self.rows.add(
                Table::Insurances,
                [
                    person.number.as_str().into(),
                    place.into(),
                    insurance.insurer_number.as_str().into(),
                    insurance.classification.code().into(),
                    answer.to_string().into(),
                ],
            );
        }
    }

    /// A challenge, and the check that used it.
    pub(super) fn check(
        &mut self,
        person: &Person,
        deed: &Deed,
        client: Client,
        (check, institution): (&str, &str),
        seeded: &mut Seeded,
    ) {
        let challenge = seeded.number();
        let checked_at = deed.at - SignedDuration::from_secs(240);
        let (checked, expires) = (time_text(checked_at), time_text(checked_at + HOUR));
        let [channel, app, version, device, credential] = provenance(client);
        self.rows.add(
            Table::Challenges,
            [
                challenge.as_str().into(),
                institution.into(),
                deed.mode.wire_name().into(),
                format!("nonce-{challenge}").into(),
                time_text(checked_at - SignedDuration::from_secs(60)).into(),
                expires.as_str().into(),
                checked.as_str().into(),
                channel.clone(),
                app.clone(),
                version.clone(),
                device.clone(),
                credential.clone(),
            ],
        );
        let answer = person.answer_text(check, checked_at);
        self.rows.add(
            Table::Checks,
            [
                check.into(),
                challenge.as_str().into(),
                institution.into(),
                check.into(),
                "".into(),
                deed.mode.wire_name().into(),
                ROOT.into(),
                person.serial().into(),
                "2029-01-01T00:00:00+09:00".into(),
                person.number.as_str().into(),
                "1".into(),
                1_usize.into(),
                answer.into(),
                checked.into(),
                expires.into(),
                channel,
                app,
                version,
                device,
                credential,
            ],
        );
    }

    /// What the client sent, as it came.
    pub(super) fn register(
        &mut self,
        deed: &Deed,
        client: Client,
        statement: Statement,
        seeded: &mut Seeded,
    ) -> Kept {
        let registration = seeded.number();
        let (text, digest) = match client {
            Client::WithoutStatement => (String::new(), String::new()),
            _ => (
                serde_json::to_string(&statement).unwrap_or_default(),
                statement.digest(),
            ),
        };
        let [channel, app, version, device, credential] = provenance(client);
        self.rows.add(
            Table::Registrations,
            [
                registration.as_str().into(),
                statement.check.as_str().into(),
                statement.institution.as_str().into(),
                statement.check.as_str().into(),
                "".into(),
                deed.mode.wire_name().into(),
                Cell::Whole(statement.settings_version.into()),
                text.into(),
                digest.into(),
                statement
                    .prescription_form
                    .map(PrescriptionForm::wire_name)
                    .into(),
                statement.items.len().into(),
                time_text(deed.at).into(),
                channel,
                app,
                version,
                device,
                credential,
            ],
        );
        for (place, held) in statement.items.iter().enumerate() {
            self.rows.add(
                Table::Items,
                [
                    registration.as_str().into(),
                    place.into(),
                    held.item.code().into(),
                    held.decision.wire_name().into(),
                ],
            );
        }
        Kept {
            registration,
            items: statement.items,
            mode: deed.mode,
            registered_at: deed.at,
            taken_back: Vec::new(),
        }
    }
}
