//! The applications and files of the card, and who may read them. Source: OpenSC, jpki/myna and myna-card,
//! which agree on them.

/// The JPKI application (公的個人認証AP).
pub(crate) const JPKI_AID: [u8; 10] = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];
/// The GlobalPlatform issuer security domain, selected at power-on. Readers select it to log out; they send
/// these seven bytes or the eight of the full name.
pub(crate) const ISSUER_DOMAIN_AID: [u8; 7] = [0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00];

/// A file of the JPKI application.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum File {
    /// 0001: 署名用電子証明書; needs the signature password.
    SignatureCertificate,
    /// 0002: the CA of 0001.
    SignatureRoot,
    /// 0006: token information, 160 bytes, the first 32 a label.
    TokenInfo,
    /// 0008: which certificates are there, 3 bytes.
    CertificateAvailability,
    /// 000A: 利用者証明用電子証明書; free to read on the plastic card.
    AuthenticationCertificate,
    /// 000B: the CA of 000A.
    AuthenticationRoot,
    /// 0017: 利用者証明用秘密鍵.
    AuthenticationKey,
    /// 0018: its PIN, 4 digits, 3 tries.
    AuthenticationPin,
    /// 001A: 署名用秘密鍵.
    SignatureKey,
    /// 001B: its password, 6 to 16 of A-Z and 0-9, 5 tries.
    SignaturePassword,
}

impl File {
    /// The file of an EF identifier.
    pub(crate) fn by_identifier(identifier: u16) -> Option<Self> {
        Some(match identifier {
            0x0001 => Self::SignatureCertificate,
            0x0002 => Self::SignatureRoot,
            0x0006 => Self::TokenInfo,
            0x0008 => Self::CertificateAvailability,
            0x000A => Self::AuthenticationCertificate,
            0x000B => Self::AuthenticationRoot,
            0x0017 => Self::AuthenticationKey,
            0x0018 => Self::AuthenticationPin,
            0x001A => Self::SignatureKey,
            0x001B => Self::SignaturePassword,
            _ => return None,
        })
    }

    /// The file of a short EF identifier: the low five bits of the full one.
    pub(crate) fn by_short_identifier(short: u8) -> Option<Self> {
        Self::by_identifier(u16::from(short & 0x1F))
    }
}

/// The contents of 0006. The label is what tells a card from a phone; of the rest nothing is relied upon by
/// any public reader, so it is left blank \[inferred\].
pub(crate) fn token_info() -> Vec<u8> {
    let mut contents = vec![b' '; 160];
    contents[..15].copy_from_slice(b"JPKIAPICCTOKEN2");
    contents[96..].fill(0);
    contents
}

/// The contents of 0008 on a card with both certificates, as myna-card read them from a test card. What the
/// third byte means is not known.
pub(crate) const BOTH_CERTIFICATES: [u8; 3] = [0x8F, 0x8F, 0x00];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_info_has_160_bytes_and_names_a_card() {
        let contents = token_info();
        assert_eq!(contents.len(), 160);
        assert_eq!(&contents[..32], b"JPKIAPICCTOKEN2                 ");
    }

    #[test]
    fn a_short_identifier_names_the_same_file() {
        assert_eq!(File::by_short_identifier(0x98), Some(File::AuthenticationPin));
        assert_eq!(
            File::by_short_identifier(0x8A),
            Some(File::AuthenticationCertificate)
        );
        assert_eq!(File::by_short_identifier(0x1F), None);
    }
}
