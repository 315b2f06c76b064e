//! Insured people, found by the certificate of their card: the root that signed it and its serial number.

use jiff::civil::Date;
use kyotaku_core::eligibility::code::Validity;
use serde_json::value::RawValue;

use super::{Connection, StoreError};

/// What is registered of one person.
pub(crate) struct StoredInsured {
    pub(crate) insured: String,
    /// 006, as stored.
    pub(crate) validity: String,
    pub(crate) registration_lag_since: Option<Date>,
    /// Each insurance as it is answered: the JSON text of a `kyotaku_core::eligibility::Insurance`. It is not read
    /// into that type here, because an insurer's padding and new codes go out as they were stored.
    pub(crate) insurances: Vec<Box<RawValue>>,
}

/// The person whose card has the certificate of this root and serial.
pub(crate) async fn find(
    connection: &mut Connection,
    root: &str,
    serial: &str,
) -> Result<Option<StoredInsured>, StoreError> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT insured.insured, insured.validity, insured.registration_lag_since
         FROM certificates JOIN insured ON insured.insured = certificates.insured
         WHERE certificates.root = $1 AND certificates.serial = $2",
    )
    .bind(root)
    .bind(serial)
    .fetch_optional(&mut *connection)
    .await?;
    match row {
        Some(row) => Ok(Some(with_insurances(connection, row).await?)),
        None => Ok(None),
    }
}

/// The person of this number, which no request knows.
pub(crate) async fn by_number(
    connection: &mut Connection,
    insured: &str,
) -> Result<StoredInsured, StoreError> {
    let row: Row =
        sqlx::query_as("SELECT insured, validity, registration_lag_since FROM insured WHERE insured = $1")
            .bind(insured)
            .fetch_one(&mut *connection)
            .await?;
    with_insurances(connection, row).await
}

type Row = (String, String, Option<String>);

async fn with_insurances(
    connection: &mut Connection,
    (insured, validity, lag): Row,
) -> Result<StoredInsured, StoreError> {
    let texts: Vec<String> =
        sqlx::query_scalar("SELECT answer FROM insurances WHERE insured = $1 ORDER BY place")
            .bind(&insured)
            .fetch_all(connection)
            .await?;
    let insurances = texts
        .into_iter()
        .map(|text| RawValue::from_string(text).map_err(|_| StoreError::Unreadable("insurance")))
        .collect::<Result<_, _>>()?;
    let registration_lag_since = lag
        .map(|text| text.parse().map_err(|_| StoreError::Unreadable("date")))
        .transpose()?;
    Ok(StoredInsured {
        insured,
        validity,
        registration_lag_since,
        insurances,
    })
}

/// The person's 資格有効性 (006) as it is registered now, and how many insurances they have.
pub(crate) async fn validity_of(
    connection: &mut Connection,
    insured: &str,
) -> Result<(Validity, i64), StoreError> {
    let (validity, insurances): (String, i64) = sqlx::query_as(
        "SELECT validity, (SELECT count(*) FROM insurances WHERE insurances.insured = insured.insured)
         FROM insured WHERE insured = $1",
    )
    .bind(insured)
    .fetch_one(connection)
    .await?;
    Ok((validity.into(), insurances))
}

/// A person to store, with the certificates of their cards as (root, serial).
pub(crate) struct NewInsured<'a> {
    pub(crate) insured: &'a str,
    pub(crate) validity: &'a str,
    pub(crate) registration_lag_since: Option<Date>,
    pub(crate) certificates: &'a [(String, String)],
    /// Insurer number, classification (010) and the JSON text that is answered.
    pub(crate) insurances: &'a [(String, String, String)],
}

/// Stores a person.
pub(crate) async fn insert(connection: &mut Connection, new: &NewInsured<'_>) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO insured (insured, validity, registration_lag_since) VALUES ($1, $2, $3)")
        .bind(new.insured)
        .bind(new.validity)
        .bind(new.registration_lag_since.map(|date| date.to_string()))
        .execute(&mut *connection)
        .await?;
    for (root, serial) in new.certificates {
        sqlx::query("INSERT INTO certificates (root, serial, insured) VALUES ($1, $2, $3)")
            .bind(root)
            .bind(serial)
            .bind(new.insured)
            .execute(&mut *connection)
            .await?;
    }
    for (place, (insurer_number, classification, answer)) in (0_i64..).zip(new.insurances) {
        sqlx::query(
            "INSERT INTO insurances (insured, place, insurer_number, classification, answer)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(new.insured)
        .bind(place)
        .bind(insurer_number)
        .bind(classification)
        .bind(answer)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}
