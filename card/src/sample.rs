//! The sample cards. Each corresponds, by the serial number of its certificate, to one of the made-up insured
//! people of the service's sample set. The PIN of each is 1234, the password `KYOTAKU1`.

use jiff::Timestamp;

use crate::{
    pki::{Serial, Validity, leaf::IssueError, validity::NoSuchValidity},
    soft_card::SoftCard,
    store::{CardFileError, NewCard},
};

/// The PIN of every sample card.
pub const PIN: &str = "1234";
/// The signature password of every sample card.
pub const PASSWORD: &str = "KYOTAKU1";

/// A sample card.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sample {
    /// What it is called, after the state of eligibility that it leads to.
    pub slug: &'static str,
    /// The serial number of its certificates, hexadecimal.
    pub serial: &'static str,
    /// Whether its certificates are still valid.
    pub certificate: Certificate,
}

/// How a sample card's certificates stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Certificate {
    /// Valid.
    Current,
    /// Expired so many months ago. Eligibility stays usable for three months after it.
    ExpiredMonthsAgo(u8),
}

/// All sample cards. Slugs and serial numbers are a contract with the service's sample people.
pub const SAMPLES: &[Sample] = &[
    sample("valid", "A00001", Certificate::Current),
    sample("invalid", "A00002", Certificate::Current),
    sample("new-exists", "A00003", Certificate::Current),
    sample("none", "A00004", Certificate::Current),
    sample("several", "A00005", Certificate::Current),
    sample("unregistered", "A00006", Certificate::Current),
    sample("missing-character", "A00007", Certificate::Current),
    sample("lag", "A00008", Certificate::Current),
    sample(
        "certificate-expired-recently",
        "A00009",
        Certificate::ExpiredMonthsAgo(1),
    ),
    sample("certificate-expired", "A0000A", Certificate::ExpiredMonthsAgo(4)),
    sample("unknown-code", "A0000B", Certificate::Current),
    sample("foreigner", "A0000C", Certificate::Current),
];

const fn sample(slug: &'static str, serial: &'static str, certificate: Certificate) -> Sample {
    Sample {
        slug,
        serial,
        certificate,
    }
}

/// Why there is no such sample card.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// No sample has this name; the names are in [`SAMPLES`].
    #[error("there is no sample card of this name")]
    Unknown,
    /// The card could not be made.
    #[error(transparent)]
    Card(#[from] CardFileError),
}

/// The sample card called `slug`, in memory, as it stands at `now`. It has keys of the tree, so it is there
/// at once.
pub fn card(slug: &str, now: Timestamp) -> Result<SoftCard, SampleError> {
    Ok(SoftCard::in_memory(&new_card(slug, now)?)?)
}

/// The same as a card yet to be made, for those who want it in a file.
pub fn new_card(slug: &str, now: Timestamp) -> Result<NewCard, SampleError> {
    let (index, sample) = SAMPLES
        .iter()
        .enumerate()
        .find(|(_, sample)| sample.slug == slug)
        .ok_or(SampleError::Unknown)?;
    let serial: Serial = sample.serial.parse().map_err(|_| SampleError::Unknown)?;
    let validity = match sample.certificate {
        Certificate::Current => Validity::current(now),
        Certificate::ExpiredMonthsAgo(months) => Validity::expired_months_ago(now, months),
    }
    .map_err(|NoSuchValidity| CardFileError::Certificate(IssueError::Validity(NoSuchValidity)))?;
    let card = NewCard::new(serial, validity, PIN, PASSWORD).map_err(|_| CardFileError::Malformed)?;
    Ok(card.with_committed_keys(index))
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    fn now() -> Timestamp {
        "2026-11-22T03:00:00Z".parse().unwrap()
    }

    #[test]
    fn every_sample_card_can_be_made_and_has_its_serial() {
        for sample in SAMPLES {
            let state = card(sample.slug, now()).unwrap().state().unwrap();
            assert_eq!(state.authentication.serial, sample.serial);
            assert_eq!(state.authentication.tries_left, 3);
            assert_eq!(state.signature.tries_left, 5);
            let expired = state.authentication.not_after < now();
            assert_eq!(
                expired,
                sample.certificate != Certificate::Current,
                "{}",
                sample.slug
            );
        }
    }

    #[test]
    fn one_expired_within_the_three_months_and_one_before() {
        let three_months_ago = now().checked_sub((24 * 92).hours()).unwrap();
        let expiry = |slug| {
            card(slug, now())
                .unwrap()
                .state()
                .unwrap()
                .authentication
                .not_after
        };
        assert!(expiry("certificate-expired-recently") > three_months_ago);
        assert!(expiry("certificate-expired") < three_months_ago);
    }

    #[test]
    fn serials_and_slugs_are_each_used_once() {
        for (index, sample) in SAMPLES.iter().enumerate() {
            for other in &SAMPLES[..index] {
                assert!(
                    sample.slug != other.slug && sample.serial != other.serial,
                    "{sample:?} {other:?}"
                );
            }
        }
        assert!(matches!(card("nobody", now()), Err(SampleError::Unknown)));
    }
}
