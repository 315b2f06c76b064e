//! Where one test's data live.

use std::path::Path;

use sqlx::Error;
use tempfile::TempDir;

use crate::{TestDatabase, again};

/// A folder of the test's own, and in it a SQLite file; or, in a run on PostgreSQL, a database beside it. Both go with it.
#[derive(Debug)]
pub struct TestPlace {
    folder: TempDir,
    database: Option<TestDatabase>,
}

impl TestPlace {
    /// A place for one test, with the service's tables if it is a database.
    pub async fn make() -> Result<Self, Error> {
        let database = match again::server_of_this_run() {
            Some(socket) => Some(TestDatabase::make(&socket, Some(again::TEMPLATE)).await?),
            None => None,
        };
        Ok(Self {
            folder: tempfile::tempdir()?,
            database,
        })
    }

    /// A place for one test, with nothing in it: no file, or a database without tables.
    pub async fn empty() -> Result<Self, Error> {
        let database = match again::server_of_this_run() {
            Some(socket) => Some(TestDatabase::make(&socket, None).await?),
            None => None,
        };
        Ok(Self {
            folder: tempfile::tempdir()?,
            database,
        })
    }

    /// The database, if there is one. The folder is removed.
    pub fn into_database(self) -> Option<TestDatabase> {
        self.database
    }

    /// A place for one test, with a copy of this database, to which nobody may be connected.
    pub async fn copy_of(database: &TestDatabase) -> Result<Self, Error> {
        let socket = again::server_of_this_run()
            .ok_or_else(|| Error::Configuration("this run has no server".into()))?;
        Self::at(database.copied(&socket).await?)
    }

    /// A place at this database.
    pub fn at(database: TestDatabase) -> Result<Self, Error> {
        Ok(Self {
            folder: tempfile::tempdir()?,
            database: Some(database),
        })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What the service's configuration calls it.
    pub fn name(&self) -> String {
        match &self.database {
            Some(database) => database.url.clone(),
            None => self.file(),
        }
    }

    /// How it is reached past the service.
    pub fn url(&self) -> String {
        match &self.database {
            Some(database) => database.url.clone(),
            None => format!("sqlite://{}", self.file()),
        }
    }

    /// Whether the data live on PostgreSQL.
    pub fn is_on_postgresql(&self) -> bool {
        self.database.is_some()
    }

    fn file(&self) -> String {
        self.folder.path().join("kyotaku.db").display().to_string()
    }
}
