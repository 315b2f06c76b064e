//! Passwords: what is kept of them, and whether one fits. Argon2id at the cost that OWASP's Password Storage Cheat
//! Sheet names first among equals: 19 MiB, two passes, one lane. A hash is a PHC string, which says its own cost, so
//! that the cost can rise.

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc};
use tokio::sync::Semaphore;

use crate::ports::{RandomSource, RandomUnavailable};

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Of no password: what a login without an account is compared with, so that it takes as long as one with an account.
pub(crate) const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Why there is no hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// No salt.
    #[error(transparent)]
    Random(#[from] RandomUnavailable),
    /// Argon2 takes no such password: it is longer than 4 GiB.
    #[error("the password cannot be hashed")]
    Password,
}

/// What is kept of a password: a PHC string. It takes tens of milliseconds of a processor.
pub fn hash(password: &str, random: &dyn RandomSource) -> Result<String, HashError> {
    let mut salt = [0; 16];
    random.fill(&mut salt)?;
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| HashError::Password)?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash: Result<phc::PasswordHash, _> = argon2.hash_password_with_salt(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|_| HashError::Password)
}

/// Where passwords are compared: on threads that may block, and two at a time, so that many attempts at once take
/// neither all of the memory nor the threads that answer others.
#[derive(Debug)]
pub(crate) struct Comparing(Semaphore);

impl Default for Comparing {
    fn default() -> Self {
        Self(Semaphore::new(2))
    }
}

impl Comparing {
    /// Whether this is the password that the hash was made of.
    pub(crate) async fn fits(&self, password: String, hash: String) -> bool {
        let Ok(_turn) = self.0.acquire().await else {
            return false;
        };
        let compared = tokio::task::spawn_blocking(move || fits(&password, &hash));
        compared.await.unwrap_or(false)
    }
}

fn fits(password: &str, hash: &str) -> bool {
    phc::PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::SystemRandom;

    #[test]
    fn a_password_fits_its_own_hash_alone_and_two_hashes_of_it_differ() {
        let random = SystemRandom::default();
        let (one, two) = (
            hash("TEST-ONLY 合言葉", &random).unwrap(),
            hash("TEST-ONLY 合言葉", &random).unwrap(),
        );
        assert_ne!(one, two);
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(fits("TEST-ONLY 合言葉", &one) && fits("TEST-ONLY 合言葉", &two));
        for wrong in ["", "TEST-ONLY 合言", "TEST-ONLY 合言葉 "] {
            assert!(!fits(wrong, &one));
        }
    }

    #[test]
    fn nobodys_hash_costs_what_others_do_and_fits_nothing() {
        let cost = |hash: &str| phc::PasswordHash::new(hash).unwrap().params.to_string();
        assert_eq!(
            cost(NOBODYS),
            cost(&hash("TEST-ONLY", &SystemRandom::default()).unwrap())
        );
        assert!(!fits("", NOBODYS));
        assert!(!fits("", "no hash"));
    }
}
