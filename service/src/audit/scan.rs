//! Goes through every registration and every disclosure once, a row at a time: memory grows with what is found and with what cannot be judged,
//! not with the register. Nothing that a row holds stops it; only the database itself does.

use std::collections::HashMap;

use kyotaku_core::consent::Item;
use sqlx::any::AnyRow;

use super::{
    condition::Condition,
    judge::{SettingsThen, matches},
    legible,
    stored::{self, Stored, Unjudged, column},
};
use crate::store::{Connection, StoreError};

/// How often a scan says how far it is, in rows.
const SAYS_EVERY: u64 = 1_000;

/// What an audit reads of a disclosure, and whether its registration is there.
pub(super) const DISCLOSURES: &str =
    "SELECT d.disclosure, d.institution, d.insured, d.item, d.registration, d.program, d.disclosed_at,
    (SELECT r.registration FROM registrations r WHERE r.registration = d.registration) AS registered
    FROM disclosures d";

/// How far a scan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Rows that were read.
    pub done: u64,
    /// Rows that there are, registrations and disclosures.
    pub of: u64,
}

/// What a scan found.
pub(super) struct Scan {
    pub(super) registrations: u64,
    pub(super) disclosures: u64,
    pub(super) matched: Vec<Stored>,
    /// Disclosures of the items that count, under what matched: by the place in `matched`.
    pub(super) given: HashMap<usize, Vec<Given>>,
    pub(super) apart: Vec<Apart>,
}

/// A disclosure.
#[derive(Clone)]
pub(super) struct Given {
    pub(super) disclosure: String,
    pub(super) institution: String,
    pub(super) insured: String,
    pub(super) item: Item,
    pub(super) program: String,
    /// As it is stored: RFC 3339 in Japan's time.
    pub(super) disclosed_at: String,
}

/// Something that was not judged.
pub(super) struct Apart {
    pub(super) why: Unjudged,
    /// Its number, if that can be read.
    pub(super) number: Option<String>,
    pub(super) of: Of,
    /// How many disclosures of the items that count were made under it, if it is a registration.
    pub(super) disclosed: u64,
}

/// What was not judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Of {
    Registration,
    Disclosure,
}

pub(super) async fn scan(
    connection: &mut Connection,
    condition: &Condition,
    progress: &mut dyn FnMut(Progress),
) -> Result<Scan, StoreError> {
    let settings = SettingsThen::load(connection, condition).await?;
    let count: i64 = sqlx::query_scalar(
        "SELECT (SELECT count(*) FROM registrations) + (SELECT count(*) FROM disclosures)",
    )
    .fetch_one(&mut *connection)
    .await?;
    let mut tally = Tally {
        progress,
        at: Progress {
            done: 0,
            of: u64::try_from(count).unwrap_or(0),
        },
    };
    let mut scan = Scan {
        registrations: 0,
        disclosures: 0,
        matched: Vec::new(),
        given: HashMap::new(),
        apart: Vec::new(),
    };
    let mut rows = sqlx::query(stored::SELECT).fetch(&mut *connection);
    let mut illegible = Illegible::default();
    while let Some(row) = legible::next(&mut rows).await? {
        match row {
            Some(row) => scan.registration(&row, condition, &settings),
            None => illegible.met(&mut scan.apart, Of::Registration, scan.registrations),
        }
        scan.registrations += 1;
        tally.one_more();
    }
    drop(rows);
    illegible
        .name(connection, &mut scan.apart, Of::Registration)
        .await?;

    let under = Under::of(&scan);
    let mut rows = sqlx::query(DISCLOSURES).fetch(&mut *connection);
    let mut illegible = Illegible::default();
    while let Some(row) = legible::next(&mut rows).await? {
        match row {
            Some(row) => scan.disclosure(&row, condition, &under),
            None => illegible.met(&mut scan.apart, Of::Disclosure, scan.disclosures),
        }
        scan.disclosures += 1;
        tally.one_more();
    }
    drop(rows);
    illegible
        .name(connection, &mut scan.apart, Of::Disclosure)
        .await?;
    (tally.progress)(tally.at);
    Ok(scan)
}

struct Tally<'a> {
    progress: &'a mut dyn FnMut(Progress),
    at: Progress,
}

