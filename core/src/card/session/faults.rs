//! Tests: everything that can go wrong in a tap, what it did to the tries, and that VERIFY was sent once or
//! not at all.

use super::{LastTry, broke_off::assert_broke_off_at, scripted::*};
use crate::card::{CardFault, LinkError, Phase, Tries};

/// Every command of a good tap, with its phase. One each, but for the certificate's rest at the end.
fn commands_and_phases() -> impl Iterator<Item = (usize, Phase)> {
    good_card().into_iter().enumerate().map(|(position, _)| {
        let phase = match position {
            SELECT => Phase::Select,
            TRIES_LEFT => Phase::TriesLeft,
            VERIFY => Phase::Verify,
            SIGN => Phase::Sign,
            _ => Phase::ReadCertificate,
        };
        (position, phase)
    })
}

#[tokio::test]
async fn a_card_that_leaves_is_lost_in_its_phase() {
    for (position, phase) in commands_and_phases() {
        for error in [
            LinkError::CardGone,
            LinkError::ReaderGone,
            LinkError::NoService,
            LinkError::Failed,
        ] {
            let ended = tap(good_card_but(position, Reply::Fails(error))).await;
            let fault = match phase {
                Phase::Verify => CardFault::LostDuringVerify,
                _ => CardFault::Lost { phase },
            };
            assert_broke_off_at(&ended, position, fault);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_card_that_falls_silent_is_given_up_after_five_seconds() {
    for (position, phase) in commands_and_phases() {
        let start = tokio::time::Instant::now();
        let ended = tap(good_card_but(position, Reply::Never)).await;
        let fault = match phase {
            Phase::Verify => CardFault::LostDuringVerify,
            _ => CardFault::Silent { phase },
        };
        assert_broke_off_at(&ended, position, fault);
        // The clock is paused: it moves to the next timer and nowhere else, to its millisecond.
        assert_eq!(start.elapsed().as_secs(), 5);
    }
}

#[tokio::test]
async fn an_answer_that_is_none_is_malformed() {
    for (position, phase) in commands_and_phases() {
        let too_long = [vec![0; 257], vec![0x90, 0x00]].concat();
        for bytes in [
            vec![],
            vec![0x90],
            vec![0x00, 0x00],
            vec![0x30, 0x82, 0x06],
            too_long,
        ] {
            let ended = tap(good_card_but(position, Reply::Bytes(bytes))).await;
            let fault = match phase {
                Phase::Verify => CardFault::LostDuringVerify,
                _ => CardFault::Malformed { phase },
            };
            assert_broke_off_at(&ended, position, fault);
        }
    }
}

#[tokio::test]
async fn a_refusal_keeps_its_status_word() {
    for (position, phase) in commands_and_phases() {
        for word in [0x6982, 0x6A86, 0x6700, 0x6881, 0x6300] {
            let ended = tap(good_card_but(position, status(word))).await;
            assert_broke_off_at(&ended, position, CardFault::Refused { phase, status: word });
        }
    }
}

#[tokio::test]
async fn data_in_the_answer_to_verify_make_it_rubbish() {
    for word in [0x9000, 0x63C2, 0x6983] {
        let ended = tap(good_card_but(VERIFY, data(&[0x00], word))).await;
        assert_broke_off_at(&ended, VERIFY, CardFault::LostDuringVerify);
    }
}

#[tokio::test]
async fn one_try_left_stops_and_asks() {
    let ended = tap(good_card_but(TRIES_LEFT, status(0x63C1))).await;
    assert_broke_off_at(&ended, TRIES_LEFT, CardFault::LastTryNotAgreed);
    assert_eq!(ended.phases.last(), Some(&Phase::TriesLeft));
}

#[tokio::test]
async fn a_blocked_pin_is_not_presented_whatever_was_agreed() {
    for word in [0x63C0, 0x6983, 0x6984] {
        for last_try in [LastTry::Ask, LastTry::Agreed] {
            let reader = ScriptedReader::holding(good_card_but(TRIES_LEFT, status(word)));
            assert_broke_off_at(&reader.tap(last_try).await, TRIES_LEFT, CardFault::Blocked);
        }
    }
}

#[tokio::test]
async fn no_pin_is_presented_when_the_card_does_not_say_how_many_tries_are_left() {
    let ended = tap(good_card_but(TRIES_LEFT, status(0x9000))).await;
    assert_broke_off_at(
        &ended,
        TRIES_LEFT,
        CardFault::Malformed {
            phase: Phase::TriesLeft,
        },
    );
}

#[tokio::test]
async fn a_wrong_pin_says_how_many_tries_are_left() {
    for left in 0..=2 {
        let ended = tap(good_card_but(VERIFY, status(0x63C0 + u16::from(left)))).await;
        assert_eq!(ended.fault(), CardFault::WrongPin { left });
        assert_eq!(ended.fault().tries(), Tries::Left(left));
        assert_eq!((ended.commands.len(), ended.secrets_presented()), (VERIFY + 1, 1));
    }
}

#[tokio::test]
async fn a_pin_that_turns_out_blocked_is_presented_once() {
    for word in [0x6983, 0x6984] {
        let ended = tap(good_card_but(VERIFY, status(word))).await;
        assert_eq!(ended.fault(), CardFault::Blocked);
        assert_eq!((ended.commands.len(), ended.secrets_presented()), (VERIFY + 1, 1));
    }
}

#[tokio::test]
async fn a_card_without_a_certificate_says_so_and_its_tries_are_full() {
    let ended = tap(good_card_but(READ, status(0x6A82))).await;
    assert_broke_off_at(&ended, READ, CardFault::NoCertificate);
}

#[tokio::test]
async fn a_file_that_is_no_certificate_is_malformed() {
    let malformed = CardFault::Malformed {
        phase: Phase::ReadCertificate,
    };
    let absurd = [0x30, 0x82, 0xFF, 0xFF, 0x00, 0x00];
    let indefinite = [0x30, 0x80, 0x30, 0x00, 0x00, 0x00];
    for first in [
        &[0x00; 256][..],
        &[0xFF; 256],
        &absurd,
        &indefinite,
        &[0x30],
        &[0x30, 0x00],
        &[],
    ] {
        let ended = tap(good_card_but(READ, data(first, 0x9000))).await;
        assert_broke_off_at(&ended, READ, malformed);
    }
}

#[tokio::test]
async fn a_certificate_that_is_cut_is_malformed() {
    let malformed = CardFault::Malformed {
        phase: Phase::ReadCertificate,
    };
    for answer in [data(&[], 0x9000), status(0x6B00), data(&[0; 0x38], 0x9000)] {
        let ended = tap(good_card_but(LAST, answer)).await;
        assert_broke_off_at(&ended, LAST, malformed);
    }
}

#[tokio::test]
async fn a_certificate_that_changes_while_it_is_read_is_malformed() {
    let mut changed = certificate(1590)[255..511].to_vec();
    changed[0] ^= 0x01;
    for answer in [data(&changed, 0x9000), data(&changed[..1], 0x9000)] {
        let ended = tap(good_card_but(REST, answer)).await;
        assert_broke_off_at(
            &ended,
            REST,
            CardFault::Malformed {
                phase: Phase::ReadCertificate,
            },
        );
    }
}

#[tokio::test]
async fn a_signature_of_an_absurd_length_is_malformed() {
    for length in [0, 1, 95] {
        let ended = tap(good_card_but(SIGN, data(&vec![0x5A; length], 0x9000))).await;
        assert_broke_off_at(&ended, SIGN, CardFault::Malformed { phase: Phase::Sign });
    }
    let too_long = [
        data(&SIGNATURE, 0x6100),
        data(&SIGNATURE, 0x6101),
        data(&[0x5A], 0x9000),
    ];
    let ended = tap(good_card_with(SIGN, &too_long)).await;
    assert_eq!(ended.fault(), CardFault::Malformed { phase: Phase::Sign });
}

#[tokio::test]
async fn a_reader_that_cannot_be_used_says_why() {
    for (error, fault) in [
        (LinkError::NoReader, CardFault::Reader(LinkError::NoReader)),
        (LinkError::ReaderGone, CardFault::Reader(LinkError::ReaderGone)),
        (LinkError::Busy, CardFault::Reader(LinkError::Busy)),
        (LinkError::NoService, CardFault::Reader(LinkError::NoService)),
        (LinkError::Failed, CardFault::Reader(LinkError::Failed)),
        (
            LinkError::CardGone,
            CardFault::Lost {
                phase: Phase::Waiting,
            },
        ),
        (
            LinkError::Mute,
            CardFault::Silent {
                phase: Phase::Waiting,
            },
        ),
    ] {
        let ended = ScriptedReader::failing(error).tap(LastTry::Ask).await;
        assert_eq!(ended.fault(), fault);
        assert_eq!(
            (ended.fault().tries(), ended.commands.len()),
            (Tries::Untouched, 0)
        );
        assert_eq!(ended.phases, [Phase::Waiting]);
    }
}

#[tokio::test(start_paused = true)]
async fn no_card_within_a_minute_ends_the_wait() {
    let start = tokio::time::Instant::now();
    let ended = ScriptedReader::empty().tap(LastTry::Ask).await;
    assert_eq!(
        (ended.fault(), ended.fault().tries()),
        (CardFault::NoCardInTime, Tries::Untouched)
    );
    assert_eq!(start.elapsed().as_secs(), 60);
}

#[tokio::test]
async fn an_incomplete_pin_does_not_reach_the_card() {
    let reader = ScriptedReader::holding(good_card());
    let ended = reader.tap_with(&pin("123"), LastTry::Ask).await;
    assert_eq!(
        (ended.fault(), ended.fault().tries()),
        (CardFault::PinIncomplete, Tries::Untouched)
    );
    assert_eq!((ended.commands.len(), ended.phases.len()), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_tap_that_is_dropped_lets_the_card_go_and_sends_no_more() {
    for (position, _) in commands_and_phases() {
        let reader = ScriptedReader::holding(good_card_but(position, Reply::Never));
        let one_second = std::time::Duration::from_secs(1);
        assert!(
            tokio::time::timeout(one_second, reader.tap(LastTry::Ask))
                .await
                .is_err()
        );
        assert!(!reader.card_is_held());
        assert_eq!(reader.commands().len(), position + 1);
    }
}
