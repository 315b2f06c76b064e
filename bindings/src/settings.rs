//! What a visit is started with, and why it may not start.

use kyotaku_core::{
    card::Antenna,
    eligibility::{
        DeviceToken, HttpConfig, HttpService,
        http::{ConfigFault, TrustedRoots},
    },
    origin::Origin,
};

/// What a visit is started with: where the service is, and who asks it.
#[derive(Clone, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Settings {
    /// Where the service is, for example `https://service.clinic.example/`. Plain `http` only to this machine.
    pub service: String,
    /// The device's credential, as it was given to it when it was enrolled: letters, digits and `-._~+/=`.
    pub token: String,
    /// Which app speaks, on which device: it goes with every request and stands on every screen.
    pub origin: Origin,
    /// The certificate authorities that may vouch for the service, as PEM text, and no others. None: those that the
    /// platform trusts.
    pub trusted_roots: Option<Vec<u8>>,
    /// Where this device feels a card: the screens say it.
    pub antenna: Antenna,
    /// The text that was kept of a visit under which the app was ended (`Kyotaku::keepsake`), as it was. None: no visit was.
    #[uniffi(default = None)]
    pub interrupted: Option<String>,
}

/// The token is a secret; Kotlin's and Swift's descriptions are this, too.
impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Settings")
    }
}

/// Why a visit cannot start. No text repeats a value of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
#[uniffi::export(Display)]
pub enum StartError {
    /// The service's address is no URL, has more than a host and a path in it, or would not be encrypted.
    #[error("the service's address cannot be used")]
    Address,
    /// The device's credential is empty or has a character that none has.
    #[error("the device's token cannot be used")]
    Token,
    /// A part of the origin is empty or not printable ASCII.
    #[error("the app's or the device's name cannot be used")]
    Origin,
    /// The trusted certificates cannot be read.
    #[error("the trusted certificates cannot be read")]
    TrustedRoots,
    /// The software card's address is no IP address with a port. Of debug builds only.
    #[error("the software card's address cannot be used")]
    CardAddress,
    /// The system refuses what a visit needs: threads, or a network client.
    #[error("the system refuses what a visit needs")]
    System,
}

impl From<ConfigFault> for StartError {
    fn from(fault: ConfigFault) -> Self {
        match fault {
            ConfigFault::AddressMalformed
            | ConfigFault::AddressWithExtras
            | ConfigFault::AddressNotEncrypted => Self::Address,
            ConfigFault::OriginUnusable(_) => Self::Origin,
            ConfigFault::RootUnreadable | ConfigFault::PlatformRootsMissing => Self::TrustedRoots,
            ConfigFault::Client => Self::System,
        }
    }
}

impl Settings {
    /// The service's client.
    pub(crate) fn client(self) -> Result<HttpService, StartError> {
        let token = DeviceToken::new(self.token).map_err(|_| StartError::Token)?;
        let mut config = HttpConfig::new(self.service, token, self.origin);
        if let Some(pem) = self.trusted_roots {
            config.trusted_roots = TrustedRoots::Only(pem);
        }
        Ok(HttpService::new(config)?)
    }
}

#[cfg(test)]
mod tests {
    use kyotaku_core::origin::Channel;

    use super::*;

    fn settings() -> Settings {
        Settings {
            service: "https://service.clinic.example/".to_owned(),
            token: "TEST-ONLY-token".to_owned(),
            origin: Origin {
                channel: Channel::VisitApp,
                app: "kyotaku-test".to_owned(),
                version: "0.0.1".to_owned(),
                device: "bag-3".to_owned(),
            },
            trusted_roots: Some(b"no certificate".to_vec()),
            antenna: Antenna::Unknown,
            interrupted: None,
        }
    }

    fn refused(change: impl FnOnce(&mut Settings)) -> StartError {
        let mut settings = settings();
        settings.trusted_roots = None;
        change(&mut settings);
        settings.client().expect_err("these settings cannot be used")
    }

    #[test]
    fn what_cannot_be_used_is_named_and_its_value_is_not_repeated() {
        let refusals = [
            (
                refused(|it| it.service = "http://clinic.example/TEST-ONLY".to_owned()),
                StartError::Address,
            ),
            (
                refused(|it| it.service = "TEST-ONLY".to_owned()),
                StartError::Address,
            ),
            (
                refused(|it| it.token = "TEST-ONLY token".to_owned()),
                StartError::Token,
            ),
            (refused(|it| it.token = String::new()), StartError::Token),
            (
                refused(|it| it.origin.device = "TEST-ONLY\n".to_owned()),
                StartError::Origin,
            ),
            (
                refused(|it| it.trusted_roots = Some(b"TEST-ONLY".to_vec())),
                StartError::TrustedRoots,
            ),
        ];
        for (refusal, expected) in refusals {
            assert_eq!(refusal, expected);
            assert!(!refusal.to_string().contains("TEST-ONLY"), "{refusal}");
        }
    }

    #[test]
    fn the_description_of_the_settings_tells_no_token() {
        assert_eq!(format!("{:?}", settings()), "Settings");
    }
}
