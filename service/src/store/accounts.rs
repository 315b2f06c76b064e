//! Accounts of a clinic's staff, for オン資WEB. Of a password only what Argon2id makes of it is kept.

use jiff::Timestamp;
use kyotaku_core::eligibility::InstitutionCode;

use super::{Connection, Database, StoreError, Turn, sought};
use crate::ports::time_text;

/// What an account may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// 管理者: changes the clinic's settings.
    Administrator,
    /// 個人情報保護責任者: looks through what was given out in an emergency.
    PrivacyOfficer,
}

impl Role {
    fn stored(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::PrivacyOfficer => "privacy-officer",
        }
    }

    fn of_stored(stored: &str) -> Option<Self> {
        [Self::Administrator, Self::PrivacyOfficer]
            .into_iter()
            .find(|role| role.stored() == stored)
    }
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The clinic it belongs to.
    pub institution: InstitutionCode,
    /// ユーザーID, unique within the clinic.
    pub login: String,
    /// What pages and the history call it: a job or a desk of the clinic.
    pub name: String,
    /// What it may do.
    pub role: Role,
}

/// Enrols an account. `password_hash` is a PHC string of [`crate::password::hash`].
pub async fn enrol_account(
    database: &Database,
    account: &Account,
    password_hash: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut transaction = database.write(&[Turn::Clinic(&account.institution)]).await?;
    insert_account(&mut transaction, account, password_hash, now).await?;
    database.commit(transaction).await
}

/// [`enrol_account`] as a part of a transaction.
pub(crate) async fn insert_account(
    connection: &mut Connection,
    account: &Account,
    password_hash: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO accounts (institution, login, name, role, password_hash, enrolled_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(account.institution.as_str())
    .bind(&account.login)
    .bind(&account.name)
    .bind(account.role.stored())
    .bind(password_hash)
    .bind(time_text(now))
    .execute(connection)
    .await?;
    Ok(())
}

/// The hash of an account's password, if there is such an account.
pub(crate) async fn password_hash_of(
    connection: &mut Connection,
    institution: &str,
    login: &str,
) -> Result<Option<String>, StoreError> {
    Ok(
        sqlx::query_scalar("SELECT password_hash FROM accounts WHERE institution = $1 AND login = $2")
            .bind(sought(institution))
            .bind(sought(login))
            .fetch_optional(connection)
            .await?,
    )
}

/// An account from its columns institution, login, name and role.
pub(super) fn account_of(row: (String, String, String, String)) -> Result<Account, StoreError> {
    let (institution, login, name, role) = row;
    Ok(Account {
        institution: institution
            .try_into()
            .map_err(|_| StoreError::Unreadable("institution code"))?,
        login,
        name,
        role: Role::of_stored(&role).ok_or(StoreError::Unreadable("role"))?,
    })
}
