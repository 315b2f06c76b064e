//! How far a tap has come, and what it tells while it goes on.

/// Where in the tap the session is.
///
/// With the PIN: waiting, select, tries left, verify, read certificate, sign; and read certificate once more, if its
/// rest is needed. Without the PIN: waiting, select, tries left, verify, read surface, sign surface, read certificate.
/// A card that is none, in either: waiting, select, identify card. Where a card may come back, waiting may come again after any
/// phase before verify.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Waiting for a card.
    Waiting,
    /// Selecting the application.
    Select,
    /// Asking a card without the application what it is.
    IdentifyCard,
    /// Asking how many tries are left.
    TriesLeft,
    /// Presenting the secret.
    Verify,
    /// Reading the surface record, and the certificate of the key that signed it.
    ReadSurface,
    /// Signing the challenge with the surface application's own key.
    SignSurface,
    /// Reading the user-authentication certificate.
    ReadCertificate,
    /// Signing the challenge with the user-authentication key.
    Sign,
}

/// What a tap tells while it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum News {
    /// A phase begins.
    Phase(Phase),
    /// The card said how many tries the secret has left: before it is presented, and after a wrong one.
    TriesLeft(u8),
}
