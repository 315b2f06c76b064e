//! Rows on their way into the register: many to a statement, many statements to a transaction.

use sqlx::AssertSqlSafe;

use crate::store::{Connection, StoreError};

/// What a column gets.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    Text(String),
    Whole(i64),
    Nothing,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Whole(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Option<&str>> for Cell {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Nothing, Self::from)
    }
}

/// A table that is written to, and its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    Insured,
    Certificates,
    Insurances,
    Patients,
    Challenges,
    Checks,
    Registrations,
    Items,
    Corrections,
    Disclosures,
    Emergencies,
    PressLogs,
}

impl Table {
    /// Each after those that it refers to.
    const ALL: [Self; 12] = [
        Self::Insured,
        Self::Certificates,
        Self::Insurances,
        Self::Patients,
        Self::Challenges,
        Self::Checks,
        Self::Registrations,
        Self::Items,
        Self::Corrections,
        Self::Disclosures,
        Self::Emergencies,
        Self::PressLogs,
    ];

    fn columns(self) -> (&'static str, &'static str) {
        match self {
            Self::Insured => ("insured", "insured, validity"),
            Self::Certificates => ("certificates", "root, serial, insured"),
            Self::Insurances => ("insurances", "insured, place, insurer_number, classification, answer"),
            Self::Patients => ("patients", "patient, institution, insured, first_seen_at"),
            Self::Challenges => (
                "challenges",
                "challenge, institution, mode, nonce, issued_at, expires_at, used_at, channel, app, version, device,
                 credential",
            ),
            Self::Checks => (
                "checks",
                "check_number, challenge, institution, idempotency_key, request_sha256, mode, root, serial,
                 certificate_not_after, insured, validity, insurances_found, answer, checked_at, expires_at, channel,
                 app, version, device, credential",
            ),
            Self::Registrations => (
                "registrations",
                "registration, check_number, institution, idempotency_key, request_sha256, mode, settings_version,
                 statement, digest, prescription_form, item_count, registered_at, channel, app, version, device,
                 credential",
            ),
            Self::Items => ("registration_items", "registration, place, item, decision"),
            Self::Corrections => (
                "corrections",
                "correction, registration, institution, question, reason, author_kind, author, idempotency_key,
                 request_sha256, corrected_at, channel, app, version, device, credential",
            ),
            Self::Disclosures => (
                "disclosures",
                "disclosure, institution, insured, item, mode, registration, program, disclosed_at",
            ),
            Self::Emergencies => (
                "emergency_disclosures",
                "disclosure, institution, insured, reason, program, disclosed_at",
            ),
            Self::PressLogs => (
                "press_logs",
                "registration, institution, presses, uploaded_at, channel, app, version, device, credential",
            ),
        }
    }

    fn width(self) -> usize {
        self.columns().1.split(',').count()
    }

    fn statement(self, rows: usize) -> String {
        let (table, columns) = self.columns();
        let width = self.width();
        let row = |row: usize| {
            let places: Vec<_> = (1..=width)
                .map(|place| format!("${}", row * width + place))
                .collect();
            format!("({})", places.join(", "))
        };
        let rows: Vec<_> = (0..rows).map(row).collect();
        format!("INSERT INTO {table} ({columns}) VALUES {}", rows.join(", "))
    }
}

/// How many rows go into one statement. SQLite finds each `$1` by its name, one after the other: with ten times as many the replay takes twice as long.
const AT_ONCE: usize = 12;

/// The rows that are not written yet.
#[derive(Default)]
pub(super) struct Rows {
    cells: [Vec<Cell>; Table::ALL.len()],
}

impl Rows {
    pub(super) fn add<const WIDTH: usize>(&mut self, table: Table, row: [Cell; WIDTH]) {
        debug_assert_eq!(WIDTH, table.width(), "{table:?}");
        self.cells[table as usize].extend(row);
    }

    /// Writes all of them.
    pub(super) async fn write(&mut self, connection: &mut Connection) -> Result<(), StoreError> {
        for table in Table::ALL {
            let cells = std::mem::take(&mut self.cells[table as usize]);
            let width = table.width();
            let full = table.statement(AT_ONCE);
            let mut cells = cells.into_iter().peekable();
            while cells.peek().is_some() {
                let chunk: Vec<_> = cells.by_ref().take(AT_ONCE * width).collect();
                let rows = chunk.len() / width;
                let is_full = rows == AT_ONCE;
                let sql = if is_full {
                    full.clone()
                } else {
                    table.statement(rows)
                };
                let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(is_full);
                for cell in chunk {
                    query = match cell {
                        Cell::Text(text) => query.bind(text),
                        Cell::Whole(number) => query.bind(number),
                        Cell::Nothing => query.bind(None::<String>),
                    };
                }
                query.execute(&mut *connection).await?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_stand_in_the_order_of_their_numbers() {
        assert!(
            Table::ALL
                .iter()
                .enumerate()
                .all(|(place, table)| *table as usize == place)
        );
    }
}
