//! The command line.

mod audit;
mod consents;
mod mine;

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use self::{
    audit::AuditArguments,
    consents::{ConsentsArguments, ConsentsCommand, RevokeArguments},
    mine::MineArguments,
};
use crate::connection::Connection;

/// Home-visit eligibility checks and consents with a My Number card, in a terminal.
#[derive(Debug, Parser)]
#[command(name = "kyotaku", version, propagate_version = true, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Colours: on a terminal unless NO_COLOR is set, always, or never.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,

    /// Append a log to FILE; KYOTAKU_LOG says how much (for example `debug`; `info` if unset).
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) log: Option<PathBuf>,
}

const EXIT_CODES: &str = "\
Exit codes:
  0    it was done, or a visit was left
  1    it failed; standard error says why and what to do
  2    the command line is wrong
  3    what was needed is not there: a free port, pcscd with its virtual reader
  130  a visit was ended by a signal";

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Visit: read a card, check the eligibility, register the consents.
    Visit(VisitArguments),
    /// The clinic's office: what stands of the patients' consents; ask for an eligibility again; revoke.
    Consents(ConsentsArguments),
    /// See who was given what of one's own information, and what one has agreed to, by one's own card.
    Mine(MineArguments),
    /// Play the notice's own case on real parts, and check that nothing differs from what it should be.
    Demo(DemoArguments),
    /// Run the stand-in for the online eligibility system until Ctrl-C.
    Service(ServiceArguments),
    /// Find registrations that match a condition and what was given out under them; take back what should not stand.
    Audit(AuditArguments),
    /// Make, show, plug in and serve software cards; say what lies on the reader that `kyotaku card serve` serves.
    Card(CardArguments),
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// `kyotaku visit`.
#[derive(Debug, Args)]
pub(crate) struct VisitArguments {
    /// The service and the device.
    #[command(flatten)]
    pub(crate) connection: Connection,

    /// The card reader whose name contains NAME.
    #[arg(long, value_name = "NAME", conflicts_with = "card")]
    pub(crate) reader: Option<String>,

    /// A software card in this program, instead of a card on a reader (see `kyotaku card`).
    #[arg(long, value_name = "FILE")]
    pub(crate) card: Option<PathBuf>,
}

/// `kyotaku demo`.
#[derive(Debug, Args)]
pub(crate) struct DemoArguments {
    /// Keep the card in this program, instead of plugging it into pcscd.
    #[arg(long)]
    pub(crate) in_process: bool,
}

/// `kyotaku service`.
#[derive(Debug, Args)]
pub(crate) struct ServiceArguments {
    /// Where to listen, on this machine only; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,

    /// The SQLite file, made if it is not there; or a PostgreSQL server: postgres://user@host/database?sslmode=verify-full, or
    /// postgres:///database?host=/var/run/postgresql. Without it the data live in a temporary file, and go with it.
    #[arg(
        long,
        value_name = "FILE|URL",
        env = "KYOTAKU_DATABASE",
        hide_env_values = true
    )]
    pub(crate) database: Option<PathBuf>,

    /// Load made-up clinics and insured people, and trust the test root of the software cards.
    #[arg(long)]
    pub(crate) sample: bool,

    /// Trust the cards of this root certificate (PEM or DER). Can be given several times.
    #[arg(long = "root", value_name = "FILE")]
    pub(crate) roots: Vec<PathBuf>,

    /// End when standard input is closed, too: for a program that starts a service and may be killed.
    #[arg(long)]
    pub(crate) until_stdin_closes: bool,

    /// When it is ready, print one line of JSON: {"address": "http://…"}.
    #[arg(long)]
    pub(crate) json: bool,
}

/// `kyotaku card`: a command, or orders to the program that serves a folder of cards.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(crate) struct CardArguments {
    /// What to do with a card file.
    #[command(subcommand)]
    pub(crate) command: Option<CardCommand>,

    /// What is said to the program that serves.
    #[command(flatten)]
    pub(crate) orders: CardOrders,
}

/// Orders to `kyotaku card serve`, which runs in another terminal. Several are carried out in this order: remove, insert,
/// fault, list.
#[derive(Debug, Args)]
// A release build knows them only to say that it takes none.
#[cfg_attr(not(debug_assertions), allow(dead_code))]
pub(crate) struct CardOrders {
    /// List the cards that can lie on the reader, their tries left, and which one does.
    #[arg(long)]
    pub(crate) list: bool,

