//! The receipt: what the database holds, read back on a fresh connection after the commit, and nothing from memory.

use kyotaku_core::{eligibility::InstitutionCode, origin::Origin};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::{
    http::Refusal,
    routes::json_text,
    store::{self, Database, StoredItem, registrations::StoredRegistration},
};

/// `kyotaku_core::consent::Receipt` as it is written: the statement is the stored text itself, the items are their
/// own rows.
#[derive(Serialize)]
struct Receipt<'a> {
    registration: &'a str,
    registered_at: &'a str,
    statement: &'a RawValue,
    digest: &'a str,
    items: &'a [StoredItem],
    origin: &'a Origin,
}

impl<'a> Receipt<'a> {
    fn of(stored: &'a StoredRegistration) -> Self {
        Self {
            registration: &stored.registration,
            registered_at: &stored.registered_at,
            statement: &stored.statement,
            digest: &stored.digest,
            items: &stored.items,
            origin: &stored.origin,
        }
    }
}

/// The receipt of this clinic's registration, or `None` if there is no such.
pub(super) async fn read_back(
    database: &Database,
    institution: &InstitutionCode,
    registration: &str,
) -> Result<Option<String>, Refusal> {
    let mut connection = database.read().await?;
    let stored = store::registrations::find(&mut connection, institution, registration).await?;
    stored.map(|stored| json_text(&Receipt::of(&stored))).transpose()
}

/// The receipts of this clinic's registrations whose digest begins so, as a list.
pub(super) async fn read_back_by_digest(
    database: &Database,
    institution: &InstitutionCode,
    start: &str,
) -> Result<String, Refusal> {
    let mut connection = database.read().await?;
    let stored = store::registrations::find_by_digest(&mut connection, institution, start).await?;
    json_text(&stored.iter().map(Receipt::of).collect::<Vec<_>>())
}
