//! Each fault at each exchange, over each link: the tries on the card are what the tap said, nothing was presented twice,
//! and the next tap works.

use kyotaku_card::{Fault, FaultPlan, Phase};
use kyotaku_core::card::{CardFault, LastTry, LinkError, Tries};

use crate::field::{Field, Over, VERIFY, Way, card};

const ALL: [(Over, Way); 6] = [
    (Over::InProcess, Way::WithPin),
    (Over::InProcess, Way::WithoutPin),
    (Over::InProcessShort, Way::WithPin),
    (Over::InProcessShort, Way::WithoutPin),
    (Over::Tcp, Way::WithPin),
    (Over::Tcp, Way::WithoutPin),
];

/// How many exchanges a tap takes where nothing goes wrong.
async fn exchanges(over: Over, way: Way) -> u32 {
    let field = Field::new(over, card("valid"), FaultPlan::none());
    field.tap(way, "valid", true, LastTry::Ask).await.unwrap();
    field.exchanges()
}

#[tokio::test]
async fn wherever_the_card_is_pulled_the_tap_tells_what_it_did_to_the_tries_and_the_next_one_works() {
    for (over, way) in ALL {
        for exchange in 1..=exchanges(over, way).await {
            for fault in [Fault::PulledBefore, Fault::PulledAfter] {
                let name = format!("{over:?} {way:?} {exchange} {fault:?}");
                let field = Field::new(over, card("valid"), FaultPlan::at(exchange, fault));
                let lost = field.tap(way, "valid", true, LastTry::Ask).await.unwrap_err();
                match exchange {
                    ..VERIFY => assert_eq!(lost.tries(), Tries::Untouched, "{name} {lost:?}"),
                    VERIFY => assert_eq!(lost, CardFault::LostDuringVerify, "{name}"),
                    _ => assert_eq!(lost.tries(), Tries::Full, "{name} {lost:?}"),
                }
                assert_eq!(field.exchanges(), exchange, "{name}: nothing was sent again");
                assert_eq!(field.tries_left(way), 3, "{name}");
                field
                    .tap(way, "valid", true, LastTry::Ask)
                    .await
                    .unwrap_or_else(|fault| panic!("{name} {fault:?}"));
            }
        }
    }
}

#[tokio::test]
async fn a_wrong_secret_counts_once_at_most_and_the_card_says_how_often_when_it_is_asked() {
    for (over, way) in ALL {
        for exchange in 1..=VERIFY {
            for (fault, acted) in [(Fault::PulledBefore, false), (Fault::PulledAfter, true)] {
                let name = format!("{over:?} {way:?} {exchange} {fault:?}");
                let field = Field::new(over, card("valid"), FaultPlan::at(exchange, fault));
                let lost = field.tap(way, "valid", false, LastTry::Ask).await.unwrap_err();
                let counted = exchange == VERIFY && acted;
                assert_eq!(
                    lost.tries() == Tries::Unknown,
                    exchange == VERIFY,
                    "{name} {lost:?}"
                );
                assert_eq!(field.asked(way).await, Ok(if counted { 2 } else { 3 }), "{name}");
                assert_eq!(field.tries_left(way), if counted { 2 } else { 3 }, "{name}");
            }
        }
        let field = Field::new(over, card("valid"), FaultPlan::none());
        let wrong = field.tap(way, "valid", false, LastTry::Ask).await;
        assert_eq!(wrong, Err(CardFault::WrongPin { left: 2 }), "{over:?} {way:?}");
        assert_eq!(field.exchanges(), VERIFY);
    }
}

/// The clock stands still and is moved on as soon as nothing else can happen.
#[tokio::test(start_paused = true)]
async fn a_card_that_falls_silent_is_given_up_and_what_it_counted_is_not_guessed() {
    for (over, way) in ALL.into_iter().filter(|(over, _)| *over != Over::Tcp) {
        for exchange in 1..=exchanges(over, way).await {
            let name = format!("{over:?} {way:?} {exchange}");
            let field = Field::new(over, card("valid"), FaultPlan::at(exchange, Fault::Silent));
            let silent = field.tap(way, "valid", true, LastTry::Ask).await.unwrap_err();
            let tries = match exchange {
                ..VERIFY => Tries::Untouched,
                VERIFY => Tries::Unknown,
                _ => Tries::Full,
            };
            assert_eq!(silent.tries(), tries, "{name} {silent:?}");
            assert_eq!(field.exchanges(), exchange, "{name}");
            field
                .tap(way, "valid", true, LastTry::Ask)
                .await
                .unwrap_or_else(|fault| panic!("{name} {fault:?}"));
        }
    }
}

#[tokio::test]
async fn a_silent_card_over_tcp_is_given_up_too() {
    let hangs = FaultPlan::when(Phase::Verify, Fault::Silent);
    let field = Field::new(Over::Tcp, card("valid"), hangs);
    let silent = field
        .tap(Way::WithPin, "valid", false, LastTry::Ask)
        .await
        .unwrap_err();
    assert_eq!(silent.tries(), Tries::Unknown, "{silent:?}");
    assert_eq!(field.asked(Way::WithPin).await, Ok(2));
}

#[tokio::test]
async fn what_goes_wrong_while_a_card_is_waited_for_is_told_by_its_name_and_sends_nothing() {
    for over in [Over::InProcess, Over::Tcp] {
        let two = FaultPlan::when(Phase::Connect, Fault::Link(LinkError::Collision));
        let field = Field::new(over, card("valid"), two);
        let told = field.tap(Way::WithPin, "valid", true, LastTry::Ask).await;
        assert_eq!(told, Err(CardFault::Collision), "{over:?}");
        assert_eq!(field.exchanges(), 0);
        field
            .tap(Way::WithPin, "valid", true, LastTry::Ask)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn noise_at_any_exchange_is_no_success_and_the_next_tap_works() {
    for (over, way) in [(Over::InProcess, Way::WithPin), (Over::Tcp, Way::WithPin)] {
        for exchange in 1..=exchanges(over, way).await {
            let name = format!("{over:?} {exchange}");
            let plan = format!("noise@{exchange}").parse().unwrap();
            let field = Field::new(over, card("valid"), plan);
            let heard = field.tap(way, "valid", true, LastTry::Ask).await;
            assert!(heard.is_err(), "{name}");
            assert_eq!(field.tries_left(way), 3, "{name}");
            field
                .tap(way, "valid", true, LastTry::Ask)
                .await
                .unwrap_or_else(|fault| panic!("{name} {fault:?}"));
        }
    }
}
