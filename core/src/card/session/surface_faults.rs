//! Tests: everything that can go wrong in a tap without the PIN, what it did to the tries of 照合番号B, and that it was
//! presented once or not at all.

use super::{LastTry, broke_off::assert_broke_off_at, scripted::*, surface_tap::*};
use crate::card::{CardFault, Generations, LinkError, Phase, SurfaceReading, Tries};
use jiff::civil::date;

/// Where in [`extended`] what happens.
const RECORD: usize = 3;
const ISSUER: usize = 4;
const SIGN_SURFACE: usize = 5;
const SELECT_JPKI: usize = 6;
const CERTIFICATE: usize = 7;

/// What a card answers that takes extended lengths: one answer for each file.
fn extended() -> Vec<Reply> {
    surface_card(&record_of(RAMP, b"20351122"), 0x8000)
}

fn extended_but(position: usize, reply: Reply) -> Vec<Reply> {
    let mut replies = extended();
    replies[position] = reply;
    replies
}

async fn tap(replies: Vec<Reply>) -> Ended<SurfaceReading> {
    tap_surface(&ScriptedReader::extended(1, replies), LastTry::Ask).await
}

fn phase_at(position: usize) -> Phase {
    match position {
        SELECT => Phase::Select,
        TRIES_LEFT => Phase::TriesLeft,
        VERIFY => Phase::Verify,
        RECORD | ISSUER => Phase::ReadSurface,
        SIGN_SURFACE => Phase::SignSurface,
        _ => Phase::ReadCertificate,
    }
}

#[tokio::test]
async fn a_card_that_leaves_is_lost_in_its_phase() {
    for position in SELECT..=CERTIFICATE {
        for error in [LinkError::CardGone, LinkError::ReaderGone, LinkError::Failed] {
            let ended = tap(extended_but(position, Reply::Fails(error))).await;
            let fault = match phase_at(position) {
                Phase::Verify => CardFault::LostDuringVerify,
                phase => CardFault::Lost { phase },
            };
            assert_broke_off_at(&ended, position, fault);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_card_that_falls_silent_is_given_up() {
    for position in SELECT..=CERTIFICATE {
        let ended = tap(extended_but(position, Reply::Never)).await;
        let fault = match phase_at(position) {
            Phase::Verify => CardFault::LostDuringVerify,
            phase => CardFault::Silent { phase },
        };
        assert_broke_off_at(&ended, position, fault);
    }
}

#[tokio::test]
async fn noise_is_malformed() {
    for position in SELECT..=CERTIFICATE {
        for bytes in [vec![], vec![0x90], vec![0x00, 0x00], vec![0xFF, 0x20, 0x82]] {
            let ended = tap(extended_but(position, Reply::Bytes(bytes))).await;
            let fault = match phase_at(position) {
                Phase::Verify => CardFault::LostDuringVerify,
                phase => CardFault::Malformed { phase },
            };
            assert_broke_off_at(&ended, position, fault);
        }
    }
}

#[tokio::test]
async fn a_refusal_keeps_its_status_word() {
    for position in SELECT..=CERTIFICATE {
        let ended = tap(extended_but(position, status(0x6982))).await;
        let fault = CardFault::Refused {
            phase: phase_at(position),
            status: 0x6982,
        };
        assert_broke_off_at(&ended, position, fault);
    }
}

#[tokio::test]
async fn the_counter_of_the_number_is_respected_as_that_of_the_pin() {
    for (word, fault) in [
        (0x63C1, CardFault::LastTryNotAgreed),
        (0x63C0, CardFault::Blocked),
        (0x6983, CardFault::Blocked),
        (0x6984, CardFault::Blocked),
    ] {
        assert_broke_off_at(
            &tap(extended_but(TRIES_LEFT, status(word))).await,
            TRIES_LEFT,
            fault,
        );
    }
    let reader = ScriptedReader::extended(1, extended_but(TRIES_LEFT, status(0x63C1)));
    assert!(tap_surface(&reader, LastTry::Agreed).await.outcome.is_ok());
}

#[tokio::test]
async fn a_wrong_number_says_how_many_tries_are_left() {
    for left in 0..=9 {
        let ended = tap(extended_but(VERIFY, status(0x63C0 + u16::from(left)))).await;
        assert_eq!(ended.fault(), CardFault::WrongPin { left });
        assert_eq!(ended.fault().tries(), Tries::Left(left));
        assert_eq!((ended.commands.len(), ended.secrets_presented()), (VERIFY + 1, 1));
        assert_eq!(ended.tries_told, [3, left]);
    }
}

#[tokio::test]
async fn a_record_that_is_none_is_malformed() {
    let mut broken = record_of(RAMP, b"20351122");
    broken[8] ^= 0x01;
    let no_day = record_of(RAMP, b"20351322");
    for record in [broken, no_day, vec![0x00; 300], vec![0xFF; 300]] {
        let ended = tap(extended_but(RECORD, data(&record, 0x9000))).await;
        assert_broke_off_at(
            &ended,
            RECORD,
            CardFault::Malformed {
                phase: Phase::ReadSurface,
            },
        );
    }
}

#[tokio::test]
async fn an_expired_card_is_not_asked_to_sign() {
    let ended = tap(extended_but(RECORD, data(&record_of(RAMP, b"20261121"), 0x9000))).await;
    let fault = CardFault::CardExpired {
        on: date(2026, 11, 21),
    };
    assert_broke_off_at(&ended, RECORD, fault);
}

#[tokio::test]
async fn a_portrait_that_is_none_is_malformed_once_the_card_is_let_go() {
    let card = surface_card(&record_of(b"no portrait", b"20351122"), 0x8000);
    let reader = ScriptedReader::extended(1, card);
    let ended = tap_surface(&reader, LastTry::Ask).await;
    let fault = CardFault::Malformed {
        phase: Phase::ReadSurface,
    };
    assert_eq!((ended.fault(), ended.commands.len()), (fault, 8));
    assert!(!reader.card_is_held());
}

#[tokio::test]
async fn a_card_without_a_certificate_says_so() {
    for position in [SELECT_JPKI, CERTIFICATE] {
        let ended = tap(extended_but(position, status(0x6A82))).await;
        assert_broke_off_at(&ended, position, CardFault::NoCertificate);
    }
}

#[tokio::test]
async fn an_incomplete_number_does_not_reach_the_card() {
    let reader = ScriptedReader::extended(1, extended());
    let ended = reader
        .read(&Generations::default(), async |reading| {
            reading
                .without_pin(&number("1505122035194"), &message(), LastTry::Ask, TODAY)
                .await
        })
        .await;
    assert_eq!(
        (ended.fault(), ended.fault().tries()),
        (CardFault::NumberIncomplete, Tries::Untouched)
    );
    assert_eq!((ended.commands.len(), ended.phases.len()), (0, 0));
}

#[tokio::test]
async fn short_exchanges_that_break_off_break_off_there() {
    let whole = surface_card(&record_of(RAMP, b"20351122"), 256);
    for position in 0..whole.len() {
        let mut replies = whole.clone();
        replies.truncate(position);
        let reader = ScriptedReader::holding(replies);
        let ended = tap_surface(&reader, LastTry::Ask).await;
        assert_eq!(ended.commands.len(), position + 1);
        assert_eq!(ended.secrets_presented(), usize::from(position >= VERIFY));
        assert!(!reader.card_is_held());
        match ended.fault() {
            CardFault::LostDuringVerify => assert_eq!(position, VERIFY),
            CardFault::Lost { phase } => assert_eq!(Some(&phase), ended.phases.last()),
            fault => panic!("{fault}"),
        }
    }
}
