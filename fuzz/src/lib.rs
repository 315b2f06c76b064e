//! What the fuzz targets run. A target is a line in `fuzz_targets`; what it feeds and what must hold stands here, a file
//! for each, and its corpus, made-up inputs that were worth keeping, in `corpus/<target>`.
//!
//! - [`tap`]: the session's taps, against a card that answers as the input says.
//! - [`card_commands`]: the software card, against any commands.
//!
//! Shared by them: [`input`], how an input is read; [`good_card`], a card that answers as it should.

pub mod card_commands;
pub mod good_card;
pub mod input;
pub mod tap;
