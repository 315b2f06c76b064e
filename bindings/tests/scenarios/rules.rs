//! What holds of the files themselves, whoever runs them.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    consent,
    load::{Expected, Placed, Step, folder},
    scenarios,
};

const SCREENS: [&str; 12] = [
    "Mode",
    "Pin",
    "Number",
    "Tap",
    "Waiting",
    "Compare",
    "Eligibility",
    "Input",
    "Confirm",
    "Done",
    "Revoke",
    "Notice",
];

/// What only a registration that was made may say.
const REGISTERED: [&str; 2] = ["登録が完了しました", "登録番号"];
/// What only a revocation that was made may say. The number of what was to be revoked is there before it.
const REVOKED: [&str; 2] = ["登録が完了しました", "同意を取り消しました"];

/// Whether it is a screen of a revocation.
fn of_a_revocation(look: &Expected) -> bool {
    let words = look.shows.iter().chain(&look.hides);
    words
        .into_iter()
        .any(|words| words.contains("取り消しました") || words.contains("取り消した後"))
}

fn visits() -> Vec<Placed> {
    folder(&scenarios().join("visits")).unwrap_or_else(|why| panic!("{why}"))
}

fn screens(placed: &Placed) -> impl Iterator<Item = &Expected> {
    placed.visit.steps.iter().filter_map(|step| match step {
        Step::Screen(expected) => Some(expected),
        Step::Press { .. } | Step::Pin(_) | Step::Number(_) | Step::Direct(_) => None,
    })
}

#[test]
fn each_visit_has_a_name_of_its_own_and_says_why_and_begins_and_ends_with_a_look() {
    let table = consent::file(&scenarios().join("consent.json")).unwrap_or_else(|why| panic!("{why}"));
    let mut names = BTreeSet::new();
    for Placed { file, visit } in visits().into_iter().chain(table) {
        assert!(!visit.why.is_empty(), "{file}: {}", visit.name);
        let ends = [visit.steps.first(), visit.steps.last()];
        let looks = |step: &Option<&Step>| matches!(step, Some(Step::Screen(_)));
        assert!(ends.iter().all(looks), "{file}: {}", visit.name);
        assert!(
            names.insert(visit.name.clone()),
            "{file}: {} stands twice",
            visit.name
        );
    }
}

#[test]
fn every_screen_is_looked_at_and_each_file_says_once_at_least_what_each_of_its_screens_offers() {
    let mut named = BTreeSet::new();
    let mut offered: BTreeMap<(String, String), bool> = BTreeMap::new();
    for placed in &visits() {
        for look in screens(placed) {
            assert!(
                SCREENS.contains(&look.screen.as_str()),
                "{}: {}",
                placed.file,
                look.screen
            );
            named.insert(look.screen.clone());
            let stated = offered
                .entry((placed.file.clone(), look.screen.clone()))
                .or_default();
            *stated |= look.offers.is_some();
        }
    }
    assert_eq!(named.len(), SCREENS.len(), "{named:?}");
    let silent: Vec<_> = offered.iter().filter(|(_, stated)| !**stated).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn every_notice_is_looked_at_for_words_that_only_what_was_stored_may_say_and_for_all_that_it_offers() {
    for placed in &visits() {
        for notice in screens(placed).filter(|look| look.screen == "Notice") {
            let at = format!(
                "{}: {}: {:?}",
                placed.file,
                placed.visit.name,
                notice.shows.first()
            );
            let stored = if of_a_revocation(notice) {
                REVOKED
            } else {
                REGISTERED
            };
            for words in stored {
                assert!(notice.hides.iter().any(|hidden| hidden == words), "{at}");
            }
            assert!(notice.offers.is_some() && notice.shows.len() >= 4, "{at}");
        }
    }
}

#[test]
fn nothing_is_shown_as_registered_that_is_not_registered_in_the_end() {
    for placed in &visits() {
        let receipts = screens(placed)
            .filter(|look| look.screen == "Done" && !of_a_revocation(look))
            .count();
        let at = format!("{}: {}", placed.file, placed.visit.name);
        assert!(receipts <= placed.visit.registered.len(), "{at}");
    }
}
