//! Tests: cards that are none for the tap, by their answers.

use super::{LastTry, scripted::*};
use crate::card::{CardFault, Generations, LinkError, NoneKnown, OtherCard, Phase, Tries};
use jiff::civil::date;

async fn with_pin(replies: Vec<Reply>) -> Ended<()> {
    let reader = ScriptedReader::holding(replies);
    reader
        .read(&Generations::default(), async |reading| {
            let tap = reading
                .with_pin(&pin("1234"), &message(), LastTry::Agreed, &NoneKnown)
                .await;
            tap.map(drop)
        })
        .await
}

async fn without_pin(replies: Vec<Reply>) -> Ended<()> {
    let reader = ScriptedReader::holding(replies);
    reader
        .read(&Generations::default(), async |reading| {
            let number = number("15051220351942");
            let tap = reading
                .without_pin(&number, &message(), LastTry::Agreed, date(2026, 11, 22))
                .await;
            tap.map(drop)
        })
        .await
}

fn assert_untouched(ended: &Ended<()>, fault: CardFault, exchanges: usize) {
    assert_eq!((ended.fault(), ended.fault().tries()), (fault, Tries::Untouched));
    assert_eq!((ended.commands.len(), ended.secrets_presented()), (exchanges, 0));
}

const fn other(card: OtherCard) -> CardFault {
    CardFault::NotMyNumberCard { card }
}

const ABSENT: u16 = 0x6A82;

#[tokio::test]
async fn a_residence_card_and_a_licence_are_known_by_their_applications() {
    let residence = with_pin(vec![status(ABSENT), status(0x9000)]).await;
    assert_untouched(&residence, other(OtherCard::ResidenceCard), 2);
    assert_eq!(
        residence.phases,
        [Phase::Waiting, Phase::Select, Phase::IdentifyCard]
    );
    assert_eq!(residence.sent()[1], "00A4040C10D392F0004F0200000000000000000000");

    let licence = with_pin(vec![status(ABSENT), status(ABSENT), status(0x9000)]).await;
    assert_untouched(&licence, other(OtherCard::DrivingLicence), 3);
    assert_eq!(licence.sent()[2], "00A4040C10A0000002310100000000000000000000");
}

#[tokio::test]
async fn a_card_that_has_none_of_them_is_unknown() {
    let ended = with_pin(vec![status(ABSENT), status(ABSENT), status(0x6A81)]).await;
    assert_untouched(&ended, other(OtherCard::Unknown), 3);
}

#[tokio::test]
async fn a_card_that_leaves_while_it_is_asked_is_no_my_number_card_all_the_same() {
    for failure in [Reply::Fails(LinkError::CardGone), Reply::Bytes(vec![0x00])] {
        let ended = with_pin(vec![status(ABSENT), failure]).await;
        assert_untouched(&ended, other(OtherCard::Unknown), 2);
    }
}

#[tokio::test]
async fn a_phone_is_told_by_its_label_that_it_needs_the_pin() {
    for label in ["JPKIAPGPSETOKEN", "JPKIAPIOSTOKEN"] {
        let label = data(format!("{label:<32}").as_bytes(), 0x9000);
        let ended = without_pin(vec![status(ABSENT), status(0x9000), label]).await;
        assert_untouched(&ended, CardFault::PhoneNeedsPin, 3);
        assert_eq!(
            ended.sent(),
            [
                "00A4040C0AD3921000310001010402",
                "00A4040C0AD392F000260100000001",
                "00B0860020"
            ]
        );
    }
}

#[tokio::test]
async fn a_card_with_another_label_and_no_surface_is_unknown() {
    let label = data(format!("{:<32}", "JPKIAPICCTOKEN").as_bytes(), 0x9000);
    for answer in [label, status(0x6982), status(ABSENT)] {
        let ended = without_pin(vec![status(ABSENT), status(0x9000), answer]).await;
        assert_untouched(&ended, other(OtherCard::Unknown), 3);
    }
}

#[tokio::test]
async fn without_either_application_it_is_another_kind_of_card() {
    let ended = without_pin(vec![status(ABSENT), status(ABSENT), status(0x9000)]).await;
    assert_untouched(&ended, other(OtherCard::ResidenceCard), 3);
}

#[tokio::test]
async fn a_phone_that_leaves_before_it_is_known_for_one_is_lost() {
    let phase = Phase::IdentifyCard;
    for before in [vec![], vec![status(0x9000)]] {
        let exchanges = before.len() + 2;
        let script = [
            vec![status(ABSENT)],
            before,
            vec![Reply::Fails(LinkError::CardGone)],
        ]
        .concat();
        assert_untouched(&without_pin(script).await, CardFault::Lost { phase }, exchanges);
    }
}

#[tokio::test]
async fn two_cards_and_cards_of_another_technology_are_not_spoken_to() {
    for (error, fault) in [
        (LinkError::Collision, CardFault::Collision),
        (LinkError::OtherTechnology, other(OtherCard::TransitCard)),
    ] {
        let ended = ScriptedReader::failing(error).tap(LastTry::Agreed).await;
        assert_eq!((ended.fault(), ended.fault().tries()), (fault, Tries::Untouched));
        assert_eq!((ended.commands.len(), ended.phases), (0, vec![Phase::Waiting]));
    }
}
