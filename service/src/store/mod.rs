//! The database. One file for each thing that is stored; the schema is in `service/migrations`.
//!
//! - [`clinics`]: clinics and the devices enrolled with them.
//! - [`settings`]: every saved version of a clinic's settings.
//! - [`insured`]: insured people, found by their card's certificate.
//! - [`challenges`] and [`checks`]: the first half of a visit.
//! - `keyed`: what is stored under an idempotency key.
//! - [`known`]: certificates that a check was made by, to be named the next time.
//! - [`revocations`]: certificates that were revoked.
//! - [`registrations`]: the second: consents, appended and never changed, and their items.
//! - `re_inquiries`: the eligibility asked again without the card.
//! - `standing` and `corrections`: the registration that counts, and what was taken back of it.
//! - `patients`: a clinic's own numbers for the people it has checked.
//! - `programs`: the clinic's own programs, which read what was checked and agreed.
//! - `results`: checks as those programs read them.
//! - `information`: what may be given out; `disclosures` and `emergencies`: what was.
//! - `holders`: patients who have proved themselves by their card, and what is theirs at every clinic.
//! - `alarms`: stored consents that contradict themselves.
//! - [`accounts`], `sign_in_attempts`, `web_sessions`: the clinic's staff, and who of them is signed in.
//! - `officer`: what the clinic's privacy officer looks through.
//! - `existing`: a register that is there, to be looked at; `before_the_guard`: one as it was before the database refused anything.
//!
//! It is a SQLite file or a database of a PostgreSQL server ([`place`]); every query here is one text for both. What is
//! committed is on disk: `sqlite` and `postgresql` see to it when they open. A write waits for its turn (`turn`), so that
//! what it read still holds when it writes, whichever process wrote before.

pub mod accounts;
pub(crate) mod alarms;
pub(crate) mod before_the_guard;
pub mod challenges;
pub mod checks;
pub mod clinics;
pub(crate) mod corrections;
pub(crate) mod disclosures;
pub(crate) mod emergencies;
mod existing;
mod file;
pub(crate) mod holders;
pub(crate) mod information;
pub mod insured;
pub(crate) mod keyed;
pub mod known;
#[cfg(test)]
mod of_the_file;
pub(crate) mod officer;
#[cfg(test)]
mod on_postgresql;
pub(crate) mod patients;
pub mod place;
mod postgresql;
pub(crate) mod programs;
pub(crate) mod re_inquiries;
pub mod registrations;
pub(crate) mod results;
pub mod revocations;
pub mod settings;
pub(crate) mod sign_in_attempts;
mod sqlite;
pub(crate) mod standing;
pub(crate) mod turn;
pub(crate) mod web_sessions;

use std::{path::PathBuf, time::Duration};

use kyotaku_core::origin::Origin;
use sqlx::{
    Any, AnyConnection, AnyPool, any::AnyArguments, migrate::Migrator, pool::PoolConnection, query::Query,
};

use file::FileIdentity;
pub use place::Place;
pub use postgresql::NotFit;
pub use registrations::{
    StoredConsent, StoredItem, all_registered, count_registrations, items_of_latest_registration,
    items_of_registration,
};
pub use settings::save_settings;
pub(crate) use turn::Turn;

