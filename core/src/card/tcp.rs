//! A reader whose card is a program on the same machine, for phones' emulators and simulators, which cannot be tapped.
//! Debug builds only: a release build does not have it.
//!
//! The frames are those of vsmartcard's virtual reader: a big-endian length of two bytes, then so many. One byte is a
//! control, 0 power off, 1 power on, 4 the question for the ATR; more is a command, answered by a frame. Here the *card*
//! listens. In addition: an ATR frame without a byte says that no card is there; one of a single byte, why there will be
//! none ([`refusal`]).

use std::{fmt, io, net::SocketAddr, sync::Arc, time::Duration};

use async_trait::async_trait;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::Mutex,
};
use tracing::debug;
use zeroize::Zeroizing;

use super::{CardChannel, CardReader, LinkError, LinkProperties, atr::is_felica};

/// By this a built library can be searched for what is in this file.
const MARKER: &str = "kyotaku software card over TCP";

/// How long between two questions whether a card is there.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

const POWER_OFF: u8 = 0;
const POWER_ON: u8 = 1;
const ATR: u8 = 4;

/// A reader of a software card that listens at an address.
#[derive(Clone)]
pub struct TcpReader {
    address: SocketAddr,
}

impl TcpReader {
    /// Of the card at `address`, which is looked for when a card is waited for.
    pub fn new(address: SocketAddr) -> Self {
        Self { address }
    }
}

impl fmt::Debug for TcpReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{MARKER} at {}", self.address)
    }
}

#[async_trait]
impl CardReader for TcpReader {
    /// [`LinkError::NoReader`] if nothing listens at the address; else waits for a card to be inserted there.
    async fn connect(&self) -> Result<Arc<dyn CardChannel>, LinkError> {
        let mut stream = TcpStream::connect(self.address).await.map_err(|error| {
            debug!(reader = ?self, %error, "nobody listens");
            LinkError::NoReader
        })?;
        // Small frames, each waited for: none is to be held back for more.
        stream.set_nodelay(true).map_err(|_| LinkError::Failed)?;
        loop {
            let atr = exchange(&mut stream, &[ATR])
                .await
                .map_err(|_| LinkError::ReaderGone)?;
            match *atr {
                [] => tokio::time::sleep(LOOK_AGAIN).await,
                [reason] => return Err(refusal(reason)),
                _ if is_felica(&atr) => return Err(LinkError::OtherTechnology),
                _ => {
                    send(&mut stream, &[POWER_ON])
                        .await
                        .map_err(|_| LinkError::CardGone)?;
                    return Ok(Arc::new(TcpChannel {
                        stream: Mutex::new(Some(Powered(stream))),
                        generation: atr,
                    }));
                }
            }
        }
    }
}

/// Why the card says that there will be none.
fn refusal(reason: u8) -> LinkError {
    match reason {
        1 => LinkError::Collision,
        2 => LinkError::OtherTechnology,
        3 => LinkError::Mute,
        5 => LinkError::Busy,
        6 => LinkError::NoReader,
        7 => LinkError::ReaderGone,
        8 => LinkError::NoService,
        9 => LinkError::CardGone,
        // 4, and what is not agreed on.
        _ => LinkError::Failed,
    }
}

struct TcpChannel {
    /// Taken out for an exchange and put back after it: where one was broken off, its answer reaches nobody.
    stream: Mutex<Option<Powered>>,
    generation: Vec<u8>,
}

#[async_trait]
impl CardChannel for TcpChannel {
    async fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, LinkError> {
        let command = Zeroizing::new(command);
        // A frame of one byte would be a control.
        if command.len() < 2 {
            return Err(LinkError::Failed);
        }
        let mut place = self.stream.lock().await;
        let mut powered = place.take().ok_or(LinkError::CardGone)?;
        let answer = exchange(&mut powered.0, &command).await.map_err(|error| {
            debug!(%error, "the software card is gone");
            LinkError::CardGone
        })?;
        *place = Some(powered);
        Ok(answer)
    }

    fn properties(&self) -> LinkProperties {
        LinkProperties {
            generation: self.generation.clone(),
            extended_length: true,
        }
    }
}

/// A connection over which the card was powered on. Dropping it powers the card off, as far as that goes without waiting,
/// and closes it, which does the same.
struct Powered(TcpStream);

impl Drop for Powered {
    fn drop(&mut self) {
        let _ = self.0.try_write(&[0, 1, POWER_OFF]);
    }
}

async fn exchange(stream: &mut TcpStream, payload: &[u8]) -> io::Result<Vec<u8>> {
    send(stream, payload).await?;
    let length = stream.read_u16().await?;
    let mut answer = vec![0; length.into()];
    stream.read_exact(&mut answer).await?;
    Ok(answer)
}

async fn send(stream: &mut TcpStream, payload: &[u8]) -> io::Result<()> {
    let length = u16::try_from(payload.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
    // Allocated at its full size, and wiped: it may hold a secret.
    let mut frame = Zeroizing::new(Vec::with_capacity(2 + payload.len()));
    frame.extend_from_slice(&length.to_be_bytes());
    frame.extend_from_slice(payload);
    stream.write_all(&frame).await
}

#[cfg(test)]
mod tests {
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
            std::future::poll_fn(|context| std::task::Poll::Ready(
                given_up.as_mut().poll(context).is_pending()
            ))
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
}
