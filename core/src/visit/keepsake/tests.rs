use super::*;
use crate::{
    consent::{Receipt, RevocationReason},
    eligibility::ServiceFault,
    origin::{Channel, Origin},
    visit::{
        NoticeEvent, Screen, Tone,
        bench::{after_revocation, confirming, left, revocation, stayed},
        carried::{Storing, ToStore},
        done::DoneScreen,
        effect::Effect,
        event::Event,
        model::{Happening, update},
        revoked::RevokedScreen,
        storing::StoringScreen,
        view,
        way::Way,
    },
};

fn origin() -> Origin {
    Origin {
        channel: Channel::VisitApp,
        app: "app".to_owned(),
        version: "1".to_owned(),
        device: "device".to_owned(),
    }
}

/// A start after this was kept: the model, and what the notice says of what was stored and shows as numbers.
fn started_after(text: &str) -> (Model, String, Tone, Vec<String>) {
    let (model, effects) = Model::start(origin(), crate::card::Antenna::Unknown, Some(text));
    assert!(effects.is_empty(), "nothing is asked for before it was read");
    let Screen::Notice(notice) = view(&model).screen else {
        panic!("a start after an interruption says so")
    };
    let numbers = notice.details.into_iter().map(|detail| detail.value).collect();
    (model, notice.unchanged, notice.tone, numbers)
}

fn all() -> [Interrupted; 6] {
    [
        Interrupted::NothingStored(None),
        Interrupted::NothingStored(Some(Secret::Pin)),
        Interrupted::NothingStored(Some(Secret::MatchingNumberB)),
        Interrupted::InDoubt(Stored::Registration, "0123456789ab".to_owned()),
        Interrupted::InDoubt(Stored::Revocation, "registration-1".to_owned()),
        Interrupted::Unreadable,
    ]
}

#[test]
fn what_is_kept_is_read_as_what_it_was() {
    for interrupted in all() {
        assert_eq!(Interrupted::read(&interrupted.keepsake().text), interrupted);
    }
}

#[test]
fn only_a_doubt_has_to_survive_everything() {
    let lasting = all().map(|interrupted| interrupted.keepsake().lasting);
    assert_eq!(lasting, [false, false, false, true, true, true]);
}

#[test]
fn a_text_that_is_not_one_of_ours_counts_as_a_doubt() {
    let long = format!("1:registration:{}", "0".repeat(65));
    let foreign = [
        "",
        "1",
        "1:",
        "visit",
        "2:visit",
        "1:visit:",
        "1:visit:name",
        "1:visit:pin:1",
        "1:registration",
        "1:registration:",
        "1:registration:not a number",
        "1:registration:0123\n4567",
        "1:registration:患者",
        "1:eligibility:0123",
        &long,
    ];
    for text in foreign {
        assert_eq!(Interrupted::read(text), Interrupted::Unreadable, "{text}");
        let (_, unchanged, tone, numbers) = started_after(text);
        assert_eq!(tone, Tone::Alarm);
        assert!(unchanged.contains("未確認"), "{unchanged}");
        assert!(!unchanged.contains("元のまま") && numbers.is_empty());
    }
}

#[test]
fn it_is_said_until_somebody_goes_on_and_then_never_again() {
    for interrupted in all() {
        let kept = interrupted.keepsake();
        let (model, ..) = started_after(&kept.text);
        assert_eq!(
            model.keepsake(),
            Some(kept),
            "it may be interrupted again before it is read"
        );
        let finish = Event::Notice(NoticeEvent::Finish);
        let step = update(model, Happening::Pressed(finish));
        assert!(step.effects.contains(&Effect::FetchSettings));
        assert_eq!(step.model.keepsake(), None);
    }
}

