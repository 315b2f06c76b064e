//! What happens to a tap, as a scenario writes it: where, and what. The words are those of the software card.

use kyotaku_card::fault::{Fault, NOISE, Phase, one_fault};
pub use kyotaku_card::fault::name_of;
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
        let fault = Fault::read(at, &fault, bytes.as_deref()).map_err(D::Error::custom)?;
        Ok(Self { at, fault })
    }
}
