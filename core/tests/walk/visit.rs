//! The whole visit, from the choice of mode to the receipt, with every fault of card and service at every moment. The
//! form is kept small (the joint question and the choice of prescription form): [`crate::form`] walks it whole.

use std::collections::BTreeSet;

use kyotaku_core::{
    card::LastTry,
    consent::Decision,
    eligibility::{
        ClinicSettings, ProblemKind, ServiceFault,
        code::Validity,
        settings::{PrescriptionUse, Use},
    },
    visit::{
        Event, Happening, Model, Screen, Tone, View,
        effect::{Call, Effect, Outcome},
    },
};

use crate::{
    explorer::{Edge, State, every_control, say, walk},
    form::request_under_way,
    taps::taps,
    world::{challenge, eligibility, notice_settings, origin, receipt, refused},
};

/// All that can be said.
const WORDS: &str = include_str!("../../src/text/ja.ftl");

/// Pinned: a change that adds or loses states has to say so here.
const STATES: usize = 20_315;

#[test]
fn with_every_fault_at_every_moment_the_visit_keeps_its_promises() {
    let (model, effects) = Model::start(origin());
    let start = State::new(model, BTreeSet::new(), &effects);
    let mut headings = BTreeSet::new();
    let mut registered = BTreeSet::new();
    let walked = walk(start, presses, answers, |edge| {
        only_a_press_or_its_challenge_presents_a_pin(edge);
        while_in_doubt_only_the_same_is_asked(edge);
        only_a_receipt_is_shown_as_registered(edge);
        leaving_a_tap_says_what_it_may_have_cost(edge);
        the_same_event_never_changes_its_words(edge);
        before_a_visit_nothing_is_said_of_the_one_before(edge);
        if let Screen::Done(done) = &edge.to.screen {
            registered.insert(done.message.clone());
        }
    });
    for (view, state) in walked.views.iter().zip(&walked.states) {
        a_view_is_whole(view);
        a_screen_that_waits_has_asked(view, &state.calls);
        an_open_outcome_has_last_words(view, state);
        if let Screen::Notice(_) = view.screen {
            headings.insert(view.heading.clone());
        }
    }
    say(&format!("visit walk: {} states", walked.views.len()));
    let dead = walked.dead_ends(|view| matches!(view.screen, Screen::Mode(_)));
    assert!(dead.is_empty(), "no state is a dead end");
    assert_eq!(headings, every_notice_heading(), "every notice can come");
    assert_eq!(
        registered.len(),
        2,
        "a receipt that holds, and one that differs, are both shown"
    );
    assert_eq!(walked.views.len(), STATES);
}

fn small_form() -> ClinicSettings {
    ClinicSettings {
        surgery: Use::Off,
        checkups: Use::Off,
        specific_disease: Use::Off,
        record_sharing: Use::Off,
        prescription_use: PrescriptionUse::Both,
        ..notice_settings()
    }
}

/// Every control; of the PIN pad's digits only one, for no rule tells them apart.
fn presses(view: &View) -> Vec<Event> {
    let mut presses = every_control(view);
    if let Screen::Pin(pad) = &view.screen {
        presses.retain(|event| pad.digits[1..].iter().all(|key| key.event != *event));
    }
    presses
}

fn service_faults() -> impl Iterator<Item = ServiceFault> {
    let kinds = ProblemKind::ALL.iter().map(|&kind| refused(kind));
    [
        ServiceFault::Unreachable,
        ServiceFault::NoAnswer,
        ServiceFault::Garbled,
    ]
    .into_iter()
    .chain(kinds)
}

