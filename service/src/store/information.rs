//! What may be given out of a person: for each item a document, as it goes out.

use kyotaku_core::consent::Item;
use serde_json::value::RawValue;

use super::{Connection, StoreError};

/// Stores the person's document of this item.
pub(crate) async fn insert(
    connection: &mut Connection,
    insured: &str,
    item: Item,
    document: &str,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO information (insured, item, document) VALUES ($1, $2, $3)")
        .bind(insured)
        .bind(item.code())
        .bind(document)
        .execute(connection)
        .await?;
    Ok(())
}

/// The person's document of this item, to the letter; none if nothing is known.
pub(crate) async fn find(
    connection: &mut Connection,
    insured: &str,
    item: Item,
) -> Result<Option<Box<RawValue>>, StoreError> {
    let text: Option<String> =
        sqlx::query_scalar("SELECT document FROM information WHERE insured = $1 AND item = $2")
            .bind(insured)
            .bind(item.code())
            .fetch_optional(connection)
            .await?;
    text.map(|text| RawValue::from_string(text).map_err(|_| StoreError::Unreadable("document")))
        .transpose()
}
