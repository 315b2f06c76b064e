//! Whose card it is, as far as the card's face says it, and the numbers made of that.

use jiff::civil::Date;

/// A made-up card holder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Holder {
    /// 生年月日.
    pub birth: Date,
    /// 性別, one digit of JIS X 0303 in ASCII: `1` male, `2` female.
    pub sex: u8,
    /// The last day on which the card is valid.
    pub expires_on: Date,
    /// The security code (セキュリティコード), four digits printed on the card.
    pub security_code: &'static str,
    /// 顔写真.
    pub portrait: Portrait,
}

/// A drawn face: 240 by 320 pixels, 8-bit grey, JPEG 2000. `card/portraits` has them, and the script that draws them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Portrait {
    /// An old woman.
    OldWoman,
    /// An old man.
    OldMan,
    /// A woman.
    Woman,
    /// A man.
    Man,
    /// A child.
    Child,
}

impl Portrait {
    /// All.
    pub const ALL: [Self; 5] = [Self::OldWoman, Self::OldMan, Self::Woman, Self::Man, Self::Child];

    /// The picture, a JP2 file.
    pub fn jpeg_2000(self) -> &'static [u8] {
        match self {
            Self::OldWoman => include_bytes!("../../portraits/old-woman.jp2"),
            Self::OldMan => include_bytes!("../../portraits/old-man.jp2"),
            Self::Woman => include_bytes!("../../portraits/woman.jp2"),
            Self::Man => include_bytes!("../../portraits/man.jp2"),
            Self::Child => include_bytes!("../../portraits/child.jp2"),
        }
    }
}

/// First days of the eras (元号), the latest first.
const ERAS: [Date; 5] = [
    jiff::civil::date(2019, 5, 1),
    jiff::civil::date(1989, 1, 8),
    jiff::civil::date(1926, 12, 25),
    jiff::civil::date(1912, 7, 30),
    jiff::civil::date(1868, 1, 25),
];

impl Holder {
    /// 照合番号B, 14 digits: the birth date with its year in the era, the year in which the card expires, the security
    /// code. The era itself is not in it.
    pub fn matching_number(&self) -> String {
        format!(
            "{}{:04}{}",
            self.birth_key(),
            self.expires_on.year(),
            self.security_code
        )
    }

    /// The birth date with its year in the era, `YYMMDD`: the first six digits of 照合番号B, and a key of their own.
    pub(crate) fn birth_key(&self) -> String {
        let first = ERAS.into_iter().find(|first| self.birth >= *first);
        let year = first.map_or(0, |first| self.birth.year() - first.year() + 1);
        format!("{year:02}{:02}{:02}", self.birth.month(), self.birth.day())
    }

    /// The birth date, `YYYYMMDD`.
    pub(super) fn birth_digits(&self) -> Vec<u8> {
        self.birth.strftime("%Y%m%d").to_string().into_bytes()
    }

    /// The last day of validity, `YYYYMMDD`.
    pub(super) fn expiry_digits(&self) -> Vec<u8> {
        self.expires_on.strftime("%Y%m%d").to_string().into_bytes()
    }
}

/// A 照合番号A (an individual number, 12 digits) that nobody has: its check digit is wrong. The rule of the check digit:
/// the eleven digits before it, from the last to the first, times 2 to 7 and then 2 to 6; the sum modulo 11; eleven less
/// that, and 0 where the remainder is 0 or 1.
pub(crate) fn nobodys_number(number: u64) -> String {
    let digits = format!("{number:011}");
    let sum: u32 = digits
        .bytes()
        .rev()
        .zip(1..=11)
        .map(|(digit, place)| u32::from(digit - b'0') * if place <= 6 { place + 1 } else { place - 5 })
        .sum();
    let right = match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    };
    format!("{digits}{}", (right + 1) % 10)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn born(birth: Date) -> Holder {
        Holder {
            birth,
            sex: b'1',
            expires_on: date(2035, 2, 17),
            security_code: "2285",
            portrait: Portrait::Man,
        }
    }

    #[test]
    fn the_matching_number_is_that_of_the_published_test_card() {
        // myna-card's documentation gives it: born 17 February 1980, expires in 2035, code 2285.
        assert_eq!(born(date(1980, 2, 17)).matching_number(), "55021720352285");
    }

    #[test]
    fn an_era_begins_in_the_middle_of_a_year() {
        for (birth, key) in [
            (date(1912, 7, 29), "450729"),
            (date(1912, 7, 30), "010730"),
            (date(1926, 12, 24), "151224"),
            (date(1926, 12, 25), "011225"),
            (date(1989, 1, 7), "640107"),
            (date(1989, 1, 8), "010108"),
            (date(2019, 4, 30), "310430"),
            (date(2019, 5, 1), "010501"),
        ] {
            assert_eq!(born(birth).birth_key(), key);
        }
    }

    #[test]
    fn every_portrait_is_a_jp2_file_of_a_size_that_cards_have() {
        for portrait in Portrait::ALL {
            let picture = portrait.jpeg_2000();
            assert!(picture.starts_with(b"\0\0\0\x0CjP  \r\n\x87\n"), "{portrait:?}");
            assert!(
                (3_000..=8_000).contains(&picture.len()),
                "{portrait:?} {}",
                picture.len()
            );
        }
    }

    #[test]
    fn nobodys_number_has_twelve_digits_and_its_check_digit_is_wrong() {
        // 0 is right for eleven zeros, and 8 for 12345678901, the usual example.
        assert_eq!(nobodys_number(0), "000000000001");
        assert_eq!(nobodys_number(12_345_678_901), "123456789019");
        for number in 0..100 {
            assert_eq!(nobodys_number(number).len(), 12);
        }
    }
}
