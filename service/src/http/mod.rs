//! What every request passes, whatever it asks for: its number and its end ([`gate`]), who sent it ([`caller`],
//! [`program`] or [`holder`]), its body ([`body`]) and its idempotency key ([`idempotency`]). Whatever goes wrong is a [`Refusal`].

pub(crate) mod body;
pub(crate) mod caller;
pub(crate) mod gate;
pub(crate) mod holder;
pub(crate) mod idempotency;
pub(crate) mod program;
mod refusal;

pub(crate) use body::JsonBody;
pub(crate) use caller::Caller;
pub(crate) use holder::Holder;
pub(crate) use idempotency::Key;
pub(crate) use program::Program;
pub(crate) use refusal::Refusal;
