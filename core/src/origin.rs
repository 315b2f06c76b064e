//! Where a record came from. The call centre of the notice confused two channels and lost 29 days; so the
//! channel, app, version and device go with every request, every row and every screen's footer.

use serde::{Deserialize, Serialize};

/// The way by which a patient's card and answers reach the eligibility system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Channel {
    /// マイナ資格確認アプリ（居宅同意取得用）: staff's phone at the patient's home.
    VisitApp,
    /// マイナ在宅受付Web: a clinic's own address, opened on a phone.
    ReceptionWeb,
    /// 顔認証付きカードリーダー: the reader on the clinic's counter.
    FaceReader,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 3] = [Self::VisitApp, Self::ReceptionWeb, Self::FaceReader];

    /// The name on the wire and in the database.
    pub fn wire_name(self) -> &'static str {
        match self {
            Self::VisitApp => "visit-app",
            Self::ReceptionWeb => "reception-web",
            Self::FaceReader => "face-reader",
        }
    }

    /// The channel of a wire name.
    pub fn from_wire_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.wire_name() == name)
    }
}

/// Who speaks: sent with every request in the headers of [`Origin::headers`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Origin {
    /// The channel.
    pub channel: Channel,
    /// The program's name, for example `kyotaku-terminal`.
    pub app: String,
    /// The program's version.
    pub version: String,
    /// The device, by the name it was enrolled under. Never a person's name.
    pub device: String,
}

/// Header that carries [`Origin::channel`].
pub const CHANNEL_HEADER: &str = "kyotaku-channel";
/// Header that carries [`Origin::app`].
pub const APP_HEADER: &str = "kyotaku-app";
/// Header that carries [`Origin::version`].
pub const VERSION_HEADER: &str = "kyotaku-version";
/// Header that carries [`Origin::device`].
pub const DEVICE_HEADER: &str = "kyotaku-device";

impl Origin {
    /// The four request headers, name and value.
    pub fn headers(&self) -> [(&'static str, &str); 4] {
        [
            (CHANNEL_HEADER, self.channel.wire_name()),
            (APP_HEADER, &self.app),
            (VERSION_HEADER, &self.version),
            (DEVICE_HEADER, &self.device),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::Channel;

    #[test]
    fn a_channel_is_found_again_by_its_wire_name() {
        for channel in Channel::ALL {
            assert_eq!(Channel::from_wire_name(channel.wire_name()), Some(channel));
            assert_eq!(serde_json::to_value(channel).unwrap(), channel.wire_name());
        }
        assert_eq!(Channel::from_wire_name("fax"), None);
    }
}
