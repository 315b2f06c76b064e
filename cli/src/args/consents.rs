//! `kyotaku consents`.

use clap::{
    Args, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
};
use kyotaku_core::{
    consent::{Question, RevocationReason},
    visit::CareMode,
};

use crate::connection::Connection;

/// `kyotaku consents`.
#[derive(Debug, Args)]
pub(crate) struct ConsentsArguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: ConsentsCommand,

    /// The service and the device.
    #[command(flatten)]
    pub(crate) connection: Connection,

    /// Print what the service answered, as one line of JSON.
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// What the office wants.
#[derive(Debug, Subcommand)]
pub(crate) enum ConsentsCommand {
    /// List the people with a consent of 訪問診療等 in force, and what stands of it.
    List,
    /// Show what stands of a patient's consents, mode by mode, and until when.
    Show {
        /// The patient's number, from `kyotaku consents list`.
        patient: String,
    },
    /// Ask for a patient's eligibility again without the card (再照会), while a consent of 訪問診療等 stands.
    Renew {
        /// The patient's number, from `kyotaku consents list`.
        patient: String,
    },
    /// Revoke a consent, or one answer of it. A patient's own wish is recorded in the visit app, with their card.
    Revoke(RevokeArguments),
}

/// `kyotaku consents revoke`.
#[derive(Debug, Args)]
pub(crate) struct RevokeArguments {
    /// The patient's number, from `kyotaku consents list`.
    pub(crate) patient: String,

    /// Why: the clinic revokes it, its use changes, or something else.
    #[arg(long, value_name = "REASON", value_parser = reason())]
    pub(crate) reason: RevocationReason,

    /// The question whose answer is revoked; without it, all of them.
    #[arg(long, value_name = "QUESTION", value_parser = question())]
    pub(crate) question: Option<Question>,

    /// The mode that the consent was given for.
    #[arg(long, value_name = "MODE", default_value = "home-visit", value_parser = mode())]
    pub(crate) mode: CareMode,

    /// Revoke without asking back.
    #[arg(long)]
    pub(crate) yes: bool,
}

/// The reasons that need no card.
const REASONS: [(&str, RevocationReason); 3] = [
    ("clinic", RevocationReason::ByClinic),
    ("change-of-use", RevocationReason::ChangeOfUse),
    ("other", RevocationReason::Other),
];

fn reason() -> impl TypedValueParser<Value = RevocationReason> {
    one_of(REASONS)
}

fn question() -> impl TypedValueParser<Value = Question> {
    one_of(Question::ALL.map(|question| (question.wire_name(), question)))
}

fn mode() -> impl TypedValueParser<Value = CareMode> {
    one_of(CareMode::ALL.map(|mode| (mode.wire_name(), mode)))
}

/// One of these values, by its name.
fn one_of<T: Copy + Send + Sync + 'static, const N: usize>(
    values: [(&'static str, T); N],
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(values.map(|(name, _)| name)).try_map(move |typed| {
        let found = values.iter().find(|(name, _)| *name == typed);
        found.map(|(_, value)| *value).ok_or("not one of them")
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use crate::args::Arguments;

    #[test]
    fn a_patients_own_revocation_is_none_of_the_offices_and_a_reason_is_always_said() {
        let revoke = ["kyotaku", "consents", "revoke", "p1"];
        for wrong in [
            &[][..],
            &["--reason", "patient"],
            &["--reason", "2"],
            &["--reason", "clinic", "--question", "SRJ"],
        ] {
            assert!(
                Arguments::try_parse_from(revoke.iter().chain(wrong)).is_err(),
                "{wrong:?}"
            );
        }
        for right in [
            &["--reason", "clinic"][..],
            &[
                "--reason",
                "other",
                "--question",
                "diagnosis-and-medication",
                "--yes",
                "--json",
            ],
            &[
                "--reason",
                "change-of-use",
                "--mode",
                "outpatient",
                "--service",
                "http://127.0.0.1:1",
            ],
        ] {
            assert!(
                Arguments::try_parse_from(revoke.iter().chain(right)).is_ok(),
                "{right:?}"
            );
        }
    }
}
