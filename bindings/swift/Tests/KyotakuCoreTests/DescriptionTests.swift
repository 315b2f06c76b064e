import Foundation
import KyotakuCore
import KyotakuScenarios
import XCTest

/// What a log, a dump or a crash report can say of what crosses.
final class DescriptionTests: XCTestCase {
    func testADescriptionADumpAndAnInterpolationOfAViewTellNoPersonalData() async throws {
        try await onScene { scene in
            let shell = try Shell(scene)
            try await shell.tap()
            let eligibility = try await shell.look("Eligibility")
            XCTAssertTrue(eligibility.reading.contains("氏名: 居宅　花子"))
            try shell.press("同意登録へ進む（患者に画面を向ける）")
            try shell.press("すべての項目に同意しない")
            let form = try await shell.look("Input")
            for view in [eligibility, form] {
                XCTAssertEqual("\(view) \(view.screen) \([view.screen])", "View Screen [Screen]")
                XCTAssertEqual(String(reflecting: view), "View")
                XCTAssertEqual(dumped(view), "- View\n")
                XCTAssertEqual(dumped(view.screen), "- Screen\n")
                for text in ["\(view)", dumped([view.screen]), "\(view.controls)", dumped(view.controls.map(\.event))] {
                    for line in view.reading { XCTAssertFalse(text.contains(line), line) }
                }
            }
        }
    }

    func testTheDescriptionOfAPressTellsNoDigitAndNoAnswer() {
        for (one, other) in [
            (Event.pin(.digit(1)), Event.pin(.digit(2))),
            (.input(.answer(.surgery, .agree)), .input(.answer(.medication, .decline))),
            (.input(.answerAll(.agree)), .input(.answerAll(.decline))),
            (.revoke(.only(.surgery)), .revoke(.because(.byPatient))),
        ] {
            XCTAssertEqual("\(one) \([one])", "\(other) \([other])")
            XCTAssertEqual(dumped(one), dumped(other))
        }
    }

    func testTheDescriptionOfACommandForTheCardTellsNoByteOfIt() {
        let command = WipedBytes([0x31, 0x32, 0x33, 0x34])
        XCTAssertEqual("\(command) \([command])", "WipedBytes [WipedBytes]")
        XCTAssertEqual(dumped(command).filter(\.isNumber), "0", "but for the number that dump gives to an object")
        XCTAssertEqual(command.withBytes { Array($0) }, [0x31, 0x32, 0x33, 0x34])
    }

    func testSettingsTellNoToken() {
        let origin = Origin(channel: .visitApp, app: "a", version: "1", device: "d")
        let settings = Settings(
            service: "https://service.example/", token: "TEST-ONLY", origin: origin, trustedRoots: nil,
            antenna: .unknown)
        XCTAssertEqual("\(settings)", "Settings")
        XCTAssertFalse(dumped(settings).contains("TEST-ONLY"))
    }

    func testEveryTypeWithADescriptionOfOursMirrorsNothing() throws {
        let generated = try generatedText("KyotakuCore.swift") + generatedText("KyotakuVisit.swift")
        let described = generated.matches(of: #/public (?:struct|enum) (\w+): .*CustomDebugStringConvertible/#).map(\.1)
        XCTAssertGreaterThan(described.count, 10)
        let mirrors = try String(
            contentsOf: package.appending(path: "Sources/KyotakuCore/Mirrors.swift"), encoding: .utf8)
        for type in described {
            XCTAssertTrue(mirrors.contains("extension \(type): NothingToMirror {}"), "dump tells what a \(type) holds")
        }
    }

    func testErrorsSayWhatTheyAreAndNothingElse() throws {
        XCTAssertEqual(LinkError.CardGone.description, "the card was removed")
        XCTAssertEqual(ObserverError.Failed.description, "the observer failed")
        let origin = Origin(channel: .visitApp, app: "a", version: "1", device: "TEST-ONLY\n")
        let settings = Settings(
            service: "http://127.0.0.1:1/", token: "t", origin: origin, trustedRoots: nil, antenna: .unknown)
        XCTAssertThrowsError(try Kyotaku(settings: settings, reader: NoReader(), observer: Tally())) { error in
            XCTAssertEqual(error as? StartError, .Origin)
            XCTAssertEqual((error as? StartError)?.description, "the app's or the device's name cannot be used")
            XCTAssertFalse("\(error)".contains("TEST-ONLY"))
        }
    }
}

private final class NoReader: CardReader {
    func connect() async throws -> OpenChannel {
        throw LinkError.NoReader
    }
}

private func dumped(_ value: Any) -> String {
    var text = ""
    dump(value, to: &text)
    return text
}
