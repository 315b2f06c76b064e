//! `kyotaku card serve` without a file, and the orders to it: a folder of software cards, one of which is reached over TCP.
//! A release build has none of it, and says so.

#[cfg(debug_assertions)]
pub(crate) use served::{order, serve};
#[cfg(not(debug_assertions))]
pub(crate) use unserved::{order, serve};

#[cfg(debug_assertions)]
mod served {
    use std::{
        net::SocketAddr,
        path::{Path, PathBuf},
    };

    use kyotaku_card::tcp::{
        control::{self, ControlError, Listed, Order, Standing},
        folder::CardFolder,
    };
    use serde_json::json;

    use crate::{args::CardOrders, failure::Failure, output::say, until_stopped};

    /// Serves a folder until Ctrl-C or SIGTERM.
    pub(crate) async fn serve(
        folder: Option<PathBuf>,
        address: SocketAddr,
        json: bool,
    ) -> Result<(), Failure> {
        let folder = folder_or_usual(folder)?;
        let serving = CardFolder::serve(&folder, address).map_err(|error| failed(&folder, &error))?;
        let address = serving.address();
        say(&if json {
            json!({"address": address.to_string()}).to_string()
        } else {
            format!(
                "{}: cards served at {address}; `kyotaku card --insert SLUG` puts one there; Ctrl-C ends it",
                folder.display()
            )
        })?;
        until_stopped().await
    }

    /// Gives the orders, one after the other, and says how things stand after the last.
    pub(crate) fn order(orders: CardOrders) -> Result<(), Failure> {
        let given = [
            orders.remove.then_some(Order::Remove),
            orders.insert.map(Order::Insert),
            orders.fault.map(Order::Fault),
            orders.list.then_some(Order::List),
        ];
        let mut given = given.into_iter().flatten().peekable();
        if given.peek().is_none() {
            return Err(Failure::new(
                "nothing was ordered",
                "Give --list, --insert SLUG, --remove or --fault SPEC.",
            ));
        }
        let folder = folder_or_usual(orders.folder)?;
        let mut standing = None;
        for order in given {
            let now = control::order(&folder, &order).map_err(|error| failed(&folder, &error))?;
            standing = Some(now);
        }
        let Some(standing) = standing else { return Ok(()) };
        if orders.json {
            let written = serde_json::to_string(&standing).map_err(|error| {
                Failure::new(format_args!("cannot write JSON: {error}"), "Leave out --json.")
            })?;
            return say(&written);
        }
        if orders.list {
            for card in &standing.cards {
                say(&listed(card, &standing))?;
            }
        }
        say(&on_the_reader(&standing))
    }

    fn on_the_reader(standing: &Standing) -> String {
        match &standing.inserted {
            None => format!("{}: no card", standing.address),
            Some(card) => format!(
                "{}: {}, {} exchange(s), faults: {}",
                standing.address, card.name, card.exchanges, card.faults
            ),
        }
    }

    fn listed(card: &Listed, standing: &Standing) -> String {
        let inserted = standing
            .inserted
            .as_ref()
            .is_some_and(|inserted| inserted.name == card.name);
        let mark = if inserted { '*' } else { ' ' };
        let tries = card.tries_left.map_or_else(String::new, |left| {
            let number_b = left
                .number_b
                .map_or_else(String::new, |left| format!(", 照合番号B {left}"));
            format!("tries left: PIN {}{number_b}", left.pin)
        });
        format!("{mark} {:<30}{tries}", card.name).trim_end().to_owned()
    }

    fn folder_or_usual(folder: Option<PathBuf>) -> Result<PathBuf, Failure> {
        let usual = || Some(std::env::home_dir()?.join(".local/state/kyotaku/cards"));
        folder.or_else(usual).ok_or_else(|| {
            Failure::new(
                "it is not known where the cards are",
                "Give their folder with --folder.",
            )
        })
    }

    fn failed(folder: &Path, error: &ControlError) -> Failure {
        let what = format_args!("{}: {error}", folder.display()).to_string();
        match error {
            ControlError::NobodyServes => Failure::missing(
                what,
                "Start `kyotaku card serve` in another terminal, with the same --folder.",
            ),
            ControlError::ServedAlready => Failure::new(what, "Use it, end it, or give another --folder."),
            ControlError::Refused(_) => Failure::new(
                what,
                "`kyotaku card --list` says what is there, `kyotaku card --help` how faults are written.",
            ),
            ControlError::Failed(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
                Failure::missing(what, "Choose another port with --tcp, or 0 for any.")
            }
            ControlError::Failed(_) => Failure::new(
                what,
                "Check the folder and its rights, and that --tcp is on this machine.",
            ),
        }
    }
}

#[cfg(not(debug_assertions))]
mod unserved {
    use std::{net::SocketAddr, path::PathBuf};

    use crate::{args::CardOrders, failure::Failure};

    pub(crate) async fn serve(_: Option<PathBuf>, _: SocketAddr, _: bool) -> Result<(), Failure> {
        Err(none_here())
    }

    pub(crate) fn order(_: CardOrders) -> Result<(), Failure> {
        Err(none_here())
    }

    fn none_here() -> Failure {
        Failure::missing(
            "a release build serves no software cards over TCP",
            "Use a debug build, or plug a card into pcscd: `kyotaku card serve FILE`.",
        )
    }
}
