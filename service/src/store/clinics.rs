//! Clinics, and the devices enrolled with them. Of a device's token only the SHA-256 is kept.

use jiff::Timestamp;
use kyotaku_core::{eligibility::InstitutionCode, origin::Channel};
use sha2::{Digest, Sha256};

use super::{Connection, Database, StoreError, Turn};
use crate::ports::{hex, time_text};

/// A device that a token belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// The clinic it is enrolled with.
    pub institution: InstitutionCode,
    /// The name it was enrolled under.
    pub enrolled_as: String,
    /// The channel it was enrolled for.
    pub channel: Channel,
}

/// Enrols a clinic. It can do nothing before it has settings
/// ([`save_settings`](super::save_settings)) and a device.
pub async fn enrol_clinic(
    database: &Database,
    institution: &InstitutionCode,
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut transaction = database.write(&[Turn::Clinic(institution)]).await?;
    insert_clinic(&mut transaction, institution, now).await?;
    database.commit(transaction).await
}

/// Enrols a device of a clinic by its token. The token itself is not kept.
pub async fn enrol_device(
    database: &Database,
    device: &Device,
    token: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut transaction = database.write(&[Turn::Clinic(&device.institution)]).await?;
    insert_device(&mut transaction, device, token, now).await?;
    database.commit(transaction).await
}

/// [`enrol_clinic`] as a part of a transaction.
pub(crate) async fn insert_clinic(
    connection: &mut Connection,
    institution: &InstitutionCode,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO clinics (institution, enrolled_at) VALUES ($1, $2)")
        .bind(institution.as_str())
        .bind(time_text(now))
        .execute(connection)
        .await?;
    Ok(())
}

/// [`enrol_device`] as a part of a transaction.
pub(crate) async fn insert_device(
    connection: &mut Connection,
    device: &Device,
    token: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO devices (token_sha256, institution, enrolled_as, channel, enrolled_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(token_sha256(token))
    .bind(device.institution.as_str())
    .bind(&device.enrolled_as)
    .bind(device.channel.wire_name())
    .bind(time_text(now))
    .execute(connection)
    .await?;
    Ok(())
}

/// The device that a token belongs to.
pub(crate) async fn device_of_token(
    connection: &mut Connection,
    token: &str,
) -> Result<Option<Device>, StoreError> {
    let row: Option<(String, String, String)> =
        sqlx::query_as("SELECT institution, enrolled_as, channel FROM devices WHERE token_sha256 = $1")
            .bind(token_sha256(token))
            .fetch_optional(connection)
            .await?;
    row.map(|(institution, enrolled_as, channel)| {
        Ok(Device {
            institution: institution
                .try_into()
                .map_err(|_| StoreError::Unreadable("institution code"))?,
            enrolled_as,
            channel: Channel::from_wire_name(&channel).ok_or(StoreError::Unreadable("channel"))?,
        })
    })
    .transpose()
}

/// Whether any clinic is enrolled.
pub(crate) async fn is_any_enrolled(connection: &mut Connection) -> Result<bool, StoreError> {
    let row: Option<i64> = sqlx::query_scalar("SELECT 1 FROM clinics LIMIT 1")
        .fetch_optional(connection)
        .await?;
    Ok(row.is_some())
}

pub(super) fn token_sha256(token: &str) -> String {
    hex(&Sha256::digest(token))
}

#[cfg(test)]
mod tests {
    use super::{super::tests::fresh, *};

    #[tokio::test]
    async fn a_device_is_found_by_its_token_and_the_token_is_not_kept() {
        let (_place, database) = fresh().await;
        let device = Device {
            institution: "1234567890".parse().unwrap(),
            enrolled_as: "tablet-1".into(),
            channel: Channel::VisitApp,
        };
        enrol_clinic(&database, &device.institution, Timestamp::UNIX_EPOCH)
            .await
            .unwrap();
        enrol_device(
            &database,
            &device,
            "TEST-ONLY-token-of-tablet",
            Timestamp::UNIX_EPOCH,
        )
        .await
        .unwrap();

        let mut connection = database.read().await.unwrap();
        let found = device_of_token(&mut connection, "TEST-ONLY-token-of-tablet")
            .await
            .unwrap();
        assert_eq!(found, Some(device));
        assert_eq!(device_of_token(&mut connection, "another").await.unwrap(), None);
        let kept: String = sqlx::query_scalar("SELECT token_sha256 FROM devices")
            .fetch_one(&mut *connection)
            .await
            .unwrap();
        assert_eq!(kept, hex(&Sha256::digest("TEST-ONLY-token-of-tablet")));
    }
}
