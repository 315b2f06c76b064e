import XCTest

/// The script that builds the library for iOS, with stand-ins for the Mac's programs that write down what they were asked.
final class XcframeworkScriptTests: XCTestCase {
    private var tree = URL(filePath: "/")

    /// A tree with the script and nothing else, and programs that do as the real ones: make the file that they were to make.
    override func setUpWithError() throws {
        tree = FileManager.default.temporaryDirectory.appending(path: "kyotaku-\(UUID().uuidString)")
        for folder in ["ios", "programs", "bindings/swift"] {
            try FileManager.default.createDirectory(
                at: tree.appending(path: folder), withIntermediateDirectories: true)
        }
        try FileManager.default.copyItem(
            at: ios.appending(path: "build-xcframework.sh"), to: tree.appending(path: "ios/build-xcframework.sh"))
        let note = "echo \"$(basename \"$0\") $*\" >> \"$ASKED\"\n"
        try program("rustup", note)
        try program("lipo", note + "for each; do last=$each; done; echo both > \"$last\"\n")
        try program("xcodebuild", note + "for each; do last=$each; done; mkdir \"$last\"\n")
        try program(
            "cargo",
            note + """
                case $* in *bindgen*)
                    for each; do last=$each; done
                    mkdir "$last"
                    touch "$last/A.swift" "$last/A.h" "$last/module.modulemap"
                esac

                """)
    }

    override func tearDownWithError() throws {
        try FileManager.default.removeItem(at: tree)
    }

    private func program(_ name: String, _ body: String) throws {
        let place = tree.appending(path: "programs/\(name)")
        try "#!/bin/bash\nset -eu\n\(body)".write(to: place, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place.path)
    }

    private func asked(_ arguments: [String]) throws -> (status: Int32, lines: [String]) {
        let asked = tree.appending(path: "asked").path
        let process = try ended(
            "/bin/bash", [tree.appending(path: "ios/build-xcframework.sh").path] + arguments,
            environment: [
                "PATH": tree.appending(path: "programs").path + ":/usr/bin:/bin", "ASKED": asked,
                "CARGO_TARGET_DIR": "built",
            ])
        let lines = (try? String(contentsOfFile: asked, encoding: .utf8)) ?? ""
        return (process.status, lines.split(separator: "\n").map(String.init))
    }

    func testItBuildsOneLibraryForPhonesAndOneForSimulatorsAndPutsThemWhereThePackageLooks() throws {
        for (arguments, profile, flag) in [([], "release", "--release"), (["debug"], "debug", "--profile=dev")] {
            let (status, lines) = try asked(arguments)
            XCTAssertEqual(status, 0, lines.joined(separator: "\n"))
            for target in ["aarch64-apple-ios", "aarch64-apple-ios-sim", "x86_64-apple-ios"] {
                XCTAssertTrue(lines.contains("rustup target add \(target)"))
                let built =
                    "cargo rustc \(flag) --package kyotaku-bindings --lib --crate-type staticlib --target \(target)"
                XCTAssertTrue(lines.contains(built), lines.joined(separator: "\n"))
            }
            let generated = lines.contains {
                $0.contains("swift built/\(profile)/libkyotaku_bindings.dylib uniffi.toml")
            }
            XCTAssertTrue(generated, lines.joined(separator: "\n"))
            let joined = try XCTUnwrap(lines.last { $0.hasPrefix("lipo") })
            for target in ["aarch64-apple-ios-sim", "x86_64-apple-ios"] {
                XCTAssertTrue(joined.contains("built/\(target)/\(profile)/libkyotaku_bindings.a"), joined)
            }
            let framework = try XCTUnwrap(lines.last { $0.hasPrefix("xcodebuild -create-xcframework") })
            XCTAssertTrue(framework.contains("-library built/aarch64-apple-ios/\(profile)/libkyotaku_bindings.a"))
            XCTAssertEqual(framework.components(separatedBy: "-headers ").count, 3)
            XCTAssertTrue(framework.hasSuffix("-output bindings/swift/KyotakuCoreFFI.xcframework"))
            for written in ["KyotakuCore/A.swift", "KyotakuCoreFFI/A.h", "KyotakuCoreFFI/module.modulemap"] {
                let path = tree.appending(path: "bindings/swift/generated/\(written)").path
                XCTAssertTrue(FileManager.default.fileExists(atPath: path), written)
            }
        }
    }

    func testAnotherWordIsRefusedAndNothingIsBuilt() throws {
        let (status, lines) = try asked(["fast"])
        XCTAssertEqual(status, 2)
        XCTAssertEqual(lines, [])
    }
}

/// Runs a program to its end.
func ended(
    _ program: String, _ arguments: [String], environment: [String: String]? = nil
) throws -> (status: Int32, said: String) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    if let environment { process.environment = environment }
    let said = Pipe()
    (process.standardOutput, process.standardError) = (said, said)
    try process.run()
    let text = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
}
