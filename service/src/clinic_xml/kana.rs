//! Half-width kana, as NameKana has it: ガ becomes ｶﾞ, two characters. Which kana is which is read from Unicode's own data.

use unicode_normalization::UnicodeNormalization;

/// The text in half-width kana and ASCII. Hiragana are read as katakana. What has no half-width form (ヰ, ヱ, ヮ, ヵ, ヶ, kanji) stays as it
/// is: a reading that is too wide can be read, one with a hole cannot `[I]`.
pub(super) fn half_width(text: &str) -> String {
    text.chars()
        .flat_map(|character| half_of(character).unwrap_or_else(|| vec![character]))
        .collect()
}

fn half_of(character: char) -> Option<Vec<char>> {
    let character = katakana_of(character);
    match character {
        '\u{3000}' => Some(vec![' ']),
        // The two sound marks where they stand alone: as characters with a width, they are not combining ones.
        '゛' => Some(vec!['ﾞ']),
        '゜' => Some(vec!['ﾟ']),
        '！'..='～' => Some(character.nfkc().collect()),
        // A kana and, apart from it, its sound mark.
        _ => character.nfd().map(half_of_part).collect(),
    }
}

/// The half-width character whose wide one this is.
fn half_of_part(part: char) -> Option<char> {
    ('｡'..='ﾟ').find(|half| half.nfkd().eq([part]))
}

fn katakana_of(character: char) -> char {
    /// How far katakana stand behind hiragana in Unicode.
    const DISTANCE: u32 = 'ア' as u32 - 'あ' as u32;
    match character {
        'ぁ'..='ゖ' => char::from_u32(character as u32 + DISTANCE).unwrap_or(character),
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_katakana_has_the_half_width_of_jis_x_0201_and_its_sound_mark_apart() {
        let table = "ァｧ アｱ ィｨ イｲ ゥｩ ウｳ ェｪ エｴ ォｫ オｵ カｶ ガｶﾞ キｷ ギｷﾞ クｸ グｸﾞ ケｹ ゲｹﾞ コｺ ゴｺﾞ サｻ ザｻﾞ シｼ ジｼﾞ スｽ \
            ズｽﾞ セｾ ゼｾﾞ ソｿ ゾｿﾞ タﾀ ダﾀﾞ チﾁ ヂﾁﾞ ッｯ ツﾂ ヅﾂﾞ テﾃ デﾃﾞ トﾄ ドﾄﾞ ナﾅ ニﾆ ヌﾇ ネﾈ ノﾉ ハﾊ バﾊﾞ パﾊﾟ ヒﾋ ビﾋﾞ ピﾋﾟ \
            フﾌ ブﾌﾞ プﾌﾟ ヘﾍ ベﾍﾞ ペﾍﾟ ホﾎ ボﾎﾞ ポﾎﾟ マﾏ ミﾐ ムﾑ メﾒ モﾓ ャｬ ヤﾔ ュｭ ユﾕ ョｮ ヨﾖ ラﾗ リﾘ ルﾙ レﾚ ロﾛ ワﾜ ヲｦ ンﾝ ヴｳﾞ \
            ヷﾜﾞ ヺｦﾞ ・･ ーｰ 。｡ 、､ 「｢ 」｣ ゛ﾞ ゜ﾟ";
        for pair in table.split_whitespace() {
            let (wide, half) = pair.split_at(3);
            assert_eq!(half_width(wide), half);
        }
        // Every katakana of JIS X 0208 stands in the table but the five without a half width.
        let without: String = ('ァ'..='ヶ').filter(|kana| !table.contains(*kana)).collect();
        assert_eq!(without, "ヮヰヱヵヶ");
        assert_eq!(half_width(&without), without);
    }

    #[test]
    fn what_is_half_width_already_stays_and_so_does_what_has_no_half_width() {
        let half: String = (' '..='~').chain('｡'..='ﾟ').collect();
        assert_eq!(half_width(&half), half);
        for text in ["居宅", "●", "é", "한", "🏠", "ヰ"] {
            assert_eq!(half_width(text), text);
        }
    }

    #[test]
    fn hiragana_wide_letters_spaces_and_combining_marks_are_narrowed() {
        for (wide, half) in [
            ("きょたく　はなこ", "ｷｮﾀｸ ﾊﾅｺ"),
            ("ジェーン・スミス", "ｼﾞｪｰﾝ･ｽﾐｽ"),
            ("ＪＡＮＥ　Ｏ＇ＨＡＲＡ－１", "JANE O'HARA-1"),
            ("カ\u{3099}ハ\u{309a}", "ｶﾞﾊﾟ"),
            ("ゔゕ", "ｳﾞゕ"),
        ] {
            assert_eq!(half_width(wide), half);
        }
    }
}
