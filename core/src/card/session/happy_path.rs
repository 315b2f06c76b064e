//! Tests: the tap of a card that does everything right, byte for byte.

use super::{LastTry, scripted::*};
use crate::card::{CertificateRead, Phase, Tries};

/// SHA-256 of the test's challenge message, worked out with sha256sum.
const HASH: &str = "CB1D2EEE04E7A9C12D6177E053E1CD0B58AD69D130F7EC652405BA0534F346CE";

#[tokio::test]
async fn pin_certificate_and_signature_take_eleven_exchanges() {
    let ended = tap(good_card()).await;
    let sign = format!("802A0097333031300D060960864801650304020105000420{HASH}00");
    assert_eq!(
        ended.sent(),
        [
            "00A4040C0AD392F000260100000001",
            "00200098",
            "002000980431323334",
            "00B08A0000",
            &sign,
            // The file anew: the key that signed may be the current one now.
            "00B08AFF00",
            "00B001FF00",
            "00B002FF00",
            "00B003FF00",
            "00B004FF00",
            "00B005FF37",
        ]
    );
    assert_eq!((ended.commands.len(), ended.tries_told), (11, vec![3]));
}

#[tokio::test]
async fn the_proof_is_the_cards_certificate_and_signature() {
    let proof = tap(good_card()).await.outcome.unwrap();
    assert_eq!(proof.certificate, CertificateRead::Whole(certificate(1590)));
    assert_eq!(proof.signature, SIGNATURE);
}

#[tokio::test]
async fn the_phases_are_told_in_order() {
    use Phase::*;
    assert_eq!(
        tap(good_card()).await.phases,
        [
            Waiting,
            Select,
            TriesLeft,
            Verify,
            ReadCertificate,
            Sign,
            ReadCertificate
        ]
    );
}

#[tokio::test]
async fn the_card_is_let_go_when_the_tap_ends() {
    let reader = ScriptedReader::holding(good_card());
    reader.tap(LastTry::Ask).await.outcome.unwrap();
    assert!(!reader.card_is_held());
}

#[tokio::test]
async fn no_more_is_read_than_the_certificate_is_long() {
    // A file that is padded beyond the certificate, which fits into the first answer.
    let padded = [certificate(200), vec![0xFF; 56]].concat();
    let replies = vec![
        status(0x9000),
        status(0x63C3),
        status(0x9000),
        data(&padded, 0x9000),
    ];
    let ended = tap([replies, vec![data(&SIGNATURE, 0x9000)]].concat()).await;
    assert_eq!(
        ended.outcome.unwrap().certificate,
        CertificateRead::Whole(certificate(200))
    );
    assert_eq!(ended.commands.len(), 5);
}

#[tokio::test]
async fn certificates_of_every_length_are_read_to_their_end() {
    for (length, exchanges) in [(256, 5), (257, 6), (511, 6), (512, 7), (1536, 11), (4096, 21)] {
        let ended = tap(good_card_of(&certificate(length), 256)).await;
        assert_eq!(
            ended.outcome.unwrap().certificate,
            CertificateRead::Whole(certificate(length))
        );
        assert_eq!(ended.commands.len(), exchanges, "{length}");
    }
}

#[tokio::test]
async fn the_last_try_is_spent_once_somebody_agreed() {
    let reader = ScriptedReader::holding(good_card_but(TRIES_LEFT, status(0x63C1)));
    let ended = reader.tap(LastTry::Agreed).await;
    assert!(ended.outcome.is_ok());
    assert_eq!(ended.secrets_presented(), 1);
}

#[tokio::test]
async fn two_tries_left_need_nobodys_agreement() {
    let ended = tap(good_card_but(TRIES_LEFT, status(0x63C2))).await;
    assert!(ended.outcome.is_ok());
}

#[tokio::test]
async fn a_wrong_pin_after_an_agreement_is_the_last() {
    let replies = vec![status(0x9000), status(0x63C1), status(0x63C0)];
    let ended = ScriptedReader::holding(replies).tap(LastTry::Agreed).await;
    assert_eq!(ended.fault().tries(), Tries::Left(0));
    assert_eq!(ended.secrets_presented(), 1);
}
