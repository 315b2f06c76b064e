//! The sample card for the demo: in pcscd's virtual reader, where any PC/SC program would see it, or in process where
//! no pcscd can be had. It says which.

use std::sync::Arc;

use jiff::Timestamp;
use kyotaku_card::{
    FaultPlan, SoftCard, SoftReader,
    pcscd::{PcscdError, Stack},
    sample,
    vpcd::Plugged,
};
use kyotaku_core::card::{
    CardReader,
    pcsc::{PcscReader, list_readers},
};
use tokio::task::{block_in_place, spawn_blocking};

use crate::{failure::Failure, output::say};

/// The sample person whose eligibility is valid.
const SLUG: &str = "valid";

/// A card that can be laid down and taken away. It is away at first.
pub(super) enum CardStack {
    /// Behind pcscd.
    Pcscd {
        /// Stands before the stack, so that it is pulled before the stack goes.
        plugged: Plugged,
        stack: Stack,
        /// The virtual reader's whole name.
        reader: String,
    },
    /// In this process.
    InProcess { reader: SoftReader, why: String },
}

impl CardStack {
    /// The stack, in turn with others on this machine; in process if there is none, or if that is wanted.
    pub(super) async fn take(in_process: bool) -> Result<Self, Failure> {
        if in_process {
            return Ok(Self::in_process(sample_card()?, "as asked for".to_owned()));
        }
        let card = sample_card()?;
        // Its turn may be long in coming; whoever waits for it here can be stopped meanwhile.
        let (plugged, stack) = match spawn_blocking(|| plug_into_pcscd(card)).await.map_err(failed)? {
            Ok(both) => both,
            Err(error) => return Ok(Self::in_process(sample_card()?, error.to_string())),
        };
        // pcscd puts a number behind the name, and there may be other readers.
        let readers = list_readers().await.map_err(failed)?;
        let reader = readers
            .into_iter()
            .find(|name| name.starts_with(stack.reader_name()));
        let reader = reader.ok_or_else(|| failed("pcscd does not show the virtual reader"))?;
        block_in_place(|| plugged.remove()).map_err(failed)?;
        Ok(Self::Pcscd {
            plugged,
            stack,
            reader,
        })
    }

    fn in_process(card: SoftCard, why: String) -> Self {
        let reader = SoftReader::new(card);
        reader.remove();
        Self::InProcess { reader, why }
    }

    /// The reader that a visit reads it by.
    pub(super) fn reader(&self) -> Arc<dyn CardReader> {
        match self {
            Self::Pcscd { reader, .. } => Arc::new(PcscReader::named(reader)),
            Self::InProcess { reader, .. } => Arc::new(reader.clone()),
        }
    }

    /// Lays the card down.
    pub(super) fn insert(&self) -> Result<(), Failure> {
        match self {
            Self::Pcscd { plugged, .. } => block_in_place(|| plugged.insert()).map_err(failed),
            Self::InProcess { reader, .. } => {
                reader.present();
                Ok(())
            }
        }
    }

    /// Takes the card away.
    pub(super) fn remove(&self) -> Result<(), Failure> {
        match self {
            Self::Pcscd { plugged, .. } => block_in_place(|| plugged.remove()).map_err(failed),
            Self::InProcess { reader, .. } => {
                reader.remove();
                Ok(())
            }
        }
    }

    /// Commands that the card was sent so far.
    pub(super) fn exchanges(&self) -> u32 {
        match self {
            Self::Pcscd { plugged, .. } => plugged.exchanges(),
            Self::InProcess { reader, .. } => reader.exchanges(),
        }
    }

    /// What it is, and how it is reached.
    pub(super) fn description(&self) -> String {
        match self {
            Self::Pcscd { stack, reader, .. } => {
                let whose = if stack.is_own() {
                    "started for this"
                } else {
                    "already running"
                };
                format!("a software My Number card behind pcscd ({whose}), in its reader {reader}")
            }
            Self::InProcess { why, .. } => {
                format!("a software My Number card in this process, not over PC/SC: {why}")
            }
        }
    }

    /// Ends the stack. It waits for pcscd to be gone.
    pub(super) fn put_away(self) {
        block_in_place(|| drop(self));
    }
}

/// A card in the virtual reader, or why there is no virtual reader.
fn plug_into_pcscd(card: SoftCard) -> Result<(Plugged, Stack), PcscdError> {
    let stack = Stack::take(|| {
        // If nobody reads it, the wait is the same.
        let _ = say("card      another program has the virtual reader; waiting for its turn");
    })?;
    Ok((stack.plug(card, FaultPlan::none())?, stack))
}

fn sample_card() -> Result<SoftCard, Failure> {
    sample::card(SLUG, Timestamp::now()).map_err(failed)
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::new(error, "Run the demo with --in-process, or restart pcscd.")
}
