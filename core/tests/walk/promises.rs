//! What must hold in every state of a visit and on every step, each under the name of its promise.

use std::collections::BTreeSet;

use kyotaku_core::{
    card::{CardFault, LastTry, Tries},
    eligibility::Identity,
    visit::{
        Happening, Screen, Tone, View, Weight,
        effect::{Call, Effect, Outcome, Tap},
    },
};

use crate::{
    explorer::{Edge, State},
    taps::Kind,
};

/// All that can be said.
pub(crate) const WORDS: &str = include_str!("../../src/text/ja.ftl");

/// A card is asked to look at a PIN or a 照合番号B because somebody pressed something: at once, or when the challenge that
/// the press waited for has come. Nothing that a card answers leads to another VERIFY. The last try is spent only after a
/// press that says so. Even to be asked how many are left, a card waits for a press.
pub(crate) fn only_a_press_or_its_challenge_presents_what_was_typed(edge: &Edge<'_>) {
    for effect in edge.effects {
        let last_try = match effect {
            Effect::ReadCard { pin, last_try, .. } => {
                assert_eq!(pin.len(), 4);
                *last_try
            }
            Effect::ReadSurface { number, last_try, .. } => {
                assert!(number.is_complete());
                *last_try
            }
            Effect::AskTries(_) => {
                assert!(matches!(edge.happening, Happening::Pressed(_)));
                continue;
            }
            _ => continue,
        };
        match edge.happening {
            Happening::Pressed(_) => {}
            Happening::Came(Outcome::Challenge(Ok(_))) => {
                assert!(matches!(edge.from.screen, Screen::Tap(_)));
            }
            Happening::Came(_) => panic!("something was presented that nobody sent off"),
        }
        if last_try == LastTry::Agreed && matches!(edge.happening, Happening::Pressed(_)) {
            assert!(
                ["暗証番号はあと1回です", "照合番号Bはあと1回です"].contains(&edge.from.heading.as_str())
            );
        }
    }
}

/// What a notice says of the tries after a tap is what the tap did to them, and of the secret that it presented. A tap that
/// only asked leaves unknown what was.
pub(crate) fn the_tries_that_are_said_are_true(edge: &Edge<'_>) {
    let (Some(kind), Happening::Came(Outcome::Card(tap))) = (Kind::of(edge.from), edge.happening) else {
        return;
    };
    let secret = match kind {
        Kind::WithPin => "暗証番号",
        Kind::WithoutPin => "照合番号B",
        // The words of the pad that it came from.
        Kind::Asking => "",
    };
    let (Tap::Failed(fault) | Tap::NotPresented(fault, _)) = tap else {
        if let Tap::TriesLeft(left) = tap {
            let said = match &edge.to.screen {
                Screen::Pin(pad) => pad.notice.clone(),
                Screen::Number(pad) => pad.notice.clone(),
                other => {
                    assert!(*left == 0 && matches!(other, Screen::Notice(_)));
                    return;
                }
            };
            assert!(said.is_some_and(|said| said.contains(&format!("あと {left} 回"))));
        }
        return;
    };
    let Screen::Notice(notice) = &edge.to.screen else {
        panic!("a tap that failed is told of")
    };
    let said = notice.unchanged.as_str();
    let expected = match (kind, fault) {
        (_, CardFault::Blocked) => {
            assert!(edge.to.heading.ends_with("ロックされています") && !said.contains("残り回数"));
            return;
        }
        (Kind::Asking, _) => "の残り回数が1回減ったかもしれません".to_owned(),
        (Kind::WithPin | Kind::WithoutPin, fault) => match fault.tries() {
            Tries::Untouched => format!("{secret}の残り回数は減っていません。"),
            Tries::Full => format!("{secret}は正しく照合されました。残り回数は減っていません。"),
            Tries::Left(0) => format!("{secret}の残り回数はなくなりました。"),
            Tries::Left(left) => format!("あと {left} 回まちがえると、{secret}がロックされます。"),
            Tries::Unknown => format!("{secret}の残り回数が1回減ったかもしれません。"),
        },
    };
    assert!(said.contains(&expected), "{said} does not say {expected}");
}

/// What a card showed without the PIN goes to the service because staff said 本人です, and then again only as the same
/// request.
pub(crate) fn nothing_seen_is_sent_unless_staff_said_that_it_is_the_patient(edge: &Edge<'_>) {
    let visual = edge.effects.iter().any(
        |effect| matches!(effect, Effect::Check(request) if matches!(request.identity, Identity::Visual(_))),
    );
    if !visual {
        return;
    }
    let Happening::Pressed(pressed) = edge.happening else {
        panic!("sent without a press")
    };
    let controls = edge.from.controls();
    let label = controls
        .iter()
        .find(|(_, event)| event == &pressed)
        .map(|(label, _)| *label);
    match &edge.from.screen {
        Screen::Compare(_) => assert_eq!(label, Some("本人です")),
        Screen::Notice(_) => assert_eq!(label, Some("もう一度問い合わせる")),
        _ => panic!("sent from {}", edge.from.heading),
    }
}

