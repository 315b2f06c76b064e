//! The scene's card, behind the traits by which a shell brings its reader.

use std::sync::Arc;

use async_trait::async_trait;
use kyotaku_bindings::{CardChannel, CardCommand, CardReader, LinkError, OpenChannel};
use kyotaku_core::card::{self, CardChannel as _, LinkProperties};
use kyotaku_stage::{SceneCard, card::SceneChannel};

pub(crate) struct SceneReader(pub(crate) SceneCard);

#[async_trait]
impl CardReader for SceneReader {
    async fn connect(&self) -> Result<OpenChannel, LinkError> {
        match self.0.open().await {
            Ok(channel) => Ok(OpenChannel(Arc::new(Tag(channel)))),
            Err(error) => Err(thrown(error)),
        }
    }
}

struct Tag(SceneChannel);

#[async_trait]
impl CardChannel for Tag {
    async fn transceive(&self, command: CardCommand) -> Result<Vec<u8>, LinkError> {
        self.0.transceive(command.into_bytes()).await.map_err(thrown)
    }

    fn properties(&self) -> Result<LinkProperties, LinkError> {
        Ok(self.0.properties())
    }

    fn release(&self) -> Result<(), LinkError> {
        self.0.release();
        Ok(())
    }
}

/// What a shell would throw, by the same name.
fn thrown(error: card::LinkError) -> LinkError {
    match error {
        card::LinkError::NoReader => LinkError::NoReader,
        card::LinkError::ReaderGone => LinkError::ReaderGone,
        card::LinkError::CardGone => LinkError::CardGone,
        card::LinkError::Mute => LinkError::Mute,
        card::LinkError::Busy => LinkError::Busy,
        card::LinkError::NoService => LinkError::NoService,
        card::LinkError::Collision => LinkError::Collision,
        card::LinkError::OtherTechnology => LinkError::OtherTechnology,
        card::LinkError::Failed => LinkError::Failed,
    }
}
