//! An app that is ended under a visit, in every state of it: what was kept of it then, and what the next start says.

use std::collections::BTreeSet;

use kyotaku_core::{
    card::Antenna,
    visit::{Happening, Model, Screen, Tone, View, view},
};

use crate::{
    explorer::{Edge, State},
    promises::a_view_is_whole,
    world::origin,
};

/// What a phone keeps when it puts an app away stays true while nobody can press anything: an answer may settle what was in
/// doubt, and puts nothing in doubt.
pub(crate) fn what_was_kept_stays_true_until_the_next_press(edge: &Edge<'_>) {
    let (Happening::Came(_), Some(after)) = (edge.happening, edge.after.model.keepsake()) else {
        return;
    };
    let before = edge.before.model.keepsake();
    let before = before.unwrap_or_else(|| panic!("an answer begins no visit: {}", edge.to.heading));
    let settled = before.lasting && !after.lasting;
    let surer = !before.lasting && before.text.starts_with(&after.text);
    assert!(
        after == before || settled || surer,
        "{} became {} by itself",
        before.text,
        after.text
    );
}

/// A visit that is under way leaves something to say, and what is in doubt lasts; before and after it there is nothing.
pub(crate) fn only_what_would_be_lost_is_kept(view: &View, state: &State) {
    let kept = state.model.keepsake();
    let lasts = kept.as_ref().is_some_and(|kept| kept.lasting);
    if let Some(words) = state.model.last_words() {
        let text = kept.as_ref().map(|kept| kept.text.as_str()).unwrap_or_default();
        let number = text.rsplit(':').next().unwrap_or_default();
        assert!(lasts && !number.is_empty() && words.ends_with(number));
    }
    match &view.screen {
        Screen::Mode(_) => assert_eq!(kept, None),
        Screen::Done(done) => assert_eq!(kept.is_some(), done.tone == Tone::Alarm),
        Screen::Notice(_) | Screen::Waiting(_) => {}
        _ => assert!(kept.is_some() && !lasts),
    }
    if view.cancel.is_some() {
        assert!(kept.is_some() && !lasts, "what can be cancelled is not in doubt");
    }
}

/// Starts anew after each of these was kept. Returns the headings of what is said then.
pub(crate) fn every_start_after_one_says_so(kept: &BTreeSet<String>) -> BTreeSet<String> {
    let unreadable = std::iter::once("0".to_owned());
    let starts = kept.iter().cloned().chain(unreadable);
    starts.map(|text| what_is_said_after(&text)).collect()
}

fn what_is_said_after(text: &str) -> String {
    let (model, effects) = Model::start(origin(), Antenna::Unknown, Some(text));
    assert!(effects.is_empty(), "nothing is done before somebody goes on");
    let said = view(&model);
    a_view_is_whole(&said);
    let Screen::Notice(notice) = &said.screen else {
        panic!("an interrupted visit is told of")
    };
    let nothing_stored = notice.unchanged.contains("元のままです");
    assert_eq!(nothing_stored, text.starts_with("1:visit"));
    assert_eq!(notice.unchanged.contains("未確認"), !nothing_stored);
    assert_eq!(notice.buttons.len(), 1);
    said.heading
}
