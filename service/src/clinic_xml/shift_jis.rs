//! Which characters a file in Shift_JIS can have: ASCII, half-width kana, and JIS X 0208. What vendors added to that (①, 髙, 﨑, and
//! characters of one's own) is left out, because a reader that takes the name Shift_JIS at its word would refuse the whole file
//! `[I]`.

use encoding_rs::SHIFT_JIS;

/// The character as it can be written, if it can.
pub(super) fn writable(character: char) -> Option<char> {
    let character = in_microsofts_reading(character);
    let mut utf8 = [0; 4];
    let (bytes, _, lacks_it) = SHIFT_JIS.encode(character.encode_utf8(&mut utf8));
    let is_in_the_standard = match *bytes {
        // The encoder gives ¥ and ‾ the bytes of \ and ~, as which they would be read.
        [_] => character.is_ascii() || matches!(character, '\u{ff61}'..='\u{ff9f}'),
        // Rows 1 to 8 and 16 to 84 of the table.
        [lead, _] => matches!(lead, 0x81..=0x84 | 0x88..=0x9f | 0xe0..=0xea),
        _ => false,
    };
    (is_in_the_standard && !lacks_it).then_some(character)
}

/// The bytes of text that consists of writable characters; none if one is not.
pub(super) fn encode(text: &str) -> Option<Vec<u8>> {
    let (bytes, _, lacks_any) = SHIFT_JIS.encode(text);
    (!lacks_any).then(|| bytes.into_owned())
}

/// Seven characters of JIS X 0208 stand at one place in Unicode by the standard, and at another by Microsoft's tables, which the
/// encoder follows. They are the same characters.
fn in_microsofts_reading(character: char) -> char {
    match character {
        '\u{301c}' => '\u{ff5e}', // wave dash
        '\u{2212}' => '\u{ff0d}', // minus
        '\u{2016}' => '\u{2225}', // double vertical line
        '\u{2014}' => '\u{2015}', // dash
        '\u{a2}' => '\u{ffe0}',   // cent
        '\u{a3}' => '\u{ffe1}',   // pound
        '\u{ac}' => '\u{ffe2}',   // not
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// 6879 characters, of which the encoder's table has each once.
    #[test]
    fn of_all_of_unicode_it_is_jis_x_0208_and_half_width_kana_and_ascii_that_can_be_written() {
        let written: BTreeSet<char> = ('\0'..=char::MAX).filter_map(writable).collect();
        let (single, double): (Vec<char>, Vec<char>) = written
            .iter()
            .partition(|&&character| character.is_ascii() || ('｡'..='ﾟ').contains(&character));
        assert_eq!(single.len(), 128 + 63);
        assert_eq!(double.len(), 6879);
        for character in written {
            let bytes = encode(&character.to_string()).unwrap();
            assert_eq!(SHIFT_JIS.decode(&bytes).0, character.to_string());
        }
    }

    #[test]
    fn what_vendors_added_and_what_no_table_has_cannot() {
        for character in "①㈱髙﨑纊𠮷🏠é¥‾\u{e000}\u{80}".chars() {
            assert_eq!(writable(character), None, "{character}");
        }
    }

    #[test]
    fn a_character_that_two_tables_place_differently_is_written() {
        let (by_the_standard, by_microsoft) = ("〜−‖—¢£¬", "～－∥―￠￡￢");
        let written: String = by_the_standard.chars().filter_map(writable).collect();
        assert_eq!(written, by_microsoft);
        assert_eq!(
            encode(&written).unwrap(),
            b"\x81\x60\x81\x7c\x81\x61\x81\x5c\x81\x91\x81\x92\x81\xca"
        );
    }
}
