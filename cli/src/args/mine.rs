//! `kyotaku mine`: the patient's own side.

use std::path::PathBuf;

use clap::Args;

/// `kyotaku mine`.
#[derive(Debug, Args)]
pub(crate) struct MineArguments {
    /// Where the service is. Plain http only to this machine.
    #[arg(
        long,
        value_name = "URL",
        env = "KYOTAKU_SERVICE",
        default_value = "http://127.0.0.1:8080"
    )]
    pub(crate) service: String,

    /// The card reader whose name contains NAME.
    #[arg(long, value_name = "NAME", conflicts_with = "card")]
    pub(crate) reader: Option<String>,

    /// A software card in this program, instead of a card on a reader (see `kyotaku card`).
    #[arg(long, value_name = "FILE")]
    pub(crate) card: Option<PathBuf>,

    /// Read the PIN (4 digits) from the first line of standard input.
    #[arg(long)]
    pub(crate) pin_stdin: bool,

    /// Present the PIN even if only one try is left; a wrong one blocks it.
    #[arg(long)]
    pub(crate) last_try: bool,

    /// Print the address of the page and a one-time code for it, instead of the lists.
    #[arg(long)]
    pub(crate) page: bool,

    /// Print one line of JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
