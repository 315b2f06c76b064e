//! What every request passes, whatever it asks for: its connection ([`connection`]), its number and its end ([`entrance`]),
//! who sent it ([`caller`], [`program`] or [`holder`]), its body ([`body`], [`taken_in_time`]) and its idempotency key
//! ([`idempotency`]). Whatever goes wrong is a [`Refusal`].

pub(crate) mod body;
pub(crate) mod caller;
pub(crate) mod connection;
pub(crate) mod entrance;
pub(crate) mod holder;
pub(crate) mod idempotency;
pub(crate) mod program;
mod refusal;
mod taken_in_time;

pub(crate) use body::JsonBody;
pub(crate) use caller::Caller;
pub(crate) use holder::Holder;
pub(crate) use idempotency::Key;
pub(crate) use program::Program;
pub(crate) use refusal::Refusal;
