//! Phones that stand in for a card, cards without a certificate, and cards that are no My Number cards.

use kyotaku_card::FaultPlan;
use kyotaku_core::card::{CardFault, LastTry, OtherCard};

use crate::field::{Field, Over, Way, card};

async fn tap(over: Over, way: Way, slug: &str) -> Result<(), CardFault> {
    let field = Field::new(over, card(slug), FaultPlan::none());
    field.tap(way, "valid", true, LastTry::Ask).await
}

#[tokio::test]
async fn a_card_that_is_none_is_told_by_its_kind_over_each_link() {
    for over in [Over::InProcess, Over::Tcp] {
        for (slug, kind) in [
            ("residence-card", OtherCard::ResidenceCard),
            ("driving-licence", OtherCard::DrivingLicence),
            ("transit-card", OtherCard::TransitCard),
            ("unknown-card", OtherCard::Unknown),
        ] {
            for way in [Way::WithPin, Way::WithoutPin] {
                let told = tap(over, way, slug).await;
                assert_eq!(
                    told,
                    Err(CardFault::NotMyNumberCard { card: kind }),
                    "{over:?} {way:?} {slug}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_phone_is_read_with_the_pin_and_says_so_without() {
    for phone in ["phone-android", "phone-iphone"] {
        assert_eq!(tap(Over::InProcess, Way::WithPin, phone).await, Ok(()), "{phone}");
        let told = tap(Over::InProcess, Way::WithoutPin, phone).await;
        assert_eq!(told, Err(CardFault::PhoneNeedsPin), "{phone}");
    }
}

#[tokio::test]
async fn a_childs_card_has_no_certificate() {
    let told = tap(Over::InProcess, Way::WithPin, "child").await;
    assert_eq!(told, Err(CardFault::NoCertificate));
}

#[tokio::test]
async fn a_card_that_expired_is_told_by_its_day() {
    let field = Field::new(Over::InProcess, card("card-expired"), FaultPlan::none());
    let told = field
        .tap(Way::WithoutPin, "card-expired", true, LastTry::Ask)
        .await;
    assert!(
        matches!(told, Err(CardFault::CardExpired { on }) if on.to_string() == "2025-09-15"),
        "{told:?}"
    );
}
