//! A scene's card behind the core's link traits, with every byte over the control API: what a runner in another language
//! has to write.

use std::sync::Arc;

use async_trait::async_trait;
use kyotaku_core::card::{CardChannel, CardReader, LinkError, LinkProperties};

use crate::program::{Answer, Scene};

pub(crate) struct RemoteCard(pub(crate) Scene);

struct RemoteChannel {
    scene: Scene,
    path: String,
    properties: LinkProperties,
}

#[async_trait]
impl CardReader for RemoteCard {
    async fn connect(&self) -> Result<Arc<dyn CardChannel>, LinkError> {
        let answer = self.0.ask("POST /card/connect", b"").await;
        if let Some(error) = link_error(&answer) {
            return Err(error);
        }
        assert_eq!(answer.status, 201, "{}", answer.text());
        let opened = answer.json();
        let number = opened["channel"].as_str().unwrap();
        let digits = opened["generation"].as_str().unwrap().as_bytes();
        let bytes = digits.chunks(2).map(|pair| {
            let pair = std::str::from_utf8(pair).unwrap();
            u8::from_str_radix(pair, 16).unwrap()
        });
        Ok(Arc::new(RemoteChannel {
            scene: self.0.clone(),
            path: format!("/card/{number}"),
            properties: LinkProperties {
                generation: bytes.collect(),
                extended_length: opened["extended_length"].as_bool().unwrap(),
            },
        }))
    }
}

#[async_trait]
impl CardChannel for RemoteChannel {
    async fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, LinkError> {
        let call = format!("POST {}/transceive", self.path);
        let answer = self.scene.ask(&call, &command).await;
        if let Some(error) = link_error(&answer) {
            return Err(error);
        }
        assert_eq!(answer.status, 200, "{}", answer.text());
        Ok(answer.body)
    }

    fn properties(&self) -> LinkProperties {
        self.properties.clone()
    }
}

impl Drop for RemoteChannel {
    fn drop(&mut self) {
        let scene = self.scene.clone();
        let call = format!("DELETE {}", self.path);
        // A scene that was struck meanwhile has no channels.
        tokio::spawn(async move { scene.ask(&call, b"").await });
    }
}

pub(crate) fn link_error(answer: &Answer) -> Option<LinkError> {
    (answer.status == 409).then(|| match answer.json()["link"].as_str().unwrap() {
        "no-reader" => LinkError::NoReader,
        "reader-gone" => LinkError::ReaderGone,
        "card-gone" => LinkError::CardGone,
        "mute" => LinkError::Mute,
        "busy" => LinkError::Busy,
        "no-service" => LinkError::NoService,
        "collision" => LinkError::Collision,
        "other-technology" => LinkError::OtherTechnology,
        "failed" => LinkError::Failed,
        other => panic!("{other} is no link error"),
    })
}
