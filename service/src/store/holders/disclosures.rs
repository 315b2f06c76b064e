//! What was given out of one person's, by every clinic.

use kyotaku_core::{eligibility::InstitutionCode, visit::CareMode};

use super::super::{Connection, StoreError, challenges::mode_of, sought};

/// One disclosure, of either kind.
pub(crate) struct StoredDisclosure {
    pub(crate) disclosure: String,
    pub(crate) disclosed_at: String,
    pub(crate) institution: InstitutionCode,
    pub(crate) program: String,
    pub(crate) basis: StoredBasis,
}

/// By what right it was given out.
pub(crate) enum StoredBasis {
    /// Under a consent.
    Consent {
        item: String,
        mode: CareMode,
        registration: String,
        registered_at: String,
    },
    /// 救急時医療情報.
    Emergency { reason: String },
}

#[derive(sqlx::FromRow)]
struct Row {
    disclosure: String,
    disclosed_at: String,
    institution: String,
    program: String,
    item: Option<String>,
    mode: Option<String>,
    registration: Option<String>,
    registered_at: Option<String>,
    reason: Option<String>,
}

/// The person's disclosures, the newest first, at most `limit`; those that come after the disclosure `before` in this order,
/// if it is named. None if there is no such disclosure of this person's.
pub(crate) async fn of_person(
    connection: &mut Connection,
    insured: &str,
    before: Option<&str>,
    limit: u32,
) -> Result<Option<Vec<StoredDisclosure>>, StoreError> {
    let (before_time, before_number) = match before {
        // After every time that is ever written, in the order of texts.
        None => ("~".to_owned(), String::new()),
        Some(number) => match time_of(connection, insured, number).await? {
            Some(time) => (time, number.to_owned()),
            None => return Ok(None),
        },
    };
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT * FROM (
             SELECT d.disclosure, d.disclosed_at, d.institution, d.program, d.item, d.mode, d.registration,
                 r.registered_at, NULL AS reason
             FROM disclosures d JOIN registrations r ON r.registration = d.registration
             WHERE d.insured = $1
             UNION ALL
             SELECT disclosure, disclosed_at, institution, program, NULL, NULL, NULL, NULL, reason
             FROM emergency_disclosures WHERE insured = $1
         ) AS given
         WHERE disclosed_at < $2 OR (disclosed_at = $2 AND disclosure < $3)
         ORDER BY disclosed_at DESC, disclosure DESC LIMIT $4",
    )
    .bind(insured)
    .bind(before_time)
    .bind(before_number)
    .bind(i64::from(limit))
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(read).collect::<Result<_, _>>().map(Some)
}

async fn time_of(
    connection: &mut Connection,
    insured: &str,
    disclosure: &str,
) -> Result<Option<String>, StoreError> {
    let time = sqlx::query_scalar(
        "SELECT disclosed_at FROM disclosures WHERE insured = $1 AND disclosure = $2
         UNION ALL
         SELECT disclosed_at FROM emergency_disclosures WHERE insured = $1 AND disclosure = $2",
    )
    .bind(insured)
    .bind(sought(disclosure))
    .fetch_optional(connection)
    .await?;
    Ok(time)
}

fn read(row: Row) -> Result<StoredDisclosure, StoreError> {
    let unreadable = StoreError::Unreadable;
    let basis = match (
        row.reason,
        row.item,
        row.mode,
        row.registration,
        row.registered_at,
    ) {
        (Some(reason), ..) => StoredBasis::Emergency { reason },
        (None, Some(item), Some(mode), Some(registration), Some(registered_at)) => StoredBasis::Consent {
            item,
            mode: mode_of(&mode)?,
            registration,
            registered_at,
        },
        (None, ..) => return Err(unreadable("disclosure")),
    };
    Ok(StoredDisclosure {
        disclosure: row.disclosure,
        disclosed_at: row.disclosed_at,
        institution: row
            .institution
            .try_into()
            .map_err(|_| unreadable("institution code"))?,
        program: row.program,
        basis,
    })
}
