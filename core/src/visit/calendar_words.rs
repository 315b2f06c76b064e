//! Dates in words, in both calendars: older patients say theirs in eras.

use crate::{
    eligibility::date::{Date, Era, era_year},
    text::{say, say_with},
};

/// 昭和15年5月12日（1940年）.
pub(super) fn both_calendars(date: Date) -> String {
    let numbers = [
        ("year", i64::from(date.year()).into()),
        ("month", i64::from(date.month()).into()),
        ("day", i64::from(date.day()).into()),
    ];
    let Some((era, year)) = era_year(date) else {
        return say_with("date-gregorian", &numbers);
    };
    let era = match era {
        Era::Meiji => say("era-meiji"),
        Era::Taisho => say("era-taisho"),
        Era::Showa => say("era-showa"),
        Era::Heisei => say("era-heisei"),
        Era::Reiwa => say("era-reiwa"),
    };
    let era_year = if year == 1 {
        say("era-first-year")
    } else {
        year.to_string()
    };
    let [y, m, d] = numbers;
    say_with(
        "date-both",
        &[("era", era.into()), ("eraYear", era_year.into()), y, m, d],
    )
}

/// 令和8年11月23日（2026年） 9時05分, of a time that the service wrote (RFC 3339, in Japan's time); one of another form as it
/// came.
pub(super) fn moment(written: &str) -> String {
    // Japan's time is what it says: the offset is dropped, not converted.
    let Ok(time) = written.parse::<jiff::civil::DateTime>() else {
        return written.to_owned();
    };
    say_with(
        "date-and-time",
        &[
            ("date", both_calendars(time.date()).into()),
            ("hour", i64::from(time.hour()).into()),
            ("minute", format!("{:02}", time.minute()).into()),
        ],
    )
}

/// From one day to another; either may be open. None if both are.
pub(super) fn period(from: Option<Date>, until: Option<Date>) -> Option<String> {
    if from.is_none() && until.is_none() {
        return None;
    }
    let text = |day: Option<Date>| day.map(both_calendars).unwrap_or_default();
    Some(say_with(
        "period",
        &[("from", text(from).into()), ("until", text(until).into())],
    ))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_date_is_said_in_both_calendars_and_the_first_year_of_an_era_as_such() {
        assert_eq!(both_calendars(date(1940, 5, 12)), "昭和15年5月12日（1940年）");
        assert_eq!(both_calendars(date(2019, 5, 1)), "令和元年5月1日（2019年）");
        assert_eq!(both_calendars(date(1872, 12, 31)), "1872年12月31日");
    }

    #[test]
    fn a_period_may_be_open_at_either_end() {
        let day = Some(date(2024, 4, 1));
        assert_eq!(period(day, None).as_deref(), Some("令和6年4月1日（2024年）～"));
        assert_eq!(period(None, day).as_deref(), Some("～令和6年4月1日（2024年）"));
        assert_eq!(period(None, None), None);
    }

    #[test]
    fn a_moment_is_said_in_words_and_an_unreadable_one_as_it_came() {
        assert_eq!(
            moment("2026-11-23T09:05:21+09:00"),
            "令和8年11月23日（2026年） 9時05分"
        );
        assert_eq!(moment("yesterday"), "yesterday");
    }
}
