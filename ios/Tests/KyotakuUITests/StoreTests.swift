import KyotakuCore
import KyotakuScenarios
import XCTest

@testable import KyotakuUI

/// The bridge between the core and the screens.
@MainActor final class StoreTests: XCTestCase {
    func testAChangeThatNoPressCausedReachesTheScreen() async throws {
        let laid = Tally()
        try await atThePhone(reader: { CardToCome(SceneReader($0), laid: laid) }) { person, _ in
            try await person.tap()
            XCTAssertEqual(person.store.view.screen.name, "Tap", "it stands until a card is laid there")
            XCTAssertFalse(person.told.contains("資格確認の結果"))
            laid.add()
            try await person.until("Eligibility")
            XCTAssertTrue(person.told.contains("資格確認の結果"))
        }
    }

    func testAPressIsAnsweredBeforeItReturns() async throws {
        try await atThePhone { person, _ in
            try await person.until("Mode")
            try person.press("訪問診療等")
            XCTAssertEqual(person.store.view.screen.name, "Pin")
            XCTAssertTrue(person.told.contains("次へ（カードをかざす）"))
        }
    }

    func testAPressThatChangesNothingDrawsNothingAnew() async throws {
        try await atThePhone { person, _ in
            try await person.until("Mode")
            try person.press("訪問診療等")
            _ = person.told
            let before = person.display.drawings
            // Nothing was typed that could be taken back.
            guard case .pin(let pad) = person.store.view.screen else { return XCTFail("there is no pad") }
            person.store.send(pad.delete.event)
            _ = person.told
            XCTAssertEqual(person.display.drawings, before)
        }
    }

    func testAPressAfterTheEndChangesNeitherTheScreenNorWhatIsKept() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kept-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let kept = KeptFile(folder: folder)
        try await atThePhone(kept: kept) { person, scene in
            try await person.openForm()
            try person.press("すべての項目に同意する")
            let (view, keepsake, written) = (person.store.view, person.store.keepsake, kept.read())
            XCTAssertNotNil(written)
            person.store.close()
            try person.press("確認へ進む")
            XCTAssertEqual(person.store.view, view)
            XCTAssertEqual(person.store.keepsake, keepsake)
            XCTAssertEqual(kept.read(), written)
            let registered = try await scene.registered()
            XCTAssertEqual(registered, [])
        }
    }

    func testAStoreThatNobodyHoldsLetsGoOfItsVisit() async throws {
        let scene = try await Stage().set(["patient": "valid"])
        weak var visit: Kyotaku?
        weak var gone: Store?
        do {
            let store = try Store { observer in
                let started = try scene.visit(reader: SceneReader(scene), observer: observer)
                visit = started
                return started
            }
            gone = store
            XCTAssertNotNil(visit)
            store.close()
        }
        // A change that is on its way to the main actor holds the store no longer than that.
        let end = ContinuousClock.now + Shell.patience
        while gone != nil || visit != nil, ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(5)) }
        XCTAssertNil(gone)
        XCTAssertNil(visit)
        try await scene.strike()
    }
}

/// A reader that finds the card once it is laid there.
private final class CardToCome: CardReader {
    private let reader: any CardReader
    private let laid: Tally

    init(_ reader: any CardReader, laid: Tally) {
        (self.reader, self.laid) = (reader, laid)
    }

    func connect() async throws -> OpenChannel {
        try await laid.reach(1, "the laying of the card")
        return try await reader.connect()
    }
}
