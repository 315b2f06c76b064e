//! The first group of a surface record: whose it is, and the card's own key. Form and tags are myna-card's account of EF
//! 0002 [S: myna-card 3.3.4].

use jiff::civil::Date;
use kyotaku_core::eligibility::code::Sex;

use super::{surface_key::SurfaceKey, tlv};

/// The objects DF22, DF23 and DF24.
pub(crate) struct Holder<'a> {
    /// DF22. [?] How the birth date of a person is written of whom the day is not known, is not in the sources: what is
    /// no day of the calendar is no record.
    pub(crate) birth_date: Date,
    /// DF23: one digit, of which 1 and 2 mean what they mean in the insurers' code.
    pub(crate) sex: Sex,
    /// DF24: the key of this card, which signs challenges without a credential.
    pub(crate) key: SurfaceKey<'a>,
}

impl<'a> Holder<'a> {
    /// Reads the three objects, in this order and nothing else.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let (birth_date, rest) = tlv::first(&[0xDF, 0x22], bytes)?;
        let (sex, rest) = tlv::first(&[0xDF, 0x23], rest)?;
        let key = tlv::only(&[0xDF, 0x24], rest)?;
        let &[sex @ b'0'..=b'9'] = sex else {
            return None;
        };
        Some(Self {
            birth_date: day(birth_date)?,
            sex: char::from(sex).to_string().into(),
            key: SurfaceKey::read(key)?,
        })
    }

    /// Whether this can be the person of this birth date and sex. A sex is compared where both say 1 or 2.
    pub(crate) fn is(&self, birth_date: Date, sex: &Sex) -> bool {
        let sexes_differ = matches!(
            (&self.sex, sex),
            (Sex::Male, Sex::Female) | (Sex::Female, Sex::Male)
        );
        self.birth_date == birth_date && !sexes_differ
    }
}

/// `YYYYMMDD`.
fn day(digits: &[u8]) -> Option<Date> {
    let digits: &[u8; 8] = digits.try_into().ok()?;
    let number = |part: &[u8]| {
        part.iter().try_fold(0_i16, |number, digit| match digit {
            b'0'..=b'9' => Some(number * 10 + i16::from(digit - b'0')),
            _ => None,
        })
    };
    let [month, day] = [&digits[4..6], &digits[6..]].map(|part| number(part)?.try_into().ok());
    Date::new(number(&digits[..4])?, month?, day?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_eight_digits_of_the_calendar() {
        assert_eq!(day(b"19400512"), Some(date(1940, 5, 12)));
        assert_eq!(day(b"20000229"), Some(date(2000, 2, 29)));
        for wrong in [
            &b"19000229"[..],
            b"19400012",
            b"19401300",
            b"1940051",
            b"194005120",
            b"1940 512",
            b"-9400512",
            b"",
        ] {
            assert_eq!(day(wrong), None, "{wrong:?}");
        }
    }
}
