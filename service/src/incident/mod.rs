//! The months of the notice, 2024-10-16 to 2025-01-15, replayed into a register that is older than the guard, among ordinary registrations:
//! what [`crate::audit`] is tried on. Nobody writes the answer: visits are played through a client with the old fault, what it sends is
//! written down as that service did, and what goes out is for that gate to say. Everything is made up but the numbers, and follows from the seed.
//!
//! - `cast`: the 37; `look_alikes`: those who look like them; `ordinary`: everybody else; `script`: what a person does.
//! - `people`, `clinics`, `calendar`: who, where, when.
//! - `old_client`: presses to a statement, with the fault; `replay`: what comes of a script; `intake`: what that
//!   service wrote down; `old_gate`: what it gave out.
//! - `rows`: the way into the register; `seeded`: chance that can be had again.

mod calendar;
mod cast;
mod clinics;
mod intake;
mod look_alikes;
mod old_client;
mod old_gate;
mod ordinary;
mod people;
mod replay;
mod rows;
mod script;
mod seeded;

use std::collections::BTreeMap;

use kyotaku_core::origin::Channel;

use self::{
    clinics::Places,
    people::Clinic,
    replay::{PROGRAM, Replay},
    rows::{Rows, Table},
    script::{Part, Script},
    seeded::Seeded,
};
use crate::store::{
    self, Connection, Database, Place, StoreError, Turn, before_the_guard,
    clinics::{Device, insert_clinic, insert_device},
    programs::{EnrolledProgram, insert_program},
};

/// What to make.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// How many ordinary registrations there are around those of the notice.
    pub ordinary: usize,
    /// Which of all possible registers.
    pub seed: u64,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            ordinary: 1_000_000,
            seed: 20_250_122,
        }
    }
}

/// What was made.
#[derive(Clone, Debug, Default)]
pub struct Made {
    /// Registrations, of everybody.
    pub registrations: u64,
    /// Disclosures, of every item.
    pub disclosures: u64,
    /// The registrations of those who are not ordinary, by the part they play: `confirmed`, `suspected`, or the look-alike's reason. It stands nowhere
    /// in the register.
    pub parts: BTreeMap<&'static str, Vec<String>>,
}

/// How many registrations go into one transaction, about.
const AT_ONCE: usize = 20_000;

/// The token of a clinic's program in the register that is made.
pub fn program_token(institution: &str) -> String {
    format!("TEST-ONLY-program-of-{institution}")
}

/// Makes the register in a new file, or in a PostgreSQL database without tables. `progress` hears how many ordinary registrations there are so far.
pub async fn generate(
    place: &Place,
    wanted: Wanted,
    mut progress: impl FnMut(usize),
) -> Result<(Database, Made), StoreError> {
    let database = before_the_guard::make(place).await?;
    let mut seeded = Seeded::new(wanted.seed);
    let (clinics, places) = clinics::made(&mut seeded, 40 + wanted.ordinary / 250);
    let mut transaction = database.write(&[Turn::Beginning]).await?;
    for clinic in &clinics {
        enrol(&mut transaction, clinic).await?;
    }
    database.commit(transaction).await?;

    let mut replay = Replay {
        clinics: &clinics,
        rows: Rows::default(),
        logs: Vec::new(),
    };
    let mut made = Made::default();
    let mut special = special(&mut seeded, &places);
    let apart = wanted.ordinary / (special.len() + 1) + 1;
    let (mut ordinary, mut written) = (0, 0);
    while ordinary < wanted.ordinary || !special.is_empty() {
        let is_due = ordinary >= wanted.ordinary || made.parts_played() * apart < ordinary;
        let script = match special.pop_if(|_| is_due) {
            Some(script) => script,
            None => ordinary::script(&mut seeded, &clinics, &places, wanted.ordinary - ordinary),
        };
        let played = replay.play(&script, &mut seeded);
        let registrations = played.registrations.len();
        made.registrations += registrations as u64;
        made.disclosures += played.disclosures;
        match script.part {
            Part::Ordinary => ordinary += registrations,
            Part::Confirmed => made.part("confirmed", played.registrations),
            Part::Suspected => made.part("suspected", played.registrations),
            Part::LookAlike(kind) => made.part(kind, played.registrations),
        }
        if ordinary - written >= AT_ONCE {
            written = ordinary;
            write(&database, &mut replay.rows).await?;
            progress(ordinary);
        }
    }
    write(&database, &mut replay.rows).await?;
    progress(ordinary);

    before_the_guard::bring_up_to_date(&database).await?;
    // The devices were asked for their logs when the fault was known, so they are written under every rule of today.
    for log in std::mem::take(&mut replay.logs) {
        replay.rows.add(Table::PressLogs, log);
    }
    write(&database, &mut replay.rows).await?;
    Ok((database, made))
}

/// Those who are not ordinary, in an order of chance.
fn special(seeded: &mut Seeded, places: &Places) -> Vec<Script> {
    let mut scripts = cast::scripts(seeded);
    let look_alikes = look_alikes::scripts(seeded, places, &scripts);
    scripts.extend(look_alikes);
    seeded.shuffled(scripts)
}

async fn write(database: &Database, rows: &mut Rows) -> Result<(), StoreError> {
    let mut transaction = database.write(&[Turn::Beginning]).await?;
    before_the_guard::remember_more(database, &mut transaction).await?;
    rows.write(&mut transaction).await?;
    database.commit(transaction).await
}

async fn enrol(connection: &mut Connection, clinic: &Clinic) -> Result<(), StoreError> {
    let start = calendar::moment(0, 0);
    let institution = clinic
        .code
        .parse()
        .map_err(|_| StoreError::Unreadable("institution code"))?;
    insert_clinic(connection, &institution, start).await?;
    for (settings, saved_at) in &clinic.versions {
        store::settings::append(connection, settings, *saved_at).await?;
    }
    for channel in Channel::ALL {
        let device = Device {
            institution: institution.clone(),
            enrolled_as: channel.wire_name().to_owned(),
            channel,
        };
        let token = format!("TEST-ONLY-{}-of-{}", channel.wire_name(), clinic.code);
        insert_device(connection, &device, &token, start).await?;
    }
    let enrolled = EnrolledProgram {
        institution,
        enrolled_as: PROGRAM.to_owned(),
    };
    insert_program(connection, &enrolled, &program_token(&clinic.code), start).await
}

impl Made {
    fn part(&mut self, part: &'static str, registrations: Vec<String>) {
        self.parts.entry(part).or_default().extend(registrations);
    }

    /// How many registrations are not ordinary so far.
    fn parts_played(&self) -> usize {
        self.parts.values().map(Vec::len).sum()
    }
}
