//! `kyotaku demo`: the notice's own case, on real parts, in one command.
//!
//! It starts the service as a process of its own with a database of its own, plugs the software card into pcscd, and
//! plays a visit: agree to all, then decline 診療情報および薬剤情報の提供, confirm, register. Then it lets a client with
//! the fault of October 2024 try the same, and has the clinic's 電子カルテ ask for everything. Every screen is drawn as a person would see it. It fails if anything
//! differs from what it should be.
//!
//! - [`acts`]: the two visits and what comes of them, and what is checked of each.
//! - [`card_stack`]: the card behind pcscd, or in process where there is no pcscd.
//! - [`clinic_program`]: the clinic's 電子カルテ.
//! - [`faulty_client`]: the fault of October 2024.
//! - [`verdict`]: what should be, and whether it is.

mod acts;
mod card_stack;
mod clinic_program;
mod faulty_client;
mod verdict;

use std::sync::Arc;

use kyotaku_core::{
    eligibility::http::{DeviceToken, HttpConfig, HttpService},
    origin::{Channel, Origin},
};
use kyotaku_service::{Database, Place, sample::TOKEN};

use self::{acts::Stage, card_stack::CardStack, clinic_program::ClinicProgram, verdict::Verdict};
use crate::{
    args::DemoArguments,
    draw::Palette,
    failure::Failure,
    output::say,
    play::{CountedService, ServiceProcess},
    until_stopped,
};

/// Runs the demo, or as much of it as a signal leaves time for: what it started ends and what it made is removed either
/// way. True if everything is as it should be.
pub(crate) async fn run(arguments: &DemoArguments, palette: Palette) -> Result<bool, Failure> {
    tokio::select! {
        // A Ctrl-C reaches pcscd, too: what then fails for want of it is not what happened.
        biased;
        stopped = until_stopped() => {
            stopped?;
            Err(Failure::new("the demo was stopped", "Run it again to see it whole."))
        }
        verdict = play(arguments, palette) => verdict,
    }
}

async fn play(arguments: &DemoArguments, palette: Palette) -> Result<bool, Failure> {
    let folder = tempfile::Builder::new()
        .prefix("kyotaku-demo-")
        .tempdir()
        .map_err(|error| {
            Failure::new(
                format_args!("cannot make a temporary folder: {error}"),
                "Free some space and try again.",
            )
        })?;
    let database_file = folder.path().join("service.db");
    let program =
        std::env::current_exe().map_err(|error| Failure::new(error, "Run the program by its full path."))?;

    say("Kyotaku: the case of the notice of 22 January 2025, from a card to a receipt.\n")?;
    let service = ServiceProcess::start(&program, &database_file, None)
        .await
        .map_err(|error| Failure::new(error, "Run `kyotaku service --sample` to see why."))?;
    say(&format!(
        "service   {} (its own process, SQLite in a temporary folder)",
        service.address()
    ))?;
    let card = CardStack::take(arguments.in_process).await?;
    say(&format!("card      {}\n", card.description()))?;

    let client = Arc::new(CountedService::new(Arc::new(client(service.address())?)));
    let database = Database::open(&Place::named(&database_file))
        .await
        .map_err(database_failed)?;
    let mut verdict = Verdict::default();
    let stage = Stage {
        card: &card,
        client: &client,
        database: &database,
        palette,
    };
    stage.the_notices_case(&mut verdict).await?;
    stage.the_fault_of_october_2024(&mut verdict).await?;
    let program = ClinicProgram::new(service.address())?;
    stage.what_the_clinic_is_given(&program, &mut verdict).await?;
    database.close().await;
    card.put_away();
    service
        .kill()
        .await
        .map_err(|error| Failure::new(error, "Look for a left-over `kyotaku service`."))?;

    say("\n━━ What should be ━━\n")?;
    for line in verdict.lines(palette) {
        say(&line)?;
    }
    Ok(verdict.holds())
}

fn origin() -> Origin {
    Origin {
        channel: Channel::VisitApp,
        app: "kyotaku-demo".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        device: "demo".to_owned(),
    }
}

fn client(address: &str) -> Result<HttpService, Failure> {
    let fail =
        |error: &dyn std::fmt::Display| Failure::new(error, "This is a fault of the demo; please report it.");
    let token = DeviceToken::new(TOKEN.to_owned()).map_err(|error| fail(&error))?;
    HttpService::new(HttpConfig::new(address, token, origin())).map_err(|error| fail(&error))
}

fn database_failed(error: kyotaku_service::StoreError) -> Failure {
    Failure::new(error, "Run the demo again; its database is a new one each time.")
}

impl From<crate::play::PlayError> for Failure {
    fn from(error: crate::play::PlayError) -> Self {
        Failure::new(error, "Run the demo again with --log FILE and KYOTAKU_LOG=debug.")
    }
}
