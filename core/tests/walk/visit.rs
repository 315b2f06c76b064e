//! The whole visit, from the choice of mode to the receipt, with every fault of card and service at every moment. The
//! form is kept small (the joint question and the choice of prescription form): [`crate::form`] walks it whole.

use std::collections::BTreeSet;

use kyotaku_core::{
    card::{CardFault, Digit, LastTry, LinkError, Phase, Pin},
    consent::Decision,
    eligibility::{
        ClinicSettings, ProblemKind, ServiceFault,
        code::Validity,
        settings::{PrescriptionUse, Use},
    },
    visit::{
        Event, Happening, Model, Screen, Tone, View,
        effect::{Call, Effect, Outcome, Tap},
    },
};

use crate::{
    explorer::{Edge, State, every_control, walk},
    form::request_under_way,
    world::{challenge, eligibility, notice_settings, origin, proof, receipt, refused},
};

/// Pinned: a change that adds or loses states has to say so here.
const STATES: usize = 17_528;

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
        if let Screen::Done(done) = &edge.to.screen {
            registered.insert(done.message.clone());
        }
    });
    for view in &walked.views {
        a_view_is_whole(view);
        if let Screen::Notice(_) = view.screen {
            headings.insert(view.heading.clone());
        }
    }
    println!("visit walk: {} states", walked.views.len());
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

const LINK_ERRORS: [LinkError; 7] = [
    LinkError::NoReader,
    LinkError::ReaderGone,
    LinkError::CardGone,
    LinkError::Busy,
    LinkError::NoService,
    LinkError::Mute,
    LinkError::Failed,
];

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
            let found = states.chain([late, expired]).map(Ok);
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

/// Every way in which a tap can go on and end.
fn taps() -> Vec<Outcome> {
    const PHASES: [Phase; 6] = [
        Phase::Waiting,
        Phase::Select,
        Phase::TriesLeft,
        Phase::Verify,
        Phase::ReadCertificate,
        Phase::Sign,
    ];
    let mut faults = vec![
        CardFault::NoCardInTime,
        CardFault::PinIncomplete,
        CardFault::NotMyNumberCard,
        CardFault::LastTryNotAgreed,
        CardFault::WrongPin { left: 2 },
        CardFault::WrongPin { left: 1 },
        CardFault::WrongPin { left: 0 },
        CardFault::Blocked,
        CardFault::LostDuringVerify,
        CardFault::NoCertificate,
    ];
    faults.extend(LINK_ERRORS.map(CardFault::Reader));
    for phase in PHASES {
        faults.extend([
            CardFault::Lost { phase },
            CardFault::Silent { phase },
            CardFault::Refused {
                phase,
                status: 0x6F00,
            },
            CardFault::Malformed { phase },
        ]);
    }
    let ended = faults.into_iter().map(|fault| match fault.tries() {
        kyotaku_core::card::Tries::Untouched => Tap::NotPresented(fault, pin()),
        _ => Tap::Failed(fault),
    });
    let ended = ended.chain([Tap::Proved(proof())]).map(Outcome::Card);
    PHASES.into_iter().map(Outcome::CardPhase).chain(ended).collect()
}

fn pin() -> Pin {
    let mut pin = Pin::default();
    for _ in 0..4 {
        pin.push(Digit::new(1).unwrap());
    }
    pin
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
        [Effect::Register(request)] => assert!(request.digest.starts_with(&doubt.details[0].value)),
        others => {
            assert!(others.iter().all(|effect| matches!(effect, Effect::Stop(_))));
            assert_eq!(edge.to.heading, "未確認のまま終わりました");
        }
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
        Screen::Waiting(waiting) => assert!(cancel || waiting.message == "医療機関の設定を確認しています。"),
        Screen::Notice(notice) => {
            for words in [&view.heading, &notice.happened, &notice.unchanged, &notice.to_do] {
                assert!(!words.is_empty() && !words.contains('⟨'), "{words}");
            }
            let finishes = notice.buttons.iter().any(|button| button.label == "最初に戻る");
            assert!(cancel || finishes);
        }
        Screen::Pin(_) | Screen::Tap(_) | Screen::Eligibility(_) | Screen::Input(_) | Screen::Confirm(_) => {
            assert!(back && cancel);
        }
    }
}

/// The headings of the notices, from the words themselves.
fn every_notice_heading() -> BTreeSet<String> {
    let words = include_str!("../../src/text/ja.ftl");
    words
        .lines()
        .filter_map(|line| line.trim().strip_prefix(".heading = "))
        .map(str::to_owned)
        .collect()
}
