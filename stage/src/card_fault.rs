//! What happens to a tap, as a scenario writes it: where, and what.

use kyotaku_core::card::LinkError;
use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// Where in a tap. The same words as the core's phases, told from the bytes of the command.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// While a card is waited for.
    Connect,
    /// SELECT.
    Select,
    /// VERIFY without a PIN: the question for the tries left.
    TriesLeft,
    /// VERIFY with a PIN.
    Verify,
    /// READ BINARY: the first one of the tap.
    ReadCertificate,
    /// COMPUTE DIGITAL SIGNATURE.
    Sign,
}

impl Place {
    /// Where this command belongs; none for a command that no tap has.
    pub fn of(command: &[u8]) -> Option<Self> {
        match *command {
            [0x00, 0xA4, ..] => Some(Self::Select),
            [0x00, 0x20, _, _] => Some(Self::TriesLeft),
            [0x00, 0x20, _, _, _, ..] => Some(Self::Verify),
            [0x00, 0xB0, ..] => Some(Self::ReadCertificate),
            [0x80, 0x2A, ..] => Some(Self::Sign),
            _ => None,
        }
    }
}

/// What happens there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trouble {
    /// The card is removed before it got the command.
    RemovedBefore,
    /// The card acts on the command (a PIN try counts) and is removed before its answer arrives.
    RemovedAfter,
    /// The card acts, and its answer never comes. While a card is waited for: none comes.
    Hangs,
    /// The card acts, and other bytes arrive in place of its answer.
    Noise,
    /// [`LinkError::NoReader`], as all that follow: the link says so, and the card did not get the command.
    NoReader,
    /// [`LinkError::ReaderGone`].
    ReaderGone,
    /// [`LinkError::CardGone`].
    CardGone,
    /// [`LinkError::Mute`].
    Mute,
    /// [`LinkError::Busy`].
    Busy,
    /// [`LinkError::NoService`].
    NoService,
    /// [`LinkError::Collision`].
    Collision,
    /// [`LinkError::OtherTechnology`].
    OtherTechnology,
    /// [`LinkError::Failed`].
    Failed,
}

impl Trouble {
    /// Whether the card gets the command, and so acts on it.
    pub fn card_acts(self) -> bool {
        match self {
            Self::RemovedAfter | Self::Hangs | Self::Noise => true,
            Self::RemovedBefore
            | Self::NoReader
            | Self::ReaderGone
            | Self::CardGone
            | Self::Mute
            | Self::Busy
            | Self::NoService
            | Self::Collision
            | Self::OtherTechnology
            | Self::Failed => false,
        }
    }

    /// What the link says, then and from then on; none if it says nothing, or moves bytes.
    pub fn link_error(self) -> Option<LinkError> {
        match self {
            Self::Hangs | Self::Noise => None,
            Self::RemovedBefore | Self::RemovedAfter | Self::CardGone => Some(LinkError::CardGone),
            Self::NoReader => Some(LinkError::NoReader),
            Self::ReaderGone => Some(LinkError::ReaderGone),
            Self::Mute => Some(LinkError::Mute),
            Self::Busy => Some(LinkError::Busy),
            Self::NoService => Some(LinkError::NoService),
            Self::Collision => Some(LinkError::Collision),
            Self::OtherTechnology => Some(LinkError::OtherTechnology),
            Self::Failed => Some(LinkError::Failed),
        }
    }
}

/// One fault, which happens once.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CardFault {
    /// Where.
    pub at: Place,
    /// What.
    pub fault: Trouble,
    /// What arrives in place of the answer, if it is [`Trouble::Noise`] and says so; else [`NOISE`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<Bytes>,
}

/// Bytes in place of an answer that no status word ends.
pub const NOISE: [u8; 5] = [0x5A; 5];

/// Bytes, written in hexadecimal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Bytes(pub Vec<u8>);

impl TryFrom<String> for Bytes {
    type Error = String;

    fn try_from(written: String) -> Result<Self, String> {
        let pairs = written.as_bytes().chunks(2).map(|pair| {
            let [high, low] = *pair else { return None };
            let digit = |byte: u8| char::from(byte).to_digit(16);
            u8::try_from(digit(high)? << 4 | digit(low)?).ok()
        });
        let bytes: Option<Vec<u8>> = pairs.collect();
        let bytes = bytes.filter(|bytes| !bytes.is_empty());
        bytes
            .map(Self)
            .ok_or_else(|| format!("`{written}` is not one byte or more in hexadecimal"))
    }
}

impl From<Bytes> for String {
    fn from(Bytes(bytes): Bytes) -> Self {
        bytes.iter().map(|byte| format!("{byte:02X}")).collect()
    }
}

impl<'de> Deserialize<'de> for CardFault {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Written {
            at: Place,
            fault: Trouble,
            bytes: Option<Bytes>,
        }

