import XCTest

/// What builds the app on a Mac, as far as it can be looked at here.
final class ProjectTests: XCTestCase {
    /// The folder of the project's text. XcodeGen writes the project into it, and every path is from there: neither it nor Xcode
    /// looks for a local package anywhere else.
    private let app = ios.appending(path: "App")

    func testEverySourceFileIsInAFolderThatIsBuilt() throws {
        let package = try text("Package.swift")
        let folders = try FileManager.default.contentsOfDirectory(atPath: ios.appending(path: "Sources").path)
        XCTAssertEqual(Set(folders), ["KyotakuNFC", "KyotakuUI"])
        let project = try text("project.yml", in: app)
        for folder in folders {
            XCTAssertTrue(package.contains(".target(name: \"\(folder)\""), folder)
            XCTAssertTrue(package.contains(".library(name: \"\(folder)\""), folder)
            XCTAssertTrue(values(of: "product", in: project).contains(folder), folder)
        }
        // Whatever else is Swift is the app's, a test's, or stands in for Apple's.
        let all = try FileManager.default.contentsOfDirectory(atPath: ios.path).filter { !$0.hasPrefix(".") }
        for folder in all where !["App", "Sources", "Tests", "Stubs", "Package.swift"].contains(folder) {
            let below = (try? files(below: folder)) ?? []
            XCTAssertFalse((below + [folder]).contains { $0.hasSuffix(".swift") }, folder)
        }
    }

    func testTheProjectIsWrittenIntoTheFolderOfItsText() throws {
        let command = "xcodegen generate --spec App/project.yml"
        for place in ["README.md", "App/project.yml"] {
            let said = try text(place).split(separator: "\n").filter { $0.contains("xcodegen generate") }
            XCTAssertEqual(said.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "# ")) }, [command], place)
        }
    }

    func testEachPackageOfTheProjectIsWhereItIsLookedForAndOfThatName() throws {
        let project = try text("project.yml", in: app)
        let packages = [("KyotakuPhone", ".."), ("KyotakuCore", "../../bindings/swift")]
        for (name, path) in packages {
            XCTAssertTrue(project.contains("\n  \(name):\n    path: \(path)\n"), name)
            let package = try text("Package.swift", in: app.appending(path: path))
            XCTAssertTrue(package.contains("let package = Package(\n    name: \"\(name)\","), "\(path) is not \(name)")
        }
        let named = values(of: "path", in: project).filter { $0.hasPrefix(".") }
        XCTAssertEqual(named, packages.map(\.1))
    }

    func testEveryFileOfTheAppIsInTheProjectAndNoOther() throws {
        let project = try text("project.yml", in: app)
        let sources = values(of: "path", in: project).filter { !$0.hasPrefix(".") }
        let settings = ["INFOPLIST_FILE", "CODE_SIGN_ENTITLEMENTS"].flatMap { values(of: $0, in: project) }
        // On a Mac the project itself is there, too.
        let found = try FileManager.default.contentsOfDirectory(atPath: app.path)
            .filter { !$0.hasPrefix(".") && !["project.yml", "Kyotaku.xcodeproj"].contains($0) }
        XCTAssertEqual((sources + settings).sorted(), found.sorted())
    }

    func testTheVersionIsTheWorkspacesAndTheOldestSystemIsOneEverywhere() throws {
        let project = try text("project.yml", in: app)
        let workspace = try text("Cargo.toml", in: repository)
        let version = try XCTUnwrap(values(of: "MARKETING_VERSION", in: project).first)
        XCTAssertTrue(workspace.contains("\nversion = \"\(version)\"\n"), version)
        XCTAssertEqual(values(of: "iOS", in: project), ["17.0"])
        XCTAssertTrue(try text("build-xcframework.sh").contains("IPHONEOS_DEPLOYMENT_TARGET=17.0"))
        for package in [ios, repository.appending(path: "bindings/swift")] {
            XCTAssertTrue(try text("Package.swift", in: package).contains("platforms: [.iOS(.v17)"), package.path)
        }
    }

    func testTheIconIsOfTheSizeThatIOSWantsAndHasNoAlphaChannel() throws {
        let icons = "App/Assets.xcassets/AppIcon.appiconset"
        let contents = try JSONSerialization.jsonObject(
            with: Data(contentsOf: ios.appending(path: "\(icons)/Contents.json")))
        let images = try XCTUnwrap((contents as? [String: Any])?["images"] as? [[String: String]])
        XCTAssertEqual(images.count, 1)
        XCTAssertEqual(images[0]["size"], "1024x1024")
        let name = try XCTUnwrap(images[0]["filename"])
        let png = [UInt8](try Data(contentsOf: ios.appending(path: "\(icons)/\(name)")))
        XCTAssertEqual(Array(png[1..<4]), Array("PNG".utf8))
        // IHDR: width, height, depth, and 2 for colours without alpha.
        XCTAssertEqual(Array(png[16..<26]), [0, 0, 4, 0, 0, 0, 4, 0, 8, 2])
    }

    func testTheScriptsAreWellFormedAndCanBeRun() throws {
        for script in ["build-xcframework.sh", "draw-icon.sh"] {
            let path = ios.appending(path: script).path
            XCTAssertTrue(FileManager.default.isExecutableFile(atPath: path), script)
            XCTAssertEqual(try ended("/bin/bash", ["-n", path]).status, 0, script)
        }
    }
}
