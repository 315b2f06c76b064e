//! Certificates of the JPKI profile (公的個人認証サービス), from roots of our own that are plainly nobody's
//! authority. Shape and sizes follow certificates that were read from a J-LIS test card and published with
//! myna-card: v3, small serial, sha256WithRSA, RSA-2048, names of the same form.
//!
//! - [`root`]: the two self-signed roots; always the same bytes, so that a service can trust them.
//! - [`leaf`]: what a card carries.
//! - [`validity`]: from when until when, at 23:59:59 Japan Standard Time.
//! - [`serial`]: serial numbers, by which the service finds the insured person.
//! - [`surface`]: the authority of the surface records.
//! - `name`, `extension`, `sign`: how the parts are put into DER.

mod extension;
pub mod leaf;
mod name;
pub mod root;
pub mod serial;
mod sign;
pub mod surface;
pub mod validity;

pub use leaf::Leaf;
pub use root::{auth_root_der, auth_root_pem, signature_root_der, signature_root_pem};
pub use serial::Serial;
pub(crate) use surface::surface_issuer_key;
pub use surface::{SurfaceRoot, surface_certificate, surface_root};
pub use validity::Validity;

/// Which of the card's two certificates, and the CA of which.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Purpose {
    /// 利用者証明用: proves who is there; four-digit PIN.
    Authentication,
    /// 署名用: signs documents; password.
    Signature,
}

/// The policy that a certificate is issued under.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Policy {
    /// That of cards in people's hands. Only the root says that the software card is none.
    #[default]
    Production,
    /// That of J-LIS's test cards, which no service may take for a person's.
    Test,
}
