//! 環境設定情報 as versions: each save appends one, and the highest is in force.

use jiff::Timestamp;
use kyotaku_core::eligibility::{ClinicSettings, InstitutionCode};

use super::{Connection, Database, StoreError, Turn};
use crate::ports::time_text;

/// Saves these settings as the clinic's next version, whatever version they carry, and gives them back with it.
pub async fn save_settings(
    database: &Database,
    settings: &ClinicSettings,
    now: Timestamp,
) -> Result<ClinicSettings, StoreError> {
    let mut transaction = database.write(&[Turn::Clinic(&settings.institution)]).await?;
    let saved = append(&mut transaction, settings, now).await?;
    database.commit(transaction).await?;
    Ok(saved)
}

/// [`save_settings`] as a part of a transaction that holds the write lock.
pub(crate) async fn append(
    connection: &mut Connection,
    settings: &ClinicSettings,
    now: Timestamp,
) -> Result<ClinicSettings, StoreError> {
    append_by(connection, settings, None, now).await
}

/// [`append`], and the login of the account that saves.
pub(crate) async fn append_by(
    connection: &mut Connection,
    settings: &ClinicSettings,
    saved_by: Option<&str>,
    now: Timestamp,
) -> Result<ClinicSettings, StoreError> {
    let institution = settings.institution.as_str();
    let enrolled: Option<i64> = sqlx::query_scalar("SELECT 1 FROM clinics WHERE institution = $1")
        .bind(institution)
        .fetch_optional(&mut *connection)
        .await?;
    enrolled.ok_or(StoreError::NoSuchClinic)?;
    let latest: Option<i64> =
        sqlx::query_scalar("SELECT max(version) FROM settings_versions WHERE institution = $1")
            .bind(institution)
            .fetch_one(&mut *connection)
            .await?;
    let version = u32::try_from(latest.unwrap_or(0) + 1).map_err(|_| StoreError::Unreadable("version"))?;
    let saved = ClinicSettings {
        version,
        ..settings.clone()
    };
    let text = serde_json::to_string(&saved).map_err(|_| StoreError::Unreadable("settings"))?;
    sqlx::query(
        "INSERT INTO settings_versions (institution, version, settings, saved_at, saved_by)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(institution)
    .bind(i64::from(version))
    .bind(text)
    .bind(time_text(now))
    .bind(saved_by)
    .execute(&mut *connection)
    .await?;
    Ok(saved)
}

/// The settings in force at a clinic.
pub(crate) async fn current(
    connection: &mut Connection,
    institution: &InstitutionCode,
) -> Result<ClinicSettings, StoreError> {
    let text: Option<String> = sqlx::query_scalar(
        "SELECT settings FROM settings_versions WHERE institution = $1 ORDER BY version DESC LIMIT 1",
    )
    .bind(institution.as_str())
    .fetch_optional(connection)
    .await?;
    read(&text.ok_or(StoreError::Unreadable("clinic without settings"))?)
}

/// A saved version, and by whom it was saved when.
pub(crate) struct SavedVersion {
    pub(crate) settings: ClinicSettings,
    pub(crate) saved_at: Timestamp,
    /// The name of the account; none if no account saved it.
    pub(crate) saved_by: Option<String>,
}

/// The clinic's versions from `newest` downwards, the newest first, no more than `most`.
pub(crate) async fn versions(
    connection: &mut Connection,
    institution: &InstitutionCode,
    newest: u32,
    most: u32,
) -> Result<Vec<SavedVersion>, StoreError> {
    let rows: Vec<(String, String, Option<String>)> = sqlx::query_as(
        "SELECT v.settings, v.saved_at, a.name FROM settings_versions v
         LEFT JOIN accounts a ON a.institution = v.institution AND a.login = v.saved_by
         WHERE v.institution = $1 AND v.version <= $2 ORDER BY v.version DESC LIMIT $3",
    )
    .bind(institution.as_str())
    .bind(i64::from(newest))
    .bind(i64::from(most))
    .fetch_all(connection)
    .await?;
    let version = |(settings, saved_at, saved_by): (String, String, Option<String>)| {
        Ok(SavedVersion {
            settings: read(&settings)?,
            saved_at: saved_at.parse().map_err(|_| StoreError::Unreadable("time"))?,
            saved_by,
        })
    };
    rows.into_iter().map(version).collect()
}

fn read(text: &str) -> Result<ClinicSettings, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Unreadable("settings"))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{clinics::enrol_clinic, tests::fresh},
        *,
    };
    use kyotaku_core::eligibility::Use;

    #[tokio::test]
    async fn each_save_is_a_version_of_its_own_and_the_older_ones_stay() {
        let (_folder, database) = fresh().await;
        let institution: InstitutionCode = "1234567890".parse().unwrap();
        let now = Timestamp::UNIX_EPOCH;
        let first = ClinicSettings::of_the_notice(institution.clone(), "見本");
        assert!(matches!(
            save_settings(&database, &first, now).await,
            Err(StoreError::NoSuchClinic)
        ));
        enrol_clinic(&database, &institution, now).await.unwrap();
        assert_eq!(save_settings(&database, &first, now).await.unwrap().version, 1);
        let second = ClinicSettings {
            medication: Use::Off,
            ..first
        };
        assert_eq!(save_settings(&database, &second, now).await.unwrap().version, 2);

        let mut connection = database.read().await.unwrap();
        let current = current(&mut connection, &institution).await.unwrap();
        assert_eq!((current.version, current.medication), (2, Use::Off));
        for forbidden in [
            "UPDATE settings_versions SET version = 7",
            "DELETE FROM settings_versions",
            "INSERT INTO settings_versions VALUES ('1234567890', 1, '{}', '', NULL)
                 ON CONFLICT (institution, version) DO UPDATE SET settings = '{}'",
        ] {
            assert!(
                sqlx::query(forbidden).execute(&mut *connection).await.is_err(),
                "{forbidden}"
            );
        }
        let rows: i64 = sqlx::query_scalar("SELECT count(*) FROM settings_versions")
            .fetch_one(&mut *connection)
            .await
            .unwrap();
        assert_eq!(rows, 2);
    }
}
