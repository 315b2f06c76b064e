//! 環境設定情報 as versions: each save appends one, and the highest is in force.

use jiff::Timestamp;
use kyotaku_core::eligibility::{ClinicSettings, InstitutionCode};

use super::{Connection, Database, StoreError};
use crate::ports::time_text;

/// Saves these settings as the clinic's next version, whatever version they carry, and gives them back with it.
pub async fn save_settings(
    database: &Database,
    settings: &ClinicSettings,
    now: Timestamp,
) -> Result<ClinicSettings, StoreError> {
    let mut transaction = database.write().await?;
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
        "INSERT INTO settings_versions (institution, version, settings, saved_at) VALUES ($1, $2, $3, $4)",
    )
    .bind(institution)
    .bind(i64::from(version))
    .bind(text)
    .bind(time_text(now))
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
    let text = text.ok_or(StoreError::Unreadable("clinic without settings"))?;
    serde_json::from_str(&text).map_err(|_| StoreError::Unreadable("settings"))
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
            "INSERT OR REPLACE INTO settings_versions VALUES ('1234567890', 1, '{}', '')",
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