impl Tally<'_> {
    fn one_more(&mut self) {
        self.at.done += 1;
        if self.at.done.is_multiple_of(SAYS_EVERY) {
            (self.progress)(self.at);
        }
    }
}

/// Rows that cannot be read at all, by their place among all and in the list of what is apart.
#[derive(Default)]
struct Illegible(HashMap<u64, usize>);

impl Illegible {
    fn met(&mut self, apart: &mut Vec<Apart>, of: Of, place: u64) {
        self.0.insert(place, apart.len());
        apart.push(Apart {
            why: Unjudged::Text,
            number: None,
            of,
            disclosed: 0,
        });
    }

    /// Looks for their numbers, which may be legible by themselves. Only a SQLite file has such rows; both statements walk through its table
    /// from end to end, so that the places are the same.
    async fn name(&self, connection: &mut Connection, apart: &mut [Apart], of: Of) -> Result<(), StoreError> {
        if self.0.is_empty() {
            return Ok(());
        }
        let numbers = match of {
            Of::Registration => "SELECT registration AS number FROM registrations NOT INDEXED",
            Of::Disclosure => "SELECT disclosure AS number FROM disclosures NOT INDEXED",
        };
        let mut rows = sqlx::query(numbers).fetch(connection);
        let mut place = 0;
        while let Some(row) = legible::next(&mut rows).await? {
            if let Some(apart) = self.0.get(&place).and_then(|place| apart.get_mut(*place)) {
                apart.number = row.and_then(|row| column(&row, "number").ok());
            }
            place += 1;
        }
        Ok(())
    }
}

/// Registrations whose disclosures are of interest, by number.
struct Under {
    matched: HashMap<String, usize>,
    apart: HashMap<String, usize>,
}

impl Under {
    fn of(scan: &Scan) -> Self {
        let matched = scan.matched.iter().enumerate();
        let apart = scan.apart.iter().enumerate();
        Self {
            matched: matched
                .map(|(place, stored)| (stored.registration.clone(), place))
                .collect(),
            apart: apart
                .filter_map(|(place, apart)| Some((apart.number.clone()?, place)))
                .collect(),
        }
    }
}

impl Scan {
    fn registration(&mut self, row: &AnyRow, condition: &Condition, settings: &SettingsThen) {
        let judged =
            stored::read(row).and_then(|stored| Ok((matches(&stored, condition, settings)?, stored)));
        match judged {
            Ok((true, stored)) => self.matched.push(stored),
            Ok((false, _)) => {}
            Err(why) => self.apart.push(Apart {
                why,
                number: column(row, "registration").ok(),
                of: Of::Registration,
                disclosed: 0,
            }),
        }
    }

    fn disclosure(&mut self, row: &AnyRow, condition: &Condition, under: &Under) {
        if let Err(why) = self.give(row, condition, under) {
            self.apart.push(Apart {
                why,
                number: column(row, "disclosure").ok(),
                of: Of::Disclosure,
                disclosed: 0,
            });
        }
    }

    fn give(&mut self, row: &AnyRow, condition: &Condition, under: &Under) -> Result<(), Unjudged> {
        let code: &str = column(row, "item")?;
        let item = Item::ALL.into_iter().find(|item| item.code() == code);
        let item = item.ok_or(Unjudged::Code("item"))?;
        let registration: &str = column(row, "registration")?;
        let disclosed_at: String = column(row, "disclosed_at")?;
        if disclosed_at.parse::<jiff::Timestamp>().is_err() {
            return Err(Unjudged::Column("disclosed_at"));
        }
        if !condition.file.disclosed_items.contains(&item) {
            return Ok(());
        }
        if column::<&str>(row, "registered").is_err() {
            return Err(Unjudged::NoRegistration);
        }
        if let Some(place) = under.apart.get(registration) {
            self.apart[*place].disclosed += 1;
        }
        if let Some(place) = under.matched.get(registration) {
            let given = Given {
                disclosure: column(row, "disclosure")?,
                institution: column(row, "institution")?,
                insured: column(row, "insured")?,
                item,
                program: column(row, "program")?,
                disclosed_at,
            };
            self.given.entry(*place).or_default().push(given);
        }
        Ok(())
    }
}
