//! Whether we may act as root.

use std::process::Command;

use crate::setup::{Installer, installer};

/// How root's rights are had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Privilege {
    /// We are root.
    Ours,
    /// By a sudo that asks for no password.
    Sudo,
}

impl Privilege {
    /// The same way by which packages are installed; the error says what is missing.
    pub(super) fn of_this_user() -> Result<Self, String> {
        match installer() {
            Installer::Root => Ok(Self::Ours),
            Installer::Sudo => Ok(Self::Sudo),
            Installer::Asked => Err("it needs root, or a sudo that asks for no password".into()),
            Installer::None => Err("it needs Debian's apt-get".into()),
        }
    }

    /// A command that runs this program as root.
    pub(super) fn command(self, program: &str) -> Command {
        match self {
            Self::Ours => Command::new(program),
            Self::Sudo => {
                let mut sudo = Command::new("sudo");
                sudo.args(["-n", "--", program]);
                sudo
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sudo_never_asks_for_a_password() {
        let sudo = Privilege::Sudo.command("unshare");
        assert_eq!(sudo.get_program(), "sudo");
        assert_eq!(sudo.get_args().collect::<Vec<_>>(), ["-n", "--", "unshare"]);
        assert_eq!(Privilege::Ours.command("unshare").get_program(), "unshare");
    }
}
