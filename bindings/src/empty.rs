//! A call that does nothing: what crossing from one language to another costs by itself.

/// Does nothing.
#[uniffi::export]
pub fn empty_call() {}
