//! The My Number card, from bytes to a signed challenge.
//!
//! No specification of its commands is public. Those used here were read in programs that use the card, and
//! agree across them: OpenSC, jpki/myna, soltia48/myna-card, siketyan/jpki-rs, jpki-signer-android,
//! jpki-local-signer and jsapdu. None was tried on a plastic card by us; what the programs do not say is
//! marked `[I]`, inferred.
//!
//! - [`link`]: the two traits a reader implements; they move bytes and interpret nothing.
//! - [`pin`]: the four digits, zeroized and never printed.
//! - [`proof`]: what one tap yields, and the message that the card signs.
//! - [`session`]: the tap itself, [`read_card`]: at most 11 exchanges, at most one VERIFY.
//! - [`fault`]: every way a tap can fail, and what each did to the PIN tries.
//! - `pcsc` (feature `pcsc`): the readers of this machine's PC/SC service.

mod apdu;
mod certificate;
mod exchange;
pub mod fault;
pub mod link;
#[cfg(feature = "pcsc")]
pub mod pcsc;
pub mod pin;
pub mod proof;
pub mod session;
mod status;

pub use fault::{CardFault, Phase, Tries};
pub use link::{Antenna, CardChannel, CardReader, LinkError, LinkProperties};
pub use pin::{Digit, Pin};
pub use proof::{
    CardProof, CertificateHead, CertificateRead, ChallengeMessage, KnownCertificates, NoneKnown, SurfaceProof,
};
pub use session::{LastTry, Limits, read_card};
