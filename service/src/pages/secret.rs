//! What a browser carries to be known again: 256 random bits, of which the service keeps the SHA-256 only. The token
//! that a form proves itself by follows from them and does not tell them, so it needs no place of its own.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::ports::{RandomSource, RandomUnavailable, hex};

/// The hidden field that holds a form's token.
pub(crate) const FORM_TOKEN: &str = "form_token";

/// The secret of one browser: 64 lower-case hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(String);

/// Without the secret.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// A new one.
    pub(crate) fn new(random: &dyn RandomSource) -> Result<Self, RandomUnavailable> {
        let mut bytes = [0; 32];
        random.fill(&mut bytes)?;
        Ok(Self(hex(&bytes)))
    }

    /// The secret in a cookie; none if this service has not made it.
    pub(crate) fn read(value: &str) -> Option<Self> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (value.len() == 64 && value.bytes().all(is_digit)).then(|| Self(value.to_owned()))
    }

    /// What the cookie holds.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// What the database holds in its place.
    pub(crate) fn sha256(&self) -> String {
        hex(&Sha256::digest(&self.0))
    }

    /// What each form of this browser's holds.
    pub(crate) fn form_token(&self) -> String {
        hex(&Sha256::digest(["kyotaku form token\n", &self.0].concat()))
    }

    /// Whether a form was drawn for this browser.
    pub(crate) fn has_drawn(&self, form_token: Option<&str>) -> bool {
        // Both are hashed once more: how long the comparison takes tells nothing of the token.
        form_token.is_some_and(|sent| Sha256::digest(sent) == Sha256::digest(self.form_token()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::SystemRandom;

    #[test]
    fn a_secret_is_256_bits_and_neither_its_hash_nor_its_forms_tell_it() {
        let random = SystemRandom::default();
        let (one, two) = (Secret::new(&random).unwrap(), Secret::new(&random).unwrap());
        assert_ne!(one, two);
        assert_eq!(one.expose().len(), 64);
        assert_eq!(Secret::read(one.expose()), Some(one.clone()));
        for told in [one.sha256(), one.form_token(), format!("{one:?}")] {
            assert!(!told.contains(one.expose()));
        }
        assert_ne!(one.sha256(), one.form_token());
    }

    #[test]
    fn only_the_browser_that_a_form_was_drawn_for_can_send_it() {
        let random = SystemRandom::default();
        let (one, two) = (Secret::new(&random).unwrap(), Secret::new(&random).unwrap());
        assert!(one.has_drawn(Some(&one.form_token())));
        for wrong in [
            None,
            Some(""),
            Some(one.sha256().as_str()),
            Some(&two.form_token()),
        ] {
            assert!(!one.has_drawn(wrong));
        }
    }

    #[test]
    fn what_this_service_has_not_made_is_no_secret() {
        for wrong in ["", "0", &"g".repeat(64), &"A".repeat(64), &"a".repeat(65)] {
            assert_eq!(Secret::read(wrong), None);
        }
    }
}
