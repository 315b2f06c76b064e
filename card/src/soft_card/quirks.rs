//! The ways in which real cards and readers differ from each other, as data.

use serde::{Deserialize, Serialize};

use crate::apdu::StatusWord;

/// What VERIFY answers when the counter is at zero. Sources differ by generation of card.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Blocked {
    /// 6983, authentication method blocked.
    #[default]
    #[serde(rename = "6983")]
    Says6983,
    /// 6984, reference data not usable.
    #[serde(rename = "6984")]
    Says6984,
}

/// Habits of a card. The default is the plainest card: none of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Quirks {
    /// What a blocked card says to VERIFY.
    pub blocked: Blocked,
    /// Answers the first command after power-on with 6F00, without acting on it.
    pub stumbles_at_first_command: bool,
    /// Answers data with 61xx, and hands it out on GET RESPONSE.
    pub waits_for_get_response: bool,
    /// Answers a READ BINARY that asks for more than there is with 6Cxx instead of the shorter data.
    pub insists_on_exact_length: bool,
    /// Refuses extended lengths with this.
    pub refuses_extended_with: Option<StatusWord>,
    /// Gives no more bytes than this in one answer to READ BINARY, though more were asked for and are there.
    pub gives_at_most: Option<usize>,
}
