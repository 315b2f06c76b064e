//! The My Number card, from bytes to a signed challenge.
//!
//! No specification of its commands is public. Those used here were read in programs that use the card, and
//! agree across them: OpenSC, jpki/myna, soltia48/myna-card, siketyan/jpki-rs, jpki-signer-android,
//! jpki-local-signer and jsapdu. None was tried on a plastic card by us; what the programs do not say is
//! marked `[I]`, inferred.
//!
//! - [`link`]: the two traits a reader implements; they move bytes and interpret nothing.
//! - [`pin`], [`matching_number`]: the two secrets that open a card, zeroized and never printed; [`secret`] names them.
//! - [`proof`]: what one tap yields, and the message that the card signs.
//! - [`portrait`]: the picture that a card shows staff, decoded.
//! - [`session`]: the tap itself, [`Reading`]: with the PIN, without it, or asking for the tries left; at most one
//!   VERIFY.
//! - [`generations`]: what is learnt of cards' lengths from tap to tap.
//! - [`phase`]: what a tap tells while it goes on.
//! - [`fault`]: every way a tap can fail, and what each did to the tries of its secret.
//! - `pcsc` (feature `pcsc`): the readers of this machine's PC/SC service.
//! - `tcp` (debug builds): a software card that listens on this machine.

mod apdu;
#[cfg(any(feature = "pcsc", debug_assertions, test))]
mod atr;
pub(crate) mod certificate;
mod exchange;
pub mod fault;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
pub mod generations;
pub mod link;
pub mod matching_number;
mod names;
#[cfg(feature = "pcsc")]
pub mod pcsc;
pub mod phase;
pub mod pin;
pub mod portrait;
pub mod proof;
#[cfg(test)]
mod properties;
pub mod secret;
pub mod session;
mod status;
pub(crate) mod surface_record;
#[cfg(debug_assertions)]
pub mod tcp;
pub(crate) mod tlv;

pub use fault::{CardFault, OtherCard, Tries};
pub use generations::Generations;
pub use link::{Antenna, CardChannel, CardReader, LinkError, LinkProperties};
pub use matching_number::{MatchingNumberB, NumberPart};
pub use phase::{News, Phase};
pub use pin::{Digit, Pin};
pub use portrait::Portrait;
pub use proof::{
    CardProof, CertificateHead, CertificateRead, ChallengeMessage, KnownCertificates, NoneKnown,
    SurfaceProof, SurfaceReading,
};
pub use secret::Secret;
pub use session::{LastTry, Limits, Reading};
#[cfg(debug_assertions)]
pub use tcp::TcpReader;