/// From 未確認 there are two ways: to ask again, for the same, and to end the visit as 未確認.
pub(crate) fn while_in_doubt_only_the_same_is_asked(edge: &Edge<'_>) {
    let Screen::Notice(doubt) = &edge.from.screen else {
        return;
    };
    let (ended, reference) = match edge.from.heading.as_str() {
        "未確認" => ("未確認のまま終わりました", "控え番号"),
        "取り消しは未確認です" => ("取り消しは未確認のまま終わりました", "登録番号"),
        _ => return,
    };
    let shown = doubt.details.iter().find(|detail| detail.label == reference);
    let shown = shown
        .map(|detail| detail.value.as_str())
        .expect("a reference is shown");
    match edge.effects {
        [Effect::Register(request)] => assert!(reference == "控え番号" && request.digest.starts_with(shown)),
        [Effect::Revoke(request)] => assert!(reference == "登録番号" && request.registration == shown),
        others => {
            assert!(others.is_empty());
            assert_eq!(edge.to.heading, ended);
        }
    }
}

/// While it is not known whether something was registered or revoked, whoever ends the app is told so; at no other time.
pub(crate) fn an_open_outcome_has_last_words(view: &View, state: &State) {
    let open = ["未確認", "取り消しは未確認です"].contains(&view.heading.as_str())
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
pub(crate) fn leaving_a_tap_says_what_it_may_have_cost(edge: &Edge<'_>) {
    let (Screen::Tap(tap), Happening::Pressed(_)) = (&edge.from.screen, edge.happening) else {
        return;
    };
    let said = match &edge.to.screen {
        Screen::Pin(pad) => pad.notice.clone().unwrap_or_default(),
        Screen::Number(pad) => pad.notice.clone().unwrap_or_default(),
        Screen::Notice(notice) => notice.unchanged.clone(),
        _ => panic!("a tap is left for the pad or for good"),
    };
    // A tap that only asks comes after one of which it is not known.
    let may_be_gone = ["暗証番号を照合しています。", "照合番号Bを照合しています。"]
        .contains(&tap.progress.as_str())
        || Kind::of(edge.from) == Some(Kind::Asking);
    assert_eq!(said.contains("1回減ったかもしれません"), may_be_gone);
}

/// A second press of a hasty finger means what the first meant, or nothing.
pub(crate) fn the_same_event_never_changes_its_words(edge: &Edge<'_>) {
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
pub(crate) fn before_a_visit_nothing_is_said_of_the_one_before(edge: &Edge<'_>) {
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
pub(crate) fn only_a_receipt_is_shown_as_registered(edge: &Edge<'_>) {
    let Screen::Done(done) = &edge.to.screen else {
        return;
    };
    let answer = match edge.happening {
        Happening::Came(Outcome::Registration(answer)) => answer,
        // Of these another promise speaks.
        Happening::Came(Outcome::Revocation(_)) => return assert!(!done.message.contains("登録が完了")),
        Happening::Came(_) | Happening::Pressed(_) => panic!("完了 without a receipt"),
    };
    let receipt = answer.as_ref().as_ref().expect("完了 without a receipt");
    let holds = receipt.items == receipt.statement.items;
    assert_eq!(done.tone, if holds { Tone::Good } else { Tone::Alarm });
    assert_eq!(done.message.contains("完了しました"), holds);
}

/// A screen without a button of its own waits for something, and that is under way.
pub(crate) fn a_screen_that_waits_has_asked(view: &View, calls: &BTreeSet<Call>) {
    let any_of = |awaited: &[Call]| awaited.iter().any(|call| calls.contains(call));
    match view.screen {
        Screen::Tap(_) => assert!(any_of(&[Call::Challenge, Call::Card])),
        Screen::Waiting(_) => assert!(any_of(&[
            Call::Settings,
            Call::Check,
            Call::Registration,
            Call::Revocation
        ])),
        _ => {}
    }
}

/// Every word is there; the footer says where it comes from; every screen but the first and the last has a way out; a
/// notice says what happened, what was not changed and what to do.
pub(crate) fn a_view_is_whole(view: &View) {
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
        Screen::Number(number) => {
            assert!(back && cancel && number.fields.iter().filter(|field| field.selected).count() == 1);
        }
        Screen::Compare(compare) => {
            assert!(back && cancel && compare.buttons.len() == 3);
            let alike = compare
                .buttons
                .iter()
                .all(|button| button.weight == Weight::Secondary);
            assert!(alike, "no answer stands out");
            let pixels = compare.portrait.width * compare.portrait.height;
            assert_eq!(compare.portrait.grey.len(), pixels as usize);
        }
        Screen::Tap(tap) => {
            for words in [&tap.lead, &tap.position, &tap.progress, &tap.limit, &tap.advice] {
                assert!(!words.is_empty() && !words.contains('⟨'), "{words}");
            }
            assert!(back && cancel && tap.done < tap.steps);
        }
        Screen::Pin(_)
        | Screen::Eligibility(_)
        | Screen::Input(_)
        | Screen::Confirm(_)
        | Screen::Revoke(_) => assert!(back && cancel),
    }
}
