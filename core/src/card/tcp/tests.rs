//! Tests: the reader against a card that answers by a script, at a free port.

use super::*;
use tokio::{
    net::{TcpListener, TcpSocket},
    task::JoinHandle,
};

const CARD: &[u8] = &[0x3B, 0x88, 0x80, 0x01, 0x00, 0x00, 0x05, 0xE0];

/// A card at a free port that answers each frame but controls by the next of `answers`; `None` closes. It gives back
/// the frames that it got.
async fn card(answers: Vec<Option<Vec<u8>>>) -> (TcpReader, JoinHandle<Vec<Vec<u8>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let reader = TcpReader::new(listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut answers = answers.into_iter();
        let mut got = Vec::new();
        while let Ok(length) = stream.read_u16().await {
            let mut frame = vec![0; length.into()];
            if stream.read_exact(&mut frame).await.is_err() {
                break;
            }
            got.push(frame.clone());
            if matches!(frame[..], [POWER_ON | POWER_OFF]) {
                continue;
            }
            let Some(Some(answer)) = answers.next() else { break };
            if send(&mut stream, &answer).await.is_err() {
                break;
            }
        }
        got
    });
    (reader, task)
}

#[tokio::test]
async fn commands_and_answers_pass_as_frames_and_the_card_is_powered_off_at_the_end() {
    let long = [vec![0x5A; 1590], vec![0x90, 0x00]].concat();
    let answers = vec![Some(CARD.to_vec()), Some(vec![0x63, 0xC3]), Some(long.clone())];
    let (reader, card) = card(answers).await;
    let channel = reader.connect().await.unwrap();
    assert_eq!(
        channel.properties(),
        LinkProperties {
            generation: CARD.to_vec(),
            extended_length: true
        }
    );
    let question = vec![0x00, 0x20, 0x00, 0x98];
    assert_eq!(channel.transceive(question.clone()).await, Ok(vec![0x63, 0xC3]));
    assert_eq!(channel.transceive(vec![0x00, 0xB0]).await, Ok(long));
    drop(channel);
    assert_eq!(
        card.await.unwrap(),
        [
            vec![ATR],
            vec![POWER_ON],
            question,
            vec![0x00, 0xB0],
            vec![POWER_OFF]
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_card_is_waited_for() {
    let (reader, card) = card(vec![Some(vec![]), Some(vec![]), Some(CARD.to_vec())]).await;
    drop(reader.connect().await.unwrap());
    assert_eq!(card.await.unwrap()[..4], [[ATR], [ATR], [ATR], [POWER_ON]]);
}

#[tokio::test]
async fn where_nobody_listens_there_is_no_reader() {
    // Bound, so that the port is nobody else's, and not listening.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let reader = TcpReader::new(socket.local_addr().unwrap());
    assert_eq!(reader.connect().await.err(), Some(LinkError::NoReader));
}

#[tokio::test]
async fn the_reasons_why_there_is_no_card_are_told() {
    for (answer, error) in [
        (Some(vec![1]), LinkError::Collision),
        (Some(vec![2]), LinkError::OtherTechnology),
        (Some(vec![3]), LinkError::Mute),
        (Some(vec![4]), LinkError::Failed),
        (Some(vec![5]), LinkError::Busy),
        (Some(vec![6]), LinkError::NoReader),
        (Some(vec![7]), LinkError::ReaderGone),
        (Some(vec![8]), LinkError::NoService),
        (Some(vec![9]), LinkError::CardGone),
        (Some(vec![200]), LinkError::Failed),
        (None, LinkError::ReaderGone),
    ] {
        let (reader, card) = card(vec![answer]).await;
        assert_eq!(reader.connect().await.err(), Some(error));
        assert_eq!(card.await.unwrap(), [[ATR]]);
    }
}

#[tokio::test]
async fn a_transit_card_is_not_spoken_to() {
    let felica = vec![
        0x3B, 0x8F, 0x80, 0x01, 0x80, 0x4F, 0x0C, 0xA0, 0x00, 0x00, 0x03, 0x06, 0x11, 0x00, 0x3B,
    ];
    let (reader, card) = card(vec![Some(felica)]).await;
    assert_eq!(reader.connect().await.err(), Some(LinkError::OtherTechnology));
    assert_eq!(card.await.unwrap(), [[ATR]]);
}

#[tokio::test]
async fn a_card_that_is_pulled_is_gone_for_good() {
    let (reader, card) = card(vec![Some(CARD.to_vec()), None]).await;
    let channel = reader.connect().await.unwrap();
    for _ in 0..2 {
        assert_eq!(
            channel.transceive(vec![0x00, 0xB0]).await,
            Err(LinkError::CardGone)
        );
    }
    assert_eq!(card.await.unwrap(), [vec![ATR], vec![POWER_ON], vec![0x00, 0xB0]]);
}

#[tokio::test]
async fn the_answer_to_a_command_that_was_given_up_reaches_nobody() {
    let (reader, card) = card(vec![Some(CARD.to_vec()), Some(vec![0x90, 0x00])]).await;
    let channel = reader.connect().await.unwrap();
    let mut given_up = channel.transceive(vec![0x00, 0x20]);
    assert!(
        std::future::poll_fn(|context| std::task::Poll::Ready(given_up.as_mut().poll(context).is_pending()))
            .await
    );
    drop(given_up);
    assert_eq!(
        channel.transceive(vec![0x00, 0xB0]).await,
        Err(LinkError::CardGone)
    );
    drop(channel);
    assert!(!card.await.unwrap().contains(&vec![0x00, 0xB0]));
}

#[tokio::test]
async fn what_would_be_a_control_is_no_command() {
    let (reader, card) = card(vec![Some(CARD.to_vec())]).await;
    let channel = reader.connect().await.unwrap();
    assert_eq!(channel.transceive(vec![POWER_OFF]).await, Err(LinkError::Failed));
    drop(channel);
    assert_eq!(card.await.unwrap(), [[ATR], [POWER_ON], [POWER_OFF]]);
}

#[test]
fn its_debug_holds_the_marker() {
    let reader = TcpReader::new(([127, 0, 0, 1], 1).into());
    assert_eq!(
        format!("{reader:?}"),
        "kyotaku software card over TCP at 127.0.0.1:1"
    );
}
