//! A card in pcscd's virtual reader, as the core's PC/SC reader finds it.

use std::sync::Arc;

use kyotaku_card::{CardState, FaultPlan, SoftCard, pcscd::Stack, vpcd::Plugged};
use kyotaku_core::card::{
    CardReader,
    pcsc::{PcscReader, list_readers},
};
use tokio::task::{block_in_place, spawn_blocking};

const PACKAGES: &str =
    "this test needs Debian's packages pcscd and vsmartcard-vpcd, and a user who may start pcscd";

/// The stack with a card in its reader. What waits here waits for pcscd, and needs a runtime of several threads.
pub(crate) struct PcscdCard {
    /// Stands before the stack, so that it is pulled before the stack goes.
    plugged: Plugged,
    stack: Stack,
    reader: String,
}

impl PcscdCard {
    /// Waits for its turn, and plugs the card in.
    pub(crate) async fn take(card: SoftCard) -> Self {
        let (plugged, stack) = spawn_blocking(|| {
            let stack = Stack::take(|| {}).unwrap_or_else(|error| panic!("{error}; {PACKAGES}"));
            (stack.plug(card, FaultPlan::none()).unwrap(), stack)
        })
        .await
        .unwrap();
        // pcscd puts a number behind the name, and there may be other readers.
        let readers = list_readers().await.unwrap();
        let reader = readers
            .into_iter()
            .find(|name| name.starts_with(stack.reader_name()))
            .unwrap();
        Self {
            plugged,
            stack,
            reader,
        }
    }

    pub(crate) fn reader(&self) -> Arc<dyn CardReader> {
        Arc::new(PcscReader::named(&self.reader))
    }

    /// Puts a pulled card back.
    pub(crate) fn insert(&self) {
        block_in_place(|| self.plugged.insert()).unwrap();
    }

    pub(crate) fn remove(&self) {
        block_in_place(|| self.plugged.remove()).unwrap();
    }

    pub(crate) fn is_in(&self) -> bool {
        self.plugged.is_in()
    }

    pub(crate) fn plan(&self, faults: FaultPlan) {
        self.plugged.plan(faults);
    }

    pub(crate) fn exchanges(&self) -> u32 {
        self.plugged.exchanges()
    }

    /// The PIN's tries left, from the card itself.
    pub(crate) fn tries_left(&self) -> u8 {
        self.state().authentication.tries_left
    }

    /// What the card holds.
    pub(crate) fn state(&self) -> CardState {
        self.plugged.card_state().unwrap()
    }

    /// Whether pcscd was started for this test, and so ends with it.
    pub(crate) fn has_own_pcscd(&self) -> bool {
        self.stack.is_own()
    }
}
