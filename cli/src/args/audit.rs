//! `kyotaku audit`.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

/// `kyotaku audit`: looks, unless --fix --write, or --generate, or --print-condition.
#[derive(Debug, Args)]
#[command(
    group(ArgGroup::new("register").required(true).args(["database", "generate", "print_condition"])),
    after_help = AFTER
)]
pub(crate) struct AuditArguments {
    /// The register to audit: the service's SQLite file, or postgres://user@host/database. It is only read, unless --fix
    /// --write.
    #[arg(long, value_name = "FILE|URL")]
    pub(crate) database: Option<PathBuf>,

    /// What to look for: a JSON file (docs/audit.md has its shape). Without it the condition of the notice of January 2025.
    #[arg(long, value_name = "FILE")]
    pub(crate) condition: Option<PathBuf>,

    /// Print the whole report as one line of JSON.
    #[arg(long)]
    pub(crate) json: bool,

    /// Print the table alone, without the evidence for each case.
    #[arg(long, conflicts_with = "json")]
    pub(crate) table: bool,

    /// Take back what should not stand: turn 同意あり into 同意なし. Says what it would do, and does nothing without --write.
    #[arg(long, requires = "database", conflicts_with_all = ["generate", "print_condition"])]
    pub(crate) fix: bool,

    /// Do what --fix says, and write the lists for the letters. Interrupted, it goes on when it is run again.
    #[arg(long, requires_all = ["fix", "author", "letters"])]
    pub(crate) write: bool,

    /// Who corrects: the name of the operator. It stands in each correction.
    #[arg(long, value_name = "NAME", requires = "write")]
    pub(crate) author: Option<String>,

    /// Folder for the lists for the letters: persons.jsonl, institutions.jsonl, insurers.jsonl. They hold names and addresses, and can be read by
    /// their owner only.
    #[arg(long, value_name = "DIR", requires = "write")]
    pub(crate) letters: Option<PathBuf>,

    /// Make a register to try it on, in a new file or in a PostgreSQL database without tables: the notice's months, replayed among
    /// made-up ordinary registrations.
    #[arg(long, value_name = "FILE|URL", conflicts_with_all = ["condition", "json", "table"])]
    pub(crate) generate: Option<PathBuf>,

    /// How many ordinary registrations to make.
    #[arg(
        long,
        value_name = "COUNT",
        default_value_t = 1_000_000,
        requires = "generate",
        conflicts_with_all = ELSEWHERE
    )]
    pub(crate) ordinary: usize,

    /// Which register to make: the same seed makes the same.
    #[arg(
        long,
        value_name = "NUMBER",
        default_value_t = 20_250_122,
        requires = "generate",
        conflicts_with_all = ELSEWHERE
    )]
    pub(crate) seed: u64,

    /// Print the built-in condition, to write another from.
    #[arg(long, conflicts_with_all = ["condition", "json", "table"])]
    pub(crate) print_condition: bool,
}

/// What stands in the place of `--generate`. Clap asks for nothing that would be in conflict with what is there, so that `requires` alone
/// would let `--ordinary` pass beside these; and `--fix` beside `--generate`.
const ELSEWHERE: [&str; 2] = ["database", "print_condition"];

const AFTER: &str = "\
For example:
  kyotaku audit --generate register.db --ordinary 20000
  kyotaku audit --database register.db
  kyotaku audit --database register.db --fix
  kyotaku audit --database register.db --fix --write --author operator-1 --letters letters";

#[cfg(test)]
mod tests {
    use clap::Parser;

    use crate::args::Arguments;

    #[test]
    fn nothing_is_written_without_its_author_and_a_folder_and_nothing_is_generated_over_a_register() {
        for wrong in [
            &[][..],
            &["--database", "r", "--generate", "g"],
            &["--database", "r", "--write"],
            &["--database", "r", "--fix", "--write"],
            &["--database", "r", "--fix", "--write", "--author", "a"],
            &["--database", "r", "--author", "a"],
            &["--database", "r", "--ordinary", "5"],
            &["--generate", "g", "--fix"],
            &["--generate", "g", "--json"],
        ] {
            let whole = ["kyotaku", "audit"].iter().chain(wrong);
            assert!(Arguments::try_parse_from(whole).is_err(), "{wrong:?}");
        }
        for right in [
            &["--database", "r"][..],
            &["--database", "r", "--fix"],
            &[
                "--database",
                "r",
                "--fix",
                "--write",
                "--author",
                "a",
                "--letters",
                "l",
                "--json",
            ],
            &["--database", "r", "--condition", "c", "--table"],
            &["--generate", "g", "--ordinary", "5", "--seed", "1"],
            &["--print-condition"],
        ] {
            let whole = ["kyotaku", "audit"].iter().chain(right);
            assert!(Arguments::try_parse_from(whole).is_ok(), "{right:?}");
        }
    }
}
