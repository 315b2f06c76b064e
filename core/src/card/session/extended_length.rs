//! Tests: the tap with extended lengths, and how it falls back to short ones.

use super::scripted::*;
use crate::card::{CardFault, CardProof, CertificateRead, Generations, LinkError, NoneKnown, Phase, Tries};

use super::LastTry;

/// What a card answers that takes extended lengths.
fn extended_card() -> Vec<Reply> {
    vec![
        status(0x9000),
        status(0x63C3),
        status(0x9000),
        data(&certificate(1590), 0x9000),
        data(&SIGNATURE, 0x9000),
    ]
}

/// [`good_card`], which first answers the extended READ BINARY so.
fn refusing(reply: Reply) -> Vec<Reply> {
    good_card_with(READ, &[reply])
}

async fn tap_of(reader: ScriptedReader, generations: &Generations) -> Ended<CardProof> {
    reader
        .read(generations, async |reading| {
            reading
                .with_pin(&pin("1234"), &message(), LastTry::Ask, &NoneKnown)
                .await
        })
        .await
}

fn assert_whole(ended: &Ended, exchanges: usize) {
    let proof = ended.outcome.as_ref().unwrap();
    assert!(proof.certificate == CertificateRead::Whole(certificate(1590)));
    assert_eq!((ended.commands.len(), ended.secrets_presented()), (exchanges, 1));
}

#[tokio::test]
async fn with_extended_length_a_tap_takes_five_exchanges() {
    let ended = tap_of(
        ScriptedReader::extended(1, extended_card()),
        &Generations::default(),
    )
    .await;
    assert_whole(&ended, 5);
    let sent = ended.sent();
    assert_eq!(
        sent[..4],
        [
            "00A4040C0AD392F000260100000001",
            "00200098",
            "002000980431323334",
            "00B08A00001000"
        ]
    );
    assert!(sent[4].starts_with("802A009733"));
    use Phase::*;
    assert_eq!(
        ended.phases,
        [Waiting, Select, TriesLeft, Verify, ReadCertificate, Sign]
    );
}

#[tokio::test]
async fn a_file_that_ends_before_what_was_asked_for_is_whole() {
    let mut replies = extended_card();
    replies[READ] = data(&certificate(1590), 0x6282);
    let ended = tap_of(ScriptedReader::extended(1, replies), &Generations::default()).await;
    assert_whole(&ended, 5);
}

#[tokio::test]
async fn a_refusal_costs_one_exchange_once_for_its_generation() {
    for word in [
        0x6700, 0x6A86, 0x6D00, 0x6985, 0x6F00, 0x6881, 0x6C00, 0x6110, 0x6983,
    ] {
        let generations = Generations::default();
        let first = tap_of(ScriptedReader::extended(1, refusing(status(word))), &generations).await;
        assert_whole(&first, 12);
        assert_eq!(first.sent()[READ..READ + 2], ["00B08A00001000", "00B08A0000"]);
        let second = tap_of(ScriptedReader::extended(1, good_card()), &generations).await;
        assert_whole(&second, 11);
        let another_generation = tap_of(ScriptedReader::extended(2, extended_card()), &generations).await;
        assert_whole(&another_generation, 5);
    }
}

#[tokio::test]
async fn a_link_for_short_lengths_is_not_asked_for_more() {
    let ended = tap_of(ScriptedReader::holding(good_card()), &Generations::default()).await;
    assert_whole(&ended, 11);
}

#[tokio::test]
async fn a_link_that_breaks_at_it_loses_one_tap_and_is_asked_no_more() {
    for (reply, fault) in [
        (
            Reply::Fails(LinkError::Failed),
            CardFault::Lost {
                phase: Phase::ReadCertificate,
            },
        ),
        (
            Reply::Bytes(vec![0x00]),
            CardFault::Malformed {
                phase: Phase::ReadCertificate,
            },
        ),
    ] {
        let generations = Generations::default();
        let first = tap_of(ScriptedReader::extended(1, refusing(reply)), &generations).await;
        assert_eq!((first.fault(), first.fault().tries()), (fault, Tries::Full));
        assert_eq!((first.commands.len(), first.secrets_presented()), (READ + 1, 1));
        let second = tap_of(ScriptedReader::extended(1, good_card()), &generations).await;
        assert_whole(&second, 11);
    }
}

#[tokio::test]
async fn a_card_pulled_where_it_worked_before_is_asked_again() {
    let generations = Generations::default();
    tap_of(ScriptedReader::extended(1, extended_card()), &generations).await;
    let pulled = refusing(Reply::Fails(LinkError::CardGone));
    tap_of(ScriptedReader::extended(1, pulled), &generations)
        .await
        .fault();
    let again = tap_of(ScriptedReader::extended(1, extended_card()), &generations).await;
    assert_whole(&again, 5);
}

#[tokio::test]
async fn an_answer_about_the_file_is_none_about_the_length() {
    let phase = Phase::ReadCertificate;
    for (word, fault) in [
        (0x6A82, CardFault::NoCertificate),
        (
            0x6982,
            CardFault::Refused {
                phase,
                status: 0x6982,
            },
        ),
        (
            0x63C1,
            CardFault::Refused {
                phase,
                status: 0x63C1,
            },
        ),
        (0x6B00, CardFault::Malformed { phase }),
    ] {
        let generations = Generations::default();
        let ended = tap_of(ScriptedReader::extended(1, refusing(status(word))), &generations).await;
        assert_eq!((ended.fault(), ended.commands.len()), (fault, READ + 1));
        let next = tap_of(ScriptedReader::extended(1, extended_card()), &generations).await;
        assert_whole(&next, 5);
    }
}

#[tokio::test]
async fn a_card_that_cuts_its_answers_is_read_on_in_short_ones() {
    let generations = Generations::default();
    let first = tap_of(ScriptedReader::extended(1, good_card()), &generations).await;
    assert_whole(&first, 11);
    assert_eq!(first.sent()[REST], "00B08AFF00");
    let second = tap_of(ScriptedReader::extended(1, good_card()), &generations).await;
    assert_eq!(second.sent()[READ], "00B08A0000");
}

#[tokio::test]
async fn a_card_with_a_small_buffer_is_read_on_in_long_answers() {
    let whole = certificate(1590);
    let mut replies = extended_card();
    replies[READ] = data(&whole[..1000], 0x9000);
    replies.push(data(&whole[255..1255], 0x9000));
    replies.push(data(&whole[1255..], 0x9000));
    let ended = tap_of(ScriptedReader::extended(1, replies), &Generations::default()).await;
    assert_whole(&ended, 7);
    // 1335 bytes from 255, then 335 from 1255.
    assert_eq!(ended.sent()[REST..], ["00B08AFF000537", "00B004E700014F"]);
}
