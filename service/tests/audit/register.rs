//! Registers that are generated, and what tests look at in them.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use kyotaku_service::{
    Database,
    audit::{self, Condition, Report},
    incident::{self, Made, Wanted},
};
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// A register in a folder of its own.
pub(crate) struct Register {
    pub(crate) database: Database,
    pub(crate) made: Made,
    pub(crate) folder: TempDir,
}

impl Register {
    /// One with this many ordinary registrations around the notice's.
    pub(crate) async fn of(ordinary: usize, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let wanted = Wanted { ordinary, seed };
        let path = folder.path().join("register.db");
        let (database, made) = incident::generate(&path, wanted, |_| {}).await.unwrap();
        Self {
            database,
            made,
            folder,
        }
    }

    /// A small one, copied from one that is made once.
    pub(crate) async fn small() -> Self {
        static ONCE: OnceCell<(TempDir, Made)> = OnceCell::const_new();
        let (from, made) = ONCE
            .get_or_init(|| async {
                let register = Self::of(300, 20_250_122).await;
                // Closed, it is one file.
                register.database.close().await;
                (register.folder, register.made)
            })
            .await;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("register.db");
        std::fs::copy(from.path().join("register.db"), &path).unwrap();
        Self {
            database: Database::open_existing(&path).await.unwrap(),
            made: made.clone(),
            folder,
        }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("register.db")
    }

    pub(crate) async fn audit(&self, condition: &Condition) -> Report {
        audit::audit(&self.database, condition, |_| {}).await.unwrap()
    }

    /// The database past the service, by a connection that keeps the rules as the service's own do.
    pub(crate) async fn past(&self) -> SqliteConnection {
        connect(&self.path()).await
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

pub(crate) async fn connect(path: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .pragma("recursive_triggers", "ON");
    SqliteConnection::connect_with(&options).await.unwrap()
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
