//! The sample cards. Those of the made-up insured people of the service's sample set correspond to them by the serial
//! number of their certificates, and by the birth date and sex on their face. The PIN of each is 1234, the password
//! `KYOTAKU1`.
//!
//! - `table`: all of them.

mod table;

use jiff::Timestamp;

pub use table::{OTHER_CARDS, SAMPLES};

use crate::{
    contents::Carrier,
    pki::{Policy, Serial, Validity, leaf::IssueError, validity::NoSuchValidity},
    soft_card::{Atr, OtherKind, SoftCard},
    store::{CardFileError, NewCard},
    surface::Holder,
};

/// The PIN of every sample card.
pub const PIN: &str = "1234";
/// The signature password of every sample card.
pub const PASSWORD: &str = "KYOTAKU1";

/// A sample My Number card, or the phone that stands in for one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sample {
    /// What it is called, after the state of eligibility that it leads to, or after what is special about it.
    pub slug: &'static str,
    /// The serial number of its certificates, hexadecimal.
    pub serial: &'static str,
    /// How its certificates stand.
    pub certificate: Certificate,
    /// Card or phone.
    pub carrier: Carrier,
    /// Whose it is.
    pub holder: Holder,
}

/// How a sample card's certificates stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Certificate {
    /// Valid.
    Current,
    /// Expired so many months ago. Eligibility stays usable for three months after it.
    ExpiredMonthsAgo(u8),
    /// Valid, and under the policy of test cards.
    OfTestPolicy,
    /// Not issued: a child's card may have none.
    NotIssued,
}

/// A card that is no My Number card.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OtherSample {
    /// What it is called.
    pub slug: &'static str,
    /// What it is.
    pub kind: OtherKind,
}

impl Sample {
    /// 照合番号B, 14 digits. A phone has the number of the card that it stands in for, and no use for it.
    pub fn matching_number(&self) -> String {
        self.holder.matching_number()
    }
}

/// The sample My Number card called `slug`.
pub fn find(slug: &str) -> Option<&'static Sample> {
    SAMPLES.iter().find(|sample| sample.slug == slug)
}

/// Why there is no such sample card.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// No sample has this name; the names are in [`SAMPLES`] and [`OTHER_CARDS`].
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
    if let Some(other) = OTHER_CARDS.iter().find(|other| other.slug == slug) {
        return Ok(NewCard::other(other.kind));
    }
    let (index, sample) = SAMPLES
        .iter()
        .enumerate()
        .find(|(_, sample)| sample.slug == slug)
        .ok_or(SampleError::Unknown)?;
    let serial: Serial = sample.serial.parse().map_err(|_| SampleError::Unknown)?;
    let validity = match sample.certificate {
        Certificate::Current | Certificate::OfTestPolicy | Certificate::NotIssued => Validity::current(now),
        Certificate::ExpiredMonthsAgo(months) => Validity::expired_months_ago(now, months),
    }
    .map_err(|NoSuchValidity| CardFileError::Certificate(IssueError::Validity(NoSuchValidity)))?;
    let mut card = NewCard::new(serial, validity, PIN, PASSWORD)
        .map_err(|_| CardFileError::Malformed)?
        .with_committed_keys(index)
        .with_atr(Atr::SEEN[index % Atr::SEEN.len()])
        .of(sample.holder)
        .carried_by(sample.carrier);
    match sample.certificate {
        Certificate::Current | Certificate::ExpiredMonthsAgo(_) => {}
        Certificate::OfTestPolicy => card = card.under_policy(Policy::Test),
        Certificate::NotIssued => card = card.without_certificates(),
    }
    Ok(card)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;
    use crate::state::CertificateState;

    fn now() -> Timestamp {
        "2026-11-22T03:00:00Z".parse().unwrap()
    }

    fn certificate(slug: &str) -> Option<CertificateState> {
        let state = card(slug, now()).unwrap().state().unwrap();
        state.authentication.certificate
    }

    #[test]
    fn every_sample_card_can_be_made_and_has_its_serial() {
        for sample in SAMPLES {
            let state = card(sample.slug, now()).unwrap().state().unwrap();
            assert_eq!(state.authentication.tries_left, 3);
            assert_eq!(state.signature.tries_left, 5);
            assert_eq!(state.surface.is_some(), sample.carrier == Carrier::Plastic);
            let Some(certificate) = state.authentication.certificate else {
                assert_eq!(sample.certificate, Certificate::NotIssued);
                continue;
            };
            assert_eq!(certificate.serial, sample.serial);
            let expired = matches!(sample.certificate, Certificate::ExpiredMonthsAgo(_));
            assert_eq!(certificate.not_after < now(), expired, "{}", sample.slug);
        }
        for other in OTHER_CARDS {
            let state = card(other.slug, now()).unwrap().state();
            assert!(matches!(state, Err(CardFileError::OtherCard)), "{}", other.slug);
        }
    }

    #[test]
    fn one_expired_within_the_three_months_and_one_before() {
        let three_months_ago = now().checked_sub((24 * 92).hours()).unwrap();
        let expiry = |slug| certificate(slug).unwrap().not_after;
        assert!(expiry("certificate-expired-recently") > three_months_ago);
        assert!(expiry("certificate-expired") < three_months_ago);
        assert!(expiry("card-expired") < three_months_ago);
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
            assert!(OTHER_CARDS.iter().all(|other| other.slug != sample.slug));
        }
        assert!(matches!(card("nobody", now()), Err(SampleError::Unknown)));
    }

    #[test]
    fn a_card_expires_on_a_birthday_and_one_has() {
        for Sample { slug, holder, .. } in SAMPLES {
            let (birth, end) = (holder.birth, holder.expires_on);
            assert_eq!((birth.month(), birth.day()), (end.month(), end.day()), "{slug}");
            let past = end < now().to_zoned(jiff::tz::TimeZone::UTC).date();
            assert_eq!(past, *slug == "card-expired");
            assert_eq!(holder.matching_number().len(), 14);
        }
        assert_eq!(find("valid").unwrap().matching_number(), "15051220351942");
    }

    #[test]
    fn the_renewed_card_is_of_the_same_person_with_another_certificate_and_code() {
        let (old, new) = (find("valid").unwrap(), find("renewed").unwrap());
        assert_eq!(
            (old.holder.birth, old.holder.sex),
            (new.holder.birth, new.holder.sex)
        );
        assert_ne!(old.serial, new.serial);
        assert_ne!(old.matching_number(), new.matching_number());
    }
}
