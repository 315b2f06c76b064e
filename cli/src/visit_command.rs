//! `kyotaku visit`: puts the parts of a visit together from the command line.

use std::{
    io::{self, IsTerminal},
    sync::Arc,
};

use kyotaku_card::{SoftCard, SoftReader};
use kyotaku_core::eligibility::http::HttpService;

use crate::{
    args::VisitArguments,
    card_command::unopened,
    draw::Palette,
    failure::Failure,
    visit::{self, End, Source},
};

/// Visits until somebody leaves.
pub(crate) async fn run(arguments: VisitArguments, palette: Palette) -> Result<End, Failure> {
    let config = arguments.connection.config("kyotaku-terminal")?;
    let origin = config.origin.clone();
    let service = HttpService::new(config)
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
