//! What a step asks of a screen.

use kyotaku_core::visit::{Screen, View};

use crate::{
    load::Expected,
    reading::{offers, reading, screen_name},
};

/// How a view compares with what a step expects.
pub(crate) enum Verdict {
    /// It is what was expected.
    Fits,
    /// It is not, in this way; what is under way outside may yet change it.
    NotYet(String),
    /// It is not, in this way, and it waits for nothing outside: only a press would change it.
    Never(String),
}

pub(crate) fn judge(expected: &Expected, view: &View) -> Verdict {
    let Err(why) = compare(expected, view) else {
        return Verdict::Fits;
    };
    match &view.screen {
        // A card, an answer, and the challenge that is fetched while digits are typed.
        Screen::Tap(_) | Screen::Waiting(_) | Screen::Pin(_) | Screen::Number(_) => Verdict::NotYet(why),
        Screen::Mode(_)
        | Screen::Compare(_)
        | Screen::Eligibility(_)
        | Screen::Input(_)
        | Screen::Confirm(_)
        | Screen::Done(_)
        | Screen::Revoke(_)
        | Screen::Notice(_) => Verdict::Never(why),
    }
}

fn compare(expected: &Expected, view: &View) -> Result<(), String> {
    let screen = screen_name(view);
    if screen != expected.screen {
        return Err(format!("the screen {} was to stand", expected.screen));
    }
    let lines = reading(view);
    let mut rest = lines.iter();
    for shown in &expected.shows {
        if !rest.any(|line| line == shown) {
            return Err(if lines.contains(shown) {
                format!("「{shown}」 does not stand where it should in the order")
            } else {
                format!("「{shown}」 was to be shown")
            });
        }
    }
    for hidden in &expected.hides {
        if let Some(line) = lines.iter().find(|line| line.contains(hidden)) {
            return Err(format!(
                "「{hidden}」 was not to be shown, and stands in 「{line}」"
            ));
        }
    }
    match &expected.offers {
        Some(expected) if offers(view) != *expected => Err(format!(
            "these were to be offered, and no others: {}",
            expected.join(" | ")
        )),
        _ => Ok(()),
    }
}
