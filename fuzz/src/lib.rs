//! What the fuzz targets run. A target is a line in `fuzz_targets`; what it feeds and what must hold stands here, a file
//! for each, and its corpus, made-up inputs that were worth keeping, in `corpus/<target>`.
//!
//! - [`tap`]: the session's taps, against a card that answers as the input says.
//! - [`certificate`]: the beginning of a certificate.
//! - [`surface_record`]: the surface application's files; [`portrait`]: the picture in one of them.
//! - [`service_records`]: the same files, as the service takes them apart again.
//! - [`card_commands`]: the software card, against any commands.
//! - [`frames`]: the frames in which it is spoken to.
//!
//! Shared by them: [`input`], how an input is read; [`good_card`], a card that answers as it should;
//! [`typed`], what is typed for a tap.

#[cfg(fuzzing)]
pub mod certificate;
#[cfg(fuzzing)]
pub mod frames;
#[cfg(fuzzing)]
pub mod portrait;
#[cfg(fuzzing)]
pub mod surface_record;

pub mod card_commands;
pub mod good_card;
pub mod input;
pub mod service_records;
pub mod tap;
pub mod typed;
