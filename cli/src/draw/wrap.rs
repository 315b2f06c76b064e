//! Widths and line breaks. A Japanese character is two columns wide; a line may end after nearly any of them, but
//! 、。）」 and small kana never stand at a line's head and （「 never at its end (kinsoku, UAX #14).
//!
//! Characters of ambiguous width (●, ─) count as one column, as terminals do unless told otherwise.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_width::UnicodeWidthChar;

/// How many columns a text takes. Adds up over parts: a text is as wide as its parts together.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(char_columns).sum()
}

fn char_columns(character: char) -> usize {
    character.width().unwrap_or(0)
}

/// Leaves out what would command the terminal or turn the reading direction instead of being read. Names and
/// messages come from other machines. Line feeds stay, tabs become spaces.
pub(crate) fn readable(text: &str) -> String {
    text.chars()
        .filter_map(|character| match character {
            '\n' => Some('\n'),
            '\t' => Some(' '),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
            _ if character.is_control() => None,
            _ => Some(character),
        })
        .collect()
}

/// Breaks a text into lines of at most `width` columns. Nothing readable is left out: what has no place to break
/// is broken where the line is full. A text without characters is one empty line.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    // Two columns hold any character.
    let width = width.max(2);
    let text = readable(text);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut start = 0;
    for (end, opportunity) in linebreaks(&text) {
        let piece = &text[start..end];
        start = end;
        let bare = piece.trim_end();
        if !line.is_empty() && columns(&line) + columns(bare) > width {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        let mut rest = piece.trim_end_matches('\n');
        while columns(rest.trim_end()) > width {
            let cut = fitting(rest, width);
            lines.push(rest[..cut].to_owned());
            rest = &rest[cut..];
        }
        line.push_str(rest);
        // The end of the text counts as mandatory too; it closes the last line below.
        if opportunity == BreakOpportunity::Mandatory && end < text.len() {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// As much of a text as fits into `width` columns, from its beginning.
pub(crate) fn head(text: &str, width: usize) -> &str {
    &text[..fitting(text, width)]
}

/// The byte at which `text` is full at `width` columns; marks that stand on a character stay with it.
fn fitting(text: &str, width: usize) -> usize {
    let mut used = 0;
    for (at, character) in text.char_indices() {
        used += char_columns(character);
        if used > width {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_japanese_character_takes_two_columns_and_a_half_width_kana_one() {
        assert_eq!(columns("同意する"), 8);
        assert_eq!(columns("ｶﾞｲﾗｲ"), 5);
        assert_eq!(columns("か\u{3099}"), 2);
    }

    #[test]
    fn no_line_begins_with_a_mark_that_closes_or_ends_with_one_that_opens() {
        let text =
            "「診療情報および薬剤情報の提供」は、（どちらも）同じ答えになります。ちょっと、お待ちください。";
        for width in 8..80 {
            let lines = wrap(text, width);
            assert_eq!(lines.concat(), text);
            for line in lines {
                assert!(columns(&line) <= width, "{width}: {line}");
                assert!(
                    !line.starts_with(['、', '。', '」', '）', 'ょ', 'っ']),
                    "{width}: {line}"
                );
                assert!(!line.ends_with(['「', '（']), "{width}: {line}");
            }
        }
    }

    #[test]
    fn words_break_at_spaces_and_what_cannot_break_is_cut_but_kept() {
        assert_eq!(wrap("hold the card", 8), ["hold the", "card"]);
        assert_eq!(wrap("0123456789", 4), ["0123", "4567", "89"]);
        assert_eq!(wrap("先頭\n次", 10), ["先頭", "次"]);
        assert_eq!(wrap("", 10), [""]);
    }

    #[test]
    fn nothing_in_a_text_commands_the_terminal() {
        assert_eq!(wrap("あ\u{1b}[2Jい\u{202e}う\u{7}", 20), ["あ[2Jいう"]);
    }
}
