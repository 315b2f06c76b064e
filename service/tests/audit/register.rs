//! Registers that are generated, and what tests look at in them.

use std::collections::BTreeSet;

use kyotaku_postgresql::{TestDatabase, TestPlace};
use kyotaku_service::{
    Database,
    audit::{self, Condition, Report},
    incident::{self, Made, Wanted},
};
use sqlx::{AnyConnection, AssertSqlSafe, Connection};
use tokio::sync::OnceCell;

/// A register in a place of its own.
pub(crate) struct Register {
    pub(crate) database: Database,
    pub(crate) made: Made,
    pub(crate) place: TestPlace,
}

impl Register {
    /// One with this many ordinary registrations around the notice's.
    pub(crate) async fn of(ordinary: usize, seed: u64) -> Self {
        let place = TestPlace::empty().await.unwrap();
        let wanted = Wanted { ordinary, seed };
        let (database, made) = incident::generate(&place.name().into(), wanted, |_| {})
            .await
            .unwrap();
        Self {
            database,
            made,
            place,
        }
    }

    /// A small one, copied from one that is made once.
    pub(crate) async fn small() -> Self {
        static ONCE: OnceCell<(Original, Made)> = OnceCell::const_new();
        let (original, made) = ONCE
            .get_or_init(|| async {
                let register = Self::of(300, 20_250_122).await;
                // Closed, it is one file, and nobody is connected.
                register.database.close().await;
                let file = match register.place.is_on_postgresql() {
                    true => None,
                    false => Some(std::fs::read(register.place.name()).unwrap()),
                };
                let original = match (register.place.into_database(), file) {
                    (Some(database), _) => Original::Database(database),
                    (None, file) => Original::File(file.unwrap()),
                };
                (original, register.made)
            })
            .await;
        let place = original.copied().await;
        Self {
            database: Database::open_existing(&place.name().into()).await.unwrap(),
            made: made.clone(),
            place,
        }
    }

    pub(crate) async fn audit(&self, condition: &Condition) -> Report {
        audit::audit(&self.database, condition, |_| {}).await.unwrap()
    }

    /// The database past the service, by a connection that keeps the rules as the service's own do.
    pub(crate) async fn past(&self) -> AnyConnection {
        connect(&self.place).await
    }

    /// A setting's code, in the words of the database.
    pub(crate) fn setting(&self, of: &str, name: &str) -> String {
        if self.place.is_on_postgresql() {
            format!("(CAST({of} AS JSON) ->> '{name}')")
        } else {
            format!("json_extract({of}, '$.{name}')")
        }
    }

    /// Removes a rule.
    pub(crate) async fn without(&self, past: &mut AnyConnection, rule: &str, table: &str) {
        let of = match self.place.is_on_postgresql() {
            true => format!(" ON {table}"),
            false => String::new(),
        };
        run(past, format!("DROP TRIGGER {rule}{of}")).await.unwrap();
    }

    /// The registrations that play a part.
    pub(crate) fn part(&self, part: &str) -> BTreeSet<String> {
        self.made.parts[part].iter().cloned().collect()
    }

    /// The registrations of the 37: those with the fault, among what they registered.
    pub(crate) fn concerned(&self) -> BTreeSet<String> {
        self.part("confirmed")
            .union(&self.part("suspected"))
            .cloned()
            .collect()
    }
}

/// What copies are made of. Nothing drops it; a database goes with the run's server, and a file is kept in memory.
enum Original {
    File(Vec<u8>),
    Database(TestDatabase),
}

impl Original {
    async fn copied(&self) -> TestPlace {
        match self {
            Self::Database(database) => TestPlace::copy_of(database).await.unwrap(),
            Self::File(bytes) => {
                let place = TestPlace::empty().await.unwrap();
                std::fs::write(place.name(), bytes).unwrap();
                place
            }
        }
    }
}

pub(crate) async fn connect(place: &TestPlace) -> AnyConnection {
    sqlx::any::install_default_drivers();
    let mut past = AnyConnection::connect(&place.url()).await.unwrap();
    if !place.is_on_postgresql() {
        let as_the_service = "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON";
        sqlx::raw_sql(as_the_service).execute(&mut past).await.unwrap();
    }
    past
}

/// Runs statements that only tests have.
pub(crate) async fn run(past: &mut AnyConnection, sql: String) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(past).await.map(drop)
}

/// The registrations under which a report counts something.
pub(crate) fn counted(report: &Report) -> BTreeSet<String> {
    report
        .cases
        .iter()
        .map(|case| case.registration.clone())
        .collect()
}

/// Every registration that matches.
pub(crate) fn matched(report: &Report) -> BTreeSet<String> {
    report.matched().map(|case| case.registration.clone()).collect()
}

/// The notice's condition with its file's text changed.
pub(crate) fn notice_with(from: &str, to: &str) -> Condition {
    let text = audit::condition::NOTICE;
    assert!(text.contains(from), "{from}");
    Condition::read(&text.replacen(from, to, 1)).unwrap()
}
