//! The program `kyotaku`: see the library of the same name.

use std::process::ExitCode;

fn main() -> ExitCode {
    kyotaku::main()
}
