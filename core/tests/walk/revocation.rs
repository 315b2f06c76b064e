//! What must hold of revocations in every visit, and what can come of one.

use kyotaku_core::{
    consent::{RevocationRequest, Standing, StandingConsent},
    eligibility::ServiceFault,
    visit::{
        ConfirmView, Event, Happening, RevokeView, Screen, Tone,
        effect::{Effect, Outcome},
        view,
    },
};

use crate::{
    explorer::{Edge, State},
    world::after_revocation,
};

/// Of the reasons the first two, the patient's wish and the clinic's: with the one the check goes, with the other it does
/// not, and no rule tells the other two from that. They are tested beside the screen.
pub(crate) fn reasons_that_are_pressed(view: &RevokeView, pressed: &Event) -> bool {
    let others = &view.questions[1].choices[2..];
    others.iter().all(|choice| choice.event != *pressed)
}

/// What the service may read back: what was asked; and, against all reason, everything in force, or more than before.
pub(crate) fn revocations(state: &State) -> [StandingConsent; 3] {
    let carried_out = after_revocation(&request_under_way(state));
    let with = |standing| {
        let mut after = carried_out.clone();
        for answer in &mut after.answers {
            answer.standing = standing;
        }
        after
    };
    let untouched = with(Standing::Given);
    let expired = with(Standing::Expired);
    [carried_out, untouched, expired]
}

/// What a state that awaits a revocation has asked for: asking again asks for the same.
fn request_under_way(state: &State) -> RevocationRequest {
    let lost = Outcome::Revocation(Box::new(Err(ServiceFault::NoAnswer)));
    let (doubt, _) = state.step(Happening::Came(lost));
    let again = view(&doubt.model).controls()[0].1.clone();
    let (_, effects) = doubt.step(Happening::Pressed(again));
    match &effects[..] {
        [Effect::Revoke(request)] => (**request).clone(),
        _ => panic!("asking again asks for the revocation"),
    }
}

/// Nothing is said to be revoked that the service did not say so of; anything else that it said is an alarm.
pub(crate) fn only_what_the_service_said_is_shown_as_revoked(edge: &Edge<'_>) {
    let Screen::Done(done) = &edge.to.screen else {
        return;
    };
    let Happening::Came(Outcome::Revocation(answer)) = edge.happening else {
        return assert!(!done.message.contains("取り消"), "nothing was revoked");
    };
    let after = answer
        .as_ref()
        .as_ref()
        .expect("shown without the service's word");
    assert_eq!(done.tone == Tone::Good, done.message == "同意を取り消しました。");
    assert_eq!(done.rows.len(), after.answers.len());
    for (row, answer) in done.rows.iter().zip(&after.answers) {
        assert_eq!(
            row.answer.contains("取消済"),
            answer.standing == Standing::Revoked
        );
    }
    if done.tone == Tone::Good {
        assert!(
            after
                .answers
                .iter()
                .any(|answer| answer.standing == Standing::Revoked)
        );
    }
}

/// What is good after a revocation is less than there was: no answer is in force that was not on the eligibility, and of
/// the linked items, which one answer holds, none alone.
pub(crate) fn a_revocation_gives_nothing(edge: &Edge<'_>) {
    if let Screen::Confirm(_) = edge.from.screen
        && edge
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Revoke(_)))
    {
        assert_eq!(edge.effects.len(), 1, "a revocation asks for nothing else");
    }
    let (Screen::Done(done), Happening::Came(Outcome::Revocation(_))) = (&edge.to.screen, edge.happening)
    else {
        return;
    };
    let in_force = done
        .rows
        .iter()
        .filter(|row| row.answer.contains("（有効）"))
        .count();
    assert!(done.tone == Tone::Alarm || in_force < done.rows.len());
}

/// Only a confirmation revokes (or 未確認, the same again), and what it asks for is what it shows, question by question.
pub(crate) fn what_is_revoked_was_shown(edge: &Edge<'_>) {
    let Some(request) = edge.effects.iter().find_map(|effect| match effect {
        Effect::Revoke(request) => Some(&**request),
        _ => None,
    }) else {
        return;
    };
    match &edge.from.screen {
        Screen::Confirm(shown) => shows(shown, request),
        Screen::Notice(notice) => {
            assert!(notice.unchanged.contains("未確認") || edge.from.heading == "取り消せませんでした")
        }
        _ => panic!("revoked from a screen that shows no confirmation"),
    }
}

fn shows(shown: &ConfirmView, request: &RevocationRequest) {
    let (reason, questions) = shown.rows.split_last().expect("the reason is shown");
    assert_eq!(
        reason.answer == "患者の希望による取り消し",
        request.check.is_some(),
        "the check goes with the patient's wish"
    );
    assert_eq!(shown.reference.value, request.registration);
    let labels: Vec<_> = questions.iter().map(|row| row.label.as_str()).collect();
    let every = ["手術情報の提供", "診療情報および薬剤情報の提供"];
    match request.question {
        // Of the consent that is only partly in force there is one question.
        None => assert!(labels == every || labels == every[1..]),
        Some(question) => {
            assert_eq!(labels.len(), 1);
            let items: Vec<_> = questions[0]
                .items
                .iter()
                .map(|item| item.label.as_str())
                .collect();
            assert_eq!(items.len(), question.items().len(), "{items:?}");
        }
    }
}
