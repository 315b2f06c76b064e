//! How long a consent holds, by the mode that it was given for.

use jiff::{SignedDuration, Timestamp, ToSpan};
use kyotaku_core::visit::CareMode;

use crate::ports::in_japan;

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// The first moment at which a consent does not hold any more; none if it holds until it is revoked.
///
/// 訪問診療等 holds while the relationship lasts; 外来 for 24 hours. オンライン診療 holds for that visit, and 外来診療等（通常とは
/// 異なる動線）, which shares its mode, for 24 hours: the shorter of the two counts for both, and that a visit ends with its day in
/// Japan is our reading `[I]`. 往診 is registered as 訪問診療等, since the app's mode does not tell it apart `[?]`.
pub(crate) fn end(mode: CareMode, registered_at: Timestamp) -> Option<Timestamp> {
    match mode {
        CareMode::HomeVisit => None,
        CareMode::Outpatient => Some(registered_at.checked_add(DAY).unwrap_or(Timestamp::MAX)),
        CareMode::OnlineOutpatient => Some(end_of_its_day(registered_at)),
    }
}

fn end_of_its_day(moment: Timestamp) -> Timestamp {
    in_japan(moment)
        .start_of_day()
        .and_then(|midnight| midnight.checked_add(1.day()))
        .map_or(Timestamp::MAX, |next| next.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::time_text;

    fn ends(mode: CareMode, registered_at: &str) -> Option<String> {
        end(mode, registered_at.parse().unwrap()).map(time_text)
    }

    #[test]
    fn a_home_visits_consent_has_no_end() {
        assert_eq!(ends(CareMode::HomeVisit, "2026-11-22T12:00:00+09:00"), None);
    }

    #[test]
    fn an_outpatients_ends_24_hours_later_over_midnight_year_and_leap_day() {
        for (registered_at, end) in [
            ("2026-11-22T12:00:00+09:00", "2026-11-23T12:00:00+09:00"),
            ("2026-11-22T23:59:59+09:00", "2026-11-23T23:59:59+09:00"),
            ("2026-11-22T00:00:00+09:00", "2026-11-23T00:00:00+09:00"),
            ("2026-12-31T23:59:59+09:00", "2027-01-01T23:59:59+09:00"),
            ("2028-02-28T10:00:00+09:00", "2028-02-29T10:00:00+09:00"),
            ("2028-02-29T10:00:00+09:00", "2028-03-01T10:00:00+09:00"),
            ("2027-02-28T10:00:00+09:00", "2027-03-01T10:00:00+09:00"),
        ] {
            assert_eq!(ends(CareMode::Outpatient, registered_at).as_deref(), Some(end));
        }
    }

    #[test]
    fn an_online_visits_ends_with_its_day_in_japan() {
        for (registered_at, end) in [
            ("2026-11-22T00:00:00+09:00", "2026-11-23T00:00:00+09:00"),
            ("2026-11-22T23:59:59+09:00", "2026-11-23T00:00:00+09:00"),
            // In UTC it is still the day before.
            ("2026-11-21T23:30:00Z", "2026-11-23T00:00:00+09:00"),
            ("2028-02-28T10:00:00+09:00", "2028-02-29T00:00:00+09:00"),
            ("2028-02-29T10:00:00+09:00", "2028-03-01T00:00:00+09:00"),
            ("2026-12-31T10:00:00+09:00", "2027-01-01T00:00:00+09:00"),
            // When other countries change their clocks, Japan does not.
            ("2026-03-29T01:30:00+09:00", "2026-03-30T00:00:00+09:00"),
        ] {
            assert_eq!(
                ends(CareMode::OnlineOutpatient, registered_at).as_deref(),
                Some(end)
            );
        }
    }
}
