//! The applications and files of the card, and who may read them. Source: OpenSC, jpki/myna and myna-card,
//! which agree on them.

use crate::contents::Carrier;

/// The JPKI application (公的個人認証AP).
pub(crate) const JPKI_AID: [u8; 10] = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];
/// The surface application (券面事項確認AP).
pub(crate) const SURFACE_AID: [u8; 10] = [0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02];
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
}

/// A file of the surface application. Source: myna-card 3.3.4, `src/ap/surface.rs`. It knows of an EF 0006, too, but not
/// what is in it; this card has none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum SurfaceFile {
    /// 0001: the birth date, signed; opened by 0011 alone.
    AgeRecord,
    /// 0002: the card's face, signed; opened by 0012 or 0013.
    Face,
    /// 0003: what application it is; free.
    BasicData,
    /// 0004: the card-verifiable certificate of the key that signed the records; free.
    IssuerCertificate,
    /// 0005: the individual number as a picture, signed; opened by 0013 alone.
    NumberImage,
    /// 0011: the birth date in the era, YYMMDD, as a key.
    BirthDate,
    /// 0012: 照合番号B, 14 digits.
    NumberB,
    /// 0013: 照合番号A, the 12 digits of the individual number.
    NumberA,
}

impl SurfaceFile {
    /// The file of an EF identifier.
    pub(crate) fn by_identifier(identifier: u16) -> Option<Self> {
        Some(match identifier {
            0x0001 => Self::AgeRecord,
            0x0002 => Self::Face,
            0x0003 => Self::BasicData,
            0x0004 => Self::IssuerCertificate,
            0x0005 => Self::NumberImage,
            0x0011 => Self::BirthDate,
            0x0012 => Self::NumberB,
            0x0013 => Self::NumberA,
            _ => return None,
        })
    }
}

/// A file of either application.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum AnyFile {
    /// Of the JPKI application.
    Jpki(File),
    /// Of the surface application. That its files have short identifiers, as those of the JPKI application, is inferred:
    /// myna-card selects them by their full ones.
    Surface(SurfaceFile),
}

/// The contents of 0006. The label is what tells a card from a phone; of the rest nothing is relied upon by
/// any public reader, so it is left blank \[inferred\].
pub(crate) fn token_info(carrier: Carrier) -> Vec<u8> {
    let label: &[u8] = match carrier {
        Carrier::Plastic => b"JPKIAPICCTOKEN2",
        Carrier::AndroidPhone => b"JPKIAPGPSETOKEN",
        Carrier::Iphone => b"JPKIAPIOSTOKEN",
    };
    let mut contents = vec![b' '; 160];
    contents[..label.len()].copy_from_slice(label);
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
    fn the_token_info_has_160_bytes_and_names_a_card_or_a_phone() {
        for (carrier, label) in [
            (Carrier::Plastic, b"JPKIAPICCTOKEN2                 "),
            (Carrier::AndroidPhone, b"JPKIAPGPSETOKEN                 "),
            (Carrier::Iphone, b"JPKIAPIOSTOKEN                  "),
        ] {
            let contents = token_info(carrier);
            assert_eq!(contents.len(), 160);
            assert_eq!(&contents[..32], label);
        }
    }
}
