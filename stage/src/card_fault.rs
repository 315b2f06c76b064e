//! What happens to a tap, as a scenario writes it: where, and what. The words are those of the software card.

pub use kyotaku_card::fault::name_of;
use kyotaku_card::fault::{Fault, NOISE, Phase, read_one};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error, ser::SerializeMap};

/// One fault, which happens once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CardFault {
    /// Where.
    pub at: Phase,
    /// What.
    pub fault: Fault,
}

/// It is written as it was read.
impl Serialize for CardFault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut written = serializer.serialize_map(None)?;
        written.serialize_entry("at", self.at.word())?;
        written.serialize_entry("fault", self.fault.word())?;
        match &self.fault {
            Fault::Noise(bytes) if *bytes != NOISE => {
                let digits: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
                written.serialize_entry("bytes", &digits)?;
            }
            Fault::Noise(_) | Fault::PulledBefore | Fault::PulledAfter | Fault::Silent | Fault::Link(_) => {}
        }
        written.end()
    }
}

impl<'de> Deserialize<'de> for CardFault {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Written {
            at: Phase,
            fault: String,
            bytes: Option<String>,
        }

        let Written { at, fault, bytes } = Written::deserialize(deserializer)?;
        let noise = fault == Fault::Noise(Vec::new()).word();
        if bytes.is_some() && !noise {
            return Err(D::Error::custom("`bytes` belong to the fault `noise` only"));
        }
        // The software card's own grammar judges all else.
        let digits = bytes.as_ref().map(|digits| format!(":{digits}"));
        let text = format!("{fault}@{}{}", at.word(), digits.unwrap_or_default());
        let (_, read) = read_one(&text).map_err(D::Error::custom)?;
        // A scenario has one word for each fault; the command line may have others.
        if read.word() != fault {
            return Err(D::Error::custom(format!("`{fault}` does not go wrong")));
        }
        Ok(Self { at, fault: read })
    }
}

#[cfg(test)]
mod tests {
    use kyotaku_core::card::LinkError;
    use serde_json::{Value, json};

    use super::*;

    /// Everything that goes wrong.
    fn all() -> [Fault; 13] {
        [
            Fault::PulledBefore,
            Fault::PulledAfter,
            Fault::Silent,
            Fault::Noise(NOISE.to_vec()),
            Fault::Link(LinkError::NoReader),
            Fault::Link(LinkError::ReaderGone),
            Fault::Link(LinkError::CardGone),
            Fault::Link(LinkError::Mute),
            Fault::Link(LinkError::Busy),
            Fault::Link(LinkError::NoService),
            Fault::Link(LinkError::Collision),
            Fault::Link(LinkError::OtherTechnology),
            Fault::Link(LinkError::Failed),
        ]
    }

    fn read(written: Value) -> Result<CardFault, String> {
        serde_json::from_value(written).map_err(|error| error.to_string())
    }

    #[test]
    fn each_fault_is_read_and_written_by_the_same_names() {
        for at in Phase::ALL {
            for fault in all() {
                let written = json!({ "at": at.word(), "fault": fault.word() });
                match read(written.clone()) {
                    Ok(read) => {
                        assert_eq!(read.fault, fault);
                        assert_eq!(serde_json::to_value(read).unwrap(), written);
                    }
                    Err(why) => {
                        assert_eq!(at, Phase::Connect, "{why}");
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
        assert_eq!(fault.fault, Fault::Noise(vec![0x6F, 0x00]));
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
            // The software card's short words are not a scenario's.
            (json!({ "at": "sign", "fault": "hang" }), "`hang`"),
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
}