        let Written { at, fault, bytes } = Written::deserialize(deserializer)?;
        let needs_a_card = matches!(
            fault,
            Trouble::RemovedBefore | Trouble::RemovedAfter | Trouble::Noise
        );
        if at == Place::Connect && needs_a_card {
            return Err(D::Error::custom(
                "`at`: at `connect` there is no card yet; `fault` is `hangs` or a link error's name",
            ));
        }
        if bytes.is_some() && fault != Trouble::Noise {
            return Err(D::Error::custom("`bytes` belong to the fault `noise` only"));
        }
        Ok(Self { at, fault, bytes })
    }
}

/// The name of a link error, in scenarios and over HTTP.
pub fn name_of(error: LinkError) -> &'static str {
    match error {
        LinkError::NoReader => "no-reader",
        LinkError::ReaderGone => "reader-gone",
        LinkError::CardGone => "card-gone",
        LinkError::Mute => "mute",
        LinkError::Busy => "busy",
        LinkError::NoService => "no-service",
        LinkError::Collision => "collision",
        LinkError::OtherTechnology => "other-technology",
        LinkError::Failed => "failed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const LINK_ERRORS: [LinkError; 9] = [
        LinkError::NoReader,
        LinkError::ReaderGone,
        LinkError::CardGone,
        LinkError::Mute,
        LinkError::Busy,
        LinkError::NoService,
        LinkError::Collision,
        LinkError::OtherTechnology,
        LinkError::Failed,
    ];
    const WITH_A_CARD: [&str; 3] = ["removed-before", "removed-after", "noise"];

    fn read(written: Value) -> Result<CardFault, String> {
        serde_json::from_value(written).map_err(|error| error.to_string())
    }

    #[test]
    fn each_fault_is_read_and_written_by_the_same_names() {
        let links = LINK_ERRORS.map(name_of);
        for at in [
            "select",
            "tries-left",
            "verify",
            "read-certificate",
            "sign",
            "connect",
        ] {
            for fault in links.iter().chain(&["hangs"]).chain(&WITH_A_CARD) {
                let written = json!({ "at": at, "fault": fault });
                match read(written.clone()) {
                    Ok(read) => assert_eq!(serde_json::to_value(read).unwrap(), written),
                    Err(why) => {
                        assert!(at == "connect" && WITH_A_CARD.contains(fault), "{why}");
                        assert!(why.contains("`connect`"), "{why}");
                    }
                }
            }
        }
    }

    #[test]
    fn noise_is_of_the_bytes_that_are_named() {
        let written = json!({ "at": "select", "fault": "noise", "bytes": "6F00" });
        let fault = read(written.clone()).unwrap();
        assert_eq!(fault.bytes, Some(Bytes(vec![0x6F, 0x00])));
        assert_eq!(serde_json::to_value(fault).unwrap(), written);
        for bytes in ["", "6", "6F0", "6G", "+1", "６"] {
            let why = read(json!({ "at": "select", "fault": "noise", "bytes": bytes })).unwrap_err();
            assert!(why.contains("hexadecimal"), "{why}");
        }
    }

    #[test]
    fn what_is_no_fault_is_refused_by_its_name() {
        for (written, named) in [
            (json!({ "at": "lunch", "fault": "hangs" }), "`lunch`"),
            (json!({ "at": "sign", "fault": "yawns" }), "`yawns`"),
            (json!({ "fault": "hangs" }), "`at`"),
            (
                json!({ "at": "sign", "fault": "hangs", "bytes": "00" }),
                "`bytes`",
            ),
            (json!({ "at": "sign", "fault": "hangs", "tap": 2 }), "`tap`"),
        ] {
            let why = read(written).unwrap_err();
            assert!(why.contains(named), "{why}");
        }
    }

    #[test]
    fn a_command_belongs_where_the_core_sends_it() {
        assert_eq!(Place::of(&[0x00, 0xA4, 0x04, 0x0C, 0x00]), Some(Place::Select));
        assert_eq!(Place::of(&[0x00, 0x20, 0x00, 0x98]), Some(Place::TriesLeft));
        assert_eq!(
            Place::of(&[0x00, 0x20, 0x00, 0x98, 0x04, 0, 0, 0, 0]),
            Some(Place::Verify)
        );
        assert_eq!(
            Place::of(&[0x00, 0xB0, 0x8A, 0x00, 0x00]),
            Some(Place::ReadCertificate)
        );
        assert_eq!(Place::of(&[0x80, 0x2A, 0x00, 0x97, 0x33]), Some(Place::Sign));
        for other in [&[][..], &[0x00], &[0x00, 0xC0, 0x00, 0x00, 0x10], &[0x80, 0xA4]] {
            assert_eq!(Place::of(other), None);
        }
    }
}
