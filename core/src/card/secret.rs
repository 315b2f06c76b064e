//! The secrets that a card counts tries of.

/// A secret that is presented to the card, which blocks it after too many wrong ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Secret {
    /// The PIN of the user-authentication key (利用者証明用電子証明書の暗証番号): EF 0018 of the JPKI application. Three tries.
    Pin,
    /// 照合番号B: EF 0012 of the surface application. How many tries it has is unconfirmed `[?]`: myna-card's source says
    /// ten. Nothing here counts on a number; the card is asked.
    MatchingNumberB,
}
