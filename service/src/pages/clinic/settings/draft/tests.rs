use kyotaku_core::eligibility::Use;

use super::*;

fn settings() -> ClinicSettings {
    ClinicSettings::of_the_notice("1234567890".parse().unwrap(), "サンプル医療機関")
}

#[test]
fn every_field_of_the_settings_is_on_the_screen_once() {
    let json = serde_json::to_value(settings()).unwrap();
    let mut expected: Vec<_> = json.as_object().unwrap().keys().map(String::as_str).collect();
    expected.retain(|name| !["institution", "version"].contains(name));
    let mut shown: Vec<_> = screen::settings().map(|setting| setting.name).collect();
    expected.sort_unstable();
    shown.sort_unstable();
    assert_eq!(shown, expected);
}

#[test]
fn every_choice_of_every_setting_becomes_the_setting_and_nothing_else_changes() {
    let current = settings();
    for setting in screen::settings() {
        for choice in setting.choices {
            let mut draft = Draft::of(&current);
            draft.values.insert(setting.name, choice.value.to_owned());
            let read = draft.read(&current).unwrap();
            assert_eq!(Draft::of(&read), draft, "{} {}", setting.name, choice.value);
            let changed = changes(&current, &read);
            assert!(changed.len() <= 1);
            assert!(
                changed
                    .iter()
                    .all(|change| change.label == setting.label && change.to == choice.label)
            );
        }
    }
}

#[test]
fn what_is_not_a_choice_is_named_for_each_setting() {
    let current = settings();
    for setting in screen::settings() {
        for wrong in ["", "2024", "する"]
            .iter()
            .filter(|wrong| !setting.choices.is_empty() || wrong.is_empty())
        {
            let mut draft = Draft::of(&current);
            draft.values.insert(setting.name, (*wrong).to_owned());
            let complaints = draft.read(&current).unwrap_err();
            assert_eq!(complaints.len(), 1);
            assert_eq!(complaints[0].name, setting.name);
        }
    }
}

#[test]
fn a_name_has_60_characters_at_most_and_none_that_cannot_be_seen() {
    let current = settings();
    let named = |name: &str| {
        let mut draft = Draft::of(&current);
        draft.values.insert("institution_name", name.to_owned());
        draft.read(&current)
    };
    assert_eq!(named(&"院".repeat(60)).unwrap().institution_name, "院".repeat(60));
    for wrong in ["院".repeat(61), "見本\n医院".into(), "見本\u{0}".into()] {
        assert!(named(&wrong).is_err());
    }
}

#[test]
fn anothers_changes_stay_where_a_draft_is_moved_on_and_ones_own_count_where_both_changed() {
    let base = settings();
    let mine = Draft::of(&ClinicSettings {
        medication: Use::Off,
        surgery: Use::Off,
        ..base.clone()
    });
    let theirs = ClinicSettings {
        version: 2,
        checkups: Use::Off,
        surgery: Use::On,
        ..base.clone()
    };
    let moved = mine.moved(&base, &theirs);
    assert_eq!(moved.version, 2);
    let read = moved.read(&theirs).unwrap();
    assert_eq!(
        read,
        ClinicSettings {
            medication: Use::Off,
            surgery: Use::Off,
            ..theirs
        }
    );
}
