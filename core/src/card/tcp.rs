//! A reader whose card is a program on the same machine, for phones' emulators and simulators, which cannot be tapped.
//! Debug builds only: a release build does not have it.
//!
//! The frames are those of vsmartcard's virtual reader: a big-endian length of two bytes, then so many. One byte is a
//! control, 0 power off, 1 power on, 4 the question for the ATR; more is a command, answered by a frame. Here the
//! *card* listens. In addition: an ATR frame without a byte says that no card is there; one of a single byte, why
//! there will be none (`refusal`).

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

/// A connection over which the card was powered on. Dropping it powers the card off, as far as that goes without
/// waiting, and closes it, which does the same.
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
mod tests;
