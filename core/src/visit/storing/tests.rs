use super::*;
use crate::{
    card::Secret,
    consent::RevocationReason,
    eligibility::{Problem, ProblemKind},
    visit::{
        bench::{confirming, left, revocation, stayed},
        pads::AnyPad,
    },
};

fn refused(kind: ProblemKind) -> ServiceFault {
    ServiceFault::Refused(Problem::new(kind))
}

/// From where the notice that an answer leads to goes on.
fn notice_after(storing: Storing, fault: ServiceFault) -> Resume {
    let kind = storing.kind();
    let screen = StoringScreen { storing };
    let turn = match kind {
        Stored::Registration => screen.registered(Err(fault)),
        Stored::Revocation => screen.revoked(Err(fault)),
    };
    match left(turn) {
        (Way::Notice(_, resume), effects) => {
            assert!(effects.is_empty(), "nothing is sent by itself");
            resume
        }
        _ => panic!("no notice"),
    }
}

/// A registration and a revocation that were asked for once.
fn asked_once() -> [Storing; 2] {
    [
        ToStore::Registration(confirming()),
        ToStore::Revocation(revocation(None, RevocationReason::ByPatient)),
    ]
    .map(Storing::new)
}

fn in_doubt() -> [Storing; 2] {
    asked_once().map(|storing| Storing {
        in_doubt: true,
        ..storing
    })
}

#[test]
fn asking_again_sends_the_same_request() {
    for (first, again) in asked_once().into_iter().zip(in_doubt()) {
        let (_, first) = stayed(StoringScreen::ask(first));
        let (_, again) = stayed(StoringScreen::ask(again));
        assert!(first == again);
        assert!(matches!(&first[..], [Effect::Register(_) | Effect::Revoke(_)]));
    }
}

#[test]
fn a_lost_answer_leaves_the_outcome_open_and_a_request_that_was_never_sent_does_not() {
    for storing in asked_once() {
        for fault in [
            ServiceFault::NoAnswer,
            ServiceFault::Garbled,
            refused(ProblemKind::Internal),
        ] {
            assert!(notice_after(storing.clone(), fault).last_words().is_some());
        }
        for fault in [
            ServiceFault::Unreachable,
            refused(ProblemKind::LinkedItemsDiffer),
            refused(ProblemKind::NothingToRevoke),
        ] {
            assert!(notice_after(storing.clone(), fault).last_words().is_none());
        }
    }
}

#[test]
fn what_is_open_stays_open_until_the_guard_itself_has_spoken() {
    for storing in in_doubt() {
        for fault in [
            ServiceFault::Unreachable,
            refused(ProblemKind::Unauthorized),
            refused(ProblemKind::CheckOfAnotherClinic),
            refused(ProblemKind::MalformedRequest),
            refused(ProblemKind::NotFound),
        ] {
            assert!(notice_after(storing.clone(), fault).last_words().is_some());
        }
        for kind in [
            ProblemKind::SettingsChanged,
            ProblemKind::CheckExpired,
            ProblemKind::DigestMismatch,
            ProblemKind::NothingToRevoke,
            ProblemKind::CheckOfAnotherPerson,
        ] {
            assert!(
                notice_after(storing.clone(), refused(kind))
                    .last_words()
                    .is_none()
            );
        }
    }
}

#[test]
fn after_a_check_that_expired_the_visit_goes_on_at_the_pad_that_it_began_at() {
    for secret in [Secret::Pin, Secret::MatchingNumberB] {
        for mut storing in asked_once() {
            match &mut storing.what {
                ToStore::Registration(confirming) => confirming.filling.found.secret = secret,
                ToStore::Revocation(revocation) => revocation.found.secret = secret,
            }
            let resume = notice_after(storing, refused(ProblemKind::CheckExpired));
            assert!(matches!(resume, Resume::Type(pad) if AnyPad::secret(&pad) == secret));
        }
    }
}

#[test]
fn who_stops_waiting_is_told_that_the_outcome_is_open() {
    for (storing, call) in asked_once()
        .into_iter()
        .zip([Call::Registration, Call::Revocation])
    {
        let (way, effects) = left(StoringScreen { storing }.press(StoringEvent::StopWaiting));
        assert!(effects == [Effect::Stop(call)]);
        assert!(matches!(way, Way::Notice(_, resume) if resume.last_words().is_some()));
    }
}
