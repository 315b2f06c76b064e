//! What holds before and after a certificate's validity. Eligibility stays usable for three months after the
//! certificate expired; the months are counted in Japan's calendar.

use jiff::{Timestamp, ToSpan, civil::Date};
use kyotaku_core::eligibility::ProblemKind;
use x509_parser::certificate::Validity;

use crate::{http::Refusal, ports::in_japan};

/// Until when the certificate is valid, and the day on which it expired if it has.
pub(super) fn judge(validity: &Validity, now: Timestamp) -> Result<(Timestamp, Option<Date>), Refusal> {
    let moment = |seconds: i64| {
        Timestamp::from_second(seconds).map_err(|_| {
            Refusal::new(
                ProblemKind::CertificateMalformed,
                "Its validity is beyond the calendar.",
            )
        })
    };
    let not_before = moment(validity.not_before.timestamp())?;
    let not_after = moment(validity.not_after.timestamp())?;
    if now < not_before {
        return Err(Refusal::new(
            ProblemKind::CertificateNotYetValid,
            "Its validity begins later than the service's clock.",
        ));
    }
    // The last second is valid in full: certificates end at 23:59:59.
    if now.as_second() <= not_after.as_second() {
        return Ok((not_after, None));
    }
    let expired = in_japan(not_after);
    let tolerated_until = expired
        .checked_add(3.months())
        .map(|moment| moment.timestamp())
        .unwrap_or(not_after);
    if now.as_second() <= tolerated_until.as_second() {
        Ok((not_after, Some(expired.date())))
    } else {
        Err(Refusal::new(
            ProblemKind::CertificateExpired,
            "It expired more than three months ago.",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use x509_parser::time::ASN1Time;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn outcome(now: &str) -> Result<Option<Date>, ProblemKind> {
        let bound = |text: &str| ASN1Time::from_timestamp(at(text).as_second()).unwrap();
        let validity = Validity {
            not_before: bound("2021-12-01T00:00:00+09:00"),
            not_after: bound("2026-11-30T23:59:59+09:00"),
        };
        judge(&validity, at(now))
            .map(|(_, expired)| expired)
            .map_err(|refusal| refusal.kind)
    }

    #[test]
    fn it_is_valid_to_its_last_second_and_tolerated_for_three_months_after() {
        let expired = Some(date(2026, 11, 30));
        for (now, expected) in [
            (
                "2021-11-30T23:59:59+09:00",
                Err(ProblemKind::CertificateNotYetValid),
            ),
            ("2021-12-01T00:00:00+09:00", Ok(None)),
            ("2026-11-30T23:59:59.9+09:00", Ok(None)),
            ("2026-12-01T00:00:00+09:00", Ok(expired)),
            // 30 February is not in the calendar: the three months end with February.
            ("2027-02-28T23:59:59+09:00", Ok(expired)),
            ("2027-03-01T00:00:00+09:00", Err(ProblemKind::CertificateExpired)),
        ] {
            assert_eq!(outcome(now), expected, "{now}");
        }
    }
}