fn answers(call: Call, state: &State) -> Vec<Outcome> {
    match call {
        Call::Settings => {
            let changed = ClinicSettings {
                version: 2,
                medication: Use::Off,
                ..small_form()
            };
            let nothing = ClinicSettings {
                diagnosis: Use::Off,
                medication: Use::Off,
                prescription_use: PrescriptionUse::None,
                ..small_form()
            };
            let no_mode = ClinicSettings {
                home_visit: Use::Off,
                online_outpatient: Use::Off,
                ..small_form()
            };
            let found = [small_form(), changed, nothing, no_mode].map(Ok);
            found
                .into_iter()
                .chain(service_faults().map(Err))
                .map(Outcome::Settings)
                .collect()
        }
        Call::Challenge => {
            let found = std::iter::once(Ok(challenge()));
            found
                .chain(service_faults().map(Err))
                .map(Outcome::Challenge)
                .collect()
        }
        Call::ChallengeWatch => vec![Outcome::ChallengeExpiring],
        Call::Card => taps(),
        Call::Check => {
            let mut late = eligibility(Validity::NoneFound);
            late.registration_lag_since = Some("2026-11-01".parse().unwrap());
            let mut expired = eligibility(Validity::Valid);
            expired.certificate_expired_on = Some("2026-10-31".parse().unwrap());
            let unknown = Validity::Unknown("Z9".into());
            let states = Validity::KNOWN.iter().cloned().chain([unknown]).map(eligibility);
            let mut nothing_found = eligibility(Validity::Valid);
            nothing_found.insurances.clear();
            let found = states.chain([late, expired, nothing_found]).map(Ok);
            found
                .chain(service_faults().map(Err))
                .map(Outcome::Check)
                .collect()
        }
        Call::Registration => {
            let stored = receipt(&request_under_way(state));
            let mut differs = stored.clone();
            if let Some(held) = differs.items.first_mut() {
                held.decision = if held.decision == Decision::Agree {
                    Decision::Decline
                } else {
                    Decision::Agree
                };
            }
            let found = [Ok(stored), Ok(differs)].into_iter();
            found
                .chain(service_faults().map(Err))
                .map(|answer| Outcome::Registration(Box::new(answer)))
                .collect()
        }
    }
}

/// A card is asked to look at a PIN because somebody pressed something: at once, or when the challenge that the press
/// waited for has come. Nothing that a card answers leads to another VERIFY. The last try is spent only after a press
/// that says so.
fn only_a_press_or_its_challenge_presents_a_pin(edge: &Edge<'_>) {
    for effect in edge.effects {
        let Effect::ReadCard { pin, last_try, .. } = effect else {
            continue;
        };
        assert_eq!(pin.len(), 4);
        match edge.happening {
            Happening::Pressed(_) => {}
            Happening::Came(Outcome::Challenge(Ok(_))) => {
                assert!(matches!(edge.from.screen, Screen::Tap(_)));
            }
            Happening::Came(_) => panic!("a PIN was presented that nobody sent off"),
        }
        if *last_try == LastTry::Agreed && matches!(edge.happening, Happening::Pressed(_)) {
            assert_eq!(edge.from.heading, "暗証番号はあと1回です");
        }
    }
}

/// From 未確認 there are two ways: to ask again, under the same digest, and to end the visit as 未確認.
fn while_in_doubt_only_the_same_is_asked(edge: &Edge<'_>) {
    let Screen::Notice(doubt) = &edge.from.screen else {
        return;
    };
    if edge.from.heading != "未確認" {
        return;
    }
    match edge.effects {
        [Effect::Register(request)] => {
            let shown = doubt.details.iter().find(|detail| detail.label == "控え番号");
            assert!(shown.is_some_and(|shown| request.digest.starts_with(&shown.value)));
        }
        others => {
            assert!(others.is_empty());
            assert_eq!(edge.to.heading, "未確認のまま終わりました");
        }
    }
}

/// While it is not known whether something was registered, whoever ends the app is told so; at no other time.
fn an_open_outcome_has_last_words(view: &View, state: &State) {
    let open = view.heading == "未確認"
        || matches!(&view.screen, Screen::Waiting(waiting) if waiting.message.contains("登録しています"));
    assert_eq!(
        state
            .model
            .last_words()
            .is_some_and(|words| words.contains("未確認")),
        open
    );
}

/// Whoever leaves a tap while the PIN is being looked at is told that a try may be gone.
fn leaving_a_tap_says_what_it_may_have_cost(edge: &Edge<'_>) {
    let (Screen::Tap(tap), Happening::Pressed(_)) = (&edge.from.screen, edge.happening) else {
        return;
    };
    let said = match &edge.to.screen {
        Screen::Pin(pad) => pad.notice.clone().unwrap_or_default(),
        Screen::Notice(notice) => notice.unchanged.clone(),
        _ => panic!("a tap is left for the pad or for good"),
    };
    let may_be_gone = tap.progress == "暗証番号を照合しています。";
    assert_eq!(said.contains("1回減ったかもしれません"), may_be_gone);
}

