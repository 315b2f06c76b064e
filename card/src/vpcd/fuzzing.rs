//! For the fuzz targets in `fuzz/`, and compiled for nobody else.

use super::frame::{self, Request};

/// Reads frames until there are no more. The commands among them.
pub fn commands(mut stream: &[u8]) -> Vec<Vec<u8>> {
    let mut commands = Vec::new();
    while let Ok(request) = frame::read(&mut stream) {
        match request {
            Request::Command(command) => commands.push(command),
            Request::PowerOff | Request::PowerOn | Request::Reset | Request::Atr | Request::Unknown => {}
        }
    }
    commands
}

/// A frame; none for what is too long for one.
pub fn frame(payload: &[u8]) -> Option<Vec<u8>> {
    let mut sent = Vec::new();
    frame::write(&mut sent, payload).ok().map(|()| sent)
}
