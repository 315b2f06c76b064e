//! `kyotaku visit`: puts the parts of a visit together from the command line.

use std::{
    io::{self, IsTerminal},
    path::Path,
    sync::Arc,
};

use kyotaku_card::{SoftCard, SoftReader};
use kyotaku_core::{
    eligibility::http::{DeviceToken, HttpConfig, HttpService},
    origin::{Channel, Origin},
};

use crate::{
    args::VisitArguments,
    card_command::unopened,
    draw::Palette,
    failure::Failure,
    visit::{self, End, Source},
};

/// The environment variable that holds the device's token. Not an argument: those can be read by everybody on the
/// machine.
const TOKEN: &str = "KYOTAKU_DEVICE_TOKEN";

/// Visits until somebody leaves.
pub(crate) async fn run(arguments: VisitArguments, palette: Palette) -> Result<End, Failure> {
    let origin = Origin {
        channel: Channel::VisitApp,
        app: "kyotaku-terminal".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        device: arguments.device,
    };
    let token = device_token(arguments.token_file.as_deref())?;
    let service = HttpService::new(HttpConfig::new(arguments.service, token, origin.clone()))
        .map_err(|fault| Failure::new(fault, "Check --service, --device and the token."))?;
    let source = match arguments.card {
        Some(file) => {
            let card = SoftCard::open(&file).map_err(|error| unopened(&file, &error))?;
            Source::InProcess(Arc::new(SoftReader::new(card)))
        }
        None => Source::Pcsc(arguments.reader),
    };
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Failure::new(
            "a visit needs a terminal",
            "Run it without redirecting input or output.",
        ));
    }
    visit::run(origin, Arc::new(service), source, palette)
        .await
        .map_err(|error| Failure::output(&error))
}

fn device_token(file: Option<&Path>) -> Result<DeviceToken, Failure> {
    let text = match file {
        Some(file) => std::fs::read_to_string(file).map_err(|error| {
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
