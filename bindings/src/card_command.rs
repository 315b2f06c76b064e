//! A command on its way to a shell's card. One of them holds the PIN.
//!
//! As bytes it would be a `Data` in Swift, which keeps what is as short as this in itself: each asynchronous call that it is
//! handed to has a copy, in memory that nobody can wipe. So it crosses as a list of small integers, which is one piece of
//! memory, and has a type of its own in either language: a `WipedBytes` in Swift, which wipes itself when it is let go of; a
//! `ByteArray` in Kotlin, which the shell wipes.

use zeroize::Zeroizing;

/// One command APDU.
pub struct CardCommand(Zeroizing<Vec<u8>>);

uniffi::custom_type!(CardCommand, Vec<i8>, {
    lower: |command| command.0.iter().map(|byte| byte.cast_signed()).collect(),
    try_lift: |bytes| Ok(Self::from(bytes.into_iter().map(i8::cast_unsigned).collect::<Vec<u8>>())),
});

impl CardCommand {
    /// Its bytes, for the card alone.
    pub fn into_bytes(mut self) -> Vec<u8> {
        std::mem::take(&mut *self.0)
    }
}

impl From<Vec<u8>> for CardCommand {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }
}

#[cfg(test)]
mod tests {
    use uniffi::{Lift, Lower};

    use super::*;
    use crate::UniFfiTag;

    #[test]
    fn every_byte_crosses_as_it_is() {
        let bytes: Vec<u8> = (0..=255).collect();
        let lowered = <CardCommand as Lower<UniFfiTag>>::lower(CardCommand::from(bytes.clone()));
        let lifted = <CardCommand as Lift<UniFfiTag>>::try_lift(lowered).unwrap();
        assert_eq!(lifted.into_bytes(), bytes);
    }
}
