//! Rows, without those that the database itself cannot put into words: SQLite keeps whatever bytes a damaged file has, also where
//! they are no text. One such row stops nothing; only the database itself does.

use futures_util::{Stream, TryStreamExt};
use sqlx::any::AnyRow;

use crate::store::StoreError;

/// None if it was there and cannot be read.
pub(super) fn legible<T>(outcome: Result<T, sqlx::Error>) -> Result<Option<T>, StoreError> {
    match outcome {
        Ok(found) => Ok(Some(found)),
        Err(sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The next row, if there is one; inside, none if it cannot be read. The one after it can.
pub(super) async fn next(
    rows: &mut (impl Stream<Item = Result<AnyRow, sqlx::Error>> + Unpin),
) -> Result<Option<Option<AnyRow>>, StoreError> {
    Ok(legible(rows.try_next().await)?.map_or(Some(None), |row| row.map(Some)))
}

/// All rows that can be read.
pub(super) async fn all(
    mut rows: impl Stream<Item = Result<AnyRow, sqlx::Error>> + Unpin,
) -> Result<Vec<AnyRow>, StoreError> {
    let mut found = Vec::new();
    while let Some(row) = next(&mut rows).await? {
        found.extend(row);
    }
    Ok(found)
}
