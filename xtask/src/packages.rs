//! What is needed from the system, by the names of Debian's packages, and how to see whether it is there.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What a package is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// Nothing compiles without it.
    Build,
    /// The tests on a real PC/SC stack need it. The demo does without, by running the card in process.
    Stack,
    /// Only the tests need it, and the demo does not ask for it.
    Test,
}

/// A sign that the thing is there, whoever installed it.
#[derive(Clone, Copy, Debug)]
enum Sign {
    /// A program.
    Program(&'static str),
    /// A library that pkg-config finds.
    Library(&'static str),
    /// A module that Python finds.
    PythonModule(&'static str),
    /// One of these files.
    AnyFile(&'static [&'static str]),
}

/// A package.
#[derive(Debug)]
pub(crate) struct Package {
    /// Its name in Debian.
    pub(crate) name: &'static str,
    /// What for.
    pub(crate) need: Need,
    signs: &'static [Sign],
}

/// Everything that is needed.
pub(crate) const PACKAGES: &[Package] = &[
    Package {
        name: "build-essential",
        need: Need::Build,
        // ring compiles C.
        signs: &[Sign::Program("cc"), Sign::AnyFile(&["/usr/include/stdio.h"])],
    },
    Package {
        name: "pkg-config",
        need: Need::Build,
        signs: &[Sign::Program("pkg-config")],
    },
    Package {
        name: "libpcsclite-dev",
        need: Need::Build,
        signs: &[Sign::Library("libpcsclite")],
    },
    Package {
        name: "pcscd",
        need: Need::Stack,
        signs: &[Sign::Program("pcscd")],
    },
    Package {
        name: "vsmartcard-vpcd",
        need: Need::Stack,
        signs: &[Sign::AnyFile(&[
            "/usr/lib/pcsc/drivers/serial/libifdvpcd.so",
            "/usr/lib64/pcsc/drivers/serial/libifdvpcd.so",
        ])],
    },
    Package {
        name: "opensc",
        need: Need::Stack,
        signs: &[Sign::Program("opensc-tool"), Sign::Program("pkcs11-tool")],
    },
    Package {
        name: "openssl",
        need: Need::Stack,
        signs: &[Sign::Program("openssl")],
    },
    Package {
        name: "mmdebstrap",
        need: Need::Test,
        // It makes the root that Swift lives in.
        signs: &[Sign::Program("mmdebstrap")],
    },
    Package {
        name: "default-jdk-headless",
        need: Need::Test,
        // Whether it is new enough is seen where Maven is: `kotlin::prepare`.
        signs: &[Sign::Program("java"), Sign::Program("javac")],
    },
    Package {
        name: "maven",
        need: Need::Test,
        signs: &[Sign::Program("mvn")],
    },
    Package {
        name: "aapt",
        need: Need::Test,
        // It compiles the Android app's resources.
        signs: &[Sign::Program("aapt2")],
    },
    Package {
        name: "unzip",
        need: Need::Test,
        // It opens Android's archives.
        signs: &[Sign::Program("unzip")],
    },
    Package {
        name: "zip",
        need: Need::Test,
        // It makes the Android app's APK, which the next two align and sign.
        signs: &[Sign::Program("zip")],
    },
    Package {
        name: "zipalign",
        need: Need::Test,
        signs: &[Sign::Program("zipalign")],
    },
    Package {
        name: "apksigner",
        need: Need::Test,
        signs: &[Sign::Program("apksigner")],
    },
    Package {
        name: "postgresql",
        need: Need::Test,
        // The service's tests start servers of their own; the one that Debian starts is not touched.
        signs: &[Sign::AnyFile(&[
            "/usr/lib/postgresql/15/bin/postgres",
            "/usr/lib/postgresql/17/bin/postgres",
        ])],
    },
    Package {
        name: "python3",
        need: Need::Test,
        // It reads the clinic-side XML back.
        signs: &[Sign::Program("python3")],
    },
    Package {
        name: "python3-venv",
        need: Need::Test,
        // The API tester lives in such an environment; Debian's Python comes without what fills it.
        signs: &[Sign::PythonModule("venv"), Sign::PythonModule("ensurepip")],
    },
    Package {
        name: "chromium",
        need: Need::Test,
        signs: &[Sign::Program("chromium")],
    },
    Package {
        name: "fonts-noto-cjk",
        need: Need::Test,
        // Without a Japanese font every character is as wide as a box, and no picture can be read.
        signs: &[Sign::AnyFile(&[
            "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        ])],
    },
    Package {
        name: "nodejs",
        need: Need::Test,
        // Whether it is new enough is seen where it is used: `pages::prepare`.
        signs: &[Sign::Program("node")],
    },
    Package {
        name: "npm",
        need: Need::Test,
        signs: &[Sign::Program("npm")],
    },
];

/// The packages that are neither installed by dpkg nor there by their signs.
pub(crate) fn missing() -> Vec<&'static Package> {
    let installed = Command::new("dpkg-query")
        .args(["--show", "--showformat=${Package} ${db:Status-Status}\n"])
        .args(PACKAGES.iter().map(|package| package.name))
        // It complains there of each package that it does not know.
        .stderr(Stdio::null())
        .output()
        .map(|output| installed_in(&String::from_utf8_lossy(&output.stdout)))
        .unwrap_or_default();
    let is_there = |package: &Package| {
        installed.iter().any(|name| name == package.name) || package.signs.iter().all(is_seen)
    };
    PACKAGES.iter().filter(|package| !is_there(package)).collect()
}

/// The packages that dpkg-query reports as installed, from lines of a name and a status.
fn installed_in(report: &str) -> Vec<String> {
    let installed = |line: &str| line.strip_suffix(" installed").map(str::to_owned);
    report.lines().filter_map(installed).collect()
}

fn is_seen(sign: &Sign) -> bool {
    match sign {
        Sign::Program(name) => program(name).is_some(),
        Sign::Library(name) => succeeds("pkg-config", &["--exists", name]),
        Sign::PythonModule(name) => succeeds("python3", &["-c", &format!("import {name}")]),
        Sign::AnyFile(files) => files.iter().any(|file| Path::new(file).exists()),
    }
}

/// Where a program is. Not every user has the `sbin` folders in the path.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain(["/usr/sbin".into(), "/sbin".into()]);
    folders
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// Whether a program is there and ends well. Its output is not shown.
pub(crate) fn succeeds(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_dpkg_calls_installed_is_installed() {
        let report = "pcscd installed\nopensc config-files\nopenssl not-installed\n\
                      libpcsclite-dev installed\nbuild-essential half-installed\n";
        assert_eq!(installed_in(report), ["pcscd", "libpcsclite-dev"]);
        assert!(installed_in("").is_empty());
    }

    #[test]
    fn a_program_that_is_not_there_is_not_found() {
        assert!(program("no-such-program-of-kyotaku").is_none());
        assert!(!succeeds("no-such-program-of-kyotaku", &[]));
    }
}
