//! One-time codes: for the page, on a device that has no card reader.
//!
//! A code has twelve characters of an alphabet of 32: four by which it is found, and eight, 40 bits, that prove. After five wrong
//! tries it is removed, so that guessing one in its five minutes succeeds once in 2·10¹¹ times.

use std::time::Duration;

use kyotaku_core::holder::PageCode;

use crate::{
    app::{App, end_of},
    http::Refusal,
    ports::{RandomSource, RandomUnavailable, time_text},
    store::{
        StoreError, Turn,
        holders::codes::{self, NewCode},
    },
};

/// Where the page is.
pub(crate) const PAGE: &str = "/mine/sign-in";
/// How long a code opens the page.
const LIFE: Duration = Duration::from_secs(5 * 60);
/// How often a code may be tried.
const TRIES: u8 = 5;
/// Letters and digits without I, L, O and U, which are taken for others (Crockford's alphabet).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;
const NAME: usize = 4;
/// So many codes may have the same name by chance, one after another, before something is wrong with the random source.
const ATTEMPTS: usize = 8;

/// A code, in capitals and without hyphens. It has no `Debug`.
pub(crate) struct Code(String);

impl Code {
    /// What was typed: in capitals or not, with hyphens and spaces or without, with the letters that look like digits.
    pub(crate) fn read(typed: &str) -> Option<Self> {
        let mut code = String::with_capacity(LENGTH);
        for typed in typed.chars().map(half_width) {
            let meant = match typed.to_ascii_uppercase() {
                '-' | ' ' => continue,
                'I' | 'L' => '1',
                'O' => '0',
                other => other,
            };
            let known = u8::try_from(meant).is_ok_and(|meant| ALPHABET.contains(&meant));
            if !known || code.len() == LENGTH {
                return None;
            }
            code.push(meant);
        }
        (code.len() == LENGTH).then_some(Self(code))
    }

    fn by_chance(random: &dyn RandomSource) -> Result<Self, RandomUnavailable> {
        let mut bytes = [0; LENGTH];
        random.fill(&mut bytes)?;
        // 256 is a multiple of 32, so no character is likelier than another.
        let characters = bytes.map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
        Ok(Self(characters.iter().collect()))
    }

    /// The part by which it is found.
    pub(crate) fn name(&self) -> &str {
        &self.0[..NAME]
    }

    /// The whole code.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    fn in_groups(&self) -> String {
        let groups = self.0.as_bytes().chunks(NAME);
        let groups: Vec<_> = groups.map(|group| String::from_utf8_lossy(group)).collect();
        groups.join("-")
    }
}

/// A Japanese keyboard may write letters and digits in full width, and the sign of a long vowel where a hyphen is meant.
fn half_width(typed: char) -> char {
    match typed {
        '　' => ' ',
        'ー' | '−' | '‐' => '-',
        '！'..='～' => char::from_u32(u32::from(typed) - 0xFEE0).unwrap_or(typed),
        other => other,
    }
}

/// Gives the person a new code; one that they were given before opens nothing any more.
pub(crate) async fn give(app: &App, insured: &str) -> Result<PageCode, Refusal> {
    let expires_at = end_of(app.clock.now(), LIFE);
    let mut transaction = app.database.write(&[Turn::Holders]).await?;
    for _ in 0..ATTEMPTS {
        let code = Code::by_chance(&*app.random)?;
        let new = NewCode {
            insured,
            name: code.name(),
            code: code.as_str(),
            tries: TRIES,
            expires_at,
        };
        if codes::keep(&mut transaction, &new).await? {
            app.database.commit(transaction).await?;
            return Ok(PageCode {
                code: code.in_groups(),
                page: PAGE.to_owned(),
                expires_at: time_text(expires_at),
            });
        }
    }
    Err(StoreError::Unreadable("set of codes without a free one").into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::SystemRandom;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = |typed| Code::read(typed).map(|code| code.0);
        let whole = Some("0123ABCD1ZYX".to_owned());
        for typed in [
            "0123-ABCD-1ZYX",
            "0123abcd1zyx",
            " oi23 abcd lzyx ",
            "０１２３－ＡＢＣＤ－１ＺＹＸ",
            "０１２３ーａｂｃｄ　１ｚｙｘ",
        ] {
            assert_eq!(code(typed), whole, "{typed}");
        }
        for wrong in [
            "",
            "0123-ABCD-1ZY",
            "0123-ABCD-1ZYX0",
            "0123-ABCD-1ZYU",
            "0123-ABCD-1Z\0X",
        ] {
            assert_eq!(code(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_new_code_reads_as_itself_and_is_found_by_its_first_group() {
        let code = Code::by_chance(&SystemRandom::default()).unwrap();
        let written = code.in_groups();
        assert_eq!(written.len(), 14);
        assert_eq!(Code::read(&written).unwrap().0, code.0);
        assert_eq!(&written[..4], code.name());
    }
}