/// How long a request waits for a connection, or for another's write to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// The database cannot do what was asked. What was committed before is not affected.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or failed, or cannot be reached.
    #[error("the database failed: {0}")]
    Failed(#[from] sqlx::Error),
    /// The schema cannot be brought up to date.
    #[error("the database's schema cannot be used: {0}")]
    Schema(#[from] sqlx::migrate::MigrateError),
    /// The PostgreSQL server, or the way to it, is not fit to hold consents.
    #[error(transparent)]
    NotFit(#[from] NotFit),
    /// The file that was opened is not at its path any more: what is written to it would be lost.
    #[error("the database file was removed or replaced")]
    FileGone,
    /// A stored value is not what this program stores.
    #[error("the database holds an unreadable {0}")]
    Unreadable(&'static str),
    /// There is no such clinic.
    #[error("there is no such clinic")]
    NoSuchClinic,
    /// A register was to be made where something is already.
    #[error("there is something already")]
    NotEmpty,
    /// The register's schema is not this program's.
    #[error("the register's schema is older or newer than this program's")]
    OtherSchema,
}

/// An open database.
#[derive(Clone, Debug)]
pub struct Database {
    pool: AnyPool,
    kind: Kind,
}

/// What else is to be known of an open database.
#[derive(Clone, Debug)]
enum Kind {
    Sqlite {
        path: PathBuf,
        opened: Option<FileIdentity>,
        /// None if it is only read.
        keeper: Option<sqlite::Keeper>,
    },
    PostgreSql,
}

impl Database {
    /// Opens it and brings its schema up to date. A file is made if it is not there, readable by its owner only.
    pub async fn open(place: &Place) -> Result<Self, StoreError> {
        let database = Self::connect(place).await?;
        match place {
            Place::File(_) => sqlite::MIGRATIONS.run(&database.pool).await?,
            Place::Server(url) => postgresql::migrate(url).await?,
        }
        Ok(database)
    }

    /// Opens it with whatever schema it has.
    async fn connect(place: &Place) -> Result<Self, StoreError> {
        match place {
            Place::File(path) => {
                let (pool, keeper) = sqlite::connect(path).await?;
                Ok(Self {
                    pool,
                    kind: Kind::Sqlite {
                        path: path.clone(),
                        opened: FileIdentity::of(path),
                        keeper: Some(keeper),
                    },
                })
            }
            Place::Server(url) => Ok(Self {
                pool: postgresql::connect(url).await?,
                kind: Kind::PostgreSql,
            }),
        }
    }

    fn migrations(&self) -> &'static Migrator {
        match self.kind {
            Kind::Sqlite { .. } => &sqlite::MIGRATIONS,
            Kind::PostgreSql => &postgresql::MIGRATIONS,
        }
    }

    /// A connection to read with.
    pub(crate) async fn read(&self) -> Result<PoolConnection<Any>, StoreError> {
        self.is_in_place()?;
        Ok(self.pool.acquire().await?)
    }

    /// A transaction that has its turn with all of these, which it waits for in their order. SQLite has one turn for all.
    /// Dropped without [`commit`](Self::commit), it leaves nothing.
    pub(crate) async fn write(&self, turns: &[Turn<'_>]) -> Result<Transaction, StoreError> {
        self.is_in_place()?;
        match self.kind {
            Kind::Sqlite { .. } => Ok(self.pool.begin_with(sqlite::BEGIN).await?),
            Kind::PostgreSql => {
                let mut transaction = self.pool.begin_with(postgresql::BEGIN).await?;
                for turn in turns {
                    turn.wait(&mut transaction).await?;
                }
                Ok(transaction)
            }
        }
    }

    /// Commits. When this returns, the transaction is on disk; when it fails, whether it is is not known.
    pub(crate) async fn commit(&self, transaction: Transaction) -> Result<(), StoreError> {
        transaction.commit().await?;
        self.is_in_place()
    }

    /// Whether it answers.
    pub(crate) async fn answers(&self) -> Result<(), StoreError> {
        let mut connection = self.read().await?;
        sqlx::query("SELECT 1 FROM clinics LIMIT 1")
            .fetch_optional(&mut *connection)
            .await?;
        Ok(())
    }

    /// Closes it, after what is under way.
    pub async fn close(&self) {
        self.pool.close().await;
        if let Kind::Sqlite {
            keeper: Some(keeper), ..
        } = &self.kind
        {
            keeper.close().await;
        }
    }

    /// SQLite goes on writing to a file that was removed or replaced, where nobody will find it again.
    fn is_in_place(&self) -> Result<(), StoreError> {
        match &self.kind {
            Kind::Sqlite { path, opened, .. } if FileIdentity::of(path) != *opened => {
                Err(StoreError::FileGone)
            }
            Kind::Sqlite { .. } | Kind::PostgreSql => Ok(()),
        }
    }
}

/// The rows and queries speak to one connection, whether it reads or is inside a transaction.
pub(crate) type Connection = AnyConnection;

/// A transaction that writes.
pub(crate) type Transaction = sqlx::Transaction<'static, Any>;

/// Where a row came from: what the request said of itself, and whose token it carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The four origin headers.
    pub origin: Origin,
    /// The name that the device's token was enrolled under.
    pub credential: String,
}

/// Binds the columns channel, app, version, device and credential, which stand last in each table that has them.
fn with_provenance<'q>(
    row: Query<'q, Any, AnyArguments>,
    provenance: &'q Provenance,
) -> Query<'q, Any, AnyArguments> {
    row.bind(provenance.origin.channel.wire_name())
        .bind(&provenance.origin.app)
        .bind(&provenance.origin.version)
        .bind(&provenance.origin.device)
        .bind(&provenance.credential)
}

/// A text to look for. PostgreSQL holds none with the character NUL, and does not even look for one; nothing has such a name.
fn sought(text: &str) -> &str {
    if text.contains('\0') { "" } else { text }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use kyotaku_postgresql::TestPlace;

    /// A database of the test's own, removed with its place.
    pub(crate) async fn fresh() -> (TestPlace, Database) {
        let place = TestPlace::make().await.unwrap();
        let database = Database::open(&place.name().into()).await.unwrap();
        (place, database)
    }
}
