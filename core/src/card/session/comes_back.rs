//! Tests: a card that leaves an iPhone before its secret was presented may come back under the same sheet; after that it may
//! not, and wherever else it never may.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use async_trait::async_trait;

use super::{LastTry, broke_off::assert_broke_off_at, scripted::*};
use crate::card::{Antenna, CardChannel, CardFault, CardReader, Generations, LinkError, NoneKnown, Phase};

/// An iPhone, which finds a card with a script so often, and then none.
struct IPhone {
    card: ScriptedReader,
    times: usize,
    connected: AtomicUsize,
}

impl IPhone {
    fn finding(times: usize, replies: Vec<Reply>) -> Self {
        Self {
            card: ScriptedReader::holding(replies),
            times,
            connected: AtomicUsize::new(0),
        }
    }

    /// How often it was asked for a card.
    fn connected(&self) -> usize {
        self.connected.load(Ordering::SeqCst)
    }

    async fn tap(&self) -> Ended {
        self.card
            .read_by(self, &Generations::default(), async |reading| {
                let pin = pin("1234");
                reading.with_pin(&pin, &message(), LastTry::Ask, &NoneKnown).await
            })
            .await
    }
}

#[async_trait]
impl CardReader for IPhone {
    async fn connect(&self) -> Result<Arc<dyn CardChannel>, LinkError> {
        if self.connected.fetch_add(1, Ordering::SeqCst) < self.times {
            self.card.connect().await
        } else {
            std::future::pending().await
        }
    }

    fn antenna(&self) -> Antenna {
        Antenna::IPhone
    }
}

/// [`good_card`], which leaves at the command at `position` and is then asked from the start.
fn leaving_at(position: usize) -> Vec<Reply> {
    let mut replies = good_card();
    replies.truncate(position);
    replies.push(Reply::Fails(LinkError::CardGone));
    replies.extend(good_card());
    replies
}

#[tokio::test]
async fn a_card_that_left_before_verify_is_asked_again_from_the_start_and_presented_to_once() {
    for position in [SELECT, TRIES_LEFT] {
        let reader = IPhone::finding(2, leaving_at(position));
        let ended = reader.tap().await;
        assert!(ended.outcome.is_ok(), "{position}");
        assert_eq!((reader.connected(), ended.secrets_presented()), (2, 1));
        let again = &ended.phases[position + 2..];
        assert_eq!(
            again[..4],
            [Phase::Waiting, Phase::Select, Phase::TriesLeft, Phase::Verify]
        );
    }
}

#[tokio::test]
async fn from_verify_on_it_is_not_waited_for_again_and_nothing_is_repeated() {
    for position in VERIFY..=LAST {
        let reader = IPhone::finding(2, leaving_at(position));
        let ended = reader.tap().await;
        let fault = match position {
            VERIFY => CardFault::LostDuringVerify,
            SIGN => CardFault::Lost { phase: Phase::Sign },
            _ => CardFault::Lost {
                phase: Phase::ReadCertificate,
            },
        };
        assert_broke_off_at(&ended, position, fault);
        assert_eq!(reader.connected(), 1, "{position}");
    }
}

#[tokio::test]
async fn another_reader_never_waits_for_it_again() {
    let reader = ScriptedReader::holding(leaving_at(SELECT));
    let ended = reader.tap(LastTry::Ask).await;
    assert_broke_off_at(&ended, SELECT, CardFault::Lost { phase: Phase::Select });
}

#[tokio::test(start_paused = true)]
async fn one_that_does_not_come_back_is_lost_when_the_time_for_the_first_is_over() {
    let start = tokio::time::Instant::now();
    let reader = IPhone::finding(1, leaving_at(TRIES_LEFT));
    let ended = reader.tap().await;
    let phase = Phase::TriesLeft;
    assert_eq!(ended.fault(), CardFault::Lost { phase });
    assert_eq!((reader.connected(), ended.secrets_presented()), (2, 0));
    assert_eq!(start.elapsed().as_secs(), 20);
}

#[tokio::test(start_paused = true)]
async fn a_card_that_leaves_again_and_again_is_not_waited_for_any_longer() {
    let start = tokio::time::Instant::now();
    let leaves = [status(0x9000), Reply::Fails(LinkError::CardGone)];
    let replies = leaves.iter().cycle().take(12).cloned().collect();
    let ended = IPhone::finding(6, replies).tap().await;
    let phase = Phase::TriesLeft;
    assert_eq!(ended.fault(), CardFault::Lost { phase });
    assert_eq!(ended.secrets_presented(), 0);
    assert_eq!(start.elapsed().as_secs(), 20);
}

#[tokio::test(start_paused = true)]
async fn a_card_that_falls_silent_is_not_waited_for_again() {
    let reader = IPhone::finding(2, good_card_but(TRIES_LEFT, Reply::Never));
    let ended = reader.tap().await;
    let phase = Phase::TriesLeft;
    assert_eq!(ended.fault(), CardFault::Silent { phase });
    assert_eq!(reader.connected(), 1);
}
