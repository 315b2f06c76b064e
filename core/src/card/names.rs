//! What the commands name: applications, files, secrets and keys, by the identifiers that the sources of [`super`]
//! give.

/// An application of a card, by its identifier (AID).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Application {
    /// 公的個人認証.
    Jpki,
    /// 券面事項確認.
    Surface,
    /// The first application of a 在留カード or 特別永住者証明書 (DF1, 券面情報).
    ResidenceCard,
    /// The first application of an IC運転免許証 (DF1, 記載事項).
    DrivingLicence,
}

impl Application {
    pub(super) fn aid(self) -> &'static [u8] {
        match self {
            Self::Jpki => &[0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01],
            Self::Surface => &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02],
            // As several public readers select it, which go by 在留カード等仕様書（一般公開用）3.3.2 (www.moj.go.jp,
            // isa/content/930001497.pdf).
            Self::ResidenceCard => &[0xD3, 0x92, 0xF0, 0x00, 0x4F, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            // As treastrain/TRETJapanNFCReader (README) and hmizuno's DLC_STARTER (dlcCommand.h) give it.
            Self::DrivingLicence => &[0xA0, 0x00, 0x00, 0x02, 0x31, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        }
    }
}

/// Marks a short EF id in P1 or P2.
pub(super) const SHORT_EF_ID: u8 = 0x80;

/// A transparent file, by its short EF id. In the surface application short ids are not used by any source; that they
/// work there as in the JPKI application is inferred `[I]` from myna-card, which reads in the card's command manual
/// (JICSAP 4.2) that every file with an identifier of 0001 to 001E has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ShortId(pub(super) u8);

/// JPKI: EF 0006, token information, which begins with a label of 32 bytes.
pub(crate) const TOKEN: ShortId = ShortId(0x06);
/// JPKI: EF 000A, the user-authentication certificate (利用者証明用電子証明書).
pub(crate) const AUTHENTICATION_CERTIFICATE: ShortId = ShortId(0x0A);
/// Surface: EF 0002, the record of what stands on the card's face.
pub(crate) const SURFACE_RECORD: ShortId = ShortId(0x02);
/// Surface: EF 0004, the card-verifiable certificate of the key that signed the record.
pub(crate) const ISSUER_CERTIFICATE: ShortId = ShortId(0x04);

/// A secret's file, by its short EF id: P2 of VERIFY.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SecretId(pub(super) u8);

/// JPKI: EF 0018, the PIN of the user-authentication key.
pub(crate) const AUTHENTICATION_PIN: SecretId = SecretId(SHORT_EF_ID | 0x18);
/// Surface: EF 0012, 照合番号B.
pub(crate) const MATCHING_NUMBER_B: SecretId = SecretId(SHORT_EF_ID | 0x12);

/// A key that signs: P2 of the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KeyId(pub(super) u8);

/// JPKI: EF 0017, the user-authentication key.
pub(crate) const AUTHENTICATION_KEY: KeyId = KeyId(SHORT_EF_ID | 0x17);
/// Surface: the application's own key, which needs no secret; myna-card names it with P2 00.
pub(crate) const SURFACE_KEY: KeyId = KeyId(0x00);
