//! What proves a card without the PIN, as the service takes it apart: the holder's objects and the issuer's
//! card-verifiable certificate.
//!
//! The service's own files are compiled in here, and not the service: HTTP and SQL would be built with coverage counters
//! for nothing.

#![expect(
    dead_code,
    unreachable_pub,
    reason = "of the service's files only what reads is called here"
)]

#[path = "../../service/src/proof/cvc.rs"]
mod cvc;
#[path = "../../service/src/proof/holder.rs"]
mod holder;
#[path = "../../service/src/proof/surface_key.rs"]
mod surface_key;
#[path = "../../service/src/proof/tlv.rs"]
mod tlv;

/// # Panics
///
/// If something that must hold does not.
pub fn run(bytes: &[u8]) {
    let read = [
        holder::Holder::read(bytes).is_some(),
        cvc::Cvc::read(bytes).is_some(),
    ];
    // One form only is taken: what is cut, or has something behind it, is none.
    if let Some(cut) = bytes.len().checked_sub(1) {
        assert!(
            !(read[0] && holder::Holder::read(&bytes[..cut]).is_some()),
            "a holder that is cut is none"
        );
        assert!(
            !(read[1] && cvc::Cvc::read(&bytes[..cut]).is_some()),
            "a certificate that is cut is none"
        );
    }
    if let Some(certificate) = cvc::Cvc::read(bytes) {
        // It names itself: nothing made up here was signed by the key that it holds.
        assert!(!certificate.is_signed_by(certificate.key) || bytes.len() > 500);
    }
}
