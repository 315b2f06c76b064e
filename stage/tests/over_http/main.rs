//! The program `kyotaku-stage`, driven over HTTP as a runner in another language drives it. On the visit's side stands
//! what a visit has: the core's HTTP client, and the core's tap on a reader whose every byte goes over the control API.
//!
//! - `program`: the program, a scene of it, and asking it. `remote_card`: the reader. `visit`: a visit's calls.
//! - `scenes`: what a scene starts from, what is refused, several at once, and what is left of one that was struck.
//! - `directions`: what is directed while a visit is under way.
//! - `mishaps`: each mishap at each call. `taps`: each fault at each place of a tap.

mod directions;
mod mishaps;
mod program;
mod remote_card;
mod scenes;
mod taps;
mod visit;
