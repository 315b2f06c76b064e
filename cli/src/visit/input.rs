//! All that a visit waits for, in one queue: keys, changes of the view, a resized terminal, signals.

use std::io;

use crossterm::event::{self, Event, KeyEvent, KeyEventKind};
use kyotaku_core::visit::Observer;
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
};

/// One thing that came.
pub(super) enum Input {
    /// A key was pressed.
    Key(KeyEvent),
    /// The terminal has another size.
    Resized,
    /// The view is another one.
    Changed,
    /// The program is to end: a signal, or the terminal is gone.
    Stopped,
}

/// The queue.
pub(super) struct Inputs {
    sender: UnboundedSender<Input>,
    receiver: UnboundedReceiver<Input>,
}

/// Puts the core's changes in the queue.
pub(super) struct Changes(UnboundedSender<Input>);

impl Observer for Changes {
    fn changed(&self) {
        // Nobody listens any more at the end of a visit.
        let _ = self.0.send(Input::Changed);
    }
}

impl Inputs {
    /// Begins to listen. Needs the runtime's I/O.
    pub(super) fn start() -> io::Result<Self> {
        let (sender, receiver) = unbounded_channel();
        for kind in [
            SignalKind::terminate(),
            SignalKind::hangup(),
            SignalKind::interrupt(),
        ] {
            let mut signals = signal(kind)?;
            let sender = sender.clone();
            tokio::spawn(async move {
                signals.recv().await;
                let _ = sender.send(Input::Stopped);
            });
        }
        let keys = sender.clone();
        // Reading blocks, and ends with the program.
        std::thread::Builder::new()
            .name("keys".to_owned())
            .spawn(move || read_keys(&keys))?;
        Ok(Self { sender, receiver })
    }

    /// What tells this queue of the core's changes.
    pub(super) fn observer(&self) -> Changes {
        Changes(self.sender.clone())
    }

    /// The next that comes.
    pub(super) async fn next(&mut self) -> Input {
        // The queue holds a sender of itself, so it never ends.
        self.receiver.recv().await.unwrap_or(Input::Stopped)
    }
}

fn read_keys(sender: &UnboundedSender<Input>) {
    loop {
        let input = match event::read() {
            Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => Input::Key(key),
            Ok(Event::Resize(..)) => Input::Resized,
            Ok(_) => continue,
            Err(_) => Input::Stopped,
        };
        let last = matches!(input, Input::Stopped);
        if sender.send(input).is_err() || last {
            return;
        }
    }
}
