//! A device's own log of what was pressed: whether it shows what a condition names.

use kyotaku_core::consent::{Decision, Question};

/// Whether a text names a press: `agree-all`, `decline-all`, or `agree` or `decline` and a question.
pub(super) fn is_press(text: &str) -> bool {
    answers(text).is_some()
}

/// Which question a press answers; none inside: every one.
fn answers(press: &str) -> Option<Option<Question>> {
    if matches!(press, "agree-all" | "decline-all") {
        return Some(None);
    }
    let (decision, question) = press.split_once(' ')?;
    Decision::ALL
        .into_iter()
        .find(|known| known.wire_name() == decision)?;
    let question = Question::ALL
        .into_iter()
        .find(|known| known.wire_name() == question)?;
    Some(Some(question))
}

/// Whether the log has these presses in this order, and nothing after the last of them answers its question again. A log with a press that
/// is not known shows nothing.
pub(super) fn shows(log: &[String], wanted: &[String]) -> bool {
    let Some((last, earlier)) = wanted.split_last() else {
        return false;
    };
    let Some(read) = log.iter().map(|press| answers(press)).collect::<Option<Vec<_>>>() else {
        return false;
    };
    let Some(of_last) = answers(last) else {
        return false;
    };
    let touches =
        |answered: &Option<Question>| answered.is_none() || of_last.is_none() || *answered == of_last;
    let Some(place) = read.iter().rposition(touches) else {
        return false;
    };
    if log[place] != *last {
        return false;
    }
    let mut before = log[..place].iter();
    earlier.iter().all(|press| before.any(|found| found == press))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(log: &[&str]) -> bool {
        let wanted = ["agree-all", "decline diagnosis-and-medication"].map(str::to_owned);
        let log: Vec<_> = log.iter().map(|&press| press.to_owned()).collect();
        shows(&log, &wanted)
    }

    const ALL: &str = "agree-all";
    const DECLINE: &str = "decline diagnosis-and-medication";
    const AGREE: &str = "agree diagnosis-and-medication";

    #[test]
    fn agree_all_and_then_the_joint_decline_is_shown_if_the_decline_was_the_last_word() {
        for log in [
            &[ALL, DECLINE][..],
            &[ALL, "decline surgery", DECLINE, "agree surgery"],
            &[AGREE, ALL, DECLINE],
            &[ALL, DECLINE, AGREE, DECLINE],
        ] {
            assert!(shown(log), "{log:?}");
        }
        for log in [
            &[][..],
            &[ALL],
            &[DECLINE],
            &[DECLINE, ALL],
            &[ALL, DECLINE, AGREE],
            &[ALL, DECLINE, ALL],
            &[ALL, DECLINE, "decline-all"],
            &[ALL, DECLINE, "swipe"],
        ] {
            assert!(!shown(log), "{log:?}");
        }
    }

    #[test]
    fn no_presses_are_shown_by_no_log() {
        assert!(!shows(&[ALL.to_owned()], &[]));
    }
}
