//! Tests: answers that only ask for another command, and cards that answer in other portions than ours.

use super::scripted::*;
use crate::card::{CardFault, CertificateRead, LinkError, Phase};

/// The command at `position` of a tap, in hex.
fn sent(ended: &Ended, position: usize) -> String {
    hex(&ended.commands[position])
}

fn assert_good(ended: &Ended) {
    let proof = ended.outcome.as_ref().unwrap();
    assert_eq!(
        (&proof.certificate, &proof.signature[..]),
        (&CertificateRead::Whole(certificate(1590)), &SIGNATURE[..])
    );
    assert_eq!(ended.secrets_presented(), 1);
}

#[tokio::test]
async fn data_that_wait_are_fetched() {
    let mut replies = good_card();
    let in_pieces = [
        status(0x6100),
        data(&SIGNATURE[..200], 0x6138),
        data(&SIGNATURE[200..], 0x9000),
    ];
    replies.splice(SIGN..=SIGN, in_pieces);
    let ended = tap(replies).await;
    assert_good(&ended);
    assert_eq!(
        (sent(&ended, SIGN + 1), sent(&ended, SIGN + 2)),
        ("00C0000000".into(), "00C0000038".into())
    );
}

#[tokio::test]
async fn data_that_wait_after_select_are_fetched_and_not_looked_at() {
    let ended = tap(good_card_with(SELECT, &[status(0x6112)])).await;
    assert_eq!(sent(&ended, 1), "00C0000012");
    assert_good(&ended);
}

#[tokio::test]
async fn a_wrong_le_is_put_right_once() {
    let ended = tap(good_card_with(LAST, &[status(0x6C37)])).await;
    assert_good(&ended);
    assert_eq!(sent(&ended, LAST), sent(&ended, LAST + 1));

    let fault = tap(good_card_with(READ, &[status(0x6C80), status(0x6C40)])).await;
    assert_eq!(
        fault.fault(),
        CardFault::Refused {
            phase: Phase::ReadCertificate,
            status: 0x6C40
        }
    );
    assert_eq!(
        (sent(&fault, READ), sent(&fault, READ + 1)),
        ("00B08A0000".into(), "00B08A0080".into())
    );
    assert_eq!(fault.commands.len(), READ + 2);
}

#[tokio::test]
async fn a_wrong_le_of_get_response_is_put_right_too() {
    let ended = tap(good_card_with(SELECT, &[status(0x6112), status(0x6C10)])).await;
    assert_eq!(
        (sent(&ended, 1), sent(&ended, 2)),
        ("00C0000012".into(), "00C0000010".into())
    );
    assert_good(&ended);
}

#[tokio::test]
async fn neither_verify_nor_the_question_for_its_tries_is_repeated_with_another_le() {
    for word in [0x6C03, 0x6103, 0x6F00] {
        let question = tap(good_card_but(TRIES_LEFT, status(word))).await;
        assert_eq!(
            question.fault(),
            CardFault::Refused {
                phase: Phase::TriesLeft,
                status: word
            }
        );
        assert_eq!(
            (question.commands.len(), question.secrets_presented()),
            (TRIES_LEFT + 1, 0)
        );

        let verify = tap(good_card_but(VERIFY, status(word))).await;
        assert_eq!(
            verify.fault(),
            CardFault::Refused {
                phase: Phase::Verify,
                status: word
            }
        );
        assert_eq!(
            (verify.commands.len(), verify.secrets_presented()),
            (VERIFY + 1, 1)
        );
    }
}

#[tokio::test]
async fn select_is_repeated_once_when_the_card_has_just_woken() {
    let ended = tap(good_card_with(SELECT, &[status(0x6F00)])).await;
    assert_eq!(ended.commands[0], ended.commands[1]);
    assert_good(&ended);
}

#[tokio::test]
async fn a_card_that_does_not_wake_is_refused_after_the_second_select() {
    let ended = tap(good_card_with(SELECT, &[status(0x6F00), status(0x6F00)])).await;
    assert_eq!(
        ended.fault(),
        CardFault::Refused {
            phase: Phase::Select,
            status: 0x6F00
        }
    );
    assert_eq!(ended.commands.len(), 2);
}

#[tokio::test]
async fn only_the_first_command_is_repeated_for_that() {
    for (position, phase) in [(READ, Phase::ReadCertificate), (SIGN, Phase::Sign)] {
        let ended = tap(good_card_but(position, status(0x6F00))).await;
        assert_eq!(
            ended.fault(),
            CardFault::Refused {
                phase,
                status: 0x6F00
            }
        );
        assert_eq!(ended.commands.len(), position + 1);
    }
}

#[tokio::test]
async fn a_card_with_shorter_answers_is_read_from_where_it_stopped() {
    let ended = tap(good_card_of(&certificate(1590), 128)).await;
    assert_good(&ended);
    assert_eq!(
        [3, 4, 6, 7].map(|position| sent(&ended, position)),
        ["00B08A0000", "00B0008000", "00B08AFF00", "00B0017F00"]
    );
    assert_eq!(sent(&ended, 16), "00B005FF37");
}

#[tokio::test]
async fn a_card_that_asks_for_ever_more_commands_is_left() {
    let ended = tap(vec![status(0x6101); 1000]).await;
    assert_eq!(ended.fault(), CardFault::Malformed { phase: Phase::Select });
    assert_eq!((ended.commands.len(), ended.secrets_presented()), (80, 0));

    let drip = (0..1000).map(|_| data(&[0x00], 0x9000));
    let replies = good_card().into_iter().take(REST + 1).chain(drip).collect();
    let ended = tap(replies).await;
    assert_eq!(
        ended.fault(),
        CardFault::Malformed {
            phase: Phase::ReadCertificate
        }
    );
    assert_eq!((ended.commands.len(), ended.secrets_presented()), (81, 1));
}

#[tokio::test]
async fn a_link_that_fails_while_data_wait_is_lost_in_that_phase() {
    let ended = tap(good_card_with(
        SIGN,
        &[status(0x6100), Reply::Fails(LinkError::CardGone)],
    ))
    .await;
    assert_eq!(ended.fault(), CardFault::Lost { phase: Phase::Sign });
}
