//! How a shell is told of changes.

use std::sync::Arc;

use kyotaku_core::visit;

/// Told of changes that no press caused: a card answered, the service did, time passed.
#[uniffi::export(foreign)]
pub trait Observer: Send + Sync {
    /// The view is another one now. Called on a thread of the core's: hand over to the thread that draws, ask for the
    /// view there, and return soon. It may dispatch.
    fn changed(&self) -> Result<(), ObserverError>;
}

/// An observer could not do its part. The visit goes on without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
#[uniffi::export(Display)]
pub enum ObserverError {
    /// It threw something. What, is not known here: its text might hold a person's data.
    #[error("the observer failed")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for ObserverError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed
    }
}

/// A shell's observer as the core knows one.
pub(crate) struct Told(pub(crate) Arc<dyn Observer>);

impl visit::Observer for Told {
    fn changed(&self) {
        // There is nobody to tell: whoever should hear of it is the one that failed.
        let _ = self.0.changed();
    }
}
