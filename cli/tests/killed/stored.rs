//! What the database holds, held against what was sent and answered.

use std::collections::{BTreeMap, BTreeSet};

use kyotaku_service::sample::PEOPLE;
use serde_json::{Map, Value, json};
use sqlx::{AnyConnection, Connection, Executor, Row};

use crate::{
    halves,
    ledger::{Entries, Kind, Ledger},
};

/// How a kind is read: its key, or its number where its requests have no key; then what requests and answers say, too, by the names
/// that it has there, of which the first is then that of the number.
struct Reading {
    kind: Kind,
    has_key: bool,
    sql: &'static str,
    names: &'static [&'static str],
}

/// The column that holds JSON.
const STATEMENT: &str = "statement";
/// The column that holds all of an answer.
const ANSWER: &str = "answer";

const READINGS: [Reading; 5] = [
    Reading {
        kind: Kind::Challenge,
        has_key: false,
        sql: "SELECT challenge, challenge FROM challenges",
        names: &["challenge"],
    },
    Reading {
        kind: Kind::Check,
        has_key: true,
        sql: "SELECT idempotency_key, challenge, check_number, answer FROM checks",
        names: &["challenge", "check", ANSWER],
    },
    Reading {
        kind: Kind::Registration,
        has_key: true,
        sql: "SELECT idempotency_key, registration, registered_at, digest, statement FROM registrations",
        names: &["registration", "registered_at", "digest", STATEMENT],
    },
    Reading {
        kind: Kind::Disclosure,
        has_key: false,
        sql: "SELECT disclosure, disclosure, registration, disclosed_at FROM disclosures WHERE item = 'TKK'",
        names: &["disclosure", "registration", "disclosed_at"],
    },
    Reading {
        kind: Kind::Correction,
        has_key: true,
        sql: "SELECT idempotency_key, registration FROM corrections",
        names: &["registration"],
    },
];

/// What a row says, by the names of requests and answers.
type Said = Map<String, Value>;

/// The rows of one moment, and what the ledger had before and after it.
pub(crate) struct Stored {
    rows: BTreeMap<Kind, BTreeMap<String, Said>>,
    before: BTreeMap<Kind, Entries>,
    after: BTreeMap<Kind, Entries>,
}

impl Stored {
    /// Reads all of it at one moment, and makes sure that nothing is there by half.
    pub(crate) async fn read(url: &str, ledger: &Ledger) -> Self {
        let all = || Kind::ALL.map(|kind| (kind, ledger.entries(kind)));
        let before = all().into();
        sqlx::any::install_default_drivers();
        let mut connection = AnyConnection::connect(url).await.unwrap();
        let is_sqlite = url.starts_with("sqlite:");
        let begin = if is_sqlite {
            "BEGIN"
        } else {
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        };
        let mut moment = connection.begin_with(begin).await.unwrap();
        let mut rows = BTreeMap::new();
        for reading in READINGS {
            rows.insert(reading.kind, reading.rows(&mut moment).await);
        }
        items_into(rows.entry(Kind::Registration).or_default(), &mut moment).await;
        nothing_is_there_by_half(&mut moment).await;
        if is_sqlite {
            the_file_is_sound(&mut moment).await;
        }
        moment.rollback().await.unwrap();
        connection.close().await.unwrap();
        Self {
            rows,
            before,
            after: all().into(),
        }
    }

    /// Makes sure that every answer that was given stands there as it was given, and that nothing does that was not sent.
    pub(crate) fn holds(&self) {
        for Reading {
            kind, has_key, names, ..
        } in READINGS
        {
            let rows = &self.rows[&kind];
            for (name, entry) in &self.before[&kind] {
                let Some(answer) = &entry.answer else { continue };
                let number = || answer[names[0]].as_str().unwrap();
                let row = rows.get(if has_key { name.as_str() } else { number() });
                let row = row.unwrap_or_else(|| panic!("{kind:?} {name} was answered and is not there"));
                assert!(agree(row, answer), "{kind:?}: {row:?} was answered as {answer}");
            }
            if has_key {
                for (key, row) in rows {
                    let entry = self.after[&kind].get(key);
                    let sent = &entry.unwrap_or_else(|| panic!("nobody sent {kind:?} {key}")).sent;
                    assert!(agree(row, sent), "{kind:?}: {row:?} was sent as {sent}");
                }
            } else {
                // Of those that were cut, each may be there or not.
                assert!(
                    rows.len() <= self.after[&kind].len(),
                    "{kind:?}: more than were sent"
                );
            }
        }
    }