/// A second press of a hasty finger means what the first meant, or nothing.
fn the_same_event_never_changes_its_words(edge: &Edge<'_>) {
    let Happening::Pressed(pressed) = edge.happening else {
        return;
    };
    let words = |view: &View| {
        let found = view.controls().into_iter().find(|(_, event)| *event == pressed);
        found.map(|(label, _)| label.to_owned())
    };
    if let Some(after) = words(edge.to) {
        assert_eq!(words(edge.from), Some(after));
    }
}

/// What a visit before this one registered, or left in doubt, is not touched by a failure before the next.
fn before_a_visit_nothing_is_said_of_the_one_before(edge: &Edge<'_>) {
    let (Screen::Waiting(_), Screen::Notice(notice)) = (&edge.from.screen, &edge.to.screen) else {
        return;
    };
    if edge.from.cancel.is_none() && edge.from.footer.clinic.is_none() {
        assert_eq!(
            notice.unchanged,
            "この操作では、まだ何も登録していません。これまでの登録には影響しません。"
        );
    }
}

/// 3 完了 comes with a receipt and not otherwise; it is good only if the receipt holds what was confirmed.
fn only_a_receipt_is_shown_as_registered(edge: &Edge<'_>) {
    let Screen::Done(done) = &edge.to.screen else {
        return;
    };
    let Happening::Came(Outcome::Registration(answer)) = edge.happening else {
        panic!("完了 without a receipt");
    };
    let receipt = answer.as_ref().as_ref().expect("完了 without a receipt");
    let holds = receipt.items == receipt.statement.items;
    assert_eq!(done.tone, if holds { Tone::Good } else { Tone::Alarm });
    assert_eq!(done.message.contains("完了しました"), holds);
}

/// A screen without a button of its own waits for something, and that is under way.
fn a_screen_that_waits_has_asked(view: &View, calls: &BTreeSet<Call>) {
    let any_of = |awaited: &[Call]| awaited.iter().any(|call| calls.contains(call));
    match view.screen {
        Screen::Tap(_) => assert!(any_of(&[Call::Challenge, Call::Card])),
        Screen::Waiting(_) => assert!(any_of(&[Call::Settings, Call::Check, Call::Registration])),
        _ => {}
    }
}

/// Every word is there; the footer says where it comes from; every screen but the first and the last has a way out; a
/// notice says what happened, what was not changed and what to do.
fn a_view_is_whole(view: &View) {
    assert!(view.footer.channel == "マイナ資格確認アプリ" && view.footer.app == "walk 0");
    assert!(!view.heading.is_empty());
    for (label, _) in view.controls() {
        assert!(!label.is_empty() && !label.contains('⟨'), "{label}");
    }
    let (back, cancel) = (view.back.is_some(), view.cancel.is_some());
    match &view.screen {
        Screen::Mode(modes) => assert!(!back && !cancel && !modes.modes.is_empty()),
        Screen::Done(_) => assert!(!back && !cancel),
        Screen::Waiting(waiting) => {
            let loading = waiting.message == "医療機関の設定を確認しています。";
            assert!(cancel || loading || !waiting.buttons.is_empty());
        }
        Screen::Notice(notice) => {
            for words in [&view.heading, &notice.happened, &notice.unchanged, &notice.to_do] {
                assert!(!words.is_empty() && !words.contains('⟨'), "{words}");
            }
            assert!(cancel || !notice.buttons.is_empty());
            assert!(!notice.unchanged.contains("あと 0 回"));
            for quoted in notice
                .to_do
                .split('「')
                .skip(1)
                .filter_map(|after| after.split_once('」'))
            {
                // What is quoted is a button here, or words that stand on another screen.
                let is_button = notice.buttons.iter().any(|button| button.label == quoted.0);
                assert!(is_button || WORDS.matches(quoted.0).count() > 1, "{}", quoted.0);
            }
        }
        Screen::Pin(_) | Screen::Tap(_) | Screen::Eligibility(_) | Screen::Input(_) | Screen::Confirm(_) => {
            assert!(back && cancel);
        }
    }
}

/// The headings of the notices, from the words themselves.
fn every_notice_heading() -> BTreeSet<String> {
    WORDS
        .lines()
        .filter_map(|line| line.trim().strip_prefix(".heading = "))
        .map(str::to_owned)
        .collect()
}
