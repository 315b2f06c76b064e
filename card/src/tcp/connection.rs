//! One connection: frames in, frames out, until the card is pulled or either side is gone.

use std::{
    net::{Shutdown, TcpStream},
    sync::Mutex,
};

use kyotaku_core::card::LinkError;

use super::{Place, locked};
use crate::{
    soft_card::SoftCard,
    tap::{Outcome, Tap},
    vpcd::frame::{self, Request},
};

/// What becomes of a request.
enum Reply {
    Frame(Vec<u8>),
    Nothing,
    HangUp,
}

/// How a connection stands to the card.
#[derive(Default)]
struct Visit {
    /// The card was seen: what goes wrong while it is waited for goes wrong once.
    met: bool,
    /// No card ever comes.
    mute: bool,
}

/// Answers for the card on this connection, which has this number.
pub(super) fn answer(mut stream: TcpStream, place: &Mutex<Place>, number: u64) {
    let mut visit = Visit::default();
    // It is only a matter of speed.
    let _ = stream.set_nodelay(true);
    while let Ok(request) = frame::read(&mut stream) {
        let reply = {
            let now = locked(place);
            // A connection that was cut off must not reach the card that came after.
            if now.number != number {
                break;
            }
            visit.reply(&request, now.tap.as_ref())
        };
        let sent = match reply {
            Reply::Frame(bytes) => frame::write(&mut stream, &bytes),
            Reply::Nothing => Ok(()),
            Reply::HangUp => break,
        };
        if sent.is_err() {
            break;
        }
    }
    // The card leaves the field with the connection.
    let now = locked(place);
    if let (Some(tap), true) = (&now.tap, now.number == number) {
        tap.with_card(SoftCard::power_off);
    }
    // The other clone of the stream would keep it open.
    let _ = stream.shutdown(Shutdown::Both);
}

impl Visit {
    fn reply(&mut self, request: &Request, tap: Option<&Tap>) -> Reply {
        match (request, tap) {
            (Request::Atr, None) => Reply::Frame(Vec::new()),
            (Request::Atr, Some(tap)) => self.meet(tap),
            (Request::PowerOn, Some(tap)) => {
                tap.with_card(|card| {
                    card.power_off();
                    card.power_on();
                });
                Reply::Nothing
            }
            (Request::PowerOff, Some(tap)) => {
                tap.with_card(SoftCard::power_off);
                Reply::Nothing
            }
            (Request::Reset, Some(tap)) => {
                tap.with_card(SoftCard::reset);
                Reply::Nothing
            }
            (Request::Command(command), Some(tap)) => match tap.exchange(command) {
                Outcome::Answer(answer) => Reply::Frame(answer),
                Outcome::Silent => Reply::Nothing,
                // There is no frame for a link's error in the middle of a tap.
                Outcome::Ended(_) => Reply::HangUp,
            },
            (Request::Command(_), None) => Reply::HangUp,
            (Request::Unknown, _) | (Request::PowerOn | Request::PowerOff | Request::Reset, None) => {
                Reply::Nothing
            }
        }
    }

    /// The ATR, or what goes wrong instead.
    fn meet(&mut self, tap: &Tap) -> Reply {
        if !std::mem::replace(&mut self.met, true)
            && let Some(trouble) = tap.trouble_at_connect()
        {
            match trouble.link_error() {
                Some(error) => return Reply::Frame(vec![code_of(error)]),
                None => self.mute = true,
            }
        }
        if self.mute {
            return Reply::Nothing;
        }
        Reply::Frame(tap.with_card(|card| card.atr().bytes().to_vec()))
    }
}

/// The one byte that stands for a link's error in place of an ATR. The core's `TcpReader` reads it.
fn code_of(error: LinkError) -> u8 {
    match error {
        LinkError::Collision => 1,
        LinkError::OtherTechnology => 2,
        LinkError::Mute => 3,
        LinkError::Failed => 4,
        LinkError::Busy => 5,
        LinkError::NoReader => 6,
        LinkError::ReaderGone => 7,
        LinkError::NoService => 8,
        LinkError::CardGone => 9,
    }
}
