//! Cards on the disk: a JSON file that holds keys, certificates, PIN and counters, all in the clear. It is a
//! card for tests; nothing real may be put on it.
//!
//! - [`new_card`]: what a new card is made of.
//! - `file`: the lock and the atomic write.
//! - `record`: the JSON.

mod file;
pub mod new_card;
mod record;

use std::io;

pub(crate) use file::CardFile;
pub use new_card::{NewCard, NotAPin};

use crate::pki::leaf::IssueError;

/// Why a card could not be made, opened or kept. The texts name no PIN and no person.
#[derive(Debug, thiserror::Error)]
pub enum CardFileError {
    /// There is a file of that name already; it was left as it is.
    #[error("there is a file of that name already; it was not overwritten")]
    Exists,
    /// There is no such file.
    #[error("there is no such card file")]
    NotFound,
    /// Another process holds this card.
    #[error("the card is in use by another program")]
    InUse,
    /// The file is not a card file of this version.
    #[error("the file is not a card file that this version can read")]
    Malformed,
    /// It is no My Number card: it has no certificates and no counters.
    #[error("it is not a My Number card; there is nothing on it to show")]
    OtherCard,
    /// The disk failed.
    #[error("the card file could not be read or written")]
    Disk(#[from] io::Error),
    /// No key could be made.
    #[error("no key could be made")]
    Key(#[from] rsa::Error),
    /// No certificate could be made.
    #[error(transparent)]
    Certificate(#[from] IssueError),
}
