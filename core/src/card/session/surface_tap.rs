//! Tests: the tap without the PIN of a card that does everything right, byte for byte; and what its script is made of.

use sha2::{Digest, Sha256};

use super::{LastTry, scripted::*};
use crate::{
    card::{
        Generations, Phase, SurfaceReading,
        surface_record::made_up::{fields, object, record},
    },
    eligibility::date::Date,
};
use jiff::civil::date;

pub(super) const RAMP: &[u8] = include_bytes!("../portrait/ramp.jp2");
pub(super) const TODAY: Date = date(2026, 11, 22);

/// A record with this portrait and day of expiry.
pub(super) fn record_of(portrait: &[u8], expiry: &[u8]) -> Vec<u8> {
    record(&fields(portrait, expiry))
}

pub(super) fn issuer_certificate() -> Vec<u8> {
    object(
        0x7F21,
        &[object(0x5F4E, &[0x4E; 297]), object(0x5F37, &[0xBC; 256])].concat(),
    )
}

/// What a good card answers that has this record, and gives at most `piece` bytes at once.
pub(super) fn surface_card(record: &[u8], piece: usize) -> Vec<Reply> {
    let read = |file: &[u8]| -> Vec<Reply> { file.chunks(piece).map(|piece| data(piece, 0x9000)).collect() };
    [
        vec![status(0x9000), status(0x63C3), status(0x9000)],
        read(record),
        read(&issuer_certificate()),
        vec![data(&SIGNATURE, 0x9000), status(0x9000)],
        read(&certificate(1590)),
    ]
    .concat()
}

pub(super) async fn tap_surface(reader: &ScriptedReader, last_try: LastTry) -> Ended<SurfaceReading> {
    reader
        .read(&Generations::default(), async |reading| {
            let number = number("15051220351942");
            reading.without_pin(&number, &message(), last_try, TODAY).await
        })
        .await
}

fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

fn assert_good(ended: &Ended<SurfaceReading>) {
    let reading = ended.outcome.as_ref().unwrap();
    let written = fields(RAMP, b"20351122");
    let objects: Vec<Vec<u8>> = written.iter().map(|(tag, value)| object(*tag, value)).collect();
    assert_eq!((reading.portrait.width(), reading.portrait.height()), (8, 6));
    assert_eq!(reading.expires_on, date(2035, 11, 22));
    let proof = &reading.proof;
    assert!(proof.certificate == certificate(1590) && proof.signature == SIGNATURE);
    assert!(proof.holder == objects[..3].concat());
    assert_eq!(proof.images_digest, digest(&objects[3..5].concat()));
    assert_eq!(proof.portrait_digest, digest(&objects[5]));
    assert!(proof.record_signature == [0xBC; 256] && proof.issuer_certificate == issuer_certificate());
    assert_eq!(ended.secrets_presented(), 1);
}

#[tokio::test]
async fn with_extended_length_it_takes_eight_exchanges() {
    let card = surface_card(&record_of(RAMP, b"20351122"), 0x8000);
    let ended = tap_surface(&ScriptedReader::extended(1, card), LastTry::Ask).await;
    assert_good(&ended);
    let hash = hex(&digest(message().as_bytes()));
    let sign = format!("802A0000333031300D060960864801650304020105000420{hash}00");
    assert_eq!(
        ended.sent(),
        [
            "00A4040C0AD3921000310001010402",
            "00200092",
            "002000920E3135303531323230333531393432",
            "00B08200008000",
            "00B08400000800",
            &sign,
            "00A4040C0AD392F000260100000001",
            "00B08A00001000",
        ]
    );
    use Phase::*;
    assert_eq!(
        ended.phases,
        [
            Waiting,
            Select,
            TriesLeft,
            Verify,
            ReadSurface,
            SignSurface,
            ReadCertificate
        ]
    );
    assert_eq!(ended.tries_told, [3]);
}

#[tokio::test]
async fn in_short_exchanges_it_takes_one_for_each_256_bytes() {
    let record = record_of(RAMP, b"20351122");
    let ended = tap_surface(&ScriptedReader::holding(surface_card(&record, 256)), LastTry::Ask).await;
    assert_good(&ended);
    let pieces = record.len().div_ceil(256);
    assert_eq!(ended.commands.len(), 5 + pieces + 3 + 7);
    let sent = ended.sent();
    assert_eq!(sent[3..5], ["00B0820000", "00B0010000"]);
    assert_eq!(
        sent[3 + pieces..6 + pieces],
        ["00B0840000", "00B0010000", "00B0020038"]
    );
    assert_eq!(sent[8 + pieces..10 + pieces], ["00B08A0000", "00B0010000"]);
}

#[tokio::test]
async fn the_card_is_let_go_when_the_tap_ends() {
    let reader = ScriptedReader::holding(surface_card(&record_of(RAMP, b"20351122"), 256));
    assert!(tap_surface(&reader, LastTry::Ask).await.outcome.is_ok());
    assert!(!reader.card_is_held());
}

#[tokio::test]
async fn a_card_is_good_on_its_last_day() {
    let reader = ScriptedReader::holding(surface_card(&record_of(RAMP, b"20261122"), 256));
    assert!(tap_surface(&reader, LastTry::Ask).await.outcome.is_ok());
}

#[tokio::test]
async fn answers_that_only_ask_for_another_command_are_followed_here_too() {
    let record = record_of(RAMP, b"20351122");
    let good = surface_card(&record, 256);
    let last_of_record = 2 + record.len().div_ceil(256);
    let rest = (record.len() % 256) as u16;
    for (position, more) in [
        // A card that has just woken.
        (0, vec![status(0x6F00)]),
        // Data after SELECT, which nobody wants.
        (0, vec![status(0x6112)]),
        // Each piece to be fetched.
        (3, vec![status(0x6100)]),
        // An Le that the card knows better.
        (last_of_record, vec![status(0x6C00 + rest)]),
        // Both, at the signature.
        (last_of_record + 4, vec![status(0x6C00), status(0x6100)]),
    ] {
        let mut replies = good.clone();
        replies.splice(position..position, more.clone());
        let ended = tap_surface(&ScriptedReader::holding(replies), LastTry::Ask).await;
        assert_good(&ended);
        assert_eq!(ended.commands.len(), good.len() + more.len());
    }
}
