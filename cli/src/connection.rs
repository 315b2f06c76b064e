//! How the service is reached, and as which device: the same for every command that speaks for one.

use std::path::PathBuf;

use clap::Args;
use kyotaku_core::{
    eligibility::http::{DeviceToken, HttpConfig},
    origin::{Channel, Origin},
};

use crate::failure::Failure;

/// The environment variable that holds the device's token. Not an argument: those can be read by everybody on the
/// machine.
const TOKEN: &str = "KYOTAKU_DEVICE_TOKEN";

/// Where the service is, and the device's credential.
#[derive(Debug, Args)]
pub(crate) struct Connection {
    /// Where the service is. Plain http only to this machine.
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "KYOTAKU_SERVICE",
        default_value = "http://127.0.0.1:8080"
    )]
    pub(crate) service: String,

    /// File with the device's token; without it, the token is in the environment variable KYOTAKU_DEVICE_TOKEN.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,

    /// The name that this device was enrolled under.
    #[arg(
        long,
        global = true,
        value_name = "NAME",
        env = "KYOTAKU_DEVICE",
        default_value = "terminal"
    )]
    pub(crate) device: String,
}

impl Connection {
    /// The configuration of a client that says that it is this program, and a visit app.
    pub(crate) fn config(self, app: &str) -> Result<HttpConfig, Failure> {
        let origin = Origin {
            channel: Channel::VisitApp,
            app: app.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            device: self.device,
        };
        let token = device_token(self.token_file)?;
        Ok(HttpConfig::new(self.service, token, origin))
    }
}

fn device_token(file: Option<PathBuf>) -> Result<DeviceToken, Failure> {
    let text = match file {
        Some(file) => std::fs::read_to_string(&file).map_err(|error| {
            let what = format!("cannot read the device's token from {}: {error}", file.display());
            Failure::new(what, "Name the file that it was enrolled with by --token-file.")
        })?,
        None => std::env::var(TOKEN).map_err(|_| {
            Failure::new(
                "no device token was given",
                format_args!("Name its file with --token-file, or set {TOKEN}."),
            )
        })?,
    };
    DeviceToken::new(text.trim())
        .map_err(|error| Failure::new(error, "Enrol the device again if it was lost."))
}
