//! Every reachable state of a visit, walked exhaustively over the pure machine, with named properties that must always
//! hold, things that must sometimes happen (so that the walk is known to get anywhere), and pinned state counts.
//!
//! - [`form`]: every settings combination × every press sequence on the consent form, to its closing depth.
//! - [`visit`]: the whole visit, with every fault of card and service at every moment, for a few settings; what must hold
//!   is in [`promises`].
//! - [`interruption`]: what a start says after the app was ended in each of those states.
//! - [`explorer`]: how a walk is done. [`world`], [`taps`]: the answers from outside that the walks use.

mod explorer;
mod form;
mod interruption;
mod promises;
mod revocation;
mod taps;
mod visit;
mod world;
