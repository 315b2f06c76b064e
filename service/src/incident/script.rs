//! What one person does in those months, in the order of time: no outcome, only what is pressed and asked for.

use jiff::Timestamp;
use kyotaku_core::{
    consent::{Item, Question},
    visit::CareMode,
};

use super::{
    old_client::{Client, Press},
    people::Person,
};

/// Which part a person plays. Nothing of it reaches the register; tests ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// One of the millions.
    Ordinary,
    /// One of the 37, with a press log.
    Confirmed,
    /// One of the 37, without.
    Suspected,
    /// Looks like them and is none.
    LookAlike(&'static str),
}

/// A person and what they do.
pub(super) struct Script {
    pub(super) part: Part,
    pub(super) person: Person,
    pub(super) deeds: Vec<Deed>,
}

/// What is done at a moment at a clinic, by its place in the list of all, in a mode.
#[derive(Clone, Debug)]
pub(super) struct Deed {
    pub(super) at: Timestamp,
    pub(super) clinic: usize,
    pub(super) mode: CareMode,
    pub(super) what: What,
}

#[derive(Clone, Debug)]
pub(super) enum What {
    /// Card, eligibility and form.
    Visits {
        client: Client,
        presses: Vec<Press>,
        /// The version of the settings that the form was opened under, if not the one in force.
        opened_under: Option<u32>,
        /// Whether the device's press log is uploaded later.
        logs: bool,
    },
    /// The clinic takes a question's answer back; none: all of them.
    TakesBack(Option<Question>),
    /// The clinic's program asks for an item.
    Asks(Item),
    /// It asks in an emergency, without a consent.
    AsksInAnEmergency,
}

impl Script {
    pub(super) fn new(part: Part, person: Person) -> Self {
        Self {
            part,
            person,
            deeds: Vec::new(),
        }
    }

    /// A visit of 訪問診療等 or another mode.
    pub(super) fn visits(
        &mut self,
        at: Timestamp,
        (clinic, mode): (usize, CareMode),
        (client, presses): (Client, Vec<Press>),
        logs: bool,
    ) {
        let what = What::Visits {
            client,
            presses,
            opened_under: None,
            logs,
        };
        self.deeds.push(Deed {
            at,
            clinic,
            mode,
            what,
        });
    }

    /// Anything else.
    pub(super) fn then(&mut self, at: Timestamp, (clinic, mode): (usize, CareMode), what: What) {
        self.deeds.push(Deed {
            at,
            clinic,
            mode,
            what,
        });
    }
}
