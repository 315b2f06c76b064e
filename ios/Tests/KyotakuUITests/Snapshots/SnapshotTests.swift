import Foundation
import KyotakuScenarios
import XCTest

/// Every screen that a visit looks at is as its snapshot says.
@MainActor final class SnapshotTests: XCTestCase {
    func testEveryScreenIsAsItsSnapshotSays() async throws {
        var texts: [String: String] = [:]
        for screen in try await EveryVisit.played().screens {
            let name = screen.place.file.replacingOccurrences(of: ".json", with: ".txt")
            texts[name, default: ""] += "== \(screen.place.visit): look \(screen.place.number)\n\n\(screen.text)\n"
        }
        if Snapshots.areWritten { try Snapshots.ours.write(texts) }
        for difference in try Snapshots.ours.differences(from: texts) { XCTFail(difference) }
    }

    func testADifferenceIsToldLineByLineAndAFileThatIsMissingOrUnusedByItsName() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kyotaku-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let snapshots = Snapshots(folder: folder)
        try snapshots.write(["a.txt": "one\ntwo\nthree\n", "old.txt": ""])
        XCTAssertEqual(try snapshots.differences(from: ["a.txt": "one\ntwo\nthree\n", "old.txt": ""]), [])
        XCTAssertEqual(
            try snapshots.differences(from: ["a.txt": "one\n2\nthree\nfour\n", "b.txt": "b"]),
            [
                "old.txt is no snapshot of anything", "a.txt\n  line 2 - two\n  line 2 + 2\n  line 4 + four",
                "b.txt is missing",
            ])
        try snapshots.write(["b.txt": "b"])
        XCTAssertEqual(try snapshots.differences(from: ["b.txt": "b"]), [])
    }
}
