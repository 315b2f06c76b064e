//! The core's tap against the card: in process, with every habit and every fault, and through the real pcscd.

use std::time::Duration;

use kyotaku_card::{
    Fault, FaultPlan, SoftCard, SoftReader,
    apdu::StatusWord,
    pcscd::Stack,
    sample,
    soft_card::{Blocked, Quirks},
};
use kyotaku_core::{
    card::{
        CardFault, CardProof, CardReader, CertificateRead, ChallengeMessage, Digit, Generations, LastTry,
        Limits, NoneKnown, Pin, Reading, Tries,
        pcsc::{PcscReader, list_readers},
    },
    visit::CareMode,
};

/// What one tap takes for a certificate of seven short reads.
const EXCHANGES: u32 = 11;
/// The exchange in which the PIN is presented: after SELECT and the question for the tries.
const VERIFY: u32 = 3;

fn card() -> SoftCard {
    sample::card("valid", jiff::Timestamp::now()).unwrap()
}

fn pin(digits: [u8; 4]) -> Pin {
    let mut pin = Pin::default();
    digits
        .iter()
        .for_each(|&digit| pin.push(Digit::new(digit).unwrap()));
    pin
}

fn right_pin() -> Pin {
    pin([1, 2, 3, 4])
}

async fn tap(reader: &dyn CardReader, pin: &Pin, last_try: LastTry) -> Result<CardProof, CardFault> {
    let message = ChallengeMessage::new(&"1312345678".parse().unwrap(), CareMode::HomeVisit, "AAAA");
    let limits = Limits {
        card: Duration::from_secs(20),
        answer: Duration::from_secs(10),
    };
    let reading = Reading {
        reader,
        limits: &limits,
        generations: &Generations::default(),
        progress: &|_| {},
    };
    reading.with_pin(pin, &message, last_try, &NoneKnown).await
}

fn tries_left(reader: &SoftReader) -> u8 {
    reader.card_state().unwrap().authentication.tries_left
}

#[tokio::test]
async fn a_tap_takes_eleven_exchanges() {
    let reader = SoftReader::new(card());
    let proof = tap(&reader, &right_pin(), LastTry::Ask).await.unwrap();
    assert_eq!(reader.exchanges(), EXCHANGES);
    assert_eq!(
        proof.certificate,
        CertificateRead::Whole(card().authentication_certificate().to_vec())
    );
    assert_eq!(proof.signature.len(), 256);
}

#[tokio::test]
async fn a_tap_works_with_every_combination_of_habits() {
    for bits in 0..16_u8 {
        let quirks = Quirks {
            blocked: Blocked::default(),
            stumbles_at_first_command: bits & 1 != 0,
            waits_for_get_response: bits & 2 != 0,
            insists_on_exact_length: bits & 4 != 0,
            refuses_extended_with: (bits & 8 != 0).then_some(StatusWord::WRONG_LENGTH),
            gives_at_most: None,
        };
        let reader = SoftReader::new(card().with_quirks(quirks));
        let proof = tap(&reader, &right_pin(), LastTry::Ask).await;
        assert!(proof.is_ok(), "{quirks:?}: {proof:?}");
        assert_eq!(tries_left(&reader), 3);
    }
}

#[tokio::test]
async fn wherever_the_card_is_pulled_the_tap_tells_what_it_did_to_the_tries() {
    for exchange in 1..=EXCHANGES {
        for fault in [Fault::PulledBefore, Fault::PulledAfter] {
            let acted = fault == Fault::PulledAfter;
            let reader = SoftReader::with_faults(card(), FaultPlan::at(exchange, fault));
            let lost = tap(&reader, &pin([9; 4]), LastTry::Ask).await.unwrap_err();
            let counted = exchange == VERIFY && acted || exchange > VERIFY;
            assert_eq!(
                tries_left(&reader),
                if counted { 2 } else { 3 },
                "{exchange} {lost:?}"
            );
            match exchange {
                1..VERIFY => assert_eq!(lost.tries(), Tries::Untouched, "{lost:?}"),
                VERIFY => assert_eq!(lost, CardFault::LostDuringVerify),
                _ => assert_eq!(lost, CardFault::WrongPin { left: 2 }),
            }
            let again = SoftReader::with_faults(card(), FaultPlan::at(exchange, Fault::PulledAfter));
            let lost = tap(&again, &right_pin(), LastTry::Ask).await.unwrap_err();
            assert_eq!(tries_left(&again), 3, "{exchange} {lost:?}");
            tap(&again, &right_pin(), LastTry::Ask).await.unwrap();
        }
    }
}

#[tokio::test]
async fn wrong_pins_lead_to_the_last_try_and_then_to_blocked() {
    for blocked in [Blocked::Says6983, Blocked::Says6984] {
        let reader = SoftReader::new(card().with_quirks(Quirks {
            blocked,
            ..Quirks::default()
        }));
        for left in [2, 1] {
            assert_eq!(
                tap(&reader, &pin([9; 4]), LastTry::Ask).await,
                Err(CardFault::WrongPin { left })
            );
        }
        assert_eq!(
            tap(&reader, &right_pin(), LastTry::Ask).await,
            Err(CardFault::LastTryNotAgreed)
        );
        assert_eq!(tries_left(&reader), 1, "nobody agreed, and nothing was spent");
        assert_eq!(
            tap(&reader, &pin([9; 4]), LastTry::Agreed).await,
            Err(CardFault::WrongPin { left: 0 })
        );
        assert_eq!(
            tap(&reader, &right_pin(), LastTry::Agreed).await,
            Err(CardFault::Blocked)
        );
    }
}

/// Through pcscd and vpcd. Fails, and says what to install, where they are missing.
#[tokio::test(flavor = "multi_thread")]
async fn a_tap_through_the_real_pcscd_takes_eleven_exchanges_too_and_survives_a_pull() {
    let stack = Stack::take(|| {}).unwrap_or_else(|error| panic!("{error}"));
    let plugged = stack.plug(card(), FaultPlan::none()).unwrap();
    let names = list_readers().await.unwrap();
    let name = names
        .iter()
        .find(|name| name.starts_with(stack.reader_name()))
        .expect("our reader is listed");
    let reader = PcscReader::named(name);

    let proof = tap(&reader, &right_pin(), LastTry::Ask).await.unwrap();
    assert_eq!(plugged.exchanges(), EXCHANGES);
    assert_eq!(
        proof.certificate,
        CertificateRead::Whole(card().authentication_certificate().to_vec())
    );

    plugged.plan(FaultPlan::at(EXCHANGES + VERIFY, Fault::PulledAfter));
    let lost = tap(&reader, &pin([9; 4]), LastTry::Ask).await;
    assert_eq!(lost, Err(CardFault::LostDuringVerify));
    assert_eq!(plugged.exchanges(), EXCHANGES + VERIFY, "VERIFY was not repeated");
    assert_eq!(plugged.card_state().unwrap().authentication.tries_left, 2);

    plugged.insert().unwrap();
    tap(&reader, &right_pin(), LastTry::Ask).await.unwrap();
    assert_eq!(plugged.exchanges(), 2 * EXCHANGES + VERIFY);
}