    /// Put a card on the reader: a sample (see `kyotaku card samples`) or the name of a card file in the folder.
    #[arg(long, value_name = "SLUG")]
    pub(crate) insert: Option<String>,

    /// Take the card away.
    #[arg(long)]
    pub(crate) remove: bool,

    /// Let something go wrong: WHAT@WHERE, several with commas, or `none`; for example removed-after@verify,
    /// hangs@3, noise@select:6F00, collision@connect. Numbers of exchanges count from now on.
    #[arg(long, value_name = "SPEC")]
    pub(crate) fault: Option<String>,

    /// The folder of cards that is served; without it ~/.local/state/kyotaku/cards.
    #[arg(long, value_name = "DIR", env = "KYOTAKU_CARDS")]
    pub(crate) folder: Option<PathBuf>,

    /// Say how things stand as one line of JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// What to do with a card file.
#[derive(Debug, Subcommand)]
pub(crate) enum CardCommand {
    /// Make a new software card with keys of its own. PIN 1234 unless --pin-stdin, password KYOTAKU1.
    New {
        /// The file to make. An existing one is not overwritten.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
        /// The serial number of its certificates, 1 to 8 hexadecimal digits; by chance if not given.
        #[arg(long, value_name = "HEX")]
        serial: Option<String>,
        /// Read the PIN (4 digits) from the first line of standard input.
        #[arg(long)]
        pin_stdin: bool,
    },
    /// Make one of the sample cards, which the sample people of the service have.
    Sample {
        /// Its name, see `kyotaku card samples`.
        slug: String,
        /// The file to make. An existing one is not overwritten.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
    /// List the sample cards.
    Samples {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show a card's certificates and tries left. Never its keys, PIN or password.
    Show {
        /// The card file.
        file: PathBuf,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Serve software cards until Ctrl-C. With FILE: plug that card into pcscd, where any PC/SC program sees it (needs
    /// Debian's pcscd and vsmartcard-vpcd; starts pcscd if none runs). Without: serve a folder of cards over TCP, for
    /// emulators and simulators; debug builds only.
    Serve {
        /// The card file to plug into pcscd.
        #[arg(conflicts_with_all = ["folder", "tcp", "json"])]
        file: Option<PathBuf>,
        /// The folder of cards; made if it is not there. Without it ~/.local/state/kyotaku/cards.
        #[arg(long, value_name = "DIR", env = "KYOTAKU_CARDS")]
        folder: Option<PathBuf>,
        /// Where the card is reached, on this machine only; port 0 takes a free one.
        #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:35970")]
        tcp: SocketAddr,
        /// When it is ready, print one line of JSON: {"address": "…"}.
        #[arg(long)]
        json: bool,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_token_is_no_argument() {
        let parsed = Arguments::try_parse_from(["kyotaku", "visit", "--token", "secret"]);
        assert!(parsed.is_err());
    }

    #[test]
    fn a_card_command_and_an_order_to_the_serving_program_exclude_each_other() {
        for wrong in [
            &["kyotaku", "card"][..],
            &["kyotaku", "card", "--list", "samples"],
            &["kyotaku", "card", "serve", "card.json", "--json"],
            &["kyotaku", "card", "--insert"],
        ] {
            assert!(Arguments::try_parse_from(wrong).is_err(), "{wrong:?}");
        }
        for right in [
            &[
                "kyotaku",
                "card",
                "--insert",
                "valid",
                "--fault",
                "hangs@sign",
                "--list",
            ][..],
            &["kyotaku", "card", "serve", "card.json"],
            &["kyotaku", "card", "serve"],
        ] {
            assert!(Arguments::try_parse_from(right).is_ok(), "{right:?}");
        }
    }

    #[test]
    fn a_card_in_the_program_and_a_reader_exclude_each_other() {
        assert!(Arguments::try_parse_from(["kyotaku", "visit", "--card", "f", "--reader", "r"]).is_err());
        assert!(Arguments::try_parse_from(["kyotaku", "visit", "--card", "f"]).is_ok());
    }
}
