//! Why a shell's link to a card could not move bytes: the public layer of the core's [`card::LinkError`].

use kyotaku_core::card;

/// Why a link could not move bytes. It says nothing of what the card did: a command may have been acted on although its
/// answer was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
#[uniffi::export(Display)]
pub enum LinkError {
    /// There is no reader: a phone without NFC, or with NFC switched off.
    #[error("no card reader is there")]
    NoReader,
    /// The reader was unplugged or switched off while in use.
    #[error("the card reader went away")]
    ReaderGone,
    /// The card left the field.
    #[error("the card was removed")]
    CardGone,
    /// A card lies there but does not answer: damaged, or half out of the field.
    #[error("the card does not answer")]
    Mute,
    /// Another app holds the card.
    #[error("another program is using the card")]
    Busy,
    /// The system's card service does not run or refuses us.
    #[error("the card service is not running")]
    NoService,
    /// Two cards or more lie in the field, and answer at once.
    #[error("more than one card is in the field")]
    Collision,
    /// A card lies there that does not speak ISO 14443-4, as a My Number card does: a transit card, for example.
    #[error("the card is of another technology")]
    OtherTechnology,
    /// The link failed in a way that has no better name here. Whatever else a reader throws becomes this; its text is
    /// dropped unread, because nobody knows what stands in it.
    #[error("the link to the card failed")]
    Failed,
}

impl From<LinkError> for card::LinkError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::NoReader => Self::NoReader,
            LinkError::ReaderGone => Self::ReaderGone,
            LinkError::CardGone => Self::CardGone,
            LinkError::Mute => Self::Mute,
            LinkError::Busy => Self::Busy,
            LinkError::NoService => Self::NoService,
            LinkError::Collision => Self::Collision,
            LinkError::OtherTechnology => Self::OtherTechnology,
            LinkError::Failed => Self::Failed,
        }
    }
}

impl From<uniffi::UnexpectedUniFFICallbackError> for LinkError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_shell_throws_is_a_failed_link_and_its_text_is_dropped() {
        let thrown = uniffi::UnexpectedUniFFICallbackError::new("TEST-ONLY: a patient's name");
        let error = LinkError::from(thrown);
        assert_eq!(error, LinkError::Failed);
        assert_eq!(error.to_string(), "the link to the card failed");
    }
}
