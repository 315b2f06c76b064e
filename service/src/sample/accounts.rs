//! The sample clinics' accounts. Their passwords stand in the README and in `docs/pages.md`, and are for tests only: a
//! service with real patients does not load the sample. The hashes were made by another implementation of Argon2
//! (argon2-cffi).

use jiff::Timestamp;
use kyotaku_core::eligibility::InstitutionCode;

use super::{CLINIC, OTHER_CLINIC};
use crate::store::{
    Connection, StoreError,
    accounts::{Account, Role, insert_account},
};

/// The login of each clinic's account that changes its settings.
pub const ADMINISTRATOR: &str = "administrator";
/// Its password at [`CLINIC`].
pub const ADMINISTRATOR_PASSWORD: &str = "TEST-ONLY-administrator-of-1234567890";
/// Its password at [`OTHER_CLINIC`].
pub const OTHER_ADMINISTRATOR_PASSWORD: &str = "TEST-ONLY-administrator-of-9876543210";
/// The login of each clinic's account that looks through what was given out in an emergency.
pub const PRIVACY_OFFICER: &str = "privacy-officer";
/// Its password at [`CLINIC`].
pub const PRIVACY_OFFICER_PASSWORD: &str = "TEST-ONLY-privacy-officer-of-1234567890";
/// Its password at [`OTHER_CLINIC`].
pub const OTHER_PRIVACY_OFFICER_PASSWORD: &str = "TEST-ONLY-privacy-officer-of-9876543210";

/// Clinic, login, and the hash of the password.
const ACCOUNTS: [(&str, &str, &str); 4] = [
    (
        CLINIC,
        ADMINISTRATOR,
        "$argon2id$v=19$m=19456,t=2,p=1$P8rCAv+IvQd2ZecZfWN4Mg$qWSn0hCx9fydP+Y6nSPGaFhrc45X5CjCtqjhK4gHWYQ",
    ),
    (
        CLINIC,
        PRIVACY_OFFICER,
        "$argon2id$v=19$m=19456,t=2,p=1$tMQ6stCNGjE8wJnGN5BLyg$DShIihk3XG1Ab3tBLv03eZjrgZQ4xssox4iss7fJr+E",
    ),
    (
        OTHER_CLINIC,
        ADMINISTRATOR,
        "$argon2id$v=19$m=19456,t=2,p=1$kQgvyIwns+Jgf75zBR1x7A$QjlbIkFXBkayAum0bce+rjRiuMf/tAOBivRDKMyXg9s",
    ),
    (
        OTHER_CLINIC,
        PRIVACY_OFFICER,
        "$argon2id$v=19$m=19456,t=2,p=1$UbgBgX67V/47+ohFNG9MXg$FyG+qXnh+wvKkNoHRRe3gc/gkDXXQdEVaGE4RcaKvxo",
    ),
];

/// Enrols the accounts of the clinics, which are there.
pub(super) async fn load(connection: &mut Connection, now: Timestamp) -> Result<(), StoreError> {
    for (institution, login, hash) in ACCOUNTS {
        let institution: InstitutionCode = institution
            .parse()
            .map_err(|_| StoreError::Unreadable("institution code"))?;
        let (role, name) = match login {
            ADMINISTRATOR => (Role::Administrator, "管理者"),
            _ => (Role::PrivacyOfficer, "個人情報保護責任者"),
        };
        let account = Account {
            institution,
            login: login.to_owned(),
            name: name.to_owned(),
            role,
        };
        insert_account(connection, &account, hash, now).await?;
    }
    Ok(())
}
