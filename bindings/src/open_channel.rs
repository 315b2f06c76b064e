//! A channel on its way from a shell's reader to the core. One that nobody waits for any more is released.
//!
//! A reader may open a channel although it was cancelled: it was just done, or its platform cannot be cancelled. UniFFI
//! then drops what the reader returned as it came, a number, and nobody would ever release the card. So that number has a
//! type here, and dropping it releases the channel.

use std::sync::Arc;

use uniffi::{Handle, Lift, LiftReturn, LowerReturn, MetadataBuffer, RustCallError, TypeId};

use crate::{UniFfiTag, reader::CardChannel};

/// A channel that was just opened, for the core alone. In Kotlin and Swift it is the [`CardChannel`] itself.
pub struct OpenChannel(pub Arc<dyn CardChannel>);

/// What crosses: the shell's handle of the channel; zero where it threw instead.
#[repr(transparent)]
pub struct Arriving(Handle);

impl Arriving {
    fn take(&mut self) -> Option<uniffi::Result<Arc<dyn CardChannel>>> {
        let nothing = Handle::from_raw_unchecked(0);
        let handle = std::mem::replace(&mut self.0, nothing);
        (handle.as_raw() != 0).then(|| <Arc<dyn CardChannel> as Lift<UniFfiTag>>::try_lift(handle))
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        if let Some(Ok(channel)) = self.take() {
            // A card that cannot be released has left by itself.
            let _ = channel.release();
        }
    }
}

// SAFETY: `Arriving` is a handle in memory, and is lifted as the handle of a channel is, at most once.
#[allow(unsafe_code)]
unsafe impl LiftReturn<UniFfiTag> for OpenChannel {
    type ReturnType = Arriving;

    fn try_lift_successful_return(mut arriving: Arriving) -> uniffi::Result<Self> {
        let channel = arriving.take();
        let channel = channel.unwrap_or_else(|| Err(uniffi::deps::anyhow::anyhow!("no channel")))?;
        Ok(Self(channel))
    }
}

// SAFETY: it crosses as the channel does. Only asked for by code that UniFFI writes for every trait; no reader is exported.
#[allow(unsafe_code)]
unsafe impl LowerReturn<UniFfiTag> for OpenChannel {
    type ReturnType = Handle;

    fn lower_return(channel: Self) -> Result<Handle, RustCallError> {
        <Arc<dyn CardChannel> as LowerReturn<UniFfiTag>>::lower_return(channel.0)
    }
}

impl TypeId<UniFfiTag> for OpenChannel {
    const TYPE_ID_META: MetadataBuffer = <in_shells::OpenChannel as TypeId<UniFfiTag>>::TYPE_ID_META;
}

/// The same, as the generators are told of it.
mod in_shells {
    use super::{Arc, CardChannel};

    pub(super) struct OpenChannel(Arc<dyn CardChannel>);

    uniffi::custom_newtype!(OpenChannel, Arc<dyn CardChannel>);
}
