//! Tests: a certificate that the service has is not read whole, and the service is asked while the card signs.

use std::sync::Mutex;

use async_trait::async_trait;

use super::{LastTry, scripted::*};
use crate::card::{
    CardFault, CardProof, CertificateHead, CertificateRead, Generations, KnownCertificates, Phase, Tries,
};

/// A service that has this certificate, and writes down how many commands the card had got when it was asked.
struct Has<'a> {
    certificate: Vec<u8>,
    reader: &'a ScriptedReader,
    asked_after: Mutex<Vec<usize>>,
}

#[async_trait]
impl KnownCertificates for Has<'_> {
    async fn knows(&self, head: CertificateHead) -> bool {
        self.asked_after
            .lock()
            .unwrap()
            .push(self.reader.commands().len());
        CertificateHead::of(&self.certificate) == Some(head)
    }
}

/// A service that never answers.
struct Never;

#[async_trait]
impl KnownCertificates for Never {
    async fn knows(&self, _: CertificateHead) -> bool {
        std::future::pending().await
    }
}

async fn tap_of(reader: &ScriptedReader, known: &dyn KnownCertificates) -> Ended<CardProof> {
    reader
        .read(&Generations::default(), async |reading| {
            reading
                .with_pin(&pin("1234"), &message(), LastTry::Ask, known)
                .await
        })
        .await
}

#[tokio::test]
async fn a_known_certificate_takes_five_short_exchanges() {
    let reader = ScriptedReader::holding(good_card());
    let known = Has {
        certificate: certificate(1590),
        reader: &reader,
        asked_after: Mutex::default(),
    };
    let ended = tap_of(&reader, &known).await;
    let head = CertificateHead::of(&certificate(1590)).unwrap();
    let proof = ended.outcome.as_ref().unwrap();
    assert!(proof.certificate == CertificateRead::Known(head) && proof.signature == SIGNATURE);
    let sent = ended.sent();
    assert_eq!((sent.len(), sent[READ].as_str()), (5, "00B08A0000"));
    assert!(sent[SIGN].starts_with("802A009733"));
    assert_eq!(*known.asked_after.lock().unwrap(), [5], "asked once SIGN was out");
    use Phase::*;
    assert_eq!(
        ended.phases,
        [Waiting, Select, TriesLeft, Verify, ReadCertificate, Sign]
    );
}

#[tokio::test]
async fn a_certificate_that_is_not_known_is_read_whole_in_the_same_tap() {
    let reader = ScriptedReader::holding(good_card());
    let mut another = certificate(1590);
    another[255] ^= 0x01;
    let known = Has {
        certificate: another,
        reader: &reader,
        asked_after: Mutex::default(),
    };
    let ended = tap_of(&reader, &known).await;
    let proof = ended.outcome.as_ref().unwrap();
    assert!(proof.certificate == CertificateRead::Whole(certificate(1590)));
    assert_eq!((ended.commands.len(), ended.secrets_presented()), (11, 1));
}

#[tokio::test]
async fn a_certificate_that_came_whole_is_not_asked_about() {
    let replies = vec![
        status(0x9000),
        status(0x63C3),
        status(0x9000),
        data(&certificate(1590), 0x9000),
        data(&SIGNATURE, 0x9000),
    ];
    let ended = tap_of(&ScriptedReader::extended(1, replies), &Never).await;
    assert!(ended.outcome.is_ok());
}

#[tokio::test]
async fn a_card_that_fails_to_sign_does_not_wait_for_the_service() {
    let ended = tap_of(
        &ScriptedReader::holding(good_card_but(SIGN, status(0x6982))),
        &Never,
    )
    .await;
    let fault = CardFault::Refused {
        phase: Phase::Sign,
        status: 0x6982,
    };
    assert_eq!((ended.fault(), fault.tries()), (fault, Tries::Full));
    assert_eq!(ended.commands.len(), SIGN + 1);
}