    /// The same, and that nothing is open: all that was sent under a key was answered, and is there.
    pub(crate) fn holds_exactly(&self) {
        self.holds();
        for Reading { kind, .. } in READINGS.into_iter().filter(|reading| reading.has_key) {
            let stored: BTreeSet<_> = self.rows[&kind].keys().collect();
            let answered = self.after[&kind].iter();
            let answered: BTreeSet<_> = answered
                .filter(|(_, entry)| entry.answer.is_some())
                .map(|(name, _)| name)
                .collect();
            assert_eq!(stored, answered, "{kind:?}");
            assert_eq!(answered.len(), self.after[&kind].len(), "{kind:?}");
        }
    }
}

impl Reading {
    async fn rows(&self, connection: &mut AnyConnection) -> BTreeMap<String, Said> {
        let mut rows = BTreeMap::new();
        for row in connection.fetch_all(self.sql).await.unwrap() {
            let mut said = Said::new();
            for (place, &name) in (1..).zip(self.names) {
                let text: String = row.get(place);
                match name {
                    STATEMENT => drop(said.insert(name.to_owned(), serde_json::from_str(&text).unwrap())),
                    ANSWER => said.extend(serde_json::from_str::<Said>(&text).unwrap()),
                    name => drop(said.insert(name.to_owned(), text.into())),
                }
            }
            let twice = rows.insert(row.get(0), said);
            assert!(twice.is_none(), "{:?}: {twice:?} is there twice", self.kind);
        }
        rows
    }
}

/// Adds to each registration its items, from their own rows.
async fn items_into(registrations: &mut BTreeMap<String, Said>, connection: &mut AnyConnection) {
    let mut items: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let sql = "SELECT registration, item, decision FROM registration_items ORDER BY registration, place";
    for row in connection.fetch_all(sql).await.unwrap() {
        let (item, decision): (String, String) = (row.get(1), row.get(2));
        let items = items.entry(row.get(0)).or_default();
        items.push(json!({ "item": item, "decision": decision }));
    }
    for said in registrations.values_mut() {
        let items = items.remove(said["registration"].as_str().unwrap());
        let items = Value::from(items.unwrap_or_default());
        assert_eq!(
            items, said[STATEMENT]["items"],
            "the rows say what the statement says"
        );
        said.insert("items".to_owned(), items);
    }
}

/// Whether a row and a request, or an answer, say the same, of what both speak of; and both do speak of something.
fn agree(row: &Said, other: &Value) -> bool {
    let both = row
        .iter()
        .filter_map(|(name, value)| Some((value, other.get(name)?)));
    let both: Vec<_> = both.collect();
    !both.is_empty() && both.iter().all(|(one, other)| one == other)
}

async fn nothing_is_there_by_half(connection: &mut AnyConnection) {
    for (sentence, sql) in halves::NONE {
        let count: i64 = sqlx::query_scalar(sql).fetch_one(&mut *connection).await.unwrap();
        assert_eq!(count, 0, "{sentence}");
    }
    let row = connection.fetch_one(halves::SAMPLE).await.unwrap();
    let counts: Vec<i64> = (0..row.len()).map(|place| row.get(place)).collect();
    let people: BTreeSet<_> = PEOPLE.iter().map(|person| person.holder()).collect();
    let (people, cards) = (people.len() as i64, PEOPLE.len() as i64);
    assert_eq!(counts, [2, 6, 2, 2, people, cards], "the sample is there once");
}

async fn the_file_is_sound(connection: &mut AnyConnection) {
    let said: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&mut *connection)
        .await
        .unwrap();
    assert_eq!(said, "ok");
    let broken = connection.fetch_all("PRAGMA foreign_key_check").await.unwrap();
    assert!(broken.is_empty());
}
