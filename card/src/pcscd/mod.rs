//! A PC/SC stack for as long as it is wanted: pcscd with a virtual reader, for demos and tests.
//!
//! - `turn`: the machine-wide lock. Debian's pcscd has one fixed socket, so there can be one at a time.
//! - `daemon`: a pcscd of our own, and its end.
//!
//! A pcscd that runs already (or that systemd would start) is used, with the virtual reader of Debian's
//! default configuration; else one is started with a configuration of its own and a free port. vpcd binds
//! that port on all addresses, not on loopback alone; whoever can reach it could plug a card of theirs into
//! the virtual reader, which is why the stack should stand no longer than a demo or a test needs it.

mod daemon;
mod turn;

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    os::unix::net::UnixStream,
    path::Path,
};

use crate::{
    fault::FaultPlan,
    soft_card::SoftCard,
    vpcd::{self, PlugError, Plugged},
};
use daemon::Daemon;
use turn::Turn;

/// The socket that programs reach pcscd by. It is compiled into Debian's pcscd.
const SOCKET: &str = "/run/pcscd/pcscd.comm";

/// Why there is no PC/SC stack.
#[derive(Debug, thiserror::Error)]
pub enum PcscdError {
    /// A program or driver is missing; `package` is Debian's package that has it.
    #[error("{package} is not installed (apt-get install pcscd vsmartcard-vpcd)")]
    NotInstalled {
        /// The missing package.
        package: &'static str,
    },
    /// No pcscd runs, and this user may not start one: its folder, /run/pcscd, cannot be written.
    #[error("no pcscd is running, and this user may not start one (it needs to write /run/pcscd)")]
    NoPermission,
    /// A pcscd runs, but without vpcd's virtual reader.
    #[error("the pcscd that is running has no virtual reader (install vsmartcard-vpcd and restart it)")]
    NoVirtualReader,
    /// Another card, or another program, is in the virtual reader's place.
    #[error("the virtual reader's port is taken by another program or card")]
    VpcdPortBusy,
    /// The pcscd that was started ended at once or did not become ready in time.
    #[error("pcscd was started but did not become ready")]
    NotReady,
    /// The system refused something else.
    #[error("the PC/SC stack could not be set up")]
    System(#[from] io::Error),
}

/// A PC/SC stack with a virtual reader, ours alone until it is dropped.
///
/// Dropping it ends the pcscd that it started, and lets the next one have its turn. Drop plugged cards first.
#[derive(Debug)]
pub struct Stack {
    // Dropped in this order: the turn is over when nothing is left.
    daemon: Option<Daemon>,
    _turn: Turn,
}

impl Stack {
    /// Waits for its turn, and returns when pcscd is there. `waiting` is called once if somebody else has the
    /// turn: say so to the person who waits.
    pub fn take(waiting: impl FnOnce()) -> Result<Self, PcscdError> {
        let turn = Turn::take(waiting)?;
        let daemon = if answers(Path::new(SOCKET)) {
            None
        } else {
            Some(Daemon::start(&turn)?)
        };
        Ok(Self { daemon, _turn: turn })
    }

    /// How the name of the virtual reader begins, as PC/SC programs see it: there may be other readers.
    pub fn reader_name(&self) -> &'static str {
        match self.daemon {
            Some(_) => daemon::READER_NAME,
            None => "Virtual PCD",
        }
    }

    /// Whether the pcscd was started by us (else it ran already).
    pub fn is_own(&self) -> bool {
        self.daemon.is_some()
    }

    /// Plugs a card into the virtual reader. Returns once pcscd has given it power.
    pub fn plug(&self, card: SoftCard, faults: FaultPlan) -> Result<Plugged, PcscdError> {
        let port = self.daemon.as_ref().map_or(vpcd::DEFAULT_PORT, Daemon::port);
        let slot = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let failure = match Plugged::plug(slot(port), card, faults.clone()) {
            Ok(plugged) => return Ok(plugged),
            Err(failure) => failure,
        };
        let failure = match failure.error {
            // vpcd has a second slot, on the next port.
            PlugError::Taken => match Plugged::plug(slot(port + 1), failure.into_card(), faults) {
                Ok(plugged) => return Ok(plugged),
                Err(failure) => failure,
            },
            PlugError::NotListening | PlugError::Connection(_) => failure,
        };
        Err(match failure.error {
            PlugError::Taken => PcscdError::VpcdPortBusy,
            PlugError::NotListening if self.is_own() => PcscdError::VpcdPortBusy,
            PlugError::NotListening => PcscdError::NoVirtualReader,
            PlugError::Connection(error) => PcscdError::System(error),
        })
    }
}

/// Whether someone listens at a UNIX socket. The file alone says nothing: pcscd leaves it behind when it is
/// killed.
fn answers(socket: &Path) -> bool {
    UnixStream::connect(socket).is_ok()
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn a_socket_left_behind_is_not_taken_for_a_running_daemon() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("pcscd.comm");
        assert!(!answers(&socket));
        let listener = UnixListener::bind(&socket).unwrap();
        assert!(answers(&socket));
        drop(listener);
        assert!(socket.exists() && !answers(&socket));
    }
}
