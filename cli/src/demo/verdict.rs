//! What should be, and whether it is.

use crate::draw::Palette;

/// The checks of a run, in order.
#[derive(Default)]
pub(super) struct Verdict(Vec<(String, bool)>);

impl Verdict {
    /// Notes that something should be, and whether it is.
    pub(super) fn check(&mut self, what: &str, is_so: bool) {
        self.0.push((what.to_owned(), is_so));
    }

    /// Whether everything is as it should be; nothing checked is not.
    pub(super) fn holds(&self) -> bool {
        !self.0.is_empty() && self.0.iter().all(|(_, is_so)| *is_so)
    }

    /// One line a check, and the sum. The sign says it, the colour only repeats it.
    pub(super) fn lines(&self, palette: Palette) -> Vec<String> {
        let paint = |is_so: bool, text: String| match (palette, is_so) {
            (Palette::Plain, _) => text,
            (Palette::Colour, true) => format!("\x1b[32m{text}\x1b[0m"),
            (Palette::Colour, false) => format!("\x1b[1;31m{text}\x1b[0m"),
        };
        let line = |(what, is_so): &(String, bool)| {
            paint(
                *is_so,
                format!("  {}  {what}", if *is_so { "✓ yes" } else { "✗ NO " }),
            )
        };
        let failed = self.0.iter().filter(|(_, is_so)| !is_so).count();
        let sum = match failed {
            0 => "\nEverything is as it should be.".to_owned(),
            failed => format!("\n{failed} of {} are not as they should be.", self.0.len()),
        };
        self.0.iter().map(line).chain([paint(failed == 0, sum)]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_that_is_not_so_fails_the_whole_and_so_does_checking_nothing() {
        let mut verdict = Verdict::default();
        assert!(!verdict.holds());
        verdict.check("the sky is up", true);
        assert!(verdict.holds());
        verdict.check("the rows are one", false);
        assert!(!verdict.holds());
        let lines = verdict.lines(Palette::Plain);
        assert_eq!(lines[1], "  ✗ NO   the rows are one");
        assert_eq!(lines[2], "\n1 of 2 are not as they should be.");
    }
}
