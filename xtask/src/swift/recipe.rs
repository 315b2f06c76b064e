//! What is put into the Swift root. Another recipe is another root, beside the old one.

/// The Debian release that packages Swift.
pub(super) const SUITE: &str = "trixie";

/// Its Swift compiler, as seen in the root: without it the root is not whole.
pub(super) const COMPILER: &str = "usr/libexec/swift/bin/swift";

/// `swiftlang` is the toolchain with SwiftPM, XCTest and Swift Testing; SwiftPM asks for git.
const PACKAGES: &str = "swiftlang,swiftlang-dev,libc6-dev,libstdc++-14-dev,git";

/// More than half of the toolchain, and no test needs it: documents, languages, debugger, editor's server, static and embedded libraries.
const LEFT_OUT: &[&str] = &[
    "/usr/share/doc/*",
    "/usr/share/man/*",
    "/usr/share/locale/*",
    "/usr/libexec/swift/lib/swift_static/*",
    "/usr/libexec/swift/lib/swift/embedded/*",
    "/usr/libexec/swift/bin/lldb*",
    "/usr/libexec/swift/bin/clangd",
    "/usr/libexec/swift/bin/docc",
    "/usr/libexec/swift/bin/repl_swift",
    "/usr/libexec/swift/bin/sourcekit-lsp",
    "/usr/libexec/swift/lib/liblldb*",
    "/usr/libexec/swift/lib/libsourcekitdInProc.so",
    "/usr/libexec/swift/lib/libLTO.so*",
];

/// mmdebstrap's arguments, without those that differ from machine to machine: folder and mirror.
pub(super) fn arguments() -> Vec<String> {
    let mut arguments: Vec<String> = [
        "--quiet",
        "--mode=root",
        "--variant=apt",
        "--components=main",
        "--aptopt=APT::Install-Recommends \"false\"",
        // It is made in one go or not at all: no need to wait for the disk after each package.
        "--dpkgopt=force-unsafe-io",
    ]
    .map(str::to_owned)
    .into();
    arguments.push(format!("--include={PACKAGES}"));
    arguments.extend(
        LEFT_OUT
            .iter()
            .map(|path| format!("--dpkgopt=path-exclude={path}")),
    );
    arguments.push(SUITE.to_owned());
    arguments
}

/// The recipe as a text: what the root holds as its stamp.
pub(super) fn text() -> String {
    arguments().join("\n") + "\n" + super::making::SCRIPT
}

/// A short name for the recipe.
pub(super) fn name() -> String {
    format!("swift-{SUITE}-{:08x}", digest(&text()))
}

/// FNV-1a: all that it must do is differ when the recipe does, and be the same in every build of xtask.
fn digest(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |digest, byte| {
        (digest ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_the_published_one() {
        // The test vectors of FNV's authors.
        for (text, expected) in [("", 0x811c_9dc5), ("a", 0xe40c_292c), ("foobar", 0xbf9c_f968)] {
            assert_eq!(digest(text), expected, "{text}");
        }
    }

    #[test]
    fn the_recipe_names_no_machine() {
        let arguments = arguments();
        assert!(!arguments.join("\n").contains("://"), "{arguments:?}");
        // The folder and the mirror follow.
        assert_eq!(arguments.last().map(String::as_str), Some(SUITE));
    }
}
