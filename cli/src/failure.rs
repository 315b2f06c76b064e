//! Why a command did not do what it was asked, what to do about it, and its exit code.

use std::{fmt::Display, io};

/// A command that failed: two sentences for standard error. They hold no PIN, no token and nobody's name.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What happened, without a full stop.
    what: String,
    /// What to do.
    to_do: String,
    code: u8,
}

impl Failure {
    /// It failed: exit code 1.
    pub(crate) fn new(what: impl Display, to_do: impl Display) -> Self {
        Self {
            what: what.to_string(),
            to_do: to_do.to_string(),
            code: 1,
        }
    }

    /// What was needed is not there: exit code 3.
    pub(crate) fn missing(what: impl Display, to_do: impl Display) -> Self {
        Self {
            code: 3,
            ..Self::new(what, to_do)
        }
    }

    /// Standard output or the terminal failed.
    pub(crate) fn output(error: &io::Error) -> Self {
        Self::new(
            format_args!("cannot write to the terminal or standard output: {error}"),
            "Check where they lead to.",
        )
    }

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        self.code
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A Japanese sentence has its own full stop.
        let stop = if self.what.ends_with('。') { "" } else { ". " };
        write!(f, "{}{stop}{}", self.what, self.to_do)
    }
}
