//! The beginning of a certificate, from which its length is known, and what names it.

use kyotaku_core::card::{CertificateHead, fuzzing::certificate_length};

/// # Panics
///
/// If something that must hold does not.
pub fn run(bytes: &[u8]) {
    if let Some(length) = certificate_length(bytes) {
        // No certificate is shorter than the short form of a length could say, none longer than we read.
        assert!((131..=4096).contains(&length));
        assert!(bytes.starts_with(&[0x30]));
        assert_eq!(
            certificate_length(&bytes[..bytes.len().min(4)]),
            Some(length),
            "more bytes changed it"
        );
    }
    let head = CertificateHead::of(bytes);
    assert_eq!(head.is_some(), bytes.len() >= CertificateHead::READ);
    if let Some(head) = head {
        assert!(CertificateHead::of(&bytes[..CertificateHead::READ]) == Some(head));
        assert_eq!(head.to_hex().len(), 64);
    }
}
