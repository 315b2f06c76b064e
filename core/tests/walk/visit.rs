//! The whole visit, from the choice of mode to the receipt, with every fault of card and service at every moment. The
//! form is kept small (the joint question and the choice of prescription form): [`crate::form`] walks it whole.

use std::collections::BTreeSet;

use kyotaku_core::{
    card::Antenna,
    consent::{Decision, Standing},
    eligibility::{
        ClinicSettings, ProblemKind, ServiceFault,
        code::Validity,
        settings::{PrescriptionUse, Use},
    },
    visit::{
        Event, Model, Screen, View,
        effect::{Call, Outcome},
        view,
    },
};

use crate::{
    explorer::{State, every_control, say, walk},
    form::request_under_way,
    interruption::{
        every_start_after_one_says_so, only_what_would_be_lost_is_kept,
        what_was_kept_stays_true_until_the_next_press,
    },
    promises::{
        WORDS, a_screen_that_waits_has_asked, a_view_is_whole, an_open_outcome_has_last_words,
        before_a_visit_nothing_is_said_of_the_one_before, leaving_a_tap_says_what_it_may_have_cost,
        nothing_seen_is_sent_unless_staff_said_that_it_is_the_patient,
        only_a_press_or_its_challenge_presents_what_was_typed, only_a_receipt_is_shown_as_registered,
        the_same_event_never_changes_its_words, the_tries_that_are_said_are_true,
        while_in_doubt_only_the_same_is_asked,
    },
    revocation::{
        a_revocation_gives_nothing, only_what_the_service_said_is_shown_as_revoked, reasons_that_are_pressed,
        revocations, what_is_revoked_was_shown,
    },
    taps::{Kind, taps},
    world::{challenge, eligibility, eligibility_with, notice_settings, origin, receipt, refused},
};

/// Pinned: a change that adds or loses states has to say so here.
const STATES: usize = 106_763;
/// A visit, one with a try in doubt of either secret, a revocation, and a registration of each of the walk's sheets.
const KEPT: usize = 20;

#[test]
fn with_every_fault_at_every_moment_the_visit_keeps_its_promises() {
    let (model, effects) = Model::start(origin(), Antenna::Unknown, None);
    let start = State::new(model, BTreeSet::new(), &effects);
    let (mut headings, mut kept) = (BTreeSet::new(), BTreeSet::new());
    let mut done = BTreeSet::new();
    let walked = walk(start, presses, answers, |edge| {
        only_a_press_or_its_challenge_presents_what_was_typed(edge);
        the_tries_that_are_said_are_true(edge);
        nothing_seen_is_sent_unless_staff_said_that_it_is_the_patient(edge);
        while_in_doubt_only_the_same_is_asked(edge);
        only_a_receipt_is_shown_as_registered(edge);
        leaving_a_tap_says_what_it_may_have_cost(edge);
        the_same_event_never_changes_its_words(edge);
        before_a_visit_nothing_is_said_of_the_one_before(edge);
        only_what_the_service_said_is_shown_as_revoked(edge);
        a_revocation_gives_nothing(edge);
        what_is_revoked_was_shown(edge);
        what_was_kept_stays_true_until_the_next_press(edge);
        if let Screen::Done(shown) = &edge.to.screen {
            done.insert(shown.message.clone());
        }
    });
    for (view, state) in walked.views.iter().zip(&walked.states) {
        a_view_is_whole(view);
        a_screen_that_waits_has_asked(view, &state.calls);
        an_open_outcome_has_last_words(view, state);
        only_what_would_be_lost_is_kept(view, state);
        kept.extend(state.model.keepsake().map(|keepsake| keepsake.text));
        if let Screen::Notice(_) = view.screen {
            headings.insert(view.heading.clone());
        }
    }
    say(&format!("visit walk: {} states", walked.views.len()));
    let dead = walked.dead_ends(|view| matches!(view.screen, Screen::Mode(_)));
    assert!(dead.is_empty(), "no state is a dead end");
    assert_eq!(kept.len(), KEPT, "{kept:?}");
    headings.extend(every_start_after_one_says_so(&kept));
    assert_eq!(headings, every_notice_heading(), "every notice can come");
    assert_eq!(
        done.len(),
        4,
        "a receipt that holds, and one that differs, are both shown, and so is what stands after a revocation"
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

/// Every control; of the PIN pad's digits only one, for no rule tells them apart. Of those of 照合番号B the one that makes
/// [`crate::taps`]' number, and of its fields one, once all are full: what other digits and fields do is tested beside
/// the screen. Of the reasons of a revocation two: see [`crate::revocation`].
fn presses(view: &View) -> Vec<Event> {
    let mut presses = every_control(view);
    match &view.screen {
        Screen::Pin(pad) => presses.retain(|event| pad.digits[1..].iter().all(|key| key.event != *event)),
        Screen::Number(pad) => {
            let digit = match pad.fields.iter().find(|field| field.selected) {
                Some(field) if field.shown == "＿＿＿＿" && field.label.starts_with("有効期限") => {
                    "2"
                }
                Some(field) if field.shown == "2＿＿＿" => "0",
                _ => "1",
            };
            let full = pad.fields.iter().all(|field| !field.shown.contains('＿'));
            presses.retain(|event| {
                let of_a_digit = pad.digits.iter().find(|key| key.event == *event);
                let of_a_field = pad.fields.iter().position(|field| field.choose.event == *event);
                of_a_digit.is_none_or(|key| key.label == digit)
                    && of_a_field.is_none_or(|position| full && position == 1 && pad.notice.is_none())
            });
        }
        Screen::Revoke(view) => presses.retain(|event| reasons_that_are_pressed(view, event)),
        _ => {}
    }
    presses
}

/// Where nothing is typed and nothing was said before, every fault of the service; elsewhere those that a visit goes on
/// from differently, for what a refused challenge leaves to do does not depend on its kind.
fn challenge_faults(state: &State) -> Vec<ServiceFault> {
    match view(&state.model).screen {
        Screen::Pin(pad) if pad.entered == 0 && pad.notice.is_none() => service_faults().collect(),
        _ => vec![ServiceFault::Unreachable, refused(ProblemKind::Unauthorized)],
    }
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
                .chain(challenge_faults(state).into_iter().map(Err))
                .map(Outcome::Challenge)
                .collect()
        }
        Call::ChallengeWatch => vec![Outcome::ChallengeExpiring],
        Call::Card => Kind::of(&view(&state.model)).map(taps).unwrap_or_default(),
        Call::Check => {
            let mut late = eligibility(Validity::NoneFound);
            late.registration_lag_since = Some("2026-11-01".parse().unwrap());
            let mut expired = eligibility(Validity::Valid);
            expired.certificate_expired_on = Some("2026-10-31".parse().unwrap());
            let unknown = Validity::Unknown("Z9".into());
            let states = Validity::KNOWN.iter().cloned().chain([unknown]).map(eligibility);
            let mut nothing_found = eligibility(Validity::Valid);
            nothing_found.insurances.clear();
            // With a form and without one; of the last, nothing is in force.
            let before = [
                eligibility_with(Validity::Valid, Standing::Given, Standing::Given),
                eligibility_with(Validity::Invalid, Standing::Expired, Standing::Given),
                eligibility_with(Validity::Invalid, Standing::Revoked, Standing::Expired),
            ];
            let found = states.chain([late, expired, nothing_found]).chain(before).map(Ok);
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
        Call::Revocation => revocations(state)
            .into_iter()
            .map(Ok)
            .chain(service_faults().map(Err))
            .map(|answer| Outcome::Revocation(Box::new(answer)))
            .collect(),
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
