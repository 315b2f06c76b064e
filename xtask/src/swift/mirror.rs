//! The Debian mirror that this machine's own apt uses. It carries every release, Swift's too.

use std::process::Command;

use crate::setup::{Installer, installer, update_lists};

/// Its address. The error says what is missing.
pub(super) fn find() -> Result<String, String> {
    if let Some(mirror) = listed() {
        return Ok(mirror);
    }
    // apt lists only sources that it has fetched the lists of.
    match installer() {
        able @ (Installer::Root | Installer::Sudo) => update_lists(able),
        Installer::Asked | Installer::None => {}
    }
    listed().ok_or_else(|| "apt's sources have no Debian mirror".into())
}

fn listed() -> Option<String> {
    let report = Command::new("apt-get")
        .args([
            "indextargets",
            "--format=$(ORIGIN)|$(LABEL)|$(CODENAME)|$(REPO_URI)",
            "Created-By: Packages",
        ])
        .output()
        .ok()?;
    archive_in(&String::from_utf8_lossy(&report.stdout))
}

/// The first Debian archive in a report of `origin|label|codename|address`. Security updates, and updates between
/// releases, may be on a mirror of their own that has nothing else.
fn archive_in(report: &str) -> Option<String> {
    report.lines().find_map(|line| {
        let mut fields = line.splitn(4, '|');
        let is_debian = fields.next() == Some("Debian") && fields.next() == Some("Debian");
        let is_release = fields.next().is_some_and(|codename| !codename.contains('-'));
        let address = fields.next().filter(|address| !address.is_empty())?;
        (is_debian && is_release).then(|| address.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mirror_is_that_of_a_whole_debian_release() {
        let report = "Other|Debian|bookworm|http://other.test/\n\
                      Debian|Debian-Security|bookworm-security|http://security.test/\n\
                      Debian|Debian|bookworm-updates|http://updates.test/\n\
                      Debian|Debian|bookworm|\n\
                      Debian|Debian|bookworm|http://archive.test/debian/\n\
                      Debian|Debian|trixie|http://second.test/debian/\n";
        assert_eq!(archive_in(report).as_deref(), Some("http://archive.test/debian/"));
    }

    #[test]
    fn without_a_debian_archive_there_is_no_mirror() {
        assert_eq!(archive_in(""), None);
        assert_eq!(archive_in("Ubuntu|Ubuntu|noble|http://archive.test/"), None);
        assert_eq!(archive_in("not what was asked for"), None);
    }
}
