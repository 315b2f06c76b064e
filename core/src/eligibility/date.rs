//! Dates in both calendars. Staff compare the birth date with the one a patient says, and older patients say it
//! in eras.

pub use jiff::civil::Date;

/// A Japanese era since the solar calendar (1873-01-01, 明治6年).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Era {
    /// 明治.
    Meiji,
    /// 大正, from 1912-07-30.
    Taisho,
    /// 昭和, from 1926-12-25.
    Showa,
    /// 平成, from 1989-01-08.
    Heisei,
    /// 令和, from 2019-05-01.
    Reiwa,
}

impl Era {
    /// Newest first, each with its first day.
    const STARTS: [(Self, Date); 5] = [
        (Self::Reiwa, jiff::civil::date(2019, 5, 1)),
        (Self::Heisei, jiff::civil::date(1989, 1, 8)),
        (Self::Showa, jiff::civil::date(1926, 12, 25)),
        (Self::Taisho, jiff::civil::date(1912, 7, 30)),
        (Self::Meiji, jiff::civil::date(1873, 1, 1)),
    ];

    /// The Gregorian year that is this era's year 1.
    fn first_year(self) -> i16 {
        match self {
            Self::Meiji => 1868,
            Self::Taisho => 1912,
            Self::Showa => 1926,
            Self::Heisei => 1989,
            Self::Reiwa => 2019,
        }
    }
}

/// The era and the year in it (1 is 元年), or `None` before 1873, when the old calendar was in use.
pub fn era_year(date: Date) -> Option<(Era, i16)> {
    Era::STARTS
        .into_iter()
        .find(|(_, start)| date >= *start)
        .map(|(era, _)| (era, date.year() - era.first_year() + 1))
}

/// Whole years from `birth` to `today`; a person born on 29 February is a year older on 1 March.
pub fn age(birth: Date, today: Date) -> i16 {
    let had_birthday = (today.month(), today.day()) >= (birth.month(), birth.day());
    today.year() - birth.year() - i16::from(!had_birthday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_era_begins_on_its_day_and_the_day_before_is_the_old_era() {
        for (day, expected) in [
            (date(1872, 12, 31), None),
            (date(1873, 1, 1), Some((Era::Meiji, 6))),
            (date(1912, 7, 29), Some((Era::Meiji, 45))),
            (date(1912, 7, 30), Some((Era::Taisho, 1))),
            (date(1926, 12, 24), Some((Era::Taisho, 15))),
            (date(1926, 12, 25), Some((Era::Showa, 1))),
            (date(1989, 1, 7), Some((Era::Showa, 64))),
            (date(1989, 1, 8), Some((Era::Heisei, 1))),
            (date(2019, 4, 30), Some((Era::Heisei, 31))),
            (date(2019, 5, 1), Some((Era::Reiwa, 1))),
        ] {
            assert_eq!(era_year(day), expected, "{day}");
        }
    }

    #[test]
    fn age_turns_on_the_birthday() {
        assert_eq!(age(date(1940, 5, 12), date(2026, 5, 11)), 85);
        assert_eq!(age(date(1940, 5, 12), date(2026, 5, 12)), 86);
        assert_eq!(age(date(2000, 2, 29), date(2025, 2, 28)), 24);
        assert_eq!(age(date(2000, 2, 29), date(2025, 3, 1)), 25);
    }
}
