//! A tap that was ended sends nothing more to its card, whoever ended it and from wherever.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use kyotaku_core::{
    card::{CardChannel, CardReader, LinkError},
    visit::{Kyotaku, Observer, Screen},
};
use tokio::{
    runtime::Handle,
    sync::{Notify, mpsc},
};

use crate::ports::{Scripted, Waiting, challenge, origin, press, settings};

/// A card that counts its commands and answers each with success, which is all that a tap needs to go on to the next.
#[derive(Default)]
struct Obedient {
    commands: Mutex<Vec<Vec<u8>>>,
    connects: Mutex<u32>,
}

struct Field(Arc<Obedient>);
struct Channel(Arc<Obedient>);

#[async_trait]
impl CardReader for Field {
    async fn connect(&self) -> Result<Arc<dyn CardChannel>, LinkError> {
        *self.0.connects.lock().unwrap() += 1;
        Ok(Arc::new(Channel(Arc::clone(&self.0))))
    }
}

#[async_trait]
impl CardChannel for Channel {
    async fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, LinkError> {
        // The question for the tries left is VERIFY without a PIN.
        let asks = command.len() == 4;
        self.0.commands.lock().unwrap().push(command);
        Ok(if asks { vec![0x63, 0xC3] } else { vec![0x90, 0x00] })
    }
}

/// Ends the visit, from inside its own callback, as soon as the tap says this.
struct EndsAt {
    progress: &'static str,
    kyotaku: Mutex<Option<Arc<Kyotaku>>>,
    ended: Notify,
    changed: Notify,
}

impl Observer for EndsAt {
    fn changed(&self) {
        self.changed.notify_one();
        let kyotaku = self.kyotaku.lock().unwrap().clone();
        let Some(kyotaku) = kyotaku else { return };
        if matches!(kyotaku.view().screen, Screen::Tap(tap) if tap.progress == self.progress) {
            kyotaku.close();
            self.ended.notify_one();
        }
    }
}

/// The commands that a card was sent by a tap whose visit is closed when the tap says this, and how often it was
/// connected to.
async fn commands_of_a_visit_closed_at(progress: &'static str) -> (Vec<Vec<u8>>, u32) {
    let (sender, mut calls) = mpsc::unbounded_channel();
    let card = Arc::new(Obedient::default());
    let observer = Arc::new(EndsAt {
        progress,
        kyotaku: Mutex::new(None),
        ended: Notify::new(),
        changed: Notify::new(),
    });
    let kyotaku = Arc::new(Kyotaku::start(
        origin(),
        Arc::new(Field(Arc::clone(&card))),
        Arc::new(Scripted(sender)),
        Arc::clone(&observer) as Arc<dyn Observer>,
        None,
        Handle::current(),
    ));
    *observer.kyotaku.lock().unwrap() = Some(Arc::clone(&kyotaku));
    let Some(Waiting::Settings(answer)) = calls.recv().await else {
        panic!("settings come first")
    };
    answer.send(Ok(settings())).unwrap();
    observer.changed.notified().await;
    press(&kyotaku, "訪問診療等");
    let Some(Waiting::Challenge(_, answer)) = calls.recv().await else {
        panic!("a challenge is asked for")
    };
    answer.send(Ok(challenge())).unwrap();
    observer.changed.notified().await;
    for digit in ["1", "2", "3", "4"] {
        press(&kyotaku, digit);
    }
    press(&kyotaku, "次へ（カードをかざす）");
    observer.ended.notified().await;
    // One turn more than the tap would need for its next command: on this runtime tasks take turns.
    for _ in 0..16 {
        tokio::task::yield_now().await;
    }
    observer.kyotaku.lock().unwrap().take();
    let (commands, connects) = (
        card.commands.lock().unwrap().clone(),
        *card.connects.lock().unwrap(),
    );
    (commands, connects)
}

#[tokio::test]
async fn a_visit_closed_while_a_card_is_waited_for_does_not_reach_for_one() {
    assert_eq!(
        commands_of_a_visit_closed_at("カードを待っています。").await,
        (Vec::new(), 0)
    );
}

#[tokio::test]
async fn a_visit_closed_as_the_card_is_found_sends_it_nothing() {
    assert_eq!(
        commands_of_a_visit_closed_at("カードを確認しています。").await,
        (Vec::new(), 1)
    );
}

#[tokio::test]
async fn a_visit_closed_as_the_pin_is_about_to_be_presented_presents_none() {
    let (commands, _) = commands_of_a_visit_closed_at("暗証番号を照合しています。").await;
    assert_eq!(commands.len(), 2, "SELECT, and the question for the tries left");
    assert!(commands.iter().all(|command| !command.ends_with(b"1234")));
}
