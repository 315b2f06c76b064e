//! 救急時医療情報: what a clinic may have of a patient who cannot be asked, without a consent, for a stated reason. It is no
//! way round the gate: it has its own switch, its own log, and gives less.

use std::fmt;

use kyotaku_core::consent::Item;

/// What is given out: what somebody who treats an emergency has to know of operations, diseases, allergies and medicines. 健診,
/// 療養 and 特定疾病 are left out, because nothing hangs on them within the hour. No public table lists it `[I]`.
pub(crate) const ITEMS: [Item; 3] = [Item::Surgery, Item::Diagnosis, Item::Medication];

/// The fewest characters that say why.
const SHORTEST: usize = 10;
/// The most that somebody has to read.
const LONGEST: usize = 400;

/// Why somebody asks without a consent, in their words. It may speak of the patient: it is stored, and never logged.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Reason(String);

impl Reason {
    /// The reason without white space around it; none if it has not 10 to 400 characters, or a control character among them.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        let says_why =
            (SHORTEST..=LONGEST).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        says_why.then(|| Self(text.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reason")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        Reason::of(text).map(|reason| reason.as_str().to_owned())
    }

    #[test]
    fn a_reason_has_10_to_400_characters_without_the_space_around_it() {
        for (length, is_reason) in [(0, false), (9, false), (10, true), (400, true), (401, false)] {
            let text = "救".repeat(length);
            let expected = is_reason.then(|| text.clone());
            assert_eq!(read(&text), expected, "{length}");
            assert_eq!(read(&format!(" \u{3000}\n{text}\t ")), expected, "{length}");
        }
        assert_eq!(read(&" ".repeat(40)), None);
        assert_eq!(read(&"\u{3000}".repeat(40)), None);
    }

    #[test]
    fn a_control_character_within_it_is_refused() {
        for control in ['\0', '\n', '\r', '\t', '\u{1b}', '\u{7f}', '\u{85}'] {
            let text = format!("意識不明の{control}救急搬送のため");
            assert_eq!(read(&text), None, "{control:?}");
        }
    }

    #[test]
    fn a_reason_is_not_printed() {
        let reason = Reason::of("意識不明の救急搬送のため").unwrap();
        assert_eq!(format!("{reason:?}"), "Reason");
    }
}
