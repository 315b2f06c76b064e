//! From when until when a certificate is valid. The clock comes in as a value.

use jiff::{Timestamp, ToSpan, civil::Date, tz::Offset};

/// Japan Standard Time.
const JAPAN: Offset = Offset::constant(9);

/// A certificate's validity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Validity {
    /// First second.
    pub not_before: Timestamp,
    /// Last second.
    pub not_after: Timestamp,
}

/// The dates lie outside what a certificate can say (1970 to 2049), or end before they begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a certificate cannot be valid from and until these dates")]
pub struct NoSuchValidity;

impl Validity {
    /// From `issued` to 23:59:59 Japan Standard Time on `last_day`.
    pub fn until_day(issued: Timestamp, last_day: Date) -> Result<Self, NoSuchValidity> {
        let not_after = JAPAN
            .to_timestamp(last_day.at(23, 59, 59, 0))
            .map_err(|_| NoSuchValidity)?;
        // Certificates have whole seconds.
        let not_before = Timestamp::from_second(issued.as_second()).map_err(|_| NoSuchValidity)?;
        let validity = Self {
            not_before,
            not_after,
        };
        validity.to_x509().map(|_| validity)
    }

    /// From `issued` to the holder's 5th birthday after it, which is how JPKI issues them. Someone born on 29
    /// February has it on 28 February in other years \[inferred\].
    pub fn until_fifth_birthday(issued: Timestamp, birth: Date) -> Result<Self, NoSuchValidity> {
        let today = day_in_japan(issued);
        let birthday = |year: i16| {
            Date::new(year, birth.month(), birth.day())
                .or_else(|_| Date::new(year, 2, 28))
                .map_err(|_| NoSuchValidity)
        };
        let first = if birthday(today.year())? > today {
            today.year()
        } else {
            today.year() + 1
        };
        Self::until_day(issued, birthday(first + 4)?)
    }

    /// For a certificate that expired `months` before `now`: its last day is so many months ago, and it was
    /// issued four years before that.
    pub fn expired_months_ago(now: Timestamp, months: u8) -> Result<Self, NoSuchValidity> {
        let last_day = day_in_japan(now)
            .checked_sub(i64::from(months).months())
            .map_err(|_| NoSuchValidity)?;
        Self::until_day(years_before(last_day, 4)?, last_day)
    }

    /// For a certificate that is in the middle of its life: issued a year before `now`, valid for three more.
    pub fn current(now: Timestamp) -> Result<Self, NoSuchValidity> {
        let today = day_in_japan(now);
        let last_day = today.checked_add(3.years()).map_err(|_| NoSuchValidity)?;
        Self::until_day(years_before(today, 1)?, last_day)
    }

    pub(super) fn to_x509(self) -> Result<x509_cert::time::Validity, NoSuchValidity> {
        if self.not_after < self.not_before {
            return Err(NoSuchValidity);
        }
        Ok(x509_cert::time::Validity {
            not_before: utc_time(self.not_before)?,
            not_after: utc_time(self.not_after)?,
        })
    }
}

fn day_in_japan(at: Timestamp) -> Date {
    JAPAN.to_datetime(at).date()
}

fn years_before(day: Date, years: i64) -> Result<Timestamp, NoSuchValidity> {
    let day = day.checked_sub(years.years()).map_err(|_| NoSuchValidity)?;
    JAPAN
        .to_timestamp(day.at(10, 0, 0, 0))
        .map_err(|_| NoSuchValidity)
}

/// UTCTime, as JPKI writes it; it reaches to the end of 2049.
fn utc_time(at: Timestamp) -> Result<x509_cert::time::Time, NoSuchValidity> {
    let seconds = u64::try_from(at.as_second()).map_err(|_| NoSuchValidity)?;
    x509_cert::der::asn1::UtcTime::from_unix_duration(std::time::Duration::from_secs(seconds))
        .map(x509_cert::time::Time::UtcTime)
        .map_err(|_| NoSuchValidity)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_fifth_birthday_ends_it_as_on_the_published_test_card() {
        // The test card's certificate: issued 27 October 2025, expires 17 February 2030, 14:59:59 UTC.
        let validity = Validity::until_fifth_birthday(at("2025-10-27T01:35:42Z"), date(1980, 2, 17)).unwrap();
        assert_eq!(validity.not_after, at("2030-02-17T14:59:59Z"));
    }

    #[test]
    fn a_birthday_on_the_day_of_issue_does_not_count() {
        let validity = Validity::until_fifth_birthday(at("2025-02-17T01:00:00Z"), date(1980, 2, 17)).unwrap();
        assert_eq!(validity.not_after, at("2030-02-17T14:59:59Z"));
    }

    #[test]
    fn the_day_of_issue_is_japans() {
        // 16:00 UTC on the 16th is the 17th in Japan.
        let validity = Validity::until_fifth_birthday(at("2025-02-16T16:00:00Z"), date(1980, 2, 17)).unwrap();
        assert_eq!(validity.not_after, at("2030-02-17T14:59:59Z"));
    }

    #[test]
    fn a_leap_day_birthday_falls_on_the_28th() {
        let validity = Validity::until_fifth_birthday(at("2025-10-27T01:00:00Z"), date(1980, 2, 29)).unwrap();
        assert_eq!(validity.not_after, at("2030-02-28T14:59:59Z"));
    }

    #[test]
    fn an_end_before_the_beginning_or_past_2049_is_refused() {
        assert_eq!(
            Validity::until_day(at("2025-10-27T01:00:00Z"), date(2025, 10, 1)),
            Err(NoSuchValidity)
        );
        assert_eq!(
            Validity::until_day(at("2025-10-27T01:00:00Z"), date(2050, 6, 1)),
            Err(NoSuchValidity)
        );
        assert_eq!(Validity::current(Timestamp::MAX), Err(NoSuchValidity));
    }
}
