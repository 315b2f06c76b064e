//! The bodies of screens, and what they say.

use kyotaku_core::visit::{
    DoneView, EligibilityView, Field, InputView, NoticeView, PinView, Row, Screen, Tone, View,
};

#[track_caller]
fn other(wanted: &str, view: &View) -> ! {
    let said = match &view.screen {
        Screen::Notice(notice) => words(notice),
        _ => String::new(),
    };
    panic!("no {wanted}: the screen is 「{}」 {said}", view.heading)
}

/// A notice under this heading.
#[track_caller]
pub(crate) fn notice(view: &View, heading: &str) -> NoticeView {
    match &view.screen {
        Screen::Notice(notice) if view.heading == heading => notice.clone(),
        _ => other(heading, view),
    }
}

#[track_caller]
pub(crate) fn eligibility(view: &View) -> EligibilityView {
    match &view.screen {
        Screen::Eligibility(eligibility) => eligibility.clone(),
        _ => other("eligibility", view),
    }
}

#[track_caller]
pub(crate) fn pin(view: &View) -> PinView {
    match &view.screen {
        Screen::Pin(pin) => pin.clone(),
        _ => other("PIN pad", view),
    }
}

#[track_caller]
pub(crate) fn input(view: &View) -> InputView {
    match &view.screen {
        Screen::Input(input) => input.clone(),
        _ => other("1 入力", view),
    }
}

/// 3 完了, with what was confirmed.
#[track_caller]
pub(crate) fn done(view: &View) -> DoneView {
    match &view.screen {
        Screen::Done(done) => {
            assert!(done.tone == Tone::Good, "{}", done.message);
            assert_eq!(done.message, "登録が完了しました。");
            done.clone()
        }
        _ => other("3 完了", view),
    }
}

/// All that a notice says.
pub(crate) fn words(notice: &NoticeView) -> String {
    let details = notice.details.iter().map(|field| field.value.as_str());
    [&*notice.happened, &*notice.unchanged, &*notice.to_do]
        .into_iter()
        .chain(details)
        .collect::<Vec<_>>()
        .join("\n")
}

#[track_caller]
pub(crate) fn assert_says(notice: &NoticeView, parts: &[&str]) {
    let words = words(notice);
    for part in parts {
        assert!(words.contains(part), "{part}:\n{words}");
    }
}

/// Nothing of what is on the screen can be taken for a registration that was made.
#[track_caller]
pub(crate) fn assert_not_said_to_be_registered(notice: &NoticeView) {
    let words = words(notice);
    for part in ["完了しました", "登録しました", "登録番号"] {
        assert!(!words.contains(part), "{part}:\n{words}");
    }
    assert!(notice.tone == Tone::Caution || notice.tone == Tone::Alarm);
}

/// The words of the controls that go on from a screen, those of the frame (戻る, 中止する) included.
pub(crate) fn labels(view: &View) -> Vec<&str> {
    view.controls().into_iter().map(|(label, _)| label).collect()
}

/// The value under a label.
#[track_caller]
pub(crate) fn value<'a>(fields: &'a [Field], label: &str) -> &'a str {
    match fields.iter().find(|field| field.label == label) {
        Some(field) => &field.value,
        None => panic!("no {label}"),
    }
}

/// The questions of rows, with their answers.
pub(crate) fn answers(rows: &[Row]) -> Vec<(&str, &str)> {
    rows.iter()
        .map(|row| (row.label.as_str(), row.answer.as_str()))
        .collect()
}
