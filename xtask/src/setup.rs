//! Gets what is missing from Debian's packages, or says in one line how to get it.

use std::{
    io::stderr,
    process::{Command, Stdio},
};

use crate::packages::{Need, Package, missing, program, succeeds};

/// What the set-up is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Only to compile.
    Build,
    /// The demo. It runs without a PC/SC stack, and says so itself.
    Demo,
    /// The tests. They need everything.
    Test,
}

/// How packages can be installed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Installer {
    /// By apt-get, as root.
    Root,
    /// By apt-get, with a sudo that asks for no password.
    Sudo,
    /// By apt-get, once somebody gives a password.
    Asked,
    /// There is no apt-get.
    None,
}

/// What to do about missing packages.
#[derive(Debug, PartialEq, Eq)]
enum Plan {
    Install,
    GoOn,
    Stop,
}

/// Makes sure that what the purpose needs is there. Otherwise it has said what is missing, and returns `false`.
pub(crate) fn prepare(purpose: Purpose) -> bool {
    let lacking = lacking(purpose);
    if lacking.is_empty() {
        return true;
    }
    let installer = installer();
    if plan(purpose, installer, &lacking) == Plan::Install {
        eprintln!("xtask: installing {}", names(&lacking));
        install(installer, &lacking);
    }
    // Not what apt-get says counts, but what is there now.
    let lacking = self::lacking(purpose);
    if lacking.is_empty() {
        return true;
    }
    eprintln!("xtask: {}", told(installer, &lacking));
    let goes_on = plan(purpose, Installer::None, &lacking) == Plan::GoOn;
    if goes_on {
        eprintln!("xtask: the demo goes on without");
    }
    goes_on
}

/// What the purpose needs and the system has not.
fn lacking(purpose: Purpose) -> Vec<&'static Package> {
    let mut lacking = missing();
    lacking.retain(|package| is_for(purpose, package.need));
    lacking
}

fn is_for(purpose: Purpose, need: Need) -> bool {
    match purpose {
        Purpose::Test => true,
        Purpose::Demo => need != Need::Test,
        Purpose::Build => need == Need::Build,
    }
}

fn plan(purpose: Purpose, installer: Installer, lacking: &[&Package]) -> Plan {
    let builds = lacking.iter().all(|package| package.need != Need::Build);
    match (installer, purpose) {
        (Installer::Root | Installer::Sudo, _) => Plan::Install,
        (Installer::Asked | Installer::None, Purpose::Demo) if builds => Plan::GoOn,
        (Installer::Asked | Installer::None, _) => Plan::Stop,
    }
}

/// How packages can be installed here, and with it whether we may act as root.
pub(crate) fn installer() -> Installer {
    let user = Command::new("id")
        .arg("-u")
        .output()
        .map(|output| output.stdout)
        .unwrap_or_default();
    if program("apt-get").is_none() {
        Installer::None
    } else if user.trim_ascii() == b"0" {
        Installer::Root
    } else if succeeds("sudo", &["-n", "true"]) {
        Installer::Sudo
    } else {
        Installer::Asked
    }
}

/// Fetches the lists of packages that there are.
pub(crate) fn update_lists(installer: Installer) {
    apt_get(installer, &["update"]);
}

/// Updates the package lists and installs. Its output goes to stderr: stdout is the demo's.
fn install(installer: Installer, lacking: &[&Package]) {
    // Without new lists (one of several sources may be out of reach) the old ones may still do.
    update_lists(installer);
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(lacking.iter().map(|package| package.name));
    apt_get(installer, &arguments);
}

fn apt_get(installer: Installer, arguments: &[&str]) {
    let mut command = match installer {
        Installer::Sudo => {
            let mut sudo = Command::new("sudo");
            sudo.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
            sudo
        }
        Installer::Root | Installer::Asked | Installer::None => {
            let mut apt_get = Command::new("apt-get");
            apt_get.env("DEBIAN_FRONTEND", "noninteractive");
            apt_get
        }
    };
    // Another apt-get may be at work; two minutes for it to end.
    command
        .args(["-o", "DPkg::Lock::Timeout=120", "--quiet"])
        .args(arguments);
    command.stdin(Stdio::null()).stdout(stderr());
    if !command.status().is_ok_and(|status| status.success()) {
        eprintln!("xtask: apt-get {} failed", arguments.join(" "));
    }
}

/// What is missing and the one line that gets it.
fn told(installer: Installer, lacking: &[&Package]) -> String {
    let names = names(lacking);
    match installer {
        Installer::None => format!("missing on this system, by the names of Debian's packages: {names}"),
        Installer::Root => format!("missing: {names}. Run:\napt-get install {names}"),
        Installer::Sudo | Installer::Asked => format!("missing: {names}. Run:\nsudo apt-get install {names}"),
    }
}

fn names(packages: &[&Package]) -> String {
    let names: Vec<_> = packages.iter().map(|package| package.name).collect();
    names.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packages::PACKAGES;

    fn needed_for(need: Need) -> Vec<&'static Package> {
        PACKAGES.iter().filter(|package| package.need == need).collect()
    }

    #[test]
    fn whoever_may_install_does() {
        for installer in [Installer::Root, Installer::Sudo] {
            for purpose in [Purpose::Demo, Purpose::Test] {
                assert_eq!(plan(purpose, installer, &needed_for(Need::Stack)), Plan::Install);
                assert_eq!(plan(purpose, installer, &needed_for(Need::Build)), Plan::Install);
            }
        }
    }

    #[test]
    fn without_the_right_to_install_only_the_demo_goes_on_and_only_if_it_builds() {
        for installer in [Installer::Asked, Installer::None] {
            assert_eq!(
                plan(Purpose::Demo, installer, &needed_for(Need::Stack)),
                Plan::GoOn
            );
            assert_eq!(
                plan(Purpose::Demo, installer, &needed_for(Need::Build)),
                Plan::Stop
            );
            assert_eq!(
                plan(Purpose::Test, installer, &needed_for(Need::Stack)),
                Plan::Stop
            );
            assert_eq!(
                plan(Purpose::Test, installer, &needed_for(Need::Build)),
                Plan::Stop
            );
        }
    }

    #[test]
    fn the_demo_asks_for_nothing_that_only_the_tests_need() {
        for need in [Need::Build, Need::Stack] {
            assert!(is_for(Purpose::Demo, need), "{need:?}");
        }
        assert!(!is_for(Purpose::Demo, Need::Test));
        for need in [Need::Build, Need::Stack, Need::Test] {
            assert!(is_for(Purpose::Test, need), "{need:?}");
        }
    }

    #[test]
    fn the_line_to_run_stands_alone_and_names_only_what_is_missing() {
        let lacking = needed_for(Need::Stack);
        let told = told(Installer::Asked, &lacking);
        assert_eq!(
            told.lines().last(),
            Some("sudo apt-get install pcscd vsmartcard-vpcd opensc openssl")
        );
    }
}