#[test]
fn that_nothing_was_stored_is_said_where_it_is_so_and_the_number_where_it_is_not() {
    let [plain, pin, number, registration, revocation, _] = all().map(|interrupted| {
        let (_, unchanged, tone, numbers) = started_after(&interrupted.keepsake().text);
        (unchanged, tone, numbers)
    });
    assert_eq!(
        plain.0,
        "前の訪問では、同意の登録も取り消しもしていません。登録済みの同意は元のままです。"
    );
    assert!(pin.0.starts_with(&plain.0) && pin.0.contains("暗証番号の残り回数が1回減ったかもしれません。"));
    assert!(
        number.0.starts_with(&plain.0)
            && number
                .0
                .contains("照合番号Bの残り回数が1回減ったかもしれません。")
    );
    assert_eq!([plain.1, pin.1, number.1], [Tone::Caution; 3]);
    for (doubt, shown) in [(registration, "0123456789ab"), (revocation, "registration-1")] {
        assert!(doubt.0.contains("未確認") && !doubt.0.contains("元のまま"));
        assert_eq!((doubt.1, doubt.2), (Tone::Alarm, vec![shown.to_owned()]));
    }
}

/// A registration and a revocation, and what is kept while their outcome is not known.
fn stored() -> [(ToStore, Interrupted); 2] {
    let confirming = confirming();
    let digest = confirming.confirmed.digest()[..12].to_owned();
    [
        (
            ToStore::Registration(confirming),
            Interrupted::InDoubt(Stored::Registration, digest),
        ),
        (
            ToStore::Revocation(revocation(None, RevocationReason::ByPatient)),
            Interrupted::InDoubt(Stored::Revocation, "registration-1".to_owned()),
        ),
    ]
}

fn notice_of(way: Way) -> Stage {
    match stayed(Stage::open(way)) {
        (stage @ Stage::Notice(_), _) => stage,
        _ => panic!("no notice"),
    }
}

#[test]
fn a_request_that_is_out_is_in_doubt_until_its_answer_was_read() {
    for (what, doubt) in stored() {
        let (screen, _) = stayed(StoringScreen::ask(Storing::new(what)));
        let kind = screen.storing.kind();
        assert_eq!(Stage::Storing(screen.clone()).interrupted(), Some(doubt.clone()));
        let answered = |fault| match kind {
            Stored::Registration => screen.clone().registered(Err(fault)),
            Stored::Revocation => screen.clone().revoked(Err(fault)),
        };
        let lost = notice_of(left(answered(ServiceFault::NoAnswer)).0);
        assert_eq!(lost.interrupted(), Some(doubt.clone()));
        let never_sent = notice_of(left(answered(ServiceFault::Unreachable)).0);
        assert_eq!(never_sent.interrupted(), Some(Interrupted::NothingStored(None)));
        let Stage::Notice(unconfirmed) = lost else {
            unreachable!()
        };
        let given_up = notice_of(left(unconfirmed.press(NoticeEvent::LeaveUnconfirmed)).0);
        assert_eq!(
            given_up.interrupted(),
            Some(doubt),
            "the number may not have been noted yet"
        );
    }
}

#[test]
fn a_receipt_that_holds_leaves_nothing_to_say_and_one_that_differs_does() {
    let confirming = confirming();
    let receipt = Receipt {
        registration: "registration-1".to_owned(),
        registered_at: "2026-11-22T10:00:00+09:00".to_owned(),
        origin: origin(),
        statement: confirming.confirmed.statement().clone(),
        items: confirming.confirmed.statement().items.clone(),
        digest: confirming.confirmed.digest().to_owned(),
    };
    let shown = |receipt| Stage::Done(stayed(DoneScreen::open(confirming.clone(), receipt)).0).interrupted();
    assert_eq!(shown(receipt.clone()), None);
    let fewer = Receipt {
        items: Vec::new(),
        ..receipt
    };
    let number = confirming.confirmed.digest()[..12].to_owned();
    assert_eq!(
        shown(fewer),
        Some(Interrupted::InDoubt(Stored::Registration, number))
    );

    let revocation = revocation(None, RevocationReason::ByPatient);
    let shown =
        |standing| Stage::Revoked(stayed(RevokedScreen::open(revocation.clone(), standing)).0).interrupted();
    let after = after_revocation(&revocation);
    let before = revocation.found.in_force().unwrap().clone();
    assert_eq!(shown(after), None);
    let doubt = Interrupted::InDoubt(Stored::Revocation, "registration-1".to_owned());
    assert_eq!(shown(before), Some(doubt));
}
