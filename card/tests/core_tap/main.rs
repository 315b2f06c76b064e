//! The core's taps against the card: in process and over TCP, with every habit and every fault; and through the real pcscd.
//!
//! - here: how many exchanges a tap takes, habits, blocked cards, pcscd.
//! - [`field`]: a card on a reader, and the ways of tapping it.
//! - [`faults`]: each fault at each exchange.
//! - [`other_cards`]: phones, and cards that are no My Number cards.

mod faults;
mod field;
mod other_cards;

use kyotaku_card::{
    Fault, FaultPlan,
    apdu::StatusWord,
    pcscd::Stack,
    soft_card::{Blocked, Quirks},
};
use kyotaku_core::card::{
    CardFault, LastTry,
    pcsc::{PcscReader, list_readers},
};

use field::{Field, Over, VERIFY, Way, card};

#[tokio::test]
async fn a_tap_with_the_pin_takes_five_exchanges_extended_and_eleven_short() {
    for (over, expected) in [(Over::InProcess, 5), (Over::Tcp, 5), (Over::InProcessShort, 11)] {
        let field = Field::new(over, card("valid"), FaultPlan::none());
        field
            .tap(Way::WithPin, "valid", true, LastTry::Ask)
            .await
            .unwrap();
        assert_eq!(field.exchanges(), expected, "{over:?}");
    }
}

#[tokio::test]
async fn extended_lengths_that_are_refused_cost_one_exchange_once_for_each_generation() {
    let refusals = [0x6700, 0x6A86, 0x6D00, 0x6E00, 0x6F00].map(StatusWord);
    for refusal in refusals {
        let quirks = Quirks {
            refuses_extended_with: Some(refusal),
            ..Quirks::default()
        };
        let field = Field::new(
            Over::InProcess,
            card("valid").with_quirks(quirks),
            FaultPlan::none(),
        );
        field
            .tap(Way::WithPin, "valid", true, LastTry::Ask)
            .await
            .unwrap();
        assert_eq!(field.exchanges(), 12, "{refusal:?}");
        field
            .tap(Way::WithPin, "valid", true, LastTry::Ask)
            .await
            .unwrap();
        assert_eq!(field.exchanges(), 12 + 11, "{refusal:?}");
    }
}

#[tokio::test]
async fn a_tap_works_with_every_combination_of_habits() {
    for bits in 0..32_u8 {
        let quirks = Quirks {
            blocked: Blocked::default(),
            stumbles_at_first_command: bits & 1 != 0,
            waits_for_get_response: bits & 2 != 0,
            insists_on_exact_length: bits & 4 != 0,
            refuses_extended_with: (bits & 8 != 0).then_some(StatusWord::WRONG_LENGTH),
            gives_at_most: (bits & 16 != 0).then_some(231),
        };
        for way in [Way::WithPin, Way::WithoutPin] {
            let field = Field::new(
                Over::InProcess,
                card("valid").with_quirks(quirks),
                FaultPlan::none(),
            );
            let tapped = field.tap(way, "valid", true, LastTry::Ask).await;
            assert_eq!(tapped, Ok(()), "{way:?} {quirks:?}");
            assert_eq!(field.tries_left(way), 3);
        }
    }
}

#[tokio::test]
async fn wrong_secrets_lead_to_the_last_try_and_then_to_blocked() {
    for blocked in [Blocked::Says6983, Blocked::Says6984] {
        let quirks = Quirks {
            blocked,
            ..Quirks::default()
        };
        for way in [Way::WithPin, Way::WithoutPin] {
            let field = Field::new(
                Over::InProcess,
                card("valid").with_quirks(quirks),
                FaultPlan::none(),
            );
            let tap = |right, last_try| field.tap(way, "valid", right, last_try);
            for left in [2, 1] {
                assert_eq!(tap(false, LastTry::Ask).await, Err(CardFault::WrongPin { left }));
            }
            assert_eq!(tap(true, LastTry::Ask).await, Err(CardFault::LastTryNotAgreed));
            assert_eq!(field.tries_left(way), 1, "nobody agreed, and nothing was spent");
            assert_eq!(
                tap(false, LastTry::Agreed).await,
                Err(CardFault::WrongPin { left: 0 })
            );
            assert_eq!(tap(true, LastTry::Agreed).await, Err(CardFault::Blocked));
            assert_eq!(field.asked(way).await, Ok(0));
        }
    }
}

/// Through pcscd and vpcd. Fails, and says what to install, where they are missing.
#[tokio::test(flavor = "multi_thread")]
async fn a_tap_through_the_real_pcscd_takes_as_many_and_survives_a_pull() {
    let stack = Stack::take(|| {}).unwrap_or_else(|error| panic!("{error}"));
    let plugged = std::sync::Arc::new(stack.plug(card("valid"), FaultPlan::none()).unwrap());
    let names = list_readers().await.unwrap();
    let name = names
        .iter()
        .find(|name| name.starts_with(stack.reader_name()))
        .expect("our reader is listed");
    let field = Field::over_pcsc(PcscReader::named(name), std::sync::Arc::clone(&plugged));

    for way in [Way::WithPin, Way::WithoutPin] {
        let before = field.exchanges();
        field.tap(way, "valid", true, LastTry::Ask).await.unwrap();
        let whole = field.exchanges() - before;
        assert_eq!(whole, if way == Way::WithPin { 5 } else { 8 }, "{way:?}");

        let before = field.exchanges();
        plugged.plan(FaultPlan::at(before + VERIFY, Fault::PulledAfter));
        let lost = field.tap(way, "valid", false, LastTry::Ask).await;
        assert_eq!(lost, Err(CardFault::LostDuringVerify), "{way:?}");
        assert_eq!(field.exchanges(), before + VERIFY, "VERIFY was not repeated");
        assert_eq!(field.tries_left(way), 2, "{way:?}");

        plugged.insert().unwrap();
        assert_eq!(field.asked(way).await, Ok(2), "{way:?}");
        field.tap(way, "valid", true, LastTry::Ask).await.unwrap();
    }
}
