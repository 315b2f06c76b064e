//! One stay of the card in the reader: a connection and the thread that answers for the card.

use std::{
    io::ErrorKind,
    net::{Shutdown, SocketAddr, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use rustix::net::sockopt;

use super::{
    PlugError,
    frame::{self, Request},
};
use crate::{
    soft_card::SoftCard,
    tap::{Outcome, Tap},
};

/// How long connecting to this machine may take.
const CONNECT: Duration = Duration::from_secs(5);

/// An open connection. Dropping it closes it and waits for its thread.
#[derive(Debug)]
pub(super) struct Connection {
    stream: TcpStream,
    /// False from before the other side can notice: whoever was told that the card is gone finds it gone here.
    open: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Connection {
    /// Connects; the receiver hears of each power-on.
    pub(super) fn open(address: SocketAddr, tap: Arc<Tap>) -> Result<(Self, Receiver<()>), PlugError> {
        let stream = TcpStream::connect_timeout(&address, CONNECT).map_err(|error| match error.kind() {
            ErrorKind::ConnectionRefused => PlugError::NotListening,
            _ => PlugError::Connection(error),
        })?;
        stream.set_nodelay(true)?;
        let (powered, on_power) = mpsc::channel();
        let mut its_stream = stream.try_clone()?;
        let open = Arc::new(AtomicBool::new(true));
        let its_open = Arc::clone(&open);
        let answer = move || {
            answer_for_the_card(&mut its_stream, &tap, &powered);
            its_open.store(false, Ordering::SeqCst);
            // The other clone of the stream would keep the connection open.
            let _ = its_stream.shutdown(Shutdown::Both);
        };
        let thread = thread::Builder::new()
            .name("kyotaku-card".to_owned())
            .spawn(answer)?;
        Ok((
            Self {
                stream,
                open,
                thread: Some(thread),
            },
            on_power,
        ))
    }

    pub(super) fn is_open(&self) -> bool {
        self.open.load(Ordering::SeqCst)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        // It fails only if the other side was first.
        let _ = self.stream.shutdown(Shutdown::Both);
        if let Some(thread) = self.thread.take() {
            // A panic there was reported there.
            let _ = thread.join();
        }
    }
}

/// Answers until the card is pulled or the other side is gone.
fn answer_for_the_card(stream: &mut TcpStream, tap: &Tap, powered: &Sender<()>) {
    loop {
        // The driver sends the length and the payload apart and waits for the first to be acknowledged:
        // without this each exchange takes 40 ms. It lasts only for a while, hence each time; it is only a
        // matter of speed.
        let _ = sockopt::set_tcp_quickack(&*stream, true);
        let Ok(request) = frame::read(stream) else {
            break;
        };
        let answer = match request {
            Request::PowerOff => {
                tap.with_card(SoftCard::power_off);
                continue;
            }
            Request::PowerOn => {
                tap.with_card(SoftCard::power_on);
                // Nobody may be waiting any more.
                let _ = powered.send(());
                continue;
            }
            Request::Reset => {
                tap.with_card(SoftCard::reset);
                continue;
            }
            Request::Unknown => continue,
            Request::Atr => tap.with_card(|card| card.atr().bytes().to_vec()),
            Request::Command(command) => match tap.exchange(&command) {
                Outcome::Answer(answer) => answer,
                Outcome::Silent => continue,
                // The driver has no word for a link's error: to it, the card is gone.
                Outcome::Ended(_) => break,
            },
        };
        if frame::write(stream, &answer).is_err() {
            break;
        }
    }
}
