//! Tests: the question for the tries left, alone.

use super::scripted::*;
use crate::card::{CardFault, Generations, LinkError, OtherCard, Phase, Secret, Tries};

async fn ask(secret: Secret, replies: Vec<Reply>) -> Ended<u8> {
    let reader = ScriptedReader::holding(replies);
    reader
        .read(&Generations::default(), async |reading| {
            reading.tries_left(secret).await
        })
        .await
}

#[tokio::test]
async fn each_secret_is_asked_about_in_two_exchanges() {
    for (secret, sent) in [
        (Secret::Pin, ["00A4040C0AD392F000260100000001", "00200098"]),
        (
            Secret::MatchingNumberB,
            ["00A4040C0AD3921000310001010402", "00200092"],
        ),
    ] {
        for (word, left) in [
            (0x63C3, 3),
            (0x63CA, 10),
            (0x63C1, 1),
            (0x63C0, 0),
            (0x6983, 0),
            (0x6984, 0),
        ] {
            let ended = ask(secret, vec![status(0x9000), status(word)]).await;
            assert_eq!(
                (ended.sent(), ended.outcome),
                (sent.map(str::to_owned).to_vec(), Ok(left))
            );
            assert_eq!(ended.tries_told, [left]);
        }
    }
}

#[tokio::test]
async fn whatever_goes_wrong_the_tries_are_untouched() {
    for (replies, fault) in [
        (
            vec![Reply::Fails(LinkError::CardGone)],
            CardFault::Lost { phase: Phase::Select },
        ),
        (
            vec![status(0x9000), Reply::Fails(LinkError::CardGone)],
            CardFault::Lost {
                phase: Phase::TriesLeft,
            },
        ),
        (
            vec![status(0x9000), status(0x9000)],
            CardFault::Malformed {
                phase: Phase::TriesLeft,
            },
        ),
        (
            vec![status(0x6A82)],
            CardFault::NotMyNumberCard {
                card: OtherCard::Unknown,
            },
        ),
    ] {
        let ended = ask(Secret::Pin, replies).await;
        assert_eq!((ended.fault(), fault.tries()), (fault, Tries::Untouched));
        assert_eq!(ended.secrets_presented(), 0);
    }
}
