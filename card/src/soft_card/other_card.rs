//! Cards that are no My Number cards, as far as they answer SELECT: enough to tell them apart, no more.

use serde::{Deserialize, Serialize};

use super::Atr;
use crate::apdu::{Command, StatusWord};

/// What other card it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OtherKind {
    /// 在留カード. Names of its applications: Immigration Services Agency, 在留カード等仕様書（一般公開用）.
    ResidenceCard,
    /// 運転免許証. Names of its applications: those that public readers for phones list, which cite the National Police
    /// Agency's 運転免許証及び運転免許証作成システム等仕様書.
    DrivingLicence,
    /// A transit card (交通系IC, FeliCa). It speaks no ISO 7816-4: a PC/SC reader answers in its place.
    TransitCard,
    /// A card with none of the applications that anybody here knows.
    Unknown,
}

const RESIDENCE: [[u8; 16]; 3] = [
    [0xD3, 0x92, 0xF0, 0x00, 0x4F, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [0xD3, 0x92, 0xF0, 0x00, 0x4F, 0x03, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [0xD3, 0x92, 0xF0, 0x00, 0x4F, 0x04, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
];
const LICENCE: [[u8; 16]; 3] = [
    [0xA0, 0x00, 0x00, 0x02, 0x31, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [0xA0, 0x00, 0x00, 0x02, 0x31, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [0xA0, 0x00, 0x00, 0x02, 0x48, 0x03, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
];
/// "Function not supported": what a PC/SC reader was seen to answer to any ISO command with a FeliCa card on it.
const FUNCTION_NOT_SUPPORTED: StatusWord = StatusWord(0x6A81);

impl OtherKind {
    /// The ATR of such a card. Those of residence cards and licences are of no source here, and so they have one that says
    /// nothing about them.
    pub(crate) fn atr(self) -> Atr {
        match self {
            Self::TransitCard => Atr::Felica,
            Self::ResidenceCard | Self::DrivingLicence | Self::Unknown => Atr::default(),
        }
    }

    /// Its answer. A SELECT by name gets data from none of them here.
    pub(super) fn obey(self, bytes: &[u8]) -> StatusWord {
        let names: &[[u8; 16]] = match self {
            Self::ResidenceCard => &RESIDENCE,
            Self::DrivingLicence => &LICENCE,
            Self::Unknown => &[],
            Self::TransitCard => return FUNCTION_NOT_SUPPORTED,
        };
        match Command::parse(bytes) {
            Err(status) => status,
            Ok(select) if (select.class, select.instruction, select.p1) == (0x00, 0xA4, 0x04) => {
                if names.iter().any(|name| name == select.data) {
                    StatusWord::SUCCESS
                } else {
                    StatusWord::NOT_FOUND
                }
            }
            Ok(_) => StatusWord::UNKNOWN_INSTRUCTION,
        }
    }
}
