//! The My Number card, from bytes to a signed challenge.
//!
//! - [`link`]: the two traits a reader implements; they move bytes and interpret nothing.
//! - [`pin`]: the four digits, zeroized and never printed.
//! - [`proof`]: what one tap yields, and the message that the card signs.
//! - [`fault`]: every way a tap can fail, and what each did to the PIN tries.

pub mod fault;
pub mod link;
pub mod pin;
pub mod proof;

pub use fault::{CardFault, Phase, Tries};
pub use link::{CardChannel, CardReader, LinkError};
pub use pin::{Digit, Pin};
pub use proof::{CardProof, ChallengeMessage};
