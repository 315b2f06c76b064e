//! A command on its way to a shell's card. One of them holds the PIN.
//!
//! Its bytes stay here until the shell's reader really begins with it, and go across once, as one piece of memory that the
//! other side can wipe: a `ByteArray` in Kotlin, which the reader overwrites; in Swift a `WipedBytes`, which wipes itself when
//! it is let go of, made from small integers, because a `Data` as short as this is copied into every call it is handed to.
//! (In Kotlin those integers would be a list of objects, which nobody can wipe.)
//!
//! If they went across with the call itself, nobody could wipe them where the call is never begun: a Kotlin coroutine that is
//! cancelled before it got a thread does not even look at what it was handed.

use std::sync::{Arc, Mutex, PoisonError};

use zeroize::Zeroizing;

use crate::link_error::LinkError;

/// One command APDU. In Kotlin a `ByteArray`, in Swift a `WipedBytes`.
pub struct CardCommand(Arc<CommandBytes>);

uniffi::custom_type!(CardCommand, Arc<CommandBytes>, {
    lower: |command| command.0,
    try_lift: |bytes| Ok(Self(bytes)),
});

/// The bytes of a command, for the reader that the command is for. A shell does not see this: the generated code takes the
/// bytes out, once, as the call begins.
#[derive(uniffi::Object)]
pub struct CommandBytes(Mutex<Option<Zeroizing<Vec<u8>>>>);

#[uniffi::export]
impl CommandBytes {
    /// Of a command that a shell makes itself, for a channel that is not its own.
    #[uniffi::constructor]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Mutex::new(Some(Zeroizing::new(bytes))))
    }

    /// Takes them out. Throws when they were taken out before, or when nobody waits for the call any more.
    pub fn take(&self) -> Result<Vec<u8>, LinkError> {
        let mut bytes = self.out().ok_or(LinkError::Failed)?;
        Ok(std::mem::take(&mut *bytes))
    }

    /// The same, in the form that Swift keeps in one place.
    pub fn take_integers(&self) -> Result<Vec<i8>, LinkError> {
        let bytes = self.out().ok_or(LinkError::Failed)?;
        Ok(bytes.iter().map(|byte| byte.cast_signed()).collect())
    }
}

impl CommandBytes {
    fn out(&self) -> Option<Zeroizing<Vec<u8>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl CardCommand {
    /// Its bytes, for the card alone; none if they were taken out, or wiped.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.take().unwrap_or_default()
    }

    /// What wipes the command when the call that it goes with is over, if nobody has taken it by then.
    pub(crate) fn until_over(&self) -> UntilOver {
        UntilOver(Arc::clone(&self.0))
    }
}

impl From<Vec<u8>> for CardCommand {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Arc::new(CommandBytes::new(bytes)))
    }
}

/// Dropped, it wipes the command that was not taken.
pub(crate) struct UntilOver(Arc<CommandBytes>);

impl Drop for UntilOver {
    fn drop(&mut self) {
        drop(self.0.out());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_out_as_it_is_and_once() {
        let bytes: Vec<u8> = (0..=255).collect();
        let command = CommandBytes::new(bytes.clone());
        assert_eq!(command.take(), Ok(bytes.clone()));
        assert_eq!(command.take(), Err(LinkError::Failed));
        let command = CommandBytes::new(bytes.clone());
        let integers = command.take_integers().unwrap();
        assert!(integers.iter().map(|byte| byte.cast_unsigned()).eq(bytes));
        assert_eq!(command.take_integers(), Err(LinkError::Failed));
    }

    #[test]
    fn a_command_that_nobody_took_is_wiped_when_its_call_is_over() {
        let command = CardCommand::from(vec![1, 2, 3]);
        drop(command.until_over());
        assert_eq!(command.0.take(), Err(LinkError::Failed));
    }
}
