import Foundation
import KyotakuCore
import KyotakuScenarios
import XCTest

@testable import KyotakuUI

/// The phone ends the app and starts it again: the visit begins anew, and says what became of the one before.
@MainActor final class LifeKeptTests: XCTestCase {
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("kept-\(UUID().uuidString)", isDirectory: true)
    private var kept: KeptFile { KeptFile(folder: folder) }

    override func tearDown() async throws {
        try? FileManager.default.removeItem(at: folder)
    }

    func testInTheMiddleOfTheFormNothingWasRegisteredAndTheNextStartSaysSo() async throws {
        try await atThePhone(kept: kept) { person, scene in
            try await person.openForm()
            try person.press("すべての項目に同意する")
            person.close()
            try await self.startAgain(scene) { next in
                XCTAssertEqual(next.store.view.heading, "前の訪問は途中で終わりました")
                XCTAssertTrue(next.told.contains { $0.hasSuffix("登録済みの同意は元のままです。") })
                try next.press("最初に戻る")
                try await next.until("Mode")
                XCTAssertNil(next.store.keepsake)
                XCTAssertEqual(self.files, [])
            }
            let registered = try await scene.registered()
            XCTAssertEqual(registered, [])
        }
    }

    func testARegistrationThatIsOutIsToldAsUnconfirmedWithItsNumberUntilSomebodyGoesOn() async throws {
        try await atThePhone(held, kept: kept) { person, scene in
            try await person.register()
            XCTAssertEqual(person.store.keepsake?.lasting, true)
            XCTAssertEqual(self.files, ["visit"])
            person.close()
            var numbers: Set<[String]> = []
            for _ in 0..<2 {
                try await self.startAgain(scene) { next in
                    XCTAssertEqual(next.store.view.heading, "前の訪問の登録は未確認です")
                    guard case .notice(let notice) = next.store.view.screen else { return XCTFail("\(next.told)") }
                    XCTAssertEqual(notice.tone, .alarm)
                    XCTAssertFalse(notice.unchanged.contains("元のまま"))
                    numbers.insert(notice.details.map(\.value))
                    XCTAssertEqual(self.files, ["visit"])
                }
            }
            XCTAssertEqual(numbers.count, 1)
            XCTAssertEqual(numbers.first?.count, 1)
            try await self.startAgain(scene) { next in try next.press("最初に戻る") }
            XCTAssertEqual(self.files, [])
        }
    }

    func testNothingOfThePatientIsWrittenDown() async throws {
        try await atThePhone(held, kept: kept) { person, _ in
            try await person.register()
            let written = try String(contentsOf: self.folder.appendingPathComponent("visit"), encoding: .utf8)
            XCTAssertEqual(written, person.store.keepsake?.text)
            XCTAssertFalse(written.unicodeScalars.contains { $0.value > 0x7F }, "a name or an answer would be Japanese")
        }
    }

    func testARegistrationWhoseAnswerCameIsNoDoubtAnyMore() async throws {
        try await atThePhone(kept: kept) { person, scene in
            try await person.register()
            try await person.until("Done")
            XCTAssertNotEqual(person.store.keepsake?.lasting, true)
            person.close()
            try await self.startAgain(scene) { next in
                XCTAssertFalse(next.store.view.heading.contains("未確認"))
            }
            let registered = try await scene.registered()
            XCTAssertEqual(registered.count, 1)
        }
    }

    func testBeforeAVisitNothingIsKept() async throws {
        try await atThePhone(kept: kept) { person, _ in
            try await person.until("Mode")
            XCTAssertEqual(self.files, [])
        }
    }

    func testWhatCannotBeReadIsADoubt() async throws {
        // A folder in the place of the file is there, and cannot be read.
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("visit"), withIntermediateDirectories: true)
        XCTAssertEqual(kept.read(), "")
        try await atThePhone(kept: kept) { person, _ in
            XCTAssertEqual(person.store.view.heading, "前の訪問の結果が分かりません")
        }
    }

    func testAVisitGoesOnWhereNothingCanBeWritten() async throws {
        // A file in the place of the folder.
        try Data().write(to: folder)
        try await atThePhone(kept: kept) { person, scene in
            try await person.register()
            try await person.until("Done")
            let registered = try await scene.registered()
            XCTAssertEqual(registered.count, 1)
        }
        XCTAssertNil(kept.read())
    }

    private let held: JSON = ["patient": "valid", "service": [["call": "register", "fault": "answer-held"]]]

    /// The app again, on the same phone.
    private func startAgain(
        _ scene: KyotakuScenarios.Scene, _ play: (AtThePhone) async throws -> Void
    ) async throws {
        let next = try AtThePhone(scene, kept: kept)
        defer { next.close() }
        try await play(next)
    }

    private var files: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    }
}
