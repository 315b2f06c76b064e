//! A visit: the screens as pure state machines, and the runtime that performs their effects.

mod event;
pub mod mode;
mod view;

pub use event::Event;
pub use mode::CareMode;
pub use view::*;
