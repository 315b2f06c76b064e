//! The face of Kyotaku's core towards Kotlin and Swift, and nothing else: it converts. No rule, no word and no state of
//! a visit is here; what a shell draws and hands back are the core's own types.
//!
//! - [`kyotaku`]: [`Kyotaku`], the visit.
//! - [`settings`]: what it is started with, and why it may not start.
//! - [`reader`]: the card reader that a shell brings.
//! - [`open_channel`]: a channel on its way from that reader to the core.
//! - [`card_command`]: what goes through that channel, the PIN among it.
//! - [`link_error`]: what a shell's reader may throw.
//! - [`observer`]: how a shell is told of changes.
//! - `machine`: the threads that the work is done on.
//! - `memory`: what is freed is wiped.

pub mod card_command;
#[cfg(feature = "bench")]
pub mod empty;
pub mod kyotaku;
pub mod link_error;
mod machine;
mod memory;
pub mod observer;
pub mod open_channel;
pub mod reader;
pub mod settings;

pub use card_command::CardCommand;
pub use kyotaku::Kyotaku;
pub use link_error::LinkError;
pub use observer::{Observer, ObserverError};
pub use open_channel::OpenChannel;
pub use reader::{CardChannel, CardReader};
pub use settings::{Settings, StartError};

uniffi::setup_scaffolding!();
